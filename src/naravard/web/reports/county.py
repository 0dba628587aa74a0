"""A county's report out of its municipalities' answers: who has answered, what is certain, and who wrote what."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import listed
from naravard.questionnaire.answers import Answer
from naravard.questionnaire.audience import form_for
from naravard.questionnaire.compilation import Derived, SourcedPassage, derive, side_by_side, tally_of
from naravard.questionnaire.model import Question, Questionnaire
from naravard.web.agreements.current import Shown
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.lookup import municipalities_of
from naravard.web.organisations.models import Organisation
from naravard.web.reports.earlier_answers import EarlierAnswer, earlier_answers
from naravard.web.reports.filled_form import FilledForm
from naravard.web.reports.forms import form_of, grants_of, group_of
from naravard.web.reports.models import CountyLastDay, CountyReply, ReportAnswer
from naravard.web.tasks.duties import task_of

COUNTED: Mapping[str, Text] = {
    "yes": Text("ja", "yes"),
    "no": Text("nej", "no"),
    "silent": Text("har inte svarat", "have not answered"),
    "not_our_care": Text("har inte ansvaret", "do not have the care"),
}


@dataclass(frozen=True)
class Reply(FilledForm):
    """What a municipality answers its RSS."""

    shown: Shown
    organisation: Organisation
    duty: Duty
    form: Questionnaire
    rows: Mapping[str, ReportAnswer]
    kept: CountyReply
    """Whether it is given; not saved where nobody has begun."""
    grants: Mapping[str, Text]
    ours: bool = False

    @cached_property
    def earlier(self) -> Mapping[str, Sequence[EarlierAnswer]]:
        """What the municipality has answered its RSS in other forms, and its own house in theirs, by question."""
        return earlier_answers(self.shown, self.organisation, self.duty, self.form, self.grants)

    @property
    def is_begun(self) -> bool:
        """Whether anything is answered."""
        return bool(self.answers)


@dataclass(frozen=True)
class CountyReport:
    """A report of an RSS with what its municipalities have answered."""

    shown: Shown
    rss: Organisation
    duty: Duty
    form: Questionnaire
    """As the RSS hands it in."""
    replies: Mapping[str, Reply]
    """By the municipality's code, in the order of their names."""
    own_day: datetime.date | None
    """The day that the RSS has set; None if it has set none."""

    @property
    def given(self) -> dict[str, Reply]:
        """Those that the RSS has."""
        return {code: one for code, one in self.replies.items() if one.kept.is_given}

    def answers_to(self, question_id: str) -> dict[str, Answer | None]:
        """Return the given answers to a question by municipality; None if there is none."""
        given = self.given
        return {code: given[code].answers.get(question_id) if code in given else None for code in self.replies}

    @cached_property
    def counted(self) -> list[Question]:
        """The questions whose answer is of how many municipalities something is true."""
        return [question for question in self.form.questions if question.county == "share-of-yes"]

    @cached_property
    def told(self) -> list[Question]:
        """The questions that the municipalities answer in words or numbers of their own."""
        municipal = form_for(self.form, self._group)
        asked = {question.id for question in municipal.questions}
        return [one for one in self.form.questions if one.id in asked and one.county != "share-of-yes"]

    @property
    def _group(self) -> str:
        return self.form.answered_by[0]

    def derived(self, question: Question) -> Derived:
        """Return what the given answers say of the county's answer to a question."""
        return derive(question, tally_of(self.replies, self.answers_to(question.id)))

    @cached_property
    def certain(self) -> dict[str, str]:
        """The options that are certain, by question."""
        found = {question.id: self.derived(question).certain for question in self.counted}
        return {question: option for question, option in found.items() if option is not None}

    def says(self, question: Question) -> Text:
        """Say how many answered what, and what is certain by it, or can still be."""
        derived = self.derived(question)
        counts = counted_in_words(derived)
        if derived.certain:
            option = question.option(derived.certain).text
            return Text(f"{counts.sv}. Säkert: {option}", f"{counts.in_language('en')}. Certain: {option}")
        possible = ", ".join(question.option(one).text for one in derived.possible)
        if possible:
            return Text(f"{counts.sv}. Kan fortfarande bli: {possible}",
                        f"{counts.in_language('en')}. Can still be: {possible}")  # fmt: skip
        return counts

    def passages(self, question_id: str, search: str = "") -> Sequence[SourcedPassage]:
        """Return what the municipalities have written to a question, by their names."""
        return side_by_side(self.answers_to(question_id), self.names, search=search)

    @cached_property
    def names(self) -> dict[str, str]:
        """The municipalities' names by code."""
        return {code: one.organisation.name for code, one in self.replies.items()}

    def changed_after(self, question_id: str, written_at: datetime.datetime | None) -> list[str]:
        """Return the names of those that have changed their answer after the county's was written."""
        if written_at is None:
            return []
        return [
            one.organisation.name
            for one in self.given.values()
            if (row := one.rows.get(question_id)) is not None and row.changed_at > written_at
        ]


