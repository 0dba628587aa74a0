"""The pages of any kind of paper: its room, the form, the check, opening again, the signing, the file; and their URLs.

A form that comes twice is answered as it was the first time, before anything is asked of how the paper stands: of two
presses on *Sign and submit* both lead to the receipt.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.frame import Crumb
from naravard.web.ledger.errors import MoneyRefusedError, NoMoneyError
from naravard.web.ledger.frame import money_page
from naravard.web.once.doing import answered, once, once_of
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.needs import filled_in_by
from naravard.web.organisations.views.answering import done, own
from naravard.web.papers.entries import entries_of, from_json
from naravard.web.papers.kinds import PaperKind
from naravard.web.papers.signing_form import FILE, read_signing, signing_fields, statement_of
from naravard.web.papers.views.files import pdf_answer
from naravard.web.papers.views.standing import standing_of
from naravard.web.papers.written import WrittenPaper
from naravard.web.people.four_eyes import same_person
from naravard.web.people.problems import FourEyesProblem
from naravard.web.simulation.reading.uploads import was_too_large
from naravard.web.site.clock import now, today
from naravard.web.site.conflict import Conflict, Sent, saved
from naravard.web.site.forms import Written, filled
from naravard.web.site.tables import export, present
from naravard.web.site.templatetags.naravard import words
from naravard.web.tasks.changing import PERSON
from naravard.web.tasks.errors import DutyRefusedError, NoSuchDutyError

REFUSALS = (MoneyRefusedError, DutyRefusedError, FourEyesProblem)
_ROOM = "organisation/<str:organisation_code>/pengar/<slug:agreement_id>"


@dataclass(frozen=True)
class Asked:
    """Whose paper someone asks for, with what was posted."""

    request: HttpRequest
    kind: PaperKind
    actor: Actor
    agreement_id: str

    @property
    def organisation(self) -> Organisation:
        """Whose paper it is."""
        return own(self.actor)

    @property
    def is_posted(self) -> bool:
        """Whether something is to be done."""
        return self.request.method == "POST"

    def paper(self) -> WrittenPaper:
        """Return the paper as it stands now; 404 if the organisation has none."""
        try:
            return self.kind.find(shown_or_404(self.agreement_id), self.organisation, now())
        except (NoMoneyError, NoSuchDutyError):
            raise Http404(_("Den här handlingen lämnas inte av organisationen.")) from None

    def url(self, name: str) -> str:
        """Return one of the paper's addresses."""
        return self.kind.url(name, self.organisation.code, self.agreement_id)

    def page(self, template: str, paper: WrittenPaper, *, status: int = 200, **values: Any) -> HttpResponse:
        """Render one of the paper's pages."""
        room = self.url("room")
        crumbs = [] if self.request.path == room else [Crumb(paper.task.duty.name, room)]
        shared = {"work": paper, "kind": self.kind, "urls": self.kind.urls(paper), "needs": _needs(paper)}
        return money_page(
            self.request, template, self.actor, paper.shown, *crumbs, room=self.kind.room, status=status,
            **({"problems": False} | shared | values),
        )  # fmt: skip

    def before(self) -> str | None:
        """Return what was answered when the same form came before; ``None`` if it did not."""
        return answered(once_of(self.request), self.actor.who.code) if self.is_posted else None

    def do(self, act: Callable[..., Any], answer: Callable[[Any], str] = lambda _made: "done", **given: Any) -> str:
        """Do an act, once for the same form, and return its answer."""

        def do() -> str:
            return answer(
                act(
                    actor=self.actor,
                    organisation=self.organisation,
                    agreement_id=self.agreement_id,
                    at=now(),
                    **{"version": _version(self.request.POST)} | given,
                )
            )

        return once(once_of(self.request), self.actor.who.code, do, at=now())

    def done(self, url: str, said: Text) -> HttpResponse:
        """Lead on, and say what was done."""
        return done(self.request, url, words(said))


def urls_of(kind: PaperKind) -> URLResolver:
    """Return the addresses of a kind of paper, each with who may use it."""
    space, _colon, name = kind.room.partition(":")
    base, the = f"{_ROOM}/{kind.address}", kind.words.en
    see, writes = Permission.SEE, kind.writes
    shows = _view(kind, _room, see, f"How {the} stands: by which day, who takes the next step, and the receipt.")
    found: list[URLPattern | URLResolver] = [
        path(f"{base}/", shows, name=name),
        path(f"{base}/skriv/", _view(kind, _write, writes, _WRITE.format(the)), name="write"),
        path(f"{base}/kontrollera/", _view(kind, _check, writes, _CHECK.format(the)), name="check"),
        path(f"{base}/oppna/", _view(kind, _open_again, writes, f"Open {the} that waits to be signed, to be changed."),
             name="open"),
        path(f"{base}/skriv-under/", _view(kind, _sign, kind.signs, _SIGN.format(the)), name="sign"),
        path(f"{base}/handling.pdf", _view(kind, _pdf, see, f"The paper that waits to be signed as PDF: {the}."),
             name="pdf"),
    ]  # fmt: skip
    if kind.table is not None:
        found.append(path(f"{base}.<form:form>", shows))
    return path("", include((found, space)))


