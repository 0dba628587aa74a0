"""Duties that papers carry, as steps: the same plan as for other duties, done by the papers' own acts.

Nothing here names an agreement: which duties they are is what the agreement's data says that they are about.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from naravard.agreement.model import Duty
from naravard.web.access.actor import Actor
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.demo.year.actors import someone
from naravard.web.demo.year.chance import number
from naravard.web.demo.year.duty_acts import accepted, reopened
from naravard.web.demo.year.reports import report_answers
from naravard.web.demo.year.steps import contact_filled_in, payment_filled_in
from naravard.web.financial_reports import acts as financial_reports
from naravard.web.financial_reports.models import DrawnUpReport
from naravard.web.financial_reports.paper_kinds import FINANCIAL_REPORT
from naravard.web.financial_reports.paper_kinds import report_of as financial_report_of
from naravard.web.ledger.accounts import money_of
from naravard.web.organisations.models import Organisation
from naravard.web.papers.drafts import draft_of
from naravard.web.papers.kinds import PaperKind, kinds
from naravard.web.papers.signed_files import ON_PAPER
from naravard.web.payments import acts as payments
from naravard.web.placements import acts as placements
from naravard.web.placements.questions import asked_of
from naravard.web.reports.paper_kinds import ReportKind
from naravard.web.reports.report import Report
from naravard.web.requisitions.paper_kinds import REQUISITION
from naravard.web.site.forms import Written
from naravard.web.tasks.duty_book import duty_book

Do = Callable[[datetime.datetime], object]
_DONE = (
    "Stödet har givits genom nätverk, utbildningar och jämförelser mellan länen. Kvinnor och män har deltagit i lika "
    "hög grad, och resultaten redovisas uppdelade på kön. Texten är påhittad för demonstrationen."
)
_REVIEWED_BEFORE = datetime.timedelta(minutes=40)


@dataclass(frozen=True, slots=True)
class What:
    """Which duty of whom a step is about."""

    agreement_id: str
    duty_id: str
    code: str

    @property
    def organisation(self) -> Organisation:
        """Whose duty it is."""
        return Organisation.objects.get(pk=self.code)

    @property
    def shown(self) -> Shown:
        """The agreement."""
        return shown_or_404(self.agreement_id)

    @property
    def duty(self) -> Duty:
        """The duty that is done."""
        return next(duty for duty in self.shown.agreement.duties if duty.id == self.duty_id)

    def draft_version(self) -> int:
        """Return the version of the paper that is being written."""
        return draft_of(self.organisation, self.agreement_id, self.duty).version


@dataclass(frozen=True, slots=True)
class PaperScript:
    """How a paper's duty is begun, handed in, accepted and opened again."""

    begun: Callable[[What], Do]
    handed_in: Callable[[What], Do]
    accepted: Callable[[What, str], Do]
    reopened: Callable[[What, str, str], Do]


# --- any kind of paper


def _of_kind(kind: PaperKind) -> PaperScript:
    """Return how a kind of paper without rules of its own is done: written, made ready, signed by another."""

    def begun(what: What) -> Do:
        return lambda at: _write(kind, what, at)

    def handed_in(what: What) -> Do:
        return lambda at: _hand_in(kind, what, at)

    return PaperScript(
        begun,
        handed_in,
        lambda what, receiver: accepted(what.agreement_id, what.duty_id, what.code, receiver),
        lambda what, receiver, because: reopened(what.agreement_id, what.duty_id, what.code, receiver, because),
    )


def _write(kind: PaperKind, what: What, at: datetime.datetime) -> None:
    paper = kind.find(what.shown, what.organisation, at, what.duty_id)
    posted = {field.name: field.value or (_DONE if field.kind == "area" else "") for field in paper.fields()}
    for field in paper.fields_to_write:
        if field.instead_of:
            posted[field.id] = ""
        elif not field.optional:
            posted[field.id] = posted.get(field.id) or f"{what.shown.agreement.name.sv}, {what.organisation.name}"
    kind.acts.write(
        actor=_preparer(what.code, at),
        organisation=what.organisation,
        agreement_id=what.agreement_id,
        values=paper.read(Written(posted)),
        version=paper.draft.version,
        duty_id=what.duty_id,
        at=at,
    )


