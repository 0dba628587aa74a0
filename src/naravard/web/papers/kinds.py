"""Kinds of papers: one registration says all that the program has to know of one, and the agreement's data the rest.

The interim report, say, whose parts and fields stand in the agreement's ``papers.yaml`` and whose duty in its
``duties.yaml``::

    INTERIM_REPORT = register(
        PaperKind(
            id="interim-report",
            label=Text("Delrapport", "Interim report"),
            the=Text("delrapporten", "the interim report"),
            room="interim_reports:report",
            address="delrapport",
        )
    )

That gives it its pages (:mod:`.views.workflow`), its acts (:mod:`.acts`) and the sentences of their events, its place
among the organisation's rooms and the year's papers, and what handing in its duty asks for. A kind with rules of its
own is a subclass, with what is asked and done beside the acts, and a subclass of :class:`~.paper.WrittenPaper`.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.urls import reverse

from naravard.agreement.model import Duty, Paper, Text
from naravard.agreement.wording import kronor, long_day
from naravard.documents.table import Table
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown
from naravard.web.history.content import Plain
from naravard.web.ledger.account_lock import LockedMoney
from naravard.web.ledger.accounts import reference_numbers
from naravard.web.organisations.models import Organisation
from naravard.web.papers.acts import OPEN, READY, LockedPaper, PaperActs, Verb, acts_of
from naravard.web.papers.composition import headed
from naravard.web.papers.drafts import draft_of
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.papers.paper import WrittenPaper
from naravard.web.papers.prefill import paper_of
from naravard.web.site.forms.amounts import AmountsTable
from naravard.web.site.forms.deeds import TO, Deed, money_deed
from naravard.web.site.forms.step import OwnYes
from naravard.web.tasks import carriers
from naravard.web.tasks.carriers import Carrier
from naravard.web.tasks.changes import LockedDuty
from naravard.web.tasks.demands import BINDING, Demand
from naravard.web.tasks.duties import task_of
from naravard.web.tasks.errors import NoSuchDutyError
from naravard.web.tasks.next_steps import ReadyPaper

if TYPE_CHECKING:
    from naravard.web.papers.year import Year, YearPaper


@dataclass(frozen=True, kw_only=True)
class PaperKind(Carrier):
    """A kind of paper that is written, made ready, signed by another and handed in."""

    the: Text
    """What it is called within a sentence, of common gender: ``Text("rekvisitionen", "the requisition")``."""
    address: str
    """The last part of its room's address."""
    whose: Text | None = None
    """What it is called as someone's, with ``{whose}`` for the name, where it is not ``the`` … för ``{whose}``."""
    tells: Text | None = None
    """The heading of its room before it is ready; what it is to tell where nothing is said."""
    write: Text | None = None
    """The heading of its form; what it is to tell where nothing is said."""
    amounts: AmountsTable | None = None
    """The headings of the amounts in its form, where it has several."""
    by_area: Text | None = None
    """What is asked of each development area, in short, where that is not the label in the agreement's data."""
    needs_data: bool = True
    """Whether it is made here only if the agreement's data say what it shall hold."""
    demand: Demand = BINDING
    has_one_for_each_duty: bool = True
    received_at_its_duty: bool = True
    writes: Permission = Permission.WORK_ON_DUTIES
    """Who may write it, make it ready and open it again."""
    table: Callable[[Any], Table] | None = None
    """A table of it, if it has one: shown on the page of its room, and to be had as a file."""
    template: str = "papers/room.html"
    """The page of its room."""
    readies: Verb = READY
    opens: Verb = OPEN
    """What making it ready, and opening it again, are called."""
    has_own_pages: bool = False
    """Whether its app has the pages, and not :mod:`.views.workflow`."""
    written: ClassVar[type[WrittenPaper]] = WrittenPaper
    """What it is as it stands."""

    @property
    def signs(self) -> Permission:
        """Who may sign it and hand it in."""
        return self.demand.permission

    def carries(self, shown: Shown, duty: Duty) -> bool:
        """Tell whether it carries a duty: the agreement's data say what it shall hold for those who have the duty."""
        return duty.about == self.id and (not self.needs_data or self.paper(shown, duty) is not None)

    def paper(self, shown: Shown, duty: Duty) -> Paper | None:
        """Return what the agreement's data say that the paper of a duty shall hold; None if they do not say."""
        return paper_of(shown.agreement, self.id, duty)

    @cached_property
    def acts(self) -> PaperActs:
        """The acts on it."""
        return acts_of(self)

    @cached_property
    def words(self) -> "PaperWords":
        """What its pages say."""
        return PaperWords(self)

    def url(self, name: str, shown: Shown, organisation_code: str, duty: Duty) -> str:
        """Return an address of a duty's paper: ``room``, ``write``, ``check``, ``open``, ``sign``, ``pdf``."""
        found = self.room if name == "room" else f"{self.room.partition(':')[0]}:{name}"
        return reverse(found, args=self.place(shown, organisation_code, duty))

    def urls(self, paper: WrittenPaper) -> Mapping[str, str]:
        """Return the addresses of a paper by name."""
        place = paper.shown, paper.organisation.code, paper.task.duty
        return {name: self.url(name, *place) for name in ("room", "write", "check", "open", "sign", "pdf")}

    def duty_of(self, shown: Shown, organisation_code: str, duty_id: str = "") -> Duty:
        """Return the duty with this id that it carries; the first of the organisation's where none is named.

        Raises:
            NoSuchDutyError: if the agreement lays none on the organisation.
        """
        for duty in self.duties_of(shown, organisation_code):
            if duty_id in ("", duty.id):
                return duty
        raise NoSuchDutyError(shown.agreement.id, duty_id or self.id, organisation_code)

    def find(self, shown: Shown, organisation: Organisation, at: datetime.datetime, duty_id: str = "") -> WrittenPaper:
        """Return an organisation's paper: that of the duty with this id, of the first where none is named.

        Raises:
            NoSuchDutyError: if the agreement lays none on the organisation.
            NoMoneyError: if the paper is about money and the agreement gives the organisation none.
        """
        return self.written(**self.parts(shown, organisation, at, self.duty_of(shown, organisation.code, duty_id)))

    def parts(self, shown: Shown, organisation: Organisation, at: datetime.datetime, duty: Duty) -> dict[str, Any]:
        """Return what the paper of a duty is made of."""
        return {
            "kind": self,
            "shown": shown,
            "organisation": organisation,
            "task": task_of(shown, duty.id, organisation, at),
            "paper": self.paper(shown, duty),
            "draft": draft_of(organisation, shown.agreement.id, duty),
            "stated": reference_numbers(shown),
        }

    # What a kind with rules of its own asks and does beside the acts, within their transaction.

    def lock(self, duty: LockedDuty) -> LockedMoney | None:  # noqa: ARG002 - a kind about money locks it
        """Lock what the paper's acts change beside its duty: further duties, then the money."""
        return None

    def may_be_written(self, locked: LockedPaper) -> None:
        """Refuse what cannot be written in now."""
        locked.require_open()

    def may_be_made_ready(self, locked: LockedPaper, paper: WrittenPaper) -> None:  # noqa: ARG002 - some ask the paper
        """Refuse what cannot be made ready now."""
        locked.require_open()

    def may_be_handed_in(self, locked: LockedPaper) -> None:
        """Refuse what cannot be signed and handed in now."""
        locked.require_open()

    def gives_up(self, paper: WrittenPaper) -> Sequence[OwnYes]:  # noqa: ARG002 - some ask the paper
        """Return what is lost when the paper is handed in as it is written, each with its own yes."""
        return ()

    def asks(self, paper: WrittenPaper) -> Sequence[OwnYes]:  # noqa: ARG002 - some ask about what is written
        """Return what is asked about before the paper is made ready: it may be as it is, each with its own yes."""
        return ()

    def beside(self, locked: LockedPaper) -> Mapping[str, str]:  # noqa: ARG002 - some papers rest on something
        """Return what is kept beside the values that are written: what they rest on."""
        return {}

    def made_ready(self, locked: LockedPaper, paper: WrittenPaper) -> Mapping[str, Plain]:  # noqa: ARG002
        """Do what follows from making a paper ready; return what the event tells beside."""
        return {}

    def opened(self, locked: LockedPaper, reason: str) -> Mapping[str, Plain]:  # noqa: ARG002
        """Do what follows from opening a paper again before it is signed; return what the event tells beside."""
        return {}

    def handed_in(self, locked: LockedPaper, kept: HandedInPaper) -> Mapping[str, Plain]:  # noqa: ARG002
        """Do what follows from handing a paper in; return what the event tells beside."""
        return {}

    def waits_for(self, drafts: Sequence[PaperDraft]) -> Sequence[ReadyPaper]:
        """Return whom some drafts of the kind wait for, which are ready: those who sign and have not prepared them."""
        return [ready_to_sign(draft, self.signs) for draft in drafts]

    def amount(self, paper: WrittenPaper) -> int | None:  # noqa: ARG002 - a kind about money tells the sum
        """Return the sum in kronor that the paper is about; None if it is about none."""
        return None

    def order(self, paper: WrittenPaper) -> Text:
        """Return what is asked of those who sign a paper that is ready, with its sum."""
        amount = self.amount(paper)
        total = f": {kronor(amount)}" if amount is not None else ""
        return Text(f"{self.words.sign.sv}{total}", f"{self.words.sign.en}{total}")

    def write_asks(self, paper: WrittenPaper) -> Text:  # noqa: ARG002 - a kind about money tells the sum
        """Return the heading of its form."""
        return self.words.write

    def check_deed(self, paper: WrittenPaper) -> Deed:
        """Return what is decided by making a paper ready to be signed."""
        return self._deed(paper, self.words.check_asks, self.words.check_button, self.words.is_fixed)

    def sign_deed(self, paper: WrittenPaper) -> Deed:
        """Return what is decided by signing a paper and handing it in."""
        return self._deed(paper, self.words.sign_asks, self.words.sign_button, self.words.is_in)

    def _deed(self, paper: WrittenPaper, asks: Text, button: Text, final: Text) -> Deed:
        amount, whom, due = self.amount(paper), paper.task.receiver or _NOBODY, paper.task.state.due
        last = [(Text("Sista dag", "Last day"), long_day(due))] if due else []
        if amount is not None:
            of = Text(f"{asks.sv} på", f"{asks.in_language('en')} of")
            deed = money_deed(act=of, amount=amount, to=TO_WHOM, whom=whom, facts=last, final=final)
            return replace(deed, button=button)
        sv, en = (f" till {whom.sv}", f" to {whom.in_language('en')}") if whom.sv else ("", "")
        facts = [*([(TO, whom)] if whom.sv else []), *last]
        return Deed(
            asks=Text(f"{asks.sv}{sv}?", f"{asks.in_language('en')}{en}?"), button=button, facts=facts, final=final
        )

    def beside_receipt(self, paper: HandedInPaper, code: str) -> Sequence[tuple[Text, str]]:  # noqa: ARG002
        """Return what else there is of a paper that was handed in, to the organisation that reads its receipt."""
        return ()

    def year(self, year: "Year", duty: Duty) -> "Iterator[YearPaper]":
        """Give the paper as a line among the year's papers, with what goes with it."""
        yield year.of_duty(duty)


