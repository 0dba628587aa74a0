"""What two have made of a field of a report, as one: what was sent is compared as it is kept."""

from fractions import Fraction

import pytest

from filled_form import FORM, GRANTS
from naravard.questionnaire.answers import (
    AmountsByGrant,
    AmountStated,
    Answer,
    ChosenSeveral,
    Counted,
    NotOurCare,
    NumberBySex,
    NumbersBySex,
    WrittenAnswer,
)
from naravard.web.reports.answer_fields import written_of
from naravard.web.reports.filled_form import FilledForm
from naravard.web.reports.sheet import Sheet


class _Filling(FilledForm):
    """The small example's form, of which nothing is answered."""

    form, grants, ours = FORM, GRANTS, False
    rows = {}  # noqa: RUF012 - a class of a test


def sheet_of(question_id: str) -> Sheet:
    filling = _Filling()
    part = filling.part(FORM.part_of(question_id).id)
    assert part is not None
    return Sheet(filling, part)


def kept(name: str, answer: Answer | None) -> str:
    question = FORM.question(name.split("--")[0])
    return written_of(question, answer, GRANTS)[name]


_SENT: list[tuple[str, str, Answer]] = [
    ("effekter", "Hej ", WrittenAnswer(text="Hej")),
    ("effekter", "Hej\n\n", WrittenAnswer(text="Hej")),
    ("omfattning", "72.5", Counted(number=Fraction(145, 2))),
    ("omfattning--kommentar", "Till exempel. ", Counted(comment="Till exempel.")),
    ("kronor", "1000", AmountStated(amount=1000)),
    ("per-medel--hemgang-regioner", "1000", AmountsByGrant(amounts={"hemgang-regioner": 1000})),
    ("utbildade--lakare--women", "1000", NumbersBySex(rows={"lakare": NumberBySex(women=1000)})),
    ("arbetssatt--mote", "ja", ChosenSeveral(options=("mote",))),
    ("effekter--annans", "Förbundet. ", NotOurCare(reason="Förbundet.")),
    ("effekter--vems", "Ett förbund ", NotOurCare(reason="Annans.", whose="Ett förbund")),
]


@pytest.mark.parametrize(("name", "sent", "answer"), _SENT)
def test_what_stands_as_it_was_sent_is_not_anothers_change(name: str, sent: str, answer: Answer) -> None:
    """The browser says that the field was what it sent; the server keeps it without blanks, and numbers in groups."""
    stands = kept(name, answer)
    assert sheet_of(name.split("--")[0]).merge(name, sent, "", stands) == ""


@pytest.mark.parametrize(("name", "sent", "answer"), _SENT)
def test_what_is_sent_again_and_stands_is_left_as_it_stands(name: str, sent: str, answer: Answer) -> None:
    stands = kept(name, answer)
    assert sheet_of(name.split("--")[0]).merge(name, "", sent, stands) == stands


def test_what_only_another_has_changed_stays_though_a_blank_was_sent_with_it() -> None:
    assert sheet_of("effekter").merge("effekter", "Hej", "Hej ", "Hej då") == "Hej då"
    assert sheet_of("kronor").merge("kronor", "1\u00a0000", "1000", "2\u00a0000") == "2\u00a0000"


def test_what_both_have_changed_is_merged_where_it_is_words_and_else_shown() -> None:
    assert sheet_of("effekter").merge("effekter", "Ett. ", "Ett?", "Ett!") is None
    assert sheet_of("effekter").merge("effekter", "Ett.\n\nTvå. ", "Ett.\n\nTvå.\n\nTre. ", "Ett!\n\nTvå.") == (
        "Ett!\n\nTvå.\n\nTre."
    )
    assert sheet_of("kronor").merge("kronor", "1000", "2000", "3\u00a0000") is None


def test_what_cannot_be_read_is_compared_as_it_was_sent() -> None:
    assert sheet_of("kronor").merge("kronor", "tusen", "1000", "tusen") == "1000"