def _hand_in(kind: PaperKind, what: What, at: datetime.datetime) -> None:
    given: dict[str, Any] = {
        "organisation": what.organisation, "agreement_id": what.agreement_id, "duty_id": what.duty_id, "at": at,
    }  # fmt: skip
    draft = draft_of(what.organisation, what.agreement_id, what.duty)
    _fill_in_what_is_missing(kind, what, at)
    if not draft.is_ready:
        kind.acts.ready(actor=_preparer(what.code, at), version=draft.version, **given)
    kind.acts.hand_in(
        actor=someone(what.code, kind.signs, at.date()), version=what.draft_version(), way=ON_PAPER, **given
    )


def _fill_in_what_is_missing(kind: PaperKind, what: What, at: datetime.datetime) -> None:
    """Fill in the details that a paper cannot be without; some have put it off until now."""
    if kind.find(what.shown, what.organisation, at, what.duty_id).details_lacking:
        contact_filled_in(what.code)(at)
        payment_filled_in(what.code)(at)


# --- the requisition, which its payer receives


def _requisition_accepted(what: What, receiver: str) -> Do:
    def do(at: datetime.datetime) -> None:
        if not _standing_requisition(what, at):
            return
        payments.accept_requisition(
            actor=someone(receiver, Permission.RECEIVE, at.date()),
            organisation=what.organisation,
            agreement_id=what.agreement_id,
            requisition=_standing_requisition(what, at),
            at=at,
        )

    return do


def _requisition_reopened(what: What, receiver: str, because: str) -> Do:
    def do(at: datetime.datetime) -> None:
        if not _standing_requisition(what, at):
            return
        payments.return_requisition(
            actor=someone(receiver, Permission.RECEIVE, at.date()),
            organisation=what.organisation,
            agreement_id=what.agreement_id,
            requisition=_standing_requisition(what, at),
            reason=because,
            at=at,
        )

    return do


def _standing_requisition(what: What, at: datetime.datetime) -> str:
    standing = money_of(what.shown, what.organisation, at).asking(what.duty).newest
    return standing.id if standing else ""


# --- the account of keys, as placement weeks