def ready_to_sign(draft: PaperDraft, permission: Permission) -> ReadyPaper:
    """Return that a draft which is ready waits for those who have a permission and have not prepared it."""
    assert draft.ready_at is not None  # noqa: S101 - for the type checker; asked before
    return ReadyPaper(permission, frozenset([*draft.preparers, draft.ready_by]), draft.ready_by, draft.ready_at)


_NOBODY = Text("")
TO_WHOM = Text("till", "to")


class PaperWords:
    """What the pages, the refusals and the history say of a kind of paper, made of what it is called."""

    def __init__(self, kind: PaperKind) -> None:
        self.sv, self.en = kind.the.sv, kind.the.in_language("en")
        self.whose = kind.whose or Text(f"{self.sv} för {{whose}}", f"{self.en} for {{whose}}")
        self.tells = kind.tells or Text(f"Vad ska {self.sv} berätta?", f"What is {self.en} to tell?")
        self.write = kind.write or self.tells

    def says(self, sentence: Text) -> Text:
        """Return a sentence of an event with the paper, as someone's, in the place of ``{paper}``."""
        sv, en = self.whose.sv, self.whose.in_language("en")
        return Text(sentence.sv.replace("{paper}", sv), sentence.in_language("en").replace("{paper}", en))

    @property
    def named(self) -> Text:
        """What it is called, first in a sentence."""
        return headed_in_both(Text(self.sv, self.en))

    @property
    def check(self) -> Text:
        """The heading of the check."""
        return Text(f"Stämmer {self.sv}?", f"Is {self.en} right?")

    @property
    def sign(self) -> Text:
        """The heading of the signing."""
        return Text(f"Skriv under {self.sv}", f"Sign {self.en}")

    @property
    def check_asks(self) -> Text:
        """What the check asks, before the sum and to whom."""
        return Text(f"Gör klar {self.sv}", f"Make ready {self.en}")

    @property
    def check_button(self) -> Text:
        """The button of the check."""
        return Text("Gör klar för underskrift", "Make ready to be signed")

    @property
    def is_fixed(self) -> Text:
        """What follows from making it ready."""
        return Text(
            f"{self.named.sv} låses och blir en PDF. Någon annan än du måste skriva under. Tills den är underskriven "
            "kan den öppnas för ändring igen.",
            f"{self.named.en} is locked and becomes a PDF. Someone other than you must sign it. Until it is signed it "
            "can be opened for changes again.",
        )

    @property
    def sign_asks(self) -> Text:
        """What the signing asks, before the sum and to whom."""
        return Text(f"Skriv under {self.sv}", f"Sign {self.en}")

    @property
    def sign_button(self) -> Text:
        """The button of the signing."""
        return Text("Skriv under och lämna in", "Sign and hand in")

    @property
    def is_in(self) -> Text:
        """What follows from handing it in."""
        return self._first(
            "är inlämnad när du har skrivit under. Sedan kan bara mottagaren öppna den igen.",
            "is handed in when you have signed. Then only the receiver can open it again.",
        )

    @property
    def open(self) -> Text:
        """The heading of opening it again."""
        return Text(f"Öppna {self.sv} för ändring", f"Open {self.en} for changes")

    @property
    def signed_again(self) -> OwnYes:
        """The yes to that a paper which waits to be signed is opened: its file counts no more, nor a signature."""
        return OwnYes(
            Text(
                "PDF:en som väntar på underskrift gäller inte längre. Har någon redan skrivit under den räknas det "
                "inte.",
                "The PDF that waits to be signed no longer holds. If someone has signed it already, that does not "
                "count.",
            ),
            Text("Ja, den ska göras klar och skrivas under igen", "Yes, it is to be made ready and signed again"),
        )

    @property
    def saved(self) -> Text:
        """What was done when something was written."""
        return Text(
            "Utkastet är sparat. Kontrollera det och gör det klart för underskrift.",
            "The draft is saved. Check it and make it ready to be signed.",
        )

    @property
    def ready(self) -> Text:
        """What was done when it was made ready."""
        return self._first(
            "är klar för underskrift. Nu kan en behörig företrädare skriva under den.",
            "is ready to be signed. Now an authorised signatory can sign it.",
        )

    @property
    def opened(self) -> Text:
        """What was done when it was opened again."""
        return self._first("är öppnad för ändring.", "is open for changes.")

    @property
    def handed_in(self) -> Text:
        """What was done when it was handed in."""
        return self._first("är inlämnad.", "has been handed in.")

    @property
    def is_handed_in(self) -> Text:
        """The heading of its room when it is handed in."""
        return self._first("är inlämnad", "has been handed in")

    @property
    def waits(self) -> Text:
        """The heading of its room when it waits to be signed."""
        return self._first("väntar på underskrift", "waits to be signed")

    @property
    def not_described(self) -> Text:
        """Say that the agreement's data do not say what it shall hold."""
        return Text(
            f"Överenskommelsens data säger inte vad {self.sv} ska innehålla, så den kan inte göras här.",
            f"The agreement's data do not say what {self.en} must hold, so it cannot be made here.",
        )

    @property
    def not_yet(self) -> Text:
        """Say from when it can be written."""
        return self._first(
            "kan skrivas här från den dag fördelningen har fastställts.",
            "can be written here from the day that the allocation has been fixed.",
        )

    @property
    def prepared(self) -> Text:
        """What one has done who may not sign it, after ”har själv”."""
        return Text(f"förberett {self.sv}", f"prepared {self.en}")

    def _first(self, sv: str, en: str) -> Text:
        return Text(f"{self.named.sv} {sv}", f"{self.named.en} {en}")


Kind = TypeVar("Kind", bound=PaperKind)


def register(kind: Kind) -> Kind:
    """Register a kind of paper: what carries its duty, its acts, and the sentences of their events; return it.

    Raises:
        ValueError: if something else carries its duty already.
    """
    carriers.register(kind)
    _ = kind.acts
    return kind


def kinds() -> list[PaperKind]:
    """Return every kind of paper, in the order of the money's way."""
    return [one for one in carriers.in_order() if isinstance(one, PaperKind)]


def kind_of(duty: Duty) -> PaperKind | None:
    """Return the kind of paper that a duty is about; ``None`` if no paper that is written here is."""
    found = carriers.CARRIERS.get(duty.about)
    return found if isinstance(found, PaperKind) else None


def headed_in_both(words: Text) -> Text:
    """Return words with a capital letter first."""
    return Text(headed(words.sv).sv, headed(words.in_language("en")).sv)