def counted_in_words(derived: Derived) -> Text:
    """Say how many answered what: ``5 ja, 2 nej, 1 har inte svarat``."""
    tally = derived.tally
    parts = [(getattr(tally, name), words) for name, words in COUNTED.items() if getattr(tally, name)]
    return Text(
        listed([f"{count} {words.sv}" for count, words in parts]),
        ", ".join(f"{count} {words.in_language('en')}" for count, words in parts),
    )


def county_form(shown: Shown, duty: Duty) -> Questionnaire | None:
    """Return the form of a duty where municipalities answer first; None if none do."""
    form = form_of(shown, duty)
    return form if form is not None and form.answered_by else None


def county_duties(shown: Shown) -> list[Duty]:
    """Return the duties to report that municipalities answer first."""
    return [duty for duty in shown.agreement.duties if county_form(shown, duty) is not None]


def rss_of(municipality: Organisation) -> Organisation | None:
    """Return the RSS of a municipality's county."""
    return Organisation.objects.filter(kind=Kind.RSS.value, county_code=municipality.county_code).first()


def reply_of(shown: Shown, municipality: Organisation, duty: Duty) -> Reply | None:
    """Return what a municipality answers its RSS in a report; None if it is not asked."""
    form = county_form(shown, duty)
    if form is None or municipality.kind != Kind.MUNICIPALITY.value or rss_of(municipality) is None:
        return None
    return _replies(shown, [municipality], duty, form)[municipality.code]


def county_report(shown: Shown, rss: Organisation, duty: Duty) -> CountyReport | None:
    """Return an RSS's report with its municipalities' answers: the same few questions, however many they are."""
    form = county_form(shown, duty)
    if form is None or rss.kind != Kind.RSS.value:
        return None
    own = CountyLastDay.objects.filter(agreement_id=shown.agreement.id, organisation=rss, duty_id=duty.id).first()
    members = sorted(municipalities_of(rss.county_code), key=lambda one: one.name)
    replies = _replies(shown, members, duty, form)
    put = form_for(form, group_of(shown, form, rss.code))
    return CountyReport(shown, rss, duty, put, replies, own.day if own else None)


def last_day_of(shown: Shown, municipality: Organisation, duty: Duty, at: datetime.datetime) -> datetime.date | None:
    """Return by which day a municipality is to answer: the day of its RSS, or that of the RSS's own report."""
    rss = rss_of(municipality)
    if rss is None:
        return None
    own = CountyLastDay.objects.filter(agreement_id=shown.agreement.id, organisation=rss, duty_id=duty.id).first()
    return own.day if own else task_of(shown, duty.id, rss, at).state.due


def _replies(shown: Shown, members: Sequence[Organisation], duty: Duty, form: Questionnaire) -> dict[str, Reply]:
    key: dict[str, Any] = {"agreement_id": shown.agreement.id, "duty_id": duty.id}
    codes = [one.code for one in members]
    rows: dict[str, dict[str, ReportAnswer]] = {}
    for row in ReportAnswer.objects.filter(**key, organisation__in=codes).order_by():
        rows.setdefault(row.organisation_id, {})[row.question_id] = row
    kept = {one.organisation_id: one for one in CountyReply.objects.filter(**key, organisation__in=codes).order_by()}
    put = form_for(form, form.answered_by[0])
    return {
        one.code: Reply(
            shown,
            one,
            duty,
            put,
            rows.get(one.code, {}),
            kept.get(one.code) or CountyReply(**key, organisation=one),
            grants_of(shown, one.code),
        )
        for one in members
    }