def _numbers(what: What) -> dict[str, int]:
    """Return weeks and places: mostly more than the year before, by the size of what follows from the code."""
    duty = duty_book(what.shown).duties[what.duty_id]
    size = 40 + number(400 if what.code.startswith("kommun") else 4000, what.code, "placements")
    found, before = {}, size
    for place, asked in enumerate(asked_of(what.shown.agreement, duty)):
        grown = before + (number(max(2, before // 4), what.code, asked.id) - before // 20 if place % 2 else 0)
        found[asked.id] = max(0, grown)
        before = size if place % 2 == 0 else max(1, size // 4)
    return found


def _keys_begun(what: What) -> Do:
    return _keys(what, placements.save_report)


def _keys_handed_in(what: What) -> Do:
    return _keys(what, placements.submit_report)


def _keys(what: What, act: Callable[..., object]) -> Do:
    def do(at: datetime.datetime) -> None:
        act(
            actor=_preparer(what.code, at),
            organisation=what.organisation,
            agreement_id=what.agreement_id,
            duty_id=what.duty_id,
            numbers=_numbers(what),
            at=at,
        )

    return do


def _keys_accepted(what: What, receiver: str) -> Do:
    def do(at: datetime.datetime) -> None:
        placements.accept_report(
            actor=someone(receiver, Permission.RECEIVE, at.date()),
            organisation=what.organisation,
            agreement_id=what.agreement_id,
            duty_id=what.duty_id,
            at=at,
        )

    return do


def _keys_reopened(what: What, receiver: str, because: str) -> Do:
    def do(at: datetime.datetime) -> None:
        placements.reopen_report(
            actor=someone(receiver, Permission.RECEIVE, at.date()),
            organisation=what.organisation,
            agreement_id=what.agreement_id,
            duty_id=what.duty_id,
            reason=because,
            at=at,
        )

    return do


# --- the financial report


def _report_begun(what: What) -> Do:
    def do(at: datetime.datetime) -> None:
        if not _can_report(what, at):
            return
        FINANCIAL_REPORT.acts.write(
            actor=_preparer(what.code, at),
            organisation=what.organisation,
            agreement_id=what.agreement_id,
            values={},
            version=what.draft_version(),
            at=at,
        )

    return do


def _report_handed_in(what: What) -> Do:
    """Draw it up, have it reviewed, and sign it, within the hour."""

    def do(at: datetime.datetime) -> None:
        if not _can_report(what, at):
            return
        given: dict[str, Any] = {"organisation": what.organisation, "agreement_id": what.agreement_id}
        reviewed = at - _REVIEWED_BEFORE
        if not money_of(what.shown, what.organisation, at).book.reports:
            FINANCIAL_REPORT.acts.ready(
                actor=_preparer(what.code, at),
                version=what.draft_version(),
                at=reviewed,
                **given,
            )
        chief = someone(what.code, Permission.CERTIFY, at.date())
        financial_reports.certify_financial_report(
            actor=chief,
            **_alternative(what),
            name=chief.who.name.sv,
            position="Ekonomichef",
            phone="08-465 004 10",
            email="ekonomichef@example.org",
            version=what.draft_version(),
            at=at - _REVIEWED_BEFORE / 2,
            **given,
        )
        FINANCIAL_REPORT.acts.hand_in(
            actor=someone(what.code, Permission.SIGN, at.date()),
            version=what.draft_version(),
            way=ON_PAPER,
            at=at,
            **given,
        )

    return do


def _alternative(what: What) -> dict[str, Any]:
    if number(12, what.code, "alternative"):
        return {"alternative": 1}
    return {
        "alternative": 2,
        "deviations": "En faktura för december har bokförts på fel aktivitet.",
        "measures": "Den rättas i januari, och underlaget bifogas vid begäran.",
    }


def _report_accepted(what: What, receiver: str) -> Do:
    def do(at: datetime.datetime) -> None:
        if not _newest_report(what):
            return
        financial_reports.accept_financial_report(
            actor=someone(receiver, Permission.RECEIVE, at.date()),
            organisation=what.organisation,
            agreement_id=what.agreement_id,
            seen=_newest_report(what),
            at=at,
        )

    return do


def _report_reopened(what: What, receiver: str, because: str) -> Do:
    def do(at: datetime.datetime) -> None:
        if not _newest_report(what):
            return
        financial_reports.reopen_financial_report(
            actor=someone(receiver, Permission.RECEIVE, at.date()),
            organisation=what.organisation,
            agreement_id=what.agreement_id,
            seen=_newest_report(what),
            reason=because,
            at=at,
        )

    return do


def _can_report(what: What, at: datetime.datetime) -> bool:
    """Tell whether there is something to report: money has come, and nothing is missing on the paper."""
    report = financial_report_of(what.shown, what.organisation, at)
    return report is not None and bool(report.money.balance.total.paid) and not report.lacks


def _newest_report(what: What) -> int:
    rows = DrawnUpReport.objects.filter(agreement_id=what.agreement_id, organisation=what.code)
    return max(rows.values_list("number", flat=True), default=0)


def _preparer(code: str, at: datetime.datetime) -> Actor:
    """Return the one who prepares, and does not sign."""
    return someone(code, Permission.SUBMIT_REPORTS, at.date(), but_not=Permission.SIGN)


def _write_report(kind: ReportKind, what: What, at: datetime.datetime) -> None:
    report = kind.find(what.shown, what.organisation, at, what.duty_id)
    assert isinstance(report, Report)  # noqa: S101 - for the type checker; the kind makes no other
    kind.acts.write(
        actor=_preparer(what.code, at),
        organisation=what.organisation,
        agreement_id=what.agreement_id,
        answers=report_answers(report),
        version=report.draft.version,
        duty_id=what.duty_id,
        at=at,
    )


def _of_report(kind: ReportKind) -> PaperScript:
    """Return how a report in words is done: begun by its first answers, and answered by what is known when it goes."""

    def handed_in(what: What) -> Do:
        def do(at: datetime.datetime) -> None:
            if not draft_of(what.organisation, what.agreement_id, what.duty).is_ready:
                _write_report(kind, what, at)
            _hand_in(kind, what, at)

        return do

    return replace(_of_kind(kind), begun=lambda what: lambda at: _write_report(kind, what, at), handed_in=handed_in)


BY_ABOUT: Mapping[str, PaperScript | None] = {
    **{kind.id: _of_kind(kind) for kind in kinds()},
    **{kind.id: _of_report(kind) for kind in kinds() if isinstance(kind, ReportKind)},
    "requisition": replace(_of_kind(REQUISITION), accepted=_requisition_accepted, reopened=_requisition_reopened),
    "key-report": PaperScript(_keys_begun, _keys_handed_in, _keys_accepted, _keys_reopened),
    "financial-report": PaperScript(_report_begun, _report_handed_in, _report_accepted, _report_reopened),
    "payment": None,
    "repayment": None,
}
"""By what a duty is about. What goes back is paid when it is known (:mod:`.money`), so it has no plan of its own."""
