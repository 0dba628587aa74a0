"""The acts on a paper, written once for all kinds: written in, made ready, opened for changes, signed and handed in.

Several may write; whoever has written in a paper, made it ready or begun its duty has prepared it, and someone else
signs. The locks come in this order: the duty, what the kind locks beside it (:meth:`.PaperKind.lock`), the paper being
written, the history.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial, update_wrapper
from typing import TYPE_CHECKING, Any

from naravard.agreement.duties.deadlines import swedish_day
from naravard.agreement.model import Paper, Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown, shown_named
from naravard.web.history.content import Plain, Thing
from naravard.web.history.kinds import event, example
from naravard.web.history.models import Event
from naravard.web.ledger.account_lock import LockedMoney
from naravard.web.organisations.models import Organisation
from naravard.web.papers import drafts
from naravard.web.papers.archive import keep, link, require_others_prepared, told_of
from naravard.web.papers.errors import PaperRefusedError, lacks, not_described
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.papers.paper import WrittenPaper
from naravard.web.papers.signed_files import ELECTRONIC, ScannedPaper, SignedFile, require_good
from naravard.web.tasks import changes, refusals
from naravard.web.tasks.changes import LockedDuty, locked_duty
from naravard.web.tasks.duties import thing_of
from naravard.web.tasks.errors import NoSuchDutyError
from naravard.web.tasks.paper_duties import is_carried

if TYPE_CHECKING:
    from naravard.web.papers.kinds import PaperKind


@dataclass(frozen=True)
class Verb:
    """What an act on a paper is called in its own name and in that of its event, and the event's sentence."""

    does: str
    did: str
    says: Text
    """With ``{paper}`` for what the paper is called as someone's; the other blanks are the event's own."""
    told: Mapping[str, Plain] = field(default_factory=dict)
    """What an example of the event tells."""


WRITE = Verb("write", "written", Text("{who} skrev i {paper}.", "{who} wrote in {paper}."))
READY = Verb(
    "ready",
    "ready",
    Text("{who} gjorde {paper} klar för underskrift.", "{who} made {paper} ready to be signed."),
)
OPEN = Verb("open", "opened", Text("{who} öppnade {paper} för ändring.", "{who} opened {paper} for changes."))
HAND_IN = Verb(
    "hand_in",
    "handed-in",
    Text(
        "{who} skrev under och lämnade in {paper}, kvitto {receipt_number}.",
        "{who} signed and handed in {paper}, receipt {receipt_number}.",
    ),
    {"receipt_number": "7K3M-92QX-4TRD"},
)


@dataclass(frozen=True)
class PaperActs:
    """The acts on a kind of paper."""

    write: Callable[..., PaperDraft]
    ready: Callable[..., PaperDraft]
    open: Callable[..., PaperDraft]
    hand_in: Callable[..., HandedInPaper]


