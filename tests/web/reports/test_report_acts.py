"""A report in words from the first answer to its receipt: kept question by question, told as one event a sitting."""

import datetime
import json

import pytest

from naravard.questionnaire.answers import Declined, WrittenAnswer
from naravard.web.access.actor import NotAllowedError
from naravard.web.history.models import Event
from naravard.web.papers.acts import PaperRefusedError
from naravard.web.papers.models import HandedInPaper
from naravard.web.people.models import Person
from naravard.web.people.problems import FourEyesProblem
from naravard.web.reports.acts import end_old_sittings
from naravard.web.reports.answers import keep_answers
from naravard.web.reports.models import ReportAnswer, SealedAnswers, Sitting
from naravard.web.site.conflict import ChangedMeanwhileError
from naravard.web.tasks.models import DutyRecord
from people_samples import acting, also, member
from report_steps import INTERIM_REPORT, REPORTED_AT, SAID, SIGNED_AT, all_answered, ready, report_of, reported, written
from requisition_steps import preparer
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
REGION, QUESTION, OTHER = "region-09", "nara-vard-genomfort", "nara-vard-planerat"
MINUTES = datetime.timedelta(minutes=1)


def keep(by, text, *, question=QUESTION, version=None, at=REPORTED_AT):
    """Keep one answer as it saves itself."""
    report = report_of(REGION)
    return keep_answers(
        INTERIM_REPORT,
        actor=by,
        organisation=report.organisation,
        agreement_id=WHOLE,
        answers={question: WrittenAnswer(text=text) if text else None},
        version=report.draft.version if version is None else version,
        at=at,
    )


def test_the_first_answer_begins_the_duty_and_has_prepared_it() -> None:
    bo = preparer(REGION, REPORTED_AT)
    draft = keep(bo, "Ett.")
    row = ReportAnswer.objects.get()
    assert (row.question_id, row.version, row.changed_by_name, row.form_id) == (
        QUESTION, 1, "Bo Al", "delredovisning-regioner",
    )  # fmt: skip
    assert row.value == {"kind": "text", "text": "Ett."}
    assert draft.preparers == [bo.who.code]
    assert DutyRecord.objects.get().begun_by == bo.who.code


def test_answers_of_a_sitting_are_one_event_which_tells_what_they_were_and_became() -> None:
    bo = preparer(REGION, REPORTED_AT)
    before = Event.objects.count()
    keep(bo, "Ett.")
    keep(bo, "Ett, två.", at=REPORTED_AT + 5 * MINUTES)
    keep(bo, "Planer.", question=OTHER, at=REPORTED_AT + 20 * MINUTES)
    assert Event.objects.count() == before
    later = REPORTED_AT + 51 * MINUTES
    keep(bo, "Ett, två, tre.", at=later)
    event = Event.objects.order_by("sequence").last()
    told = json.loads(event.content)
    assert Event.objects.count() == before + 1
    assert (event.kind, told["actor"]["name"]["sv"]) == ("interim-report-written", "Bo Al")
    assert (told["before"][QUESTION], told["before"][OTHER]) == ("", "")
    assert (told["after"][OTHER]) == "Planer."
    assert Sitting.objects.get().before == {QUESTION: "Ett, två."}


def test_a_sitting_that_nobody_goes_on_with_is_told_by_the_sweep() -> None:
    keep(preparer(REGION, REPORTED_AT), "Ett.")
    assert end_old_sittings(at=REPORTED_AT + 29 * MINUTES) == 0
    assert end_old_sittings(at=REPORTED_AT + 31 * MINUTES) == 1
    told = json.loads(Event.objects.order_by("sequence").last().content)
    assert (told["kind"], told["actor"]["name"]["sv"]) == ("interim-report-written", "Bo Al")
    assert told["after"][QUESTION] == "Ett."
    assert not Sitting.objects.exists()


def test_saving_with_the_button_tells_at_once_what_the_sitting_changed() -> None:
    bo = preparer(REGION, REPORTED_AT)
    keep(bo, "Ett.")
    written(REGION, by=bo)
    told = json.loads(Event.objects.order_by("sequence").last().content)
    assert told["before"][QUESTION] == ""
    assert told["after"][QUESTION] == SAID
    assert not Sitting.objects.exists()


