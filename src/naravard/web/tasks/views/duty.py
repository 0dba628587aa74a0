"""One duty of one organisation: how it stands, what it must hold, who may do what, and the acts one may do now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, Standing, permissions_in
from naravard.web.access.addresses import person_of, requires, requires_somewhere, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.frame import Crumb
from naravard.web.once.doing import once, once_of
from naravard.web.organisations.frame import page
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Person
from naravard.web.site.clock import now
from naravard.web.site.templatetags.naravard import words
from naravard.web.tasks.board import line_of
from naravard.web.tasks.carried import (
    fixed_agreements,
    is_carried,
    receives_where_it_stands,
    receiving_room_of,
    room_of,
)
from naravard.web.tasks.errors import DutyChangedError, DutyRefusedError, NoSuchDutyError
from naravard.web.tasks.forms import Offered, UnreadableError
from naravard.web.tasks.offers import allowed, offered
from naravard.web.tasks.reading import Task, task_of
from naravard.web.tasks.views.telling import events_of, told_of

WHAT = "gor"
"""The name in the address, and in a form, of what is to be done."""
SECTION = "tasks:organisation"
NOT_CARRIED = frozenset({"forlang", "ta-tillbaka"})
"""The acts that stay on the page of a duty that a paper carries: giving more time."""
RECEIVING = frozenset({"godta", "oppna-igen"})
"""Those that its receiver does where the paper has no other room of the receiver's."""
Frame = Callable[..., HttpResponse]
"""Renders a template within the organisation's or the country's frame."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which duty is asked for, by whom, and in which frame it is shown."""

    request: HttpRequest
    organisation: Organisation
    agreement_id: str
    duty_id: str
    person: Person
    found: list[Standing]
    frame: Frame
    is_own: bool

    def task(self) -> Task:
        """Return the duty as it stands now."""
        return task_of(shown_or_404(self.agreement_id), self.duty_id, self.organisation, now())


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEE)
def own(request: HttpRequest, actor: Actor, agreement_id: str, duty_id: str) -> HttpResponse:
    """Show one of an organisation's tasks with its clause, its history and what the reader may do now, and do it."""
    assert actor.organisation is not None  # noqa: S101 - for the type checker; requires() always gives one
    crumb = Crumb(_("Att göra"), reverse(SECTION, args=[actor.organisation.code]))

    def frame(template: str, status: int = 200, **values: Any) -> HttpResponse:
        return page(request, template, actor, SECTION, crumb, status=status, base="organisations/base.html", **values)

    return _answered(_asked(request, actor.organisation, agreement_id, duty_id, frame, is_own=True))


@require_http_methods(["GET", "HEAD", "POST"])
@requires_somewhere(Permission.WATCH_COUNTRY)
def holder(
    request: HttpRequest, _actor: Actor, agreement_id: str, duty_id: str, organisation_code: str
) -> HttpResponse:
    """Show those who receive or watch how one duty stands for one organisation, and let its receiver act."""
    organisation = get_object_or_404(Organisation, pk=organisation_code)

    def frame(template: str, status: int = 200, **values: Any) -> HttpResponse:
        crumbs = [
            Crumb(_("Läget i landet"), reverse("tasks:country") + f"?overenskommelse={agreement_id}"),
            Crumb(values["name"], reverse("tasks:country_duty", args=[agreement_id, duty_id])),
        ]
        frame_values = {"base": "tasks/country_base.html", "organisation": organisation, "crumbs": crumbs}
        return render(request, template, frame_values | values, status=status)

    return _answered(_asked(request, organisation, agreement_id, duty_id, frame, is_own=False))


def _asked(
    request: HttpRequest, organisation: Organisation, agreement_id: str, duty_id: str, frame: Frame, *, is_own: bool
) -> Asked:
    person = person_of(request)
    assert person is not None  # noqa: S101 - for the type checker; both views ask for one who has signed in
    return Asked(request, organisation, agreement_id, duty_id, person, standings_of(request), frame, is_own)


def _answered(asked: Asked) -> HttpResponse:
    request = asked.request
    try:
        task = asked.task()
    except NoSuchDutyError:
        return _gone(asked)
    if request.method == "POST":
        return _done(asked, task)
    form = allowed(request.GET.get(WHAT, ""), task, asked.person, asked.found)
    return _page(asked, task, form=form if form and form.offer.is_open(task) else None)