@dataclass(frozen=True)
class LockedPaper:
    """A paper that an act changes, with its duty and what its kind rests on locked until the transaction ends."""

    kind: "PaperKind"
    actor: Actor
    organisation: Organisation
    """With the details that it has now."""
    duty: LockedDuty
    money: LockedMoney | None
    draft: PaperDraft
    before: Mapping[str, Plain]
    """The facts of the duty before the act."""

    @property
    def shown(self) -> Shown:
        """The agreement that lays the duty on the organisation."""
        return self.duty.task.shown

    @property
    def at(self) -> datetime.datetime:
        """When the act is done."""
        return self.duty.at

    def paper(self) -> WrittenPaper:
        """Return the paper as it stands now."""
        return self.kind.find(self.shown, self.organisation, self.at, self.duty.duty.id)

    def begin(self) -> None:
        """Begin the duty if nobody has: whoever first writes does."""
        if self.duty.state.can_be_begun and not self.duty.record.begun_by:
            changes.begin(self.duty, by=self.actor)

    def require_time(self) -> None:
        """Refuse what cannot be handed in now."""
        if not self.duty.state.can_be_submitted:
            raise refusals.cannot_be_submitted(self.duty.task)

    def require_open(self) -> None:
        """Refuse what cannot be handed in now, or is not made here yet."""
        self.require_time()
        if not is_carried(self.shown, self.duty.duty):
            raise PaperRefusedError(
                "not-carried-yet",
                Text(
                    "Handlingar görs här från den dag överenskommelsens fördelning har fastställts.",
                    "Papers are made here from the day that the agreement's allocation has been fixed.",
                ),
            )

    def tell(
        self,
        done: str,
        before: Mapping[str, Plain],
        after: Mapping[str, Plain],
        reason: str = "",
        by: Actor | None = None,
    ) -> Event:
        """Leave the event of what was done: its thing is the duty that the paper carries.

        ``by`` did it, where that is another than the actor.
        """
        return tell(
            actor=by or self.actor,
            organisation=self.duty.task.organisation,
            thing=thing_of(self.shown.agreement.id, self.duty.duty),
            kind=f"{self.kind.id}-{done}",
            at=self.at,
            before={**self.before, **before},
            after=self.duty.facts | dict(after),
            reason=reason.strip(),
        )


def acts_of(kind: "PaperKind") -> PaperActs:
    """Register the acts on a kind of paper, and return them."""
    return with_writing(kind, _write)


def with_writing(kind: "PaperKind", write: Callable[..., PaperDraft]) -> PaperActs:
    """Register the acts on a kind of paper that is written in another way than by its fields, and return them."""
    return PaperActs(
        write=_registered(kind, write, kind.writes, WRITE),
        ready=_registered(kind, _ready, kind.writes, kind.readies),
        open=_registered(kind, _open, kind.writes, kind.opens),
        hand_in=_registered(kind, _hand_in, kind.signs, HAND_IN),
    )


def locked_paper(
    kind: "PaperKind",
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    at: datetime.datetime,
    duty_id: str = "",
) -> LockedPaper:
    """Lock a paper of an organisation: that of the duty with this id, of the first of the kind where none is named.

    Raises:
        NoSuchDutyError: if the agreement lays no such duty on the organisation.
        NoMoneyError: if the paper is about money and the agreement gives the organisation none.
    """
    shown = shown_named(agreement_id)
    if shown is None:
        raise NoSuchDutyError(agreement_id, kind.id, organisation.code)
    duty = locked_duty(
        organisation, agreement_id, kind.duty_of(shown, organisation.code, duty_id).id, at=at, seen_version=None
    )
    before = duty.facts
    money = kind.lock(duty)
    draft = drafts.locked_draft(organisation, agreement_id, duty.duty)
    now = Organisation.objects.get(pk=organisation.pk)
    return LockedPaper(kind, actor, now, duty, money, draft, before)


def _write(
    kind: "PaperKind",
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    values: Mapping[str, str],
    version: int,
    at: datetime.datetime,
    duty_id: str = "",
) -> PaperDraft:
    """Write in one's own organisation's paper; the first who does begins its duty.

    Raises:
        DutyRefusedError: if it cannot be handed in now.
        PaperRefusedError: if it waits to be signed.
        ChangedMeanwhileError: if another has written since ``version``.
    """
    one = locked_paper(kind, actor, organisation, agreement_id, at, duty_id)
    kind.may_be_written(one)
    was = drafts.write(one.draft, {**values, **kind.beside(one)}, version=version, by=actor, at=at)
    one.begin()
    changed = {name: text for name, text in was.items() if name in values}
    one.tell(WRITE.did, changed, {name: values[name] for name in changed})
    return one.draft


