"""One duty of one organisation: how it stands, what it must hold, who may do what, and the acts one may do now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.web.access.actor import ActiveRole, Actor, oneself, permissions_in
from naravard.web.access.addresses import person_of, requires, requires_somewhere, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.frame import Crumb, place_of
from naravard.web.organisations.frame import page
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.views import lookup
from naravard.web.people.models import Person
from naravard.web.simulation.input.uploads import was_too_large
from naravard.web.site.answers import SeeOther
from naravard.web.site.clock import now, today
from naravard.web.site.crumbs import Surrounding
from naravard.web.site.forms import Field, Written
from naravard.web.site.forms.step import Render, Row, Step, answer, as_written, read_nothing, within
from naravard.web.tasks.board import line_of
from naravard.web.tasks.contents import FILE, too_large
from naravard.web.tasks.duties import Task, task_of
from naravard.web.tasks.errors import NoSuchDutyError
from naravard.web.tasks.forms import Offered
from naravard.web.tasks.models import HandedInContent
from naravard.web.tasks.offers import allowed, offered
from naravard.web.tasks.paper_duties import (
    fixed_agreements,
    is_carried,
    receives_where_it_stands,
    receiving_room_of,
    room_of,
)
from naravard.web.tasks.views.duty_facts import events_of, told_of

WHAT = "gor"
"""The name in the address, and in a form, of what is to be done."""
SECTION = "tasks:organisation"
NOT_CARRIED = frozenset({"be-om-tid", "forlang", "avsla-tid", "ta-tillbaka"})
"""The acts that stay on the page of a duty that a paper carries: asking for more time, and giving it."""
RECEIVING = frozenset({"godta", "oppna-igen"})
"""Those that its receiver does where the paper has no other room of the receiver's."""


@dataclass(frozen=True, slots=True)
class DutyRequest:
    """Which duty is asked for, by whom, and in which frame it is shown."""

    request: HttpRequest
    organisation: Organisation
    agreement_id: str
    duty_id: str
    person: Person
    found: list[ActiveRole]
    frame: Render
    """Renders a template within the organisation's or the country's frame."""
    is_own: bool

    def reads(self, task: Task) -> bool:
        """Tell whether one may read what was handed in: in the organisation itself, and where it is received."""
        return self.is_own or Permission.SEE in permissions_in(self.found, task.duty.to or "")

    def task(self) -> Task:
        """Return the duty as it stands now."""
        return task_of(shown_or_404(self.agreement_id), self.duty_id, self.organisation, now())


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEE)
def own(request: HttpRequest, actor: Actor, agreement_id: str, duty_id: str) -> HttpResponse:
    """Show one of an organisation's tasks with its clause, its history and what the reader may do now, and do it."""
    organisation = lookup.own(actor)
    crumb = Crumb(_("Att göra"), reverse(SECTION, args=[organisation.code]))
    frame = within(page, request, actor, SECTION, crumb)
    return _answered(_asked(request, organisation, agreement_id, duty_id, frame, is_own=True))


@require_http_methods(["GET", "HEAD", "POST"])
@requires_somewhere(Permission.WATCH_COUNTRY)
def holder(
    request: HttpRequest, _actor: Actor, agreement_id: str, duty_id: str, organisation_code: str
) -> HttpResponse:
    """Show those who receive or watch how one duty stands for one organisation, and let its receiver act."""
    organisation = get_object_or_404(Organisation, pk=organisation_code)

    def frame(template: str, /, *, status: int = 200, **values: Any) -> HttpResponse:
        crumbs = [
            Crumb(_("Läget i landet"), reverse("tasks:country") + f"?overenskommelse={agreement_id}"),
            Crumb(values["name"], reverse("tasks:country_duty", args=[agreement_id, duty_id])),
        ]
        around = {
            "frame": "tasks/country_base.html",
            "organisation": organisation,
            "where": [place_of(shown_or_404(agreement_id)), Surrounding(organisation.text, request.path)],
            "crumbs": crumbs,
        }
        return render(request, template, around | values, status=status)

    return _answered(_asked(request, organisation, agreement_id, duty_id, frame, is_own=False))


@require_safe
@requires(Permission.SEE)
def own_file(request: HttpRequest, actor: Actor, agreement_id: str, duty_id: str, content_number: int) -> HttpResponse:
    """The file that an organisation handed in with a duty, byte for byte, for itself."""
    assert actor.organisation is not None  # noqa: S101 - for the type checker; requires() always gives one
    asked = _asked(request, actor.organisation, agreement_id, duty_id, partial(render, request), is_own=True)
    return _file_of(asked, content_number)


@require_safe
@requires_somewhere(Permission.WATCH_COUNTRY)
def holder_file(
    request: HttpRequest, _actor: Actor, agreement_id: str, duty_id: str, organisation_code: str, content_number: int
) -> HttpResponse:
    """The file that an organisation handed in with a duty, byte for byte, for the one who receives it."""
    organisation = get_object_or_404(Organisation, pk=organisation_code)
    asked = _asked(request, organisation, agreement_id, duty_id, partial(render, request), is_own=False)
    return _file_of(asked, content_number)


