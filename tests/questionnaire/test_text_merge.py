"""Two who write in one text: both are kept where they do not meet, and a removal is never undone."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naravard.questionnaire import text_merge
from naravard.questionnaire.text_merge import merged

WAS = "Ett.\n\nTvå.\n\nTre."
PARAGRAPH = st.text("abc", min_size=1, max_size=3)
TEXT = st.lists(PARAGRAPH, max_size=5).map("\n\n".join)


def test_the_examples_run() -> None:
    assert doctest.testmod(text_merge).failed == 0


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("Ett!\n\nTvå.\n\nTre.", "Ett.\n\nTvå.\n\nTre!", "Ett!\n\nTvå.\n\nTre!"),
        ("Ett!\n\nTvå.\n\nTre.", "Ett.\n\nTvå!\n\nTre.", "Ett!\n\nTvå!\n\nTre."),
        ("Två.\n\nTre.", "Ett.\n\nTvå.\n\nTre.\n\nFyra.", "Två.\n\nTre.\n\nFyra."),
        ("Ett.\n\nTre.", "Ett.\n\nTvå.\n\nTre!", "Ett.\n\nTre!"),
        ("Ett.\n\nMer.\n\nTvå.\n\nTre.", "Ett.\n\nTvå!\n\nTre.", "Ett.\n\nMer.\n\nTvå!\n\nTre."),
        ("", WAS, ""),
    ],
    ids=["far apart", "side by side", "removed and added", "removed beside a change", "put in before", "emptied"],
)  # fmt: skip
def test_what_does_not_meet_is_kept_of_both(mine: str, theirs: str, both: str) -> None:
    assert merged(WAS, mine, theirs) == both
    assert merged(WAS, theirs, mine) == both


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("Ett.\n\nTvå!\n\nTre.", "Ett.\n\nTvå?\n\nTre."),
        ("Ett.\n\nTre.", "Ett.\n\nTvå!\n\nTre."),
        (f"{WAS}\n\nFyra.", f"{WAS}\n\nFem."),
        ("", "Ett.\n\nTvå!\n\nTre."),
    ],
    ids=["the same paragraph", "removed and changed", "both added last", "emptied and changed"],
)
def test_what_meets_is_for_the_second_to_choose(mine: str, theirs: str) -> None:
    assert merged(WAS, mine, theirs) is None
    assert merged(WAS, theirs, mine) is None


@given(TEXT, TEXT, TEXT)
def test_it_does_not_matter_who_comes_first(was: str, mine: str, theirs: str) -> None:
    assert merged(was, mine, theirs) == merged(was, theirs, mine)


@given(TEXT, TEXT)
def test_one_who_writes_alone_gets_what_was_written(was: str, mine: str) -> None:
    assert merged(was, mine, was) == mine
    assert merged(was, mine, mine) == mine


@given(st.lists(PARAGRAPH, min_size=1, max_size=5, unique=True), TEXT, st.data())
def test_what_one_removed_does_not_come_back(before: list[str], theirs: str, data: st.DataObject) -> None:
    removed = data.draw(st.sampled_from(before))
    mine = "\n\n".join(one for one in before if one != removed)
    both = merged("\n\n".join(before), mine, theirs)
    if both is not None and removed not in mine.split("\n\n"):
        added = theirs.split("\n\n").count(removed) - 1
        assert both.split("\n\n").count(removed) <= max(added, 0)


def test_a_text_in_thousands_of_paragraphs_is_shown_both_ways() -> None:
    """To compare them would hold the one who saves for many seconds."""
    was = "\n\n".join(f"{number}" for number in range(1_001))
    assert merged(was, f"a\n\n{was}", f"{was}\n\nb") is None
    short = was.removesuffix("\n\n1000").removesuffix("\n\n999")
    assert merged(short, f"a\n\n{short}", f"{short}\n\nb") == f"a\n\n{short}\n\nb"
