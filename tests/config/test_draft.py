"""An issue that is being written stands in no file until it is saved, and never over what another program wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.config import ConfigProblem
from tui.config.draft import IssueDraft, draft_of, drafts, new_draft, with_draft
from tui.config.edit import AddLine, ChangeLine, SetField, issues_of

PATH = Path("config.yaml")
OWNED = b"""# mine
issues:
  - id: quays  # never changes
    name: New quays
    terms:
      - quay
    proposition: The quays should be built
"""


def quays() -> IssueDraft:
    return draft_of(PATH, OWNED, "quays")


def test_a_draft_is_what_the_loader_takes_and_keeps_the_rest() -> None:
    draft = quays().changed(AddLine("quays", "terms", "pier"), SetField("quays", "colour", "teal"))
    assert draft.issue is not None
    assert (draft.issue.terms, draft.issue.colour) == (("quay", "pier"), "teal")
    assert draft.made.startswith(b"# mine\n")
    assert b"# never changes" in draft.made
    assert draft.before == OWNED
    assert issues_of(draft.made, PATH).issues == (draft.issue,)


def test_a_change_that_the_loader_refuses_leaves_the_draft() -> None:
    draft = quays()
    with pytest.raises(ConfigProblem, match="nothing can be found"):
        draft.changed(ChangeLine("quays", "terms", "quay", ""))
    assert draft.changed(AddLine("quays", "terms", "QUAY")) is draft  # says so already


def test_changes_are_taken_back_one_by_one() -> None:
    one = quays().changed(AddLine("quays", "terms", "pier"))
    two = one.changed(SetField("quays", "name", "Quays"))
    assert two.without_last() == one
    assert one.without_last() == quays()
    assert quays().without_last() == quays()


def test_a_new_issue_begins_with_its_words_and_is_not_taken_back() -> None:
    draft = new_draft(PATH, None, "Night ferry", ("night ferry",))
    assert draft.issue is not None
    assert (draft.key, draft.issue.terms, draft.before) == ("night-ferry", ("night ferry",), None)
    assert draft.without_last() == draft
    more = draft.changed(AddLine("night-ferry", "terms", "late boat"))
    assert more.without_last() == draft
    assert new_draft(PATH, OWNED, "Quays", ("pier",)).key == "quays-2"


def test_what_another_program_wrote_stays_when_a_draft_is_put_upon_it() -> None:
    draft = quays().changed(AddLine("quays", "terms", "pier"))
    theirs = OWNED.replace(b"- quay", b"- quay  # theirs") + b"theme: light\n"
    moved = draft.upon(theirs)
    assert moved.before == theirs
    assert b"# theirs\n      - pier\n" in moved.made
    assert moved.made.endswith(b"theme: light\n")
    with pytest.raises(ConfigProblem, match="no issue"):
        draft.upon(b"issues: []\n")
    with pytest.raises(ConfigProblem):
        draft.upon(b"issues: [\n")
    gone = draft.upon(None)
    assert (gone.before, gone.made) == (None, draft.made)


def test_a_new_issue_is_not_put_upon_another_of_its_id() -> None:
    draft = new_draft(PATH, b"", "Quays", ("pier",))
    with pytest.raises(ConfigProblem, match="another issue"):
        draft.upon(OWNED)


def test_the_lines_that_change_are_shown_with_those_around_them() -> None:
    draft = quays().changed(ChangeLine("quays", "terms", "quay", "pier"), SetField("quays", "colour", "teal"))
    shown = [(line.sign, line.number, line.words.strip()) for line in draft.lines()]
    assert ("-", 6, "- quay") in shown
    assert ("+", 6, "- pier") in shown
    assert ("+", 8, "colour: teal") in shown
    assert (" ", 5, "terms:") in shown
    assert all(words != "# mine" for _, _, words in shown)
    assert quays().lines() == []


def test_drafts_that_were_kept_are_made_again_upon_the_file_as_it_is() -> None:
    draft = quays().changed(AddLine("quays", "terms", "pier"))
    begun = new_draft(PATH, OWNED, "Night ferry", ("night ferry",))
    words = with_draft(with_draft("", draft), begun)
    theirs = OWNED + b"theme: light\n"
    assert drafts(words, theirs, PATH) == [draft.upon(theirs), begun.upon(theirs)]
    assert drafts(words, OWNED, Path("elsewhere.yaml")) == []
    assert drafts(words, b"issues: []\n", PATH) == [begun.upon(b"issues: []\n")]
    fresh = new_draft(PATH, None, "Night ferry", ("night ferry",))
    assert drafts(with_draft("", fresh), None, PATH) == [fresh]


def test_a_draft_is_kept_once_and_until_it_is_let_go() -> None:
    one = quays().changed(AddLine("quays", "terms", "pier"))
    two = one.changed(SetField("quays", "colour", "teal"))
    begun = new_draft(PATH, OWNED, "Night ferry", ("night ferry",))
    words = with_draft(with_draft(with_draft("", one), begun), two)
    assert [draft.key for draft in drafts(words, OWNED, PATH)] == ["night-ferry", "quays"]
    assert drafts(words, OWNED, PATH)[1] == two
    assert drafts(with_draft(words, two, kept=False), OWNED, PATH) == [begun]
    assert with_draft(with_draft("", one), quays()) == ""  # nothing is left of it
    for broken in ("", "{}", "[", "null", '["x"]', "\ud800"):
        assert drafts(broken, OWNED, PATH) == []
        assert drafts(with_draft(broken, one), OWNED, PATH) == [one]