_WRITE = "The form of {}, filled in beforehand; two who write at once choose between their versions."
_CHECK = "All that {} will say and what is missing, before it is made ready to be signed."
_SIGN = "What the authorised signatory signs: {}, what is declared, and on paper or electronically."
Answer = Callable[..., HttpResponseBase]


def _view(kind: PaperKind, answer: Answer, permission: Permission, says: str) -> Answer:
    """Return a page of a kind of paper for those who may; what it is for stands in the list of addresses."""
    methods = ["GET", "HEAD"] if answer in (_room, _pdf) else ["GET", "HEAD", "POST"]

    def view(request: HttpRequest, actor: Actor, agreement_id: str, **more: Any) -> HttpResponseBase:
        return answer(Asked(request, kind, actor, agreement_id), **more)

    view.__doc__ = says
    return require_http_methods(methods)(requires(permission)(view))


def _room(asked: Asked, form: str = "") -> HttpResponse:
    paper, kind = asked.paper(), asked.kind
    table = kind.table(paper) if kind.table is not None else None
    if table is not None and form:
        return export(table, form)
    values = standing_of(asked.request, asked.actor, kind, paper)
    if table is not None:
        values["table"] = present(asked.request, table)
    return asked.page(kind.template, paper, **values)


def _write(asked: Asked) -> HttpResponse:
    """Show the form, or keep what was written; two who write at once choose between their versions."""
    if asked.before():
        return asked.done(asked.url("check"), asked.kind.words.saved)
    paper = asked.paper()
    if not paper.is_open or paper.draft.is_ready:
        return _not_now(asked, paper)
    names = [field.name for field in paper.fields()]
    if not asked.is_posted:
        return _form(asked, paper, {}, {}, paper.draft.version, _kept(paper, names))
    sent = Sent.of(_with_plain_lines(asked.request.POST), names)
    if sent.lacking:
        return _choose(asked, paper, Conflict.again(sent), status=422)
    written = Written(sent.wanted)
    values = paper.read(written)
    if written.problems:
        return _form(asked, paper, sent.wanted, written.problems, sent.version, sent.base)
    try:
        result = saved(sent, values, lambda version: asked.do(asked.kind.acts.write, values=values, version=version))
    except REFUSALS as error:
        return _form(asked, paper, sent.wanted, {}, sent.version, sent.base, refused=_refused(error))
    if isinstance(result, Conflict):
        return _choose(asked, paper, result, status=409)
    return asked.done(asked.url("check"), asked.kind.words.saved)


def _check(asked: Asked) -> HttpResponse:
    """Show all that the paper will say and what is missing, or make it ready to be signed."""
    if asked.before():
        return asked.done(asked.url("room"), asked.kind.words.ready)
    paper = asked.paper()
    if not paper.is_open or paper.draft.is_ready:
        return _not_now(asked, paper)
    refused, status = None, 200
    if asked.is_posted:
        try:
            asked.do(asked.kind.acts.ready)
        except REFUSALS as error:
            refused, status, paper = _refused(error), _status(error), asked.paper()
        else:
            return asked.done(asked.url("room"), asked.kind.words.ready)
    entries = entries_of(paper.document(swedish_day(now())))
    values = {"entries": entries, "refused": refused, "version": paper.draft.version}
    return asked.page("papers/check.html", paper, status=status, **values)


def _open_again(asked: Asked) -> HttpResponse:
    """Open a paper that waits to be signed, to be changed; asked for only, say how it stands."""
    paper = asked.paper()
    if not asked.is_posted:
        return _not_now(asked, paper)
    try:
        asked.do(asked.kind.acts.open)
    except REFUSALS as error:
        return _not_now(asked, asked.paper(), refused=_refused(error), status=_status(error))
    return asked.done(asked.url("write"), asked.kind.words.opened)