def _file_of(asked: DutyRequest, number: int) -> HttpResponse:
    try:
        task = asked.task()
    except NoSuchDutyError:
        raise Http404 from None
    found = HandedInContent.objects.filter(
        record__organisation=asked.organisation,
        record__agreement_id=asked.agreement_id,
        record__duty_id=asked.duty_id,
        number=number,
    ).first()
    if found is None or found.file is None or not asked.reads(task):
        raise Http404
    answer = HttpResponse(bytes(found.file), content_type=found.media_type)
    answer["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=found.file_name))
    return answer


def _asked(
    request: HttpRequest, organisation: Organisation, agreement_id: str, duty_id: str, frame: Render, *, is_own: bool
) -> DutyRequest:
    person = person_of(request)
    assert person is not None  # noqa: S101 - for the type checker; both views ask for one who has signed in
    return DutyRequest(request, organisation, agreement_id, duty_id, person, standings_of(request), frame, is_own)


def _answered(asked: DutyRequest) -> HttpResponse:
    request = asked.request
    try:
        task = asked.task()
    except NoSuchDutyError:
        return _gone(asked)
    what = request.POST.get(WHAT) or request.GET.get(WHAT, "")
    form = allowed(what, task, asked.person, asked.found)
    if request.method == "POST" and form is None:
        if not what:
            return SeeOther(request.path)
        raise Http404
    if form is None or (request.method != "POST" and not form.offer.is_open(task)):
        return answer(request, oneself(asked.person), _frame(asked, task), _page_of(asked, task, form))
    return answer(request, form.actor, _frame(asked, task), _step(asked, task, form))


def _step(asked: DutyRequest, task: Task, form: Offered) -> Step[dict[str, Any]]:
    """Return the form of an act; one press, where it needs no page of its own."""

    def do(values: dict[str, Any], seen: int | None) -> str:
        form.offer.act(task)(
            actor=form.actor,
            organisation=asked.organisation,
            agreement_id=asked.agreement_id,
            duty_id=asked.duty_id,
            at=now(),
            seen_version=seen,
            **values,
        )
        return asked.request.path

    def read(written: Written) -> dict[str, Any]:
        values = form.read(written)
        if was_too_large(asked.request):
            written.problems[FILE] = too_large().says
        return values

    return Step(
        title=form.offer.title,
        of=task.duty.name,
        explains=form.offer.explains,
        button=form.button,
        fields=_fields(form, task),
        rows=_rows(form) if form.offer.checked else None,
        possible=lambda values: form.offer.possible(task, values, now()),
        notes=lambda values: form.offer.notes(task, values),
        own_yes=form.offer.own_yes(task) if form.offer.is_open(task) else (),
        read=read,
        do=do,
        done=form.offer.done,
        version=task.record.version,
        hidden={WHAT: form.offer.slug},
        address=asked.request.path if form.offer.direct else f"{asked.request.path}?{WHAT}={form.offer.slug}",
        back=asked.request.path,
        template="tasks/act.html",
        extra={"form": form},
    )


def _fields(form: Offered, task: Task) -> list[Field]:
    begun = form.offer.begins_with(task)
    return [replace(one, value=begun[one.name]) if one.name in begun else one for one in form.offer.fields]


def _rows(form: Offered) -> Callable[[dict[str, Any]], list[Row]]:
    """Return what is shown to be checked: each field that was filled in, by its label."""
    return lambda values: [
        (one.label, str(values[one.name])) for one in form.offer.fields if values.get(one.name) not in (None, "")
    ]


def _page_of(asked: DutyRequest, task: Task, form: Offered | None) -> Step[None]:
    """Return the page of the duty, which tells what was in the way of an act, and what was written for it."""

    def lost(written: Written, _fields: Sequence[Field]) -> dict[str, Any]:
        return {"lost": as_written(form.offer.fields if form else (), written)}

    offers = offered(task, asked.person, asked.found)
    if is_carried(task.shown, task.duty):
        kept = NOT_CARRIED | (RECEIVING if receives_where_it_stands(task.shown, task.duty) else frozenset())
        offers = [one for one in offers if one.offer.slug in kept]
    return Step(
        title=task.duty.name,
        button=task.duty.name,
        read=read_nothing,
        do=lambda _values, _seen: asked.request.path,
        back=asked.request.path,
        template="tasks/duty.html",
        more=lost,
        extra=lambda: {
            "offers": offers,
            "room": _room(asked, task),
            **told_of(task, to_own=asked.is_own, reads=asked.reads(task)),
        },
    )


def _frame(asked: DutyRequest, task: Task) -> Render:
    return partial(
        asked.frame,
        task=task,
        line=line_of(task, asked.person, asked.found, today()),
        name=task.duty.name,
        what=WHAT,
        shown=task.shown,
        agreement=task.shown.agreement,
    )


def _room(asked: DutyRequest, task: Task) -> str:
    """Return where the paper is: the organisation's own room, or that of its receiver for one who receives there."""
    if asked.is_own:
        return room_of(task.shown, task.duty, asked.organisation.code)
    receives = Permission.RECEIVE in permissions_in(asked.found, task.duty.to or "")
    return receiving_room_of(task.shown, task.duty, fixed_agreements()) if receives else ""


def _gone(asked: DutyRequest) -> HttpResponse:
    """Show what was done about a duty that the agreement no longer lays on the organisation; 404 where nothing was."""
    events = events_of(asked.organisation, asked.agreement_id, asked.duty_id)
    if not events:
        raise Http404
    return asked.frame("tasks/gone.html", events=events, name=events[0].told.thing.name)