def test_two_who_answer_different_questions_do_not_meet_but_one_who_has_not_seen_is_told() -> None:
    bo, kim = preparer(REGION, REPORTED_AT), acting(member(REGION, "official", "Kim Ek"), day=REPORTED_AT.date())
    first = keep(bo, "Ett.")
    with pytest.raises(ChangedMeanwhileError) as refused:
        keep(kim, "Annat.", version=0)
    assert refused.value.version == first.version
    assert refused.value.now[QUESTION] == "Ett."
    assert ReportAnswer.objects.get().value["text"] == "Ett."


def test_what_is_saved_twice_counts_once() -> None:
    bo = preparer(REGION, REPORTED_AT)
    keep(bo, "Ett.")
    keep(bo, "Ett.", version=0)
    assert ReportAnswer.objects.get().version == 1


def test_an_answer_is_taken_away_and_its_row_says_who_did() -> None:
    bo = preparer(REGION, REPORTED_AT)
    keep(bo, "Ett.")
    keep(bo, "")
    assert (ReportAnswer.objects.get().value, ReportAnswer.objects.get().version) == ({}, 2)
    assert report_of(REGION).answers == {}


def test_a_stranger_keeps_nothing() -> None:
    for role, code in (("reader", REGION), ("official", "region-01")):
        with pytest.raises(NotAllowedError):
            keep(acting(member(code, role, "Ej Behörig"), day=REPORTED_AT.date()), "Ett.")
    assert not ReportAnswer.objects.exists()


def test_it_is_not_made_ready_before_all_that_must_be_is_answered() -> None:
    bo = preparer(REGION, REPORTED_AT)
    draft = keep(bo, "Ett.")
    with pytest.raises(PaperRefusedError, match="is not answered"):
        INTERIM_REPORT.acts.ready(
            actor=bo, organisation=draft.organisation, agreement_id=WHOLE, version=draft.version, at=REPORTED_AT
        )


def test_declining_with_a_reason_answers_a_question() -> None:
    written(REGION, **{QUESTION: Declined(reason="Uppgiften lämnas av kommunerna.")})
    report = report_of(REGION)
    assert report.lacks == []
    said = [words.sv for section in report.document(REPORTED_AT.date()).sections for _heading, words in section.texts]
    assert "Avstår från att svara, därför att: Uppgiften lämnas av kommunerna." in said


def test_both_limbs_of_equality_are_asked_for_from_the_first_day() -> None:
    asked = {one.question.equality for part in report_of(REGION).parts for one in part.lacking}
    assert {"perspective", "equal-health"} <= asked


def test_made_ready_it_cannot_be_written_in() -> None:
    ready(REGION)
    with pytest.raises(PaperRefusedError):
        keep(preparer(REGION, REPORTED_AT), "För sent.")


def test_handed_in_the_answers_are_sealed_and_the_event_holds_their_hash() -> None:
    paper = reported(REGION)
    sealed = SealedAnswers.objects.get()
    told = json.loads(Event.objects.get(sequence=paper.event_sequence).content)
    assert sealed.paper == paper
    assert sealed.answers[QUESTION] == {"kind": "text", "text": SAID}
    assert len(told["after"]["answers_sha256"]) == 64
    assert paper.name_sv == "Delredovisning från regionen"
    assert HandedInPaper.objects.get().was_late is False


def test_whoever_wrote_does_not_sign() -> None:
    ready(REGION)
    wrote = Person.objects.get(pk=report_of(REGION).draft.preparers[0].removeprefix("person-"))
    also(wrote, REGION, "signatory")
    signer = acting(wrote, "signatory", day=SIGNED_AT.date())
    draft = report_of(REGION).draft
    with pytest.raises(FourEyesProblem):
        INTERIM_REPORT.acts.hand_in(
            actor=signer, organisation=draft.organisation, agreement_id=WHOLE, version=draft.version, way="paper",
            at=SIGNED_AT,
        )  # fmt: skip


def test_the_form_is_put_to_each_group_in_its_own_words() -> None:
    report = report_of("rss-09")
    assert report.form.id == "delredovisning-kommuner"
    assert set(all_answered(report)) <= {question.id for question in report.form.questions}
