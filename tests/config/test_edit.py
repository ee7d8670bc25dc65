"""A config.yaml that its owner wrote is changed line by line: nothing else in it moves."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tui.config import ConfigProblem
from tui.config.edit import (
    LISTS,
    AddIssue,
    AddLine,
    Change,
    ChangeLine,
    RemoveIssue,
    SetField,
    edited,
    id_for,
    issues_of,
    line_of,
    write,
)
from tui.model import Issue

PATH = Path("config.yaml")
OWNED = """# mine, by hand
theme: dark   # I like it

issues:
  # the first
  - id: quays  # never changes
    name: New quays
    terms: # what it is called
      - quay   # also "quays"
      - 'Port Ansgar'

      # old names
      - harbour wall
    proposition: >-
      The quays
      should be built
    colour: red

  - id: ferry
    terms: [ferry, "night, ferry"]  # on one line
    # below the ferry

# the end
actors:
  - name: Kari Lund
"""


def change(*changes: Change, text: str = OWNED) -> str:
    return edited(text.encode(), changes, PATH).decode()


def added(before: str, after: str) -> list[str]:
    """The lines of `after` that are not of `before`, which must all be there in their order."""
    rest = iter(after.splitlines())
    new = []
    for line in before.splitlines():
        for other in rest:
            if other == line:
                break
            new.append(other)
        else:
            raise AssertionError(f"gone: {line!r}")
    return new + list(rest)


def test_a_line_is_put_below_the_last_of_its_list() -> None:
    after = change(AddLine("quays", "terms", "pier"))
    assert added(OWNED, after) == ["      - pier"]
    assert "      - harbour wall\n      - pier\n    proposition" in after


def test_a_line_that_is_there_is_not_put_twice() -> None:
    assert change(AddLine("quays", "terms", "QUAY")) == OWNED


def test_a_list_that_is_not_there_is_begun_in_its_place() -> None:
    after = change(AddLine("quays", "opposes", "too costly"))
    assert added(OWNED, after) == ["    opposes:", "      - too costly"]
    assert "      should be built\n    opposes:" in after
    assert added(OWNED, change(AddLine("ferry", "descriptions", "night/day boat")))[0] == "    descriptions:"


def test_a_list_on_one_line_stays_on_one() -> None:
    assert '[ferry, "night, ferry", boat]  # on one line' in change(AddLine("ferry", "terms", "boat"))
    assert '["night, ferry"]  # on one line' in change(ChangeLine("ferry", "terms", "ferry", ""))
    assert "[ferry]  # on one line" in change(ChangeLine("ferry", "terms", "night, ferry", ""))
    assert '[boat, "night, ferry"]' in change(ChangeLine("ferry", "terms", "ferry", "boat"))


def test_words_are_changed_and_their_comment_stays() -> None:
    after = change(ChangeLine("quays", "terms", "quay", "pier"))
    assert '      - pier   # also "quays"' in after
    assert added(after, OWNED.replace("- quay ", "- pier ")) == []


def test_a_line_is_taken_out_and_the_comments_around_it_stay() -> None:
    after = change(ChangeLine("quays", "terms", "Port Ansgar", ""))
    assert added(after, OWNED) == ["      - 'Port Ansgar'"]


def test_fields_are_set_put_in_and_taken_out() -> None:
    assert "    name: Old quays\n" in change(SetField("quays", "name", "Old quays"))
    assert "    proposition: The quays should wait\n    colour" in change(
        SetField("quays", "proposition", "The quays should wait")
    )
    after = change(SetField("ferry", "name", "Night ferry"), SetField("ferry", "fuzziness", "1"))
    assert "  - id: ferry\n    name: Night ferry\n    terms:" in after
    assert "# on one line\n    fuzziness: 1\n    # below the ferry" in after
    assert "colour" not in change(SetField("quays", "colour", ""))
    assert "proposition" not in change(SetField("quays", "proposition", ""))


def test_an_issue_is_put_last_and_taken_out() -> None:
    made = Issue("rail", "Rail: north", ("rail", "no"), (), "The line should be built", ("build",))
    after = change(AddIssue(made))
    assert added(OWNED, after) == [
        "",
        "  - id: rail",
        '    name: "Rail: north"',
        "    terms:",
        "      - rail",
        '      - "no"',
        "    proposition: The line should be built",
        "    supports:",
        "      - build",
    ]
    assert issues_of(after.encode(), PATH).issues[-1] == made
    assert [issue.id for issue in issues_of(change(RemoveIssue("quays")).encode(), PATH).issues] == ["ferry"]
    assert "issues: []" in change(RemoveIssue("quays"), RemoveIssue("ferry"))


@pytest.mark.parametrize(
    "text", ["", "# only a word\n", "issues: []\n", "theme: dark", "issues: []  # none\nascii: true\n"]
)
def test_the_first_issue_of_a_file(text: str) -> None:
    after = change(AddIssue(Issue("rail", "Rail", ("rail",))), text=text)
    assert [issue.id for issue in issues_of(after.encode(), PATH).issues] == ["rail"]
    for word in ("# only a word", "theme: dark", "ascii: true"):
        assert (word in text) == (word in after)


def test_lists_that_stand_under_their_key_go_on_so() -> None:
    text = "issues:\n- id: quays\n  terms:\n  - quay\n"
    after = change(AddLine("quays", "terms", "pier"), AddIssue(Issue("rail", "Rail", ("rail",))), text=text)
    assert after == text + "  - pier\n- id: rail\n  name: Rail\n  terms:\n  - rail\n"


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    data = b"\xef\xbb\xbf" + OWNED.replace("\n", "\r\n").encode()
    after = edited(data, [AddLine("quays", "terms", "pier")], PATH)
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\r\n") == after.count(b"\n") == data.count(b"\n") + 1


def test_what_cannot_be_changed_says_why() -> None:
    for changes, text, words in (
        ((AddLine("none", "terms", "x"),), OWNED, "no issue"),
        ((ChangeLine("quays", "terms", "gone", "x"),), OWNED, "no longer"),
        ((AddLine("a", "terms", "x"),), "{issues: [{id: a, terms: [b]}]}", "braces"),
        ((AddLine("a", "terms", "x"),), "issues: [{id: a, terms: [b]}]", "braces"),
        (
            (ChangeLine("ferry", "terms", "ferry", ""), ChangeLine("ferry", "terms", "night, ferry", "")),
            OWNED,
            "neither",
        ),
        ((AddIssue(Issue("quays", "Again", ("x",))),), OWNED, "taken"),
        ((AddLine("quays", "terms", "x"),), "issues: [", "config.yaml:1"),
    ):
        with pytest.raises(ConfigProblem, match=words):
            change(*changes, text=text)


def test_an_id_is_made_of_the_name() -> None:
    assert id_for("New quays & ferries") == "new-quays-ferries"
    assert id_for("Quays", ["quays", "quays-2"]) == "quays-3"
    assert id_for("2031") == "issue-2031"
    assert id_for("…") == "issue"


_WORDS = st.text(max_size=30).filter(lambda words: not words or any(c.isascii() and c.isalnum() for c in words))


@given(st.lists(st.tuples(st.sampled_from(LISTS), _WORDS), min_size=1, max_size=4))
def test_any_words_are_read_back_as_they_were_written(lines: list[tuple[str, str]]) -> None:
    after = change(*(AddLine("quays", name, words) for name, words in lines))  # type: ignore[arg-type]
    issue = issues_of(after.encode(), PATH).issues[0]
    before = issues_of(OWNED.encode(), PATH).issues[0]
    for name, words in lines:
        line = line_of(words)
        assert not line or line.casefold() in {other.casefold() for other in getattr(issue, name)}
    assert replace(issue, **{name: getattr(before, name) for name in LISTS}) == before
    assert issues_of(after.encode(), PATH).issues[1:] == issues_of(OWNED.encode(), PATH).issues[1:]
    added(OWNED, after)


@given(_WORDS, _WORDS)
def test_any_field_is_read_back(name: str, proposition: str) -> None:
    after = change(SetField("ferry", "name", name), SetField("ferry", "proposition", proposition))
    issue = issues_of(after.encode(), PATH).issues[1]
    assert issue.name == (line_of(name) or "ferry")
    assert issue.proposition == line_of(proposition)


def test_a_file_is_written_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(OWNED)
    path.chmod(0o600)
    write(path, b"theme: light\n", OWNED.encode())
    assert path.read_text() == "theme: light\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["config.yaml"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    real.write_text(OWNED)
    link = tmp_path / "config.yaml"
    link.symlink_to(real)
    write(link, b"theme: light\n", OWNED.encode())
    assert link.is_symlink()
    assert real.read_text() == "theme: light\n"


def test_what_somebody_else_wrote_meanwhile_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("theme: dark\n")
    with pytest.raises(ConfigProblem, match="meanwhile"):
        write(path, b"x", OWNED.encode())
    with pytest.raises(ConfigProblem, match="meanwhile"):
        write(path, b"x", None)
    assert path.read_text() == "theme: dark\n"


def test_a_place_that_takes_no_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigProblem, match="cannot be written"):
        write(tmp_path / "file" / "config.yaml", b"x", None)
