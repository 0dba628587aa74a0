"""What has changed from one text to another."""

from hypothesis import given
from hypothesis import strategies as st

from naravard.questionnaire.text_changes import changed_words


def both(before: str, after: str) -> tuple[str, str]:
    changes = changed_words(before, after)
    return tuple("".join(one.text for one in changes if one.kind != other) for other in ("new", "gone"))  # type: ignore[return-value]


@given(before=st.text("ab.!\n ", max_size=60), after=st.text("ab.!\n ", max_size=60), times=st.sampled_from([1, 60]))
def test_what_stays_and_is_gone_is_the_earlier_text_and_what_stays_and_is_new_the_later(
    before: str, after: str, times: int
) -> None:
    assert both(before * times, after * times) == (before * times, after * times)


def test_long_texts_are_compared_sentence_by_sentence() -> None:
    """Two answers as long as a form takes would hold a page for many seconds word by word."""
    before = "".join(f"Mening {number} om ord {number % 7}. " for number in range(700))
    changes = changed_words(before, before.replace("Mening 350 om", "Mening 350 utan"))
    assert [(one.kind, one.text) for one in changes if one.kind != "same"] == [
        ("gone", "Mening 350 om ord 0. "), ("new", "Mening 350 utan ord 0. "),
    ]  # fmt: skip
