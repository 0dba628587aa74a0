"""The pages of a paper's desk: the form, the check, the signing, the file. A room's own views say who may use them."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.frame import Crumb
from naravard.web.ledger.errors import MoneyRefusedError, NoMoneyError
from naravard.web.ledger.frame import money_page
from naravard.web.once.doing import once, once_of
from naravard.web.organisations.needs import filled_in_by
from naravard.web.organisations.views.answering import done, own
from naravard.web.papers.desks import Desk, Work
from naravard.web.papers.entries import entries_of, from_json
from naravard.web.papers.signing_form import FILE, read_signing, signing_fields, statement_of
from naravard.web.papers.views.files import pdf_answer
from naravard.web.people.four_eyes import same_person
from naravard.web.people.problems import FourEyesProblem
from naravard.web.simulation.reading.uploads import was_too_large
from naravard.web.site.clock import now, today
from naravard.web.site.conflict import Conflict, Sent, saved
from naravard.web.site.forms import Written, filled
from naravard.web.site.templatetags.naravard import words
from naravard.web.tasks.changing import PERSON
from naravard.web.tasks.errors import DutyRefusedError, NoSuchDutyError

REFUSALS = (MoneyRefusedError, DutyRefusedError, FourEyesProblem)


def work_of(desk: Desk, actor: Actor, agreement_id: str) -> Work:
    """Return the paper as it stands; 404 where the organisation has none."""
    try:
        return desk.find(shown_or_404(agreement_id), own(actor), now())
    except (NoMoneyError, NoSuchDutyError):
        raise Http404(_("Den här handlingen lämnas inte av organisationen.")) from None


def desk_page(
    request: HttpRequest, template: str, actor: Actor, desk: Desk, work: Work, *, status: int = 200, **values: Any
) -> HttpResponse:
    """Render one of the desk's pages."""
    urls = desk.urls(work)
    crumbs = [] if request.path == urls["room"] else [Crumb(work.task.duty.name, urls["room"])]
    shared = {"work": work, "desk": desk, "urls": urls, "needs": _needs(work), "problems": False}
    return money_page(request, template, actor, work.shown, *crumbs, room=desk.room, status=status, **(shared | values))


def write(request: HttpRequest, actor: Actor, agreement_id: str, desk: Desk) -> HttpResponse:
    """Show the form, or keep what was written; two who write at once choose between their versions."""
    work = work_of(desk, actor, agreement_id)
    if not work.is_open or work.draft.is_ready:
        return _not_now(request, actor, desk, work)
    names = [field.name for field in work.fields()]
    if request.method != "POST":
        return _form(request, actor, desk, work, {}, {}, work.draft.version, _kept(work, names))
    sent = Sent.of(_with_plain_lines(request.POST), names)
    if sent.lacking:
        return _choose(request, actor, desk, work, Conflict.again(sent), status=422)
    written = Written(sent.wanted)
    values = work.read(written)
    if written.problems:
        return _form(request, actor, desk, work, sent.wanted, written.problems, sent.version, sent.base)

    def save(version: int) -> str:
        def do() -> str:
            given = {"organisation": own(actor), "agreement_id": agreement_id, "values": values, "version": version}
            return _does(desk.write, actor=actor, at=now(), **given)

        return once(once_of(request), actor.who.code, do, at=now())

    try:
        result = saved(sent, values, save)
    except REFUSALS as error:
        return _form(request, actor, desk, work, sent.wanted, {}, sent.version, sent.base, refused=_refused(error))
    if isinstance(result, Conflict):
        return _choose(request, actor, desk, work, result, status=409)
    return done(request, desk.urls(work)["check"], words(desk.words.written))


def check(request: HttpRequest, actor: Actor, agreement_id: str, desk: Desk) -> HttpResponse:
    """Show all that the paper will say and what lacks, or make it ready to be signed."""
    work = work_of(desk, actor, agreement_id)
    if not work.is_open or work.draft.is_ready:
        return _not_now(request, actor, desk, work)
    refused, status = None, 200
    if request.method == "POST":
        given = {"organisation": own(actor), "agreement_id": agreement_id, "version": _version(request.POST)}
        try:
            once(once_of(request), actor.who.code, lambda: _does(desk.ready, actor=actor, at=now(), **given), at=now())
        except REFUSALS as error:
            refused, status = _refused(error), _status(error)
            work = work_of(desk, actor, agreement_id)
        else:
            return done(request, desk.urls(work)["room"], words(desk.words.ready))
    entries = entries_of(work.document(swedish_day(now())))
    values = {"entries": entries, "refused": refused, "version": work.draft.version}
    return desk_page(request, "papers/check.html", actor, desk, work, status=status, **values)


def open_again(request: HttpRequest, actor: Actor, agreement_id: str, desk: Desk) -> HttpResponse:
    """Open a paper that waits to be signed, to be changed; asked for only, say how it stands."""
    work = work_of(desk, actor, agreement_id)
    if request.method != "POST":
        return _not_now(request, actor, desk, work)
    given = {"organisation": own(actor), "agreement_id": agreement_id, "version": _version(request.POST)}
    try:
        once(once_of(request), actor.who.code, lambda: _does(desk.open, actor=actor, at=now(), **given), at=now())
    except REFUSALS as error:
        work = work_of(desk, actor, agreement_id)
        return _not_now(request, actor, desk, work, refused=_refused(error), status=_status(error))
    return done(request, desk.urls(work)["write"], words(desk.words.opened))


