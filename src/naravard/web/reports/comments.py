"""What colleagues say about a report's answers while it is written: said, taken in out of Word, and settled.

Comments stay within the organisation and are no part of the report, so the history tells that something was said, and
about which question, and not the words.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_named
from naravard.web.history.content import Thing
from naravard.web.history.kinds import event, example
from naravard.web.organisations.models import Organisation
from naravard.web.papers.kinds import kind_of
from naravard.web.reports.examples import REPORT
from naravard.web.reports.forms import form_of
from naravard.web.reports.models import ReportComment
from naravard.web.reports.paper_kinds import ReportKind
from naravard.web.site.refusals import CHANGED, Refused
from naravard.web.tasks.duties import thing_of
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.errors import NoSuchDutyError

COMMENTED, SETTLED = "report-commented", "report-comment-settled"
LONGEST = 5000
SETTLED_ALREADY = Text("Kommentaren är redan klar.", "The comment is settled already.")
MOST = 500
"""Comments of one Word document."""


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as it is said."""

    text: str
    question: str = ""
    by: str = ""
    """The name of who said it, where another takes it in."""
    passage: str = ""


@act(
    Permission.WORK_ON_DUTIES,
    leaves=event(
        COMMENTED,
        Text("{who} kommenterade {thing:quoted} för {whose}.", "{who} commented on {thing:quoted} for {whose}."),
        example(REPORT, after={"comments": 1}),
    ),
)
def comment_on_report(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    said: Sequence[Said],
    at: datetime.datetime,
) -> list[ReportComment]:
    """Say something about a report's answers, or take in what others have said; what is there already stays once.

    Raises:
        NoSuchDutyError: if the organisation has no such report.
        Refused: if nothing is said, or it is about no question of the form.
    """
    key, thing, known = _report(organisation, agreement_id, duty_id)
    if not said or any(not one.text.strip() or one.question not in known for one in said):
        raise Refused("nothing-said", Text("Skriv en kommentar.", "Write a comment."), field="text")
    there = {(one.question_id, one.said_by_name, one.text) for one in ReportComment.objects.filter(**key)}
    made = [
        ReportComment(
            **key, question_id=one.question, text=one.text.strip()[:LONGEST], passage=one.passage[:LONGEST],
            said_by_name=(one.by or actor.who.name.sv)[:200], made_at=at, made_by=actor.who.code,
        )
        for one in said[:MOST]
    ]  # fmt: skip
    new = [one for one in made if (one.question_id, one.said_by_name, one.text) not in there]
    if not new:
        says = Text("Kommentarerna finns här redan.", "The comments are here already.")
        raise Refused("said-already", says, status=CHANGED)
    for one in new:
        one.save()
    _tell(actor, organisation, thing, COMMENTED, at, {"comments": len(new)})
    return new


@act(
    Permission.WORK_ON_DUTIES,
    leaves=event(
        SETTLED,
        Text(
            "{who} var klar med en kommentar om {thing:quoted} för {whose}.",
            "{who} settled a comment on {thing:quoted} for {whose}.",
        ),
        example(REPORT),
    ),
)
def settle_comment(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    comment_number: int,
    at: datetime.datetime,
) -> ReportComment:
    """Say that a comment needs nothing more.

    Raises:
        NoSuchDutyError: if the organisation has no such report.
        Refused: if there is no such comment, or it is settled.
    """
    key, thing, _known = _report(organisation, agreement_id, duty_id)
    found = ReportComment.objects.filter(**key, pk=comment_number, settled_at=None).first()
    if found is None:
        raise Refused("no-such-comment", SETTLED_ALREADY, status=CHANGED)
    found.settled_at = at
    found.save()
    _tell(actor, organisation, thing, SETTLED, at, None)
    return found


def _report(organisation: Organisation, agreement_id: str, duty_id: str) -> tuple[dict[str, Any], Thing, set[str]]:
    """Return the key of an organisation's report, its duty as a thing, and the questions of its form."""
    shown = shown_named(agreement_id)
    duty = duty_book(shown).find(duty_id, organisation.code) if shown is not None else None
    form = form_of(shown, duty) if shown is not None and duty is not None else None
    if duty is None or form is None or not isinstance(kind_of(duty), ReportKind):
        raise NoSuchDutyError(agreement_id, duty_id, organisation.code)
    key = {"agreement_id": agreement_id, "organisation": organisation, "duty_id": duty_id}
    return key, thing_of(agreement_id, duty), {"", *(question.id for question in form.questions)}


def _tell(actor: Actor, organisation: Organisation, thing: Thing, kind: str, at: datetime.datetime, after: Any) -> None:
    tell(actor=actor, organisation=organisation, thing=thing, kind=kind, at=at, before=None, after=after)