def _done(asked: Asked, task: Task) -> HttpResponse:
    """Do what was posted, and lead to the page that shows how it stands; or show what is in the way."""
    posted = asked.request.POST
    if not posted.get(WHAT):
        return _to(asked.request.path)
    form = allowed(posted[WHAT], task, asked.person, asked.found)
    if form is None:
        raise Http404
    written = {one.name: posted.get(one.name, "") for one in form.offer.fields}
    values, problems = _read(form, written)
    if problems:
        return _page(asked, task, form=replace(form, written=written, problems=problems), status=422)

    def do() -> str:
        form.offer.act(task)(
            actor=form.actor,
            organisation=asked.organisation,
            agreement_id=asked.agreement_id,
            duty_id=asked.duty_id,
            at=now(),
            seen_version=_version(posted.get("version", "")),
            **values,
        )
        return asked.request.path

    try:
        address = once(once_of(asked.request), form.actor.who.code, do, at=now())
    except DutyRefusedError as error:
        return _refused(asked, form, written, error)
    messages.success(asked.request, words(form.offer.done))
    return _to(address)


def _read(form: Offered, written: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Text]]:
    """Return what was written as the act takes it, and what is wrong with it by field."""
    values: dict[str, Any] = {}
    problems: dict[str, Text] = {}
    for one in form.offer.fields:
        try:
            values[one.name] = one.read(written[one.name])
        except UnreadableError as error:
            problems[one.name] = error.says
    return values, problems


def _refused(asked: Asked, form: Offered, written: Mapping[str, str], error: DutyRefusedError) -> HttpResponse:
    """Show how it stands now, what was in the way, and what was written."""
    task = asked.task()
    problems = {error.field: error.says} if error.field else {}
    again = replace(form, written=written, problems=problems, button=form.offer.button(task))
    is_form = bool(form.offer.fields) and form.offer.is_open(task)
    return _page(
        asked,
        task,
        form=again if is_form else None,
        refusal=None if error.field and is_form else error.says,
        lost=[] if is_form else [(one.label, text) for one, text, _none in again.fields if text],
        status=409 if isinstance(error, DutyChangedError) else 422,
    )


def _page(asked: Asked, task: Task, *, form: Offered | None, status: int = 200, **values: Any) -> HttpResponse:
    shared = {
        "task": task,
        "line": line_of(task, asked.person, asked.found),
        "name": task.duty.name,
        "form": form,
        "what": WHAT,
        "shown": task.shown,
        "agreement": task.shown.agreement,
    }
    if form is not None:
        return asked.frame("tasks/act.html", status=status, **shared, **values)
    room = _room(asked, task)
    offers = offered(task, asked.person, asked.found)
    if is_carried(asked.agreement_id, task.duty):
        kept = NOT_CARRIED | (RECEIVING if receives_where_it_stands(task.duty) else frozenset())
        offers = [one for one in offers if one.offer.slug in kept]
    return asked.frame(
        "tasks/duty.html",
        status=status,
        offers=offers,
        room=room,
        **shared,
        **told_of(task, to_own=asked.is_own),
        **values,
    )


def _room(asked: Asked, task: Task) -> str:
    """Return where the paper is: the organisation's own room, or that of its receiver for one who receives there."""
    if asked.is_own:
        return room_of(asked.agreement_id, task.duty, asked.organisation.code)
    receives = Permission.RECEIVE in permissions_in(asked.found, task.duty.to or "")
    return receiving_room_of(asked.agreement_id, task.duty, fixed_agreements()) if receives else ""


def _gone(asked: Asked) -> HttpResponse:
    """Show what was done about a duty that the agreement no longer lays on the organisation; 404 where nothing was."""
    events = events_of(asked.organisation, asked.agreement_id, asked.duty_id)
    if not events:
        raise Http404
    return asked.frame("tasks/gone.html", events=events, name=events[0].told.thing.name)


def _to(address: str) -> HttpResponseRedirect:
    answer = HttpResponseRedirect(address)
    answer.status_code = 303
    return answer


def _version(written: str) -> int | None:
    """Return the version that the form was shown with; none when it is not told."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else None