def _sign(asked: Asked) -> HttpResponse:
    """Show what is to be signed, or hand it in; the receipt is the next page."""
    if before := asked.before():
        return _receipt(asked, before)
    paper = asked.paper()
    if not paper.is_open or not paper.draft.is_ready or paper.paper is None:
        return _not_now(asked, paper)
    if not asked.is_posted:
        return _signing(asked, paper, {}, {})
    written = Written(asked.request.POST)
    original, file = bytes(paper.draft.pdf or b""), asked.request.FILES.get(FILE)
    way, signed = read_signing(written, file, original, too_large=bool(was_too_large(asked.request)), at=now())
    if written.problems:
        return _signing(asked, paper, written.posted, written.problems, status=422)
    try:
        number = asked.do(asked.kind.acts.hand_in, lambda kept: str(kept.receipt_number), way=way, signed=signed)
    except REFUSALS as error:
        return _refused_signing(asked, written, error)
    return _receipt(asked, number)


def _receipt(asked: Asked, number: str) -> HttpResponse:
    url = reverse("papers:receipt", args=[asked.organisation.code, number])
    return asked.done(url, asked.kind.words.handed_in)


def _pdf(asked: Asked) -> HttpResponse:
    """Give the file that is to be signed; a page with words if there is none."""
    paper = asked.paper()
    if paper.draft.pdf is None:
        return _not_now(asked, paper)
    name = f"{asked.kind.id}-{asked.organisation.code}-{paper.draft.edition}.pdf"
    return pdf_answer(bytes(paper.draft.pdf), name)


def _signing(
    asked: Asked, paper: WrittenPaper, written: Mapping[str, str], problems: Mapping[str, Text], *, status: int = 200,
    **values: Any,
) -> HttpResponse:  # fmt: skip
    assert paper.paper is not None  # noqa: S101 - for the type checker; asked for before
    shown = {
        "fields": signing_fields(paper.paper, written, problems),
        "problems": bool(problems),
        "entries": from_json(paper.draft.content),
        "statement": statement_of(paper.paper),
        "version": paper.draft.version,
        "prepared": _has_prepared(asked.actor, paper),
    }
    return asked.page("papers/sign.html", paper, status=status, **(shown | values))


def _refused_signing(asked: Asked, written: Written, error: Exception) -> HttpResponse:
    paper, refused, field = asked.paper(), _refused(error), getattr(error, "field", "")
    if not paper.is_open or not paper.draft.is_ready:
        return _not_now(asked, paper, refused=refused, status=_status(error))
    at_field = {field: refused.says} if field == FILE else {}
    shown = {} if at_field else {"refused": refused}
    return _signing(asked, paper, written.posted, at_field, status=_status(error), **shown)


def _form(
    asked: Asked, paper: WrittenPaper, written: Mapping[str, str], problems: Mapping[str, Text], version: int,
    was: Mapping[str, str], refused: Any = None,
) -> HttpResponse:  # fmt: skip
    values = {
        "fields": filled(paper.fields(), written, problems),
        "problems": bool(problems),
        "refused": refused,
        "version": version,
        "was": was,
    }
    return asked.page("papers/write.html", paper, status=422 if problems or refused else 200, **values)


def _choose(asked: Asked, paper: WrittenPaper, conflict: Conflict, *, status: int) -> HttpResponse:
    labels = {field.name: field.label for field in paper.fields()}
    rows = [
        {"difference": one, "label": labels[one.name], "was": one.was, "mine": one.mine, "theirs": one.theirs}
        for one in conflict.differences
    ]
    return asked.page("papers/conflict.html", paper, status=status, conflict=conflict, rows=rows)


def _not_now(asked: Asked, paper: WrittenPaper, *, refused: Any = None, status: int = 409) -> HttpResponse:
    """Lead to the page that says how it stands; or show it, with what was in the way of what was posted."""
    status = status if asked.is_posted else 200
    return asked.page("papers/not_now.html", paper, refused=refused, status=status)


def _has_prepared(actor: Actor, paper: WrittenPaper) -> bool:
    codes = [*paper.draft.preparers, paper.task.record.begun_by]
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


class _Says:
    """What was in the way, as ``site/parts/refused.html`` shows it."""

    def __init__(self, says: Text) -> None:
        self.says, self.parts = says, None


def _refused(error: Exception) -> Any:
    if isinstance(error, FourEyesProblem):
        return _Says(Text(error.in_language("sv"), error.in_language("en")))
    return error


def _status(error: Exception) -> int:
    return 409 if getattr(error, "code", "") in ("changed-meanwhile", "not-ready", "is-ready") else 422


def _version(posted: QueryDict) -> int:
    return Written(posted).version() or 0


def _kept(paper: WrittenPaper, names: list[str]) -> dict[str, str]:
    return {name: str(paper.draft.values.get(name, "")) for name in names}


def _with_plain_lines(posted: QueryDict) -> QueryDict:
    """Return what was posted with line breaks as they are kept: browsers send two signs for each."""
    plain = posted.copy()
    for name in posted:
        plain.setlist(name, [value.replace("\r\n", "\n") for value in posted.getlist(name)])
    return plain
