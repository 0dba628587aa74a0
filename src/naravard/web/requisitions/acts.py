"""The acts on a requisition: written in, made ready, opened for changes, signed and handed in (section 10.1, annex 2).

Several may write; whoever has written in it or made it ready has prepared it, and someone else signs.
"""

import datetime
from collections.abc import Mapping

from naravard.agreement.duties.deadlines import swedish_day
from naravard.agreement.model import Text
from naravard.ledger.facts import Requisitioned
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import all_shown
from naravard.web.history.models import Event
from naravard.web.history.told import Plain
from naravard.web.ledger.errors import NoMoneyError
from naravard.web.ledger.reading import newest_fixed, terms_for
from naravard.web.ledger.recording import held_money
from naravard.web.organisations.models import Organisation
from naravard.web.papers import drafting
from naravard.web.papers.errors import lacks, not_described
from naravard.web.papers.keeping import keep, link, require_others_prepared, told_of
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.papers.signed_files import ELECTRONIC, SignedFile, require_good
from naravard.web.requisitions.amounts import VERSION, sums_of, total_of
from naravard.web.requisitions.requisition import PAPER, requisition_of
from naravard.web.tasks import changing, refusals
from naravard.web.tasks.changing import HeldDuty, held
from naravard.web.tasks.reading import thing_of

_PREPARED = Text("förberett rekvisitionen", "prepared the requisition")


@act(Permission.WORK_ON_DUTIES, leaves=("requisition-written",))
def write_requisition(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    values: Mapping[str, str],
    version: int,
    at: datetime.datetime,
) -> PaperDraft:
    """Write in one's own organisation's requisition; the first who does begins its duty."""
    actor.require_own(organisation)
    duty = _held_duty(organisation, agreement_id, at)
    before = duty.facts
    _require_open(duty)
    draft = drafting.held_draft(organisation, agreement_id, PAPER)
    fixed = newest_fixed(agreement_id)
    rests_on = {VERSION: str(fixed.version)} if fixed else {}
    was = drafting.write(draft, {**values, **rests_on}, version=version, by=actor, at=at)
    was.pop(VERSION, None)
    if duty.state.can_be_begun and not duty.record.begun_by:
        changing.begin(duty, by=actor)
    _tell("requisition-written", duty, actor, before | was, {name: values[name] for name in was})
    return draft


@act(Permission.WORK_ON_DUTIES, leaves=("requisition-ready",))
def ready_requisition(
    *, actor: Actor, organisation: Organisation, agreement_id: str, version: int, at: datetime.datetime
) -> PaperDraft:
    """Make the requisition ready to be signed: what it says is fixed, and the file is made."""
    actor.require_own(organisation)
    duty = _held_duty(organisation, agreement_id, at)
    before = duty.facts
    _require_open(duty)
    money = held_money(organisation, agreement_id, at=at, seen_version=None)
    draft = drafting.held_draft(organisation, agreement_id, PAPER)
    details = Organisation.objects.get(pk=organisation.pk)  # as they are now, whenever they were read
    requisition = requisition_of(money.shown, details, at)
    if requisition.paper is None:
        raise not_described(PAPER)
    if requisition.lacks:
        raise lacks("requisition-lacks", Text("Rekvisitionen", "The requisition"), requisition.lacks)
    drafting.make_ready(draft, requisition.document(swedish_day(at)), version=version, by=actor, at=at)
    if duty.state.can_be_begun and not duty.record.begun_by:
        changing.begin(duty, by=actor)
    _tell("requisition-ready", duty, actor, before, {"edition": draft.edition, "amount": requisition.total})
    return draft


@act(Permission.WORK_ON_DUTIES, leaves=("requisition-opened",))
def open_requisition(
    *, actor: Actor, organisation: Organisation, agreement_id: str, version: int, at: datetime.datetime
) -> PaperDraft:
    """Open a requisition that waits to be signed, to be changed."""
    actor.require_own(organisation)
    duty = _held_duty(organisation, agreement_id, at)
    before = duty.facts
    draft = drafting.held_draft(organisation, agreement_id, PAPER)
    drafting.open_for_changes(draft, version=version, at=at)
    _tell("requisition-opened", duty, actor, before, {})
    return draft


@act(Permission.SIGN, leaves=("requisition-handed-in",))
def hand_in_requisition(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    version: int,
    way: str,
    at: datetime.datetime,
    signed: SignedFile | None = None,
) -> HandedInPaper:
    """Sign and hand in a requisition that others have prepared: the whole at one time, at most what is allotted.

    ``signed`` is the file with the electronic signature, looked at already.
    """
    actor.require_own(organisation)
    duty = _held_duty(organisation, agreement_id, at)
    before = duty.facts
    money = held_money(organisation, agreement_id, at=at, seen_version=None)
    draft = drafting.held_draft(organisation, agreement_id, PAPER)
    _require_open(duty)
    drafting.require_ready(draft, version=version)
    require_others_prepared(draft, duty, actor, _PREPARED)
    file = require_good(signed, bytes(draft.pdf or b""), actor.who.name) if way == ELECTRONIC else None
    if not duty.record.begun_by:
        duty.record.begun_by = draft.ready_by
    changing.hand_in(duty, by=actor)
    requisition = requisition_of(money.shown, organisation, at)
    values = {name: str(value) for name, value in draft.values.items()}
    money.add(
        Requisitioned,
        by=actor,
        clause=duty.duty.clause,
        version=draft.allocation_version,
        sums=sums_of(requisition.asked, values),
    )
    assert requisition.paper is not None  # noqa: S101 - for the type checker; it was made ready out of it
    amount = total_of(requisition.asked, values)
    paper = keep(draft, duty, name=requisition.paper.name, way=way, signed=file, by=actor, at=at)
    event = _tell("requisition-handed-in", duty, actor, before, told_of(paper) | {"amount": amount})
    link(paper, event)
    return paper


def _held_duty(organisation: Organisation, agreement_id: str, at: datetime.datetime) -> HeldDuty:
    shown = next((shown for shown in all_shown() if shown.agreement.id == agreement_id), None)
    terms = terms_for(shown, organisation.code) if shown else None
    if terms is None or terms.requisition is None or not terms.grants:
        raise NoMoneyError(agreement_id, organisation.code)
    return held(organisation, agreement_id, terms.requisition.id, at=at, seen_version=None)


def _require_open(duty: HeldDuty) -> None:
    if not duty.state.can_be_submitted:
        raise refusals.cannot_be_submitted(duty.task)


def _tell(kind: str, duty: HeldDuty, actor: Actor, before: Mapping[str, Plain], after: Mapping[str, Plain]) -> Event:
    return tell(
        actor=actor,
        organisation=duty.task.organisation,
        thing=thing_of(duty.task.shown.agreement.id, duty.duty),
        kind=kind,
        at=duty.at,
        before=before,
        after=duty.facts | dict(after),
    )
