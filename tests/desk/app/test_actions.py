from pathlib import Path

import pytest

from tui.desk import actions
from tui.desk.actions import ACTIONS, BY_ID, ClashError
from tui.desk.hint_line import HINTS, hint_pairs

KEYS = Path(__file__).parents[3] / "docs" / "keys.md"


def test_ids_are_unique_and_no_two_actions_share_a_key_in_one_place():
    assert len(BY_ID) == len(ACTIONS)
    assert actions.check({}) == {}


def test_every_binding_has_an_id_and_words():
    for binding in actions.bindings("desk", "list", "reader", "claims"):
        assert binding.id in BY_ID
        assert binding.description


def test_only_keys_that_reach_a_program_inside_tmux_and_screen_are_bound():
    for action in ACTIONS:
        for key in action.keys:
            actions._sendable(action.id, key)


def test_a_key_is_remapped_as_a_person_writes_it():
    assert actions.check({"find": "F", "help": "f1"}) == {"find": "F", "help": "f1"}
    assert actions.check({"earlier": "<", "later": ">"}) == {"earlier": "<", "later": ">"}
    assert actions.check({"zoom": "?", "help": "f1"})["zoom"] == "question_mark"
    assert actions.keys_of(BY_ID["find"], {"find": "F,f2"}) == ("F", "f2")


def test_a_swap_is_no_clash():
    assert actions.check({"mention.next": "c", "claim.next": "n"}) == {"mention.next": "c", "claim.next": "n"}


@pytest.mark.parametrize(
    ("keymap", "said"),
    [
        ({"find": "n"}, "find and mention.next"),
        ({"find": "j"}, "j is both"),
        ({"fnid": "F"}, "did you mean 'find'"),
        ({"find": "ctrl+b"}, "kept by tmux"),
        ({"find": "ctrl+enter"}, "kept by tmux"),
        ({"find": "hyper"}, "is no key"),
        ({"find": "ctrl+7"}, "ctrl goes with a letter"),
    ],
)
def test_a_clash_a_typo_or_an_impossible_key_is_refused(keymap, said):
    with pytest.raises(ClashError, match="keys: ") as caught:
        actions.check(keymap)
    assert said in str(caught.value)


def test_help_of_a_pane_lists_what_works_there_only():
    assert "sort" in {action.id for action in actions.here("claims")}
    assert "sort" not in {action.id for action in actions.here("reader")}
    assert BY_ID["act"].words_in("claims") == "show the words in the reader"


def test_the_hint_line_is_that_of_the_pane():
    line = "  ".join(f"{keys} {words}" for keys, words in hint_pairs("claims"))
    assert line.startswith("Enter read the place  w why  o right  x wrong  r revise  p record  y cite")
    assert line.endswith("/ find  Esc back  ? help")
    assert hint_pairs("reader")[:2] == [("Space", "page"), ("n N", "mention")]
    assert hint_pairs("claims", {"find": "F"})[-3] == ("F", "find")


@pytest.mark.parametrize("where", actions.ON_DESK)
def test_every_hint_can_be_done_in_its_pane(where):
    assert {*HINTS[where]} <= {action.id for action in actions.here(where)}


def test_docs_keys_do_not_drift():
    assert KEYS.read_text(encoding="utf-8") == actions.document(), "run: python -m tui.desk.actions > docs/keys.md"
