"""The pages of any kind of paper: its room, the form, the check, opening again, the signing, the file; and their URLs.

Each page that does something is a :class:`~naravard.web.site.forms.step.Step`: what was written is kept, the way back
works, and of two presses on *Sign and hand in* both lead to the receipt.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.documents.paper_pdf import as_draft, paper_pdf
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.frame import Crumb
from naravard.web.ledger.errors import NoMoneyError
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.needs import filled_in_by
from naravard.web.organisations.views.lookup import own
from naravard.web.papers.entries import entries_of, from_json
from naravard.web.papers.kinds import PaperKind
from naravard.web.papers.paper import WrittenPaper
from naravard.web.papers.signing_form import Signing, electronic_is_possible, read_signing, signing_fields, statement_of
from naravard.web.papers.views.files import pdf_answer
from naravard.web.papers.views.status import standing_of
from naravard.web.people.four_eyes import same_person
from naravard.web.site.clock import now, today
from naravard.web.site.forms.step import Step, answer, answer_closed, read_nothing
from naravard.web.site.tables import export, present
from naravard.web.tasks.changes import PERSON
from naravard.web.tasks.errors import NoSuchDutyError

_ROOM = "organisation/<str:organisation_code>/pengar/<slug:agreement_id>"


@dataclass(frozen=True)
class PaperRequest:
    """Whose paper someone asks for."""

    request: HttpRequest
    kind: PaperKind
    actor: Actor
    agreement_id: str
    duty_id: str = ""
    """The duty whose paper it is; the organisation's first of the kind where the address names none."""

    @property
    def organisation(self) -> Organisation:
        """Whose paper it is."""
        return own(self.actor)

    def paper(self) -> WrittenPaper:
        """Return the paper as it stands now; 404 if the organisation has none."""
        try:
            return self.kind.find(shown_or_404(self.agreement_id), self.organisation, now(), self.duty_id)
        except (NoMoneyError, NoSuchDutyError):
            raise Http404(_("Den här handlingen lämnas inte av organisationen.")) from None

    def url(self, name: str) -> str:
        """Return one of the paper's addresses."""
        shown = shown_or_404(self.agreement_id)
        duty = self.kind.duty_of(shown, self.organisation.code, self.duty_id)
        return self.kind.url(name, shown, self.organisation.code, duty)

    def page(self, paper: WrittenPaper, template: str, /, *, status: int = 200, **values: Any) -> HttpResponse:
        """Render one of the paper's pages."""
        room = self.url("room")
        crumbs = [] if self.request.path == room else [Crumb(paper.task.duty.name, room)]
        shared = {"work": paper, "kind": self.kind, "urls": self.kind.urls(paper), "needs": _needs(paper)}
        return money_page(
            self.request, template, self.actor, paper.shown, *crumbs, room=self.kind.room, duty=paper.task.duty,
            status=status, **(shared | values),
        )  # fmt: skip

    def do(self, act: Callable[..., Any], version: int | None, **given: Any) -> Any:
        """Do an act on the paper as it was seen."""
        return act(
            actor=self.actor,
            organisation=self.organisation,
            agreement_id=self.agreement_id,
            duty_id=self.duty_id,
            version=version or 0,
            at=now(),
            **given,
        )

    def answer(self, paper: WrittenPaper, title: Text, stop: "Stop | None" = None, **step: Any) -> HttpResponse:
        """Answer with one of the paper's forms; ``stop`` says why it cannot be done now."""
        form: Step[Any] = Step(
            title=stop.title if stop else title,
            closed=stop.why if stop else None,
            version=paper.draft.version,
            back=self.url("room"),
            **step,
        )
        return answer(self.request, self.actor, partial(self.page, paper), form)

    def closed(self, paper: WrittenPaper, stop: "Stop") -> HttpResponse:
        """Answer a form that cannot be shown at all as the paper stands."""
        return answer_closed(
            self.request, self.actor, partial(self.page, paper), title=stop.title, why=stop.why, back=self.url("room"),
            version=paper.draft.version,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stop:
    """Why something cannot be done with a paper as it stands."""

    title: Text
    why: Text


Answer = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page that a kind of paper has of its own, or in the place of one that all have: by its name."""

    name: str
    route: str
    answer: Answer
    permission: Permission
    says: str
    """What it is for, for the list of addresses."""
    methods: tuple[str, ...] = ("GET", "HEAD", "POST")


def urls_of(kind: PaperKind, own: Sequence[OwnPage] = ()) -> URLResolver:
    """Return the addresses of a kind of paper, each with who may use it."""
    space, _colon, name = kind.room.partition(":")
    the = kind.words.en
    see, writes = Permission.SEE, kind.writes
    shows = _view(kind, _room, see, f"How {the} stands: by which day, who takes the next step, and the receipt.")
    pages = (
        ("skriv/", _view(kind, _write, writes, _WRITE.format(the)), "write"),
        ("kontrollera/", _view(kind, _check, writes, _CHECK.format(the)), "check"),
        ("oppna/", _view(kind, _open_again, writes, f"Open {the} that waits to be signed, to be changed."), "open"),
        ("skriv-under/", _view(kind, _sign, kind.signs, _SIGN.format(the)), "sign"),
        ("handling.pdf", _view(kind, _pdf, see, f"The paper that waits to be signed as PDF: {the}."), "pdf"),
    )
    others = {one.name for one in own}
    mine = [(one.route, _view(kind, one.answer, one.permission, one.says, one.methods), one.name) for one in own]
    every = [*mine, *(page for page in pages if page[2] not in others)]
    found: list[URLPattern | URLResolver] = []
    for base in bases_of(kind.address):
        found.append(path(f"{base}/", shows, name=name))
        found += [path(f"{base}/{page}", view, name=called) for page, view, called in every]
        if kind.table is not None:
            found.append(path(f"{base}.<form:form>", shows))
    return path("", include((found, space)))


def bases_of(address: str) -> tuple[str, str]:
    """Return where a paper's pages are: of the organisation's first duty of the kind, and of a duty by its id."""
    base = f"{_ROOM}/{address}"
    return base, f"{base}/uppgift/<slug:duty_id>"


_WRITE = "The form of {}, filled in beforehand; two who write at once choose between their versions."
_CHECK = "All that {} will say and what is missing, before it is made ready to be signed."
_SIGN = "What the authorised signatory signs: {}, what is declared, and on paper or electronically."


def _view(
    kind: PaperKind, answer: Answer, permission: Permission, says: str, methods: Sequence[str] = ("GET", "HEAD", "POST")
) -> Answer:
    """Return a page of a kind of paper for those who may; what it is for stands in the list of addresses."""
    methods = ["GET", "HEAD"] if answer in (_room, _pdf) else list(methods)

    def view(request: HttpRequest, actor: Actor, agreement_id: str, duty_id: str = "", **more: Any) -> HttpResponseBase:
        return answer(PaperRequest(request, kind, actor, agreement_id, duty_id), **more)

    view.__doc__ = says
    return require_http_methods(methods)(requires(permission)(view))


def _room(asked: PaperRequest, form: str = "") -> HttpResponse:
    paper, kind = asked.paper(), asked.kind
    table = kind.table(paper) if kind.table is not None else None
    if table is not None and form:
        return export(table, form)
    values = standing_of(asked.request, asked.actor, kind, paper)
    if table is not None:
        values["table"] = present(asked.request, table)
    return asked.page(paper, kind.template, **values)


def _write(asked: PaperRequest) -> HttpResponse:
    """Show the form, or keep what was written; two who write at once choose between their versions."""
    paper, kind = asked.paper(), asked.kind
    fields = paper.fields()

    def do(values: Mapping[str, str], version: int | None) -> str:
        asked.do(kind.acts.write, version, values=values)
        return asked.url("check")

    return asked.answer(
        paper, kind.write_asks(paper), unless_written_in(paper),
        button=Text("Spara och kontrollera", "Save and check"), fields=fields, read=paper.read, do=do,
        done=kind.words.saved, was={one.name: paper.values.get(one.name, "") for one in fields},
        template="papers/write.html", amounts=kind.amounts,
    )  # fmt: skip


def _check(asked: PaperRequest) -> HttpResponse:
    """Show all that the paper will say and what is missing, or make it ready to be signed."""
    paper, kind = asked.paper(), asked.kind
    stop = unless_written_in(paper)

    def do(_values: None, version: int | None) -> str:
        asked.do(kind.acts.ready, version)
        return asked.url("room")

    return asked.answer(
        paper, kind.words.check, stop,
        button=kind.words.check_button, read=read_nothing, do=do, deed=None if stop else kind.check_deed(paper),
        done=kind.words.ready, template="papers/check.html",
        own_yes=() if stop else (*kind.gives_up(paper), *kind.asks(paper)),
        extra=lambda: {} if stop else {"entries": entries_of(paper.document(swedish_day(now())))},
    )  # fmt: skip


def _open_again(asked: PaperRequest) -> HttpResponse:
    """Open a paper that waits to be signed, to be changed."""
    paper, kind = asked.paper(), asked.kind

    def do(_values: None, version: int | None) -> str:
        asked.do(kind.acts.open, version)
        return asked.url("write")

    return asked.answer(
        paper, kind.words.open, _unless_ready(paper),
        button=Text("Öppna för ändring", "Open for changes"), read=read_nothing, do=do, done=kind.words.opened,
        own_yes=(kind.words.signed_again,) if paper.draft.is_ready else (),
    )  # fmt: skip


def _sign(asked: PaperRequest) -> HttpResponse:
    """Show what is to be signed, or hand it in; the receipt is the next page."""
    paper, kind = asked.paper(), asked.kind
    stop = _unless_ready(paper)
    if stop is not None:
        return asked.closed(paper, stop)
    assert paper.paper is not None  # noqa: S101 - for the type checker; it can be handed in, so it is described
    original = bytes(paper.draft.pdf or b"")

    def do(signing: Signing, version: int | None) -> str:
        kept = asked.do(kind.acts.hand_in, version, way=signing.way, signed=signing.file)
        return reverse("papers:receipt", args=[asked.organisation.code, kept.receipt_number])

    return asked.answer(
        paper, kind.words.sign,
        button=SIGN, fields=partial(signing_fields, paper.paper), do=do, done=kind.words.handed_in,
        deed=kind.sign_deed(paper),
        read=lambda written: read_signing(written, asked.request, asked.actor, original, at=now()),
        template="papers/sign.html", own_yes=kind.gives_up(paper),
        extra={
            "entries": from_json(paper.draft.content),
            "statement": statement_of(paper.paper),
            "electronic": electronic_is_possible(),
            "prepared": has_prepared(asked.actor, paper),
        },
    )  # fmt: skip


def _pdf(asked: PaperRequest) -> HttpResponse:
    """Give the file that is to be signed; until it is made ready a draft, that says so; words if nothing is written."""
    paper = asked.paper()
    name = f"{asked.kind.id}-{asked.organisation.code}"
    if paper.draft.pdf is None and paper.draft.version and paper.paper is not None:
        return pdf_answer(paper_pdf(as_draft(paper.document(swedish_day(now())))), f"utkast-{name}.pdf")
    if paper.draft.pdf is None:
        return asked.closed(paper, NOT_READY)
    return pdf_answer(bytes(paper.draft.pdf), f"{name}-{paper.draft.edition}.pdf")


SIGN = Text("Skriv under och lämna in", "Sign and hand in")
_NOT_NOW = Text("Det går inte att göra det här nu", "This cannot be done now")
NOT_READY = Stop(
    Text("Handlingen är inte klar för underskrift än", "The paper is not ready to be signed yet"),
    Text("Den som förbereder kontrollerar den och gör den klar.", "Whoever prepares it checks it and makes it ready."),
)
_WAITS = Stop(
    Text("Handlingen väntar på underskrift", "The paper is waiting to be signed"),
    Text(
        "Den går inte att skriva i medan den väntar. Öppna den för ändring om något är fel.",
        "It cannot be written in while it waits. Open it for changes if something is wrong.",
    ),
)


def unless_written_in(paper: WrittenPaper) -> Stop | None:
    """Return why a paper cannot be written in now."""
    return _unless_open(paper) or (_WAITS if paper.draft.is_ready else None)


def _unless_ready(paper: WrittenPaper) -> Stop | None:
    """Return why a paper cannot be signed now."""
    return _unless_open(paper) or (None if paper.draft.is_ready else NOT_READY)


def _unless_open(paper: WrittenPaper) -> Stop | None:
    why = paper.why_closed
    return Stop(_NOT_NOW, why) if why else None


def has_prepared(actor: Actor, paper: WrittenPaper, *further: str) -> bool:
    """Tell whether the actor is one of those who have prepared a paper, or of those with the further codes."""
    codes = [*paper.draft.preparers, paper.task.record.begun_by, *further]
    return actor.person_id is not None and any(
        same_person(actor.person_id, code) for code in codes if code.startswith(PERSON)
    )


def _needs(paper: WrittenPaper) -> list[dict[str, Any]]:
    """Return what the organisation has yet to fill in among its details: the fields, and who can, by group."""
    groups = list({one.group.code: one.group for one in paper.details_lacking}.values())
    return [
        {
            "group": group,
            "labels": [one.field.label for one in paper.details_lacking if one.group is group],
            "by": filled_in_by(group, paper.organisation, today()),
        }
        for group in groups
    ]