def _ready(
    kind: "PaperKind",
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    version: int,
    at: datetime.datetime,
    duty_id: str = "",
) -> PaperDraft:
    """Make the paper ready to be signed: what it says is fixed, and the file is made.

    Raises:
        DutyRefusedError: if it cannot be handed in now.
        PaperRefusedError: if something is missing, it waits to be signed, or another version has been seen.
    """
    one = locked_paper(kind, actor, organisation, agreement_id, at, duty_id)
    paper = one.paper()
    kind.may_be_made_ready(one, paper)
    if paper.paper is None:
        raise not_described(kind.id)
    if paper.lacks:
        raise lacks(f"{kind.id}-lacks", kind.words.named, paper.lacks)
    drafts.make_ready(one.draft, paper.document(swedish_day(at)), version=version, by=actor, at=at)
    one.begin()
    one.tell(kind.readies.did, {}, {"edition": one.draft.edition, **kind.made_ready(one, paper)})
    return one.draft


def _open(
    kind: "PaperKind",
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    version: int,
    at: datetime.datetime,
    reason: str = "",
    duty_id: str = "",
) -> PaperDraft:
    """Open a paper that waits to be signed, to be changed.

    Raises:
        PaperRefusedError: if it does not wait, or another version has been seen.
    """
    one = locked_paper(kind, actor, organisation, agreement_id, at, duty_id)
    told = kind.opened(one, reason)
    drafts.open_for_changes(one.draft, version=version, at=at)
    one.tell(kind.opens.did, {}, told, reason)
    return one.draft


def _hand_in(
    kind: "PaperKind",
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    version: int,
    way: str,
    at: datetime.datetime,
    signed: SignedFile | ScannedPaper | None = None,
    duty_id: str = "",
) -> HandedInPaper:
    """Sign and hand in a paper that others have prepared.

    ``signed`` is the file with the electronic signature, looked at already; of a paper that is signed by hand it is a
    picture, if there is one.

    Raises:
        DutyRefusedError: if it cannot be handed in now.
        PaperRefusedError: if it is not ready, another version has been seen, or the signed file is not good.
        FourEyesProblem: if the same person has prepared it.
    """
    one = locked_paper(kind, actor, organisation, agreement_id, at, duty_id)
    kind.may_be_handed_in(one)
    drafts.require_ready(one.draft, version=version)
    require_others_prepared(one.draft, one.duty, actor, kind.words.prepared)
    file: SignedFile | ScannedPaper | None
    if way == ELECTRONIC:
        electronic = signed if isinstance(signed, SignedFile) else None
        file = require_good(electronic, bytes(one.draft.pdf or b""), actor.who.name)
    else:
        file = signed if isinstance(signed, ScannedPaper) else None
    if not one.duty.record.begun_by:
        one.duty.record.begun_by = one.draft.ready_by
    changes.hand_in(one.duty, by=actor)
    paper = kind.paper(one.shown, one.duty.duty)
    assert paper is not None  # noqa: S101 - for the type checker; it was made ready out of it
    kept = keep(one.draft, one.duty, name=_called(one, paper), way=way, signed=file, by=actor, at=at)
    link(kept, one.tell(HAND_IN.did, {}, {**told_of(kept), **kind.handed_in(one, kept)}))
    return kept


def _called(one: LockedPaper, paper: Paper) -> Text:
    """Return what the paper that is kept is called: as the agreement has it, or which one it is of several."""
    several = len(one.kind.duties_of(one.shown, one.organisation.code)) > 1
    return one.kind.name_of(one.shown, one.organisation.code, one.duty.duty) if several else paper.name


def _registered(
    kind: "PaperKind", function: Callable[..., Any], permission: Permission, verb: Verb
) -> Callable[..., Any]:
    """Register a function as the kind's act: ``write_requisition``, which leaves ``requisition-written``."""
    made = update_wrapper(partial(function, kind), function)
    made.__name__ = f"{verb.does}_{kind.id.replace('-', '_')}"
    example_of = example(Thing("duty", f"exempel/{kind.id}", kind.label), after=dict(verb.told))
    left = event(f"{kind.id}-{verb.did}", kind.words.says(verb.says), example_of)
    return act(permission, leaves=left)(made)