def sign(request: HttpRequest, actor: Actor, agreement_id: str, desk: Desk) -> HttpResponse:
    """Show what is to be signed, or hand it in; the receipt is the next page."""
    work = work_of(desk, actor, agreement_id)
    if not work.is_open or not work.draft.is_ready or work.paper is None:
        return _not_now(request, actor, desk, work)
    if request.method != "POST":
        return _signing(request, actor, desk, work, {}, {})
    written = Written(request.POST)
    original = bytes(work.draft.pdf or b"")
    file = request.FILES.get(FILE)
    way, signed = read_signing(written, file, original, too_large=bool(was_too_large(request)), at=now())
    if written.problems:
        return _signing(request, actor, desk, work, written.posted, written.problems, status=422)

    def do() -> str:
        paper = desk.hand_in(
            actor=actor,
            organisation=own(actor),
            agreement_id=agreement_id,
            version=_version(request.POST),
            way=way,
            signed=signed,
            at=now(),
        )
        return paper.receipt_number

    try:
        number = once(once_of(request), actor.who.code, do, at=now())
    except REFUSALS as error:
        return _refused_signing(request, actor, desk, written, error, agreement_id)
    return done(request, reverse("papers:receipt", args=[own(actor).code, number]), words(desk.words.handed_in))


def pdf(request: HttpRequest, actor: Actor, agreement_id: str, desk: Desk) -> HttpResponse:
    """Give the file that is to be signed; a page with words where there is none."""
    work = work_of(desk, actor, agreement_id)
    if work.draft.pdf is None:
        return _not_now(request, actor, desk, work)
    return pdf_answer(bytes(work.draft.pdf), f"{desk.paper_id}-{own(actor).code}-{work.draft.edition}.pdf")


def _signing(
    request: HttpRequest,
    actor: Actor,
    desk: Desk,
    work: Work,
    written: Mapping[str, str],
    problems: Mapping[str, Text],
    *,
    status: int = 200,
    **values: Any,
) -> HttpResponse:
    assert work.paper is not None  # noqa: S101 - for the type checker; asked for before
    shown = {
        "fields": signing_fields(work.paper, written, problems),
        "problems": bool(problems),
        "entries": from_json(work.draft.content),
        "statement": statement_of(work.paper),
        "version": work.draft.version,
        "prepared": _has_prepared(actor, work),
    }
    return desk_page(request, "papers/sign.html", actor, desk, work, status=status, **(shown | values))


def _refused_signing(
    request: HttpRequest, actor: Actor, desk: Desk, written: Written, error: Exception, agreement_id: str
) -> HttpResponse:
    work = work_of(desk, actor, agreement_id)
    refused, field = _refused(error), getattr(error, "field", "")
    if not work.is_open or not work.draft.is_ready:
        return _not_now(request, actor, desk, work, refused=refused, status=_status(error))
    at_field = {field: refused.says} if field == FILE else {}
    shown = {} if at_field else {"refused": refused}
    return _signing(request, actor, desk, work, written.posted, at_field, status=_status(error), **shown)


def _form(
    request: HttpRequest,
    actor: Actor,
    desk: Desk,
    work: Work,
    written: Mapping[str, str],
    problems: Mapping[str, Text],
    version: int,
    was: Mapping[str, str],
    refused: Any = None,
) -> HttpResponse:
    values = {
        "fields": filled(work.fields(), written, problems),
        "problems": bool(problems),
        "refused": refused,
        "version": version,
        "was": was,
    }
    status = 422 if problems or refused else 200
    return desk_page(request, "papers/write.html", actor, desk, work, status=status, **values)


def _choose(
    request: HttpRequest, actor: Actor, desk: Desk, work: Work, conflict: Conflict, *, status: int
) -> HttpResponse:
    labels = {field.name: field.label for field in work.fields()}
    rows = [
        {
            "difference": one,
            "label": labels[one.name],
            "was": one.was,
            "mine": one.mine,
            "theirs": one.theirs,
        }
        for one in conflict.differences
    ]
    values = {"conflict": conflict, "rows": rows}
    return desk_page(request, "papers/conflict.html", actor, desk, work, status=status, **values)


def _not_now(
    request: HttpRequest, actor: Actor, desk: Desk, work: Work, *, refused: Any = None, status: int = 200
) -> HttpResponse:
    """Lead to the page that says how it stands; or show it, with what was in the way of what was posted."""
    if request.method in ("GET", "HEAD"):
        return desk_page(request, "papers/not_now.html", actor, desk, work, status=status)
    return desk_page(
        request, "papers/not_now.html", actor, desk, work, refused=refused, status=status if refused else 409
    )


def _has_prepared(actor: Actor, work: Work) -> bool:
    codes = [*work.draft.preparers, work.task.record.begun_by]
    return actor.person_id is not None and any(
        same_person(actor.person_id, code) for code in codes if code.startswith(PERSON)
    )


def _needs(work: Work) -> list[dict[str, Any]]:
    """Return what the organisation has yet to fill in among its details: the fields, and who can, by group."""
    groups = list({one.group.code: one.group for one in work.details_lacking}.values())
    return [
        {
            "group": group,
            "labels": [one.field.label for one in work.details_lacking if one.group is group],
            "by": filled_in_by(group, work.organisation, today()),
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


def _does(act: Any, **given: Any) -> str:
    act(**given)
    return "done"


def _version(posted: QueryDict) -> int:
    return Written(posted).version() or 0


def _kept(work: Work, names: list[str]) -> dict[str, str]:
    return {name: str(work.draft.values.get(name, "")) for name in names}


def _with_plain_lines(posted: QueryDict) -> QueryDict:
    """Return what was posted with line breaks as they are kept: browsers send two signs for each."""
    plain = posted.copy()
    for name in posted:
        plain.setlist(name, [value.replace("\r\n", "\n") for value in posted.getlist(name)])
    return plain
