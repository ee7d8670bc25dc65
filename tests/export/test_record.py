"""A holder's record: oldest first, turns where a side is taken on another day, the doubtful apart."""

from making import days, statement

from tui.export.record import on_issue, record


def said(words, stance, day, *, issue="pier", doubts=()):
    return statement(words, toward=((issue, stance),), said=days(day) if day else None, doubts=doubts)


def test_oldest_first_and_what_has_no_day_last():
    told = on_issue([said("c", None, None), said("b", "for", "2031-05-02"), said("a", "for", "2031-04-09")], "pier")
    assert [each.of.row.words for each in told.counted] == ["a", "b", "c"]
    assert told.days == (days("2031-04-09"), days("2031-05-02"))


def test_a_turn_names_the_claim_that_took_the_other_side_before():
    claims = [said("a", "against", "2031-04-09"), said("b", None, "2031-04-20"), said("c", "for", "2031-05-02")]
    told = on_issue(claims, "pier")
    assert [each.turned and each.turned.row.words for each in told.counted] == [None, None, "a"]
    assert told.turns == 1


def test_both_sides_on_one_day_or_on_no_known_day_are_no_turn():
    assert on_issue([said("a", "for", "2031-04-09"), said("b", "against", "2031-04-09")], "pier").turns == 0
    assert on_issue([said("a", "for", "2031-04-09"), said("b", "against", None)], "pier").turns == 0


def test_the_doubtful_stand_apart_and_make_no_turn():
    claims = [said("a", "for", "2031-04-09"), said("b", "against", "2031-05-09", doubts=("vague",))]
    told = on_issue(claims, "pier")
    assert [each.of.row.words for each in told.doubtful] == ["b"]
    assert told.turns == 0
    assert told.sides["against"] == 0


def test_issues_in_their_order_and_what_is_on_none_of_them_last():
    claims = [said("a", "for", "2031-04-09", issue="toll"), said("b", None, "2031-04-09"),
              statement("c", toward=())]  # fmt: skip
    assert [on.issue for on in record(claims, ["pier", "toll", "other"])] == ["pier", "toll", ""]
