"""One's own pages: reminders by mail, and the calendar with its address; and the calendar itself, for programs."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import Text
from naravard.web.access.actor import oneself
from naravard.web.access.addresses import open_to_everyone, signed_in
from naravard.web.agreements.frame import Crumb
from naravard.web.once.receipts import once, once_of
from naravard.web.people.models import Person
from naravard.web.reminders.calendar_answers import calendar_answer
from naravard.web.reminders.calendars import end_calendar_address, entries_of, make_calendar_address, person_with
from naravard.web.reminders.choices import choose_handover_mail, choose_reminders, wanted_mail
from naravard.web.reminders.latest import latest_mails
from naravard.web.reminders.models import CalendarSecret, HandoverMailChoice, RemindersOff
from naravard.web.reminders.receivers import address_of, reminded_in
from naravard.web.site.answers import done
from naravard.web.site.clock import now, today
from naravard.web.tasks.duties import Task

HANDOVERS = "vantar"
"""The field that says when one wants mail about what waits."""
CHOICES = (
    (
        HandoverMailChoice.AT_ONCE,
        Text("Genast, varje gång något lämnas över till mig", "At once, each time something is handed over to me"),
    ),
    (HandoverMailChoice.DAILY, Text("Ett mejl om dagen, på morgonen", "One mail a day, in the morning")),
    (HandoverMailChoice.NEVER, Text("Inga mejl", "No mail")),
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def choice(request: HttpRequest, person: Person) -> HttpResponse:
    """Say whether the one who reads gets reminders by mail, what has been sent, and let it be turned off or on."""
    if request.method == "POST" and HANDOVERS in request.POST:
        chosen = request.POST[HANDOVERS]
        if chosen not in dict(CHOICES):
            raise Http404
        choose_handover_mail(actor=oneself(person), wanted=chosen, at=now())
        return done(request, reverse("reminders:choice"), _("Ditt val är sparat."))
    if request.method == "POST":
        wanted = request.POST.get("wanted") == "yes"
        choose_reminders(actor=oneself(person), wanted=wanted, at=now())
        said = _("Du får påminnelser med e-post igen.") if wanted else _("Du får inga fler påminnelser med e-post.")
        return done(request, reverse("reminders:choice"), said)
    values = {
        "is_off": RemindersOff.objects.filter(person=person).exists(),
        "address": address_of(person),
        "organisations": reminded_in(person, today()),
        "mails": latest_mails(person),
        "handovers": wanted_mail(person),
        "choices": CHOICES,
    }
    return render(request, "reminders/choice.html", values | _frame())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def calendar_page(request: HttpRequest, person: Person) -> HttpResponse:
    """Tell how one subscribes to one's own calendar; make its address, shown once, renew it and end it."""
    if request.method != "POST":
        return _calendar_page(request, person)
    if request.POST.get("do") == "end":
        end_calendar_address(actor=oneself(person), at=now())
        return done(request, reverse("reminders:calendar"), _("Adressen gäller inte längre."))
    made: list[str] = []

    def do() -> str:
        made.append(make_calendar_address(actor=oneself(person), at=now()))
        return "made"

    once(once_of(request), oneself(person).who.code, do, at=now())
    address = request.build_absolute_uri(reverse("reminders:feed", args=made)) if made else ""
    return _calendar_page(request, person, address=address, is_answer=True)


@require_safe
@open_to_everyone
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer with the calendar that the secret in the address opens; the secret is the key, so no one signs in."""
    person = person_with(secret)
    if person is None:
        raise Http404
    entries = entries_of(person, now(), today(), lambda task: request.build_absolute_uri(_address(task)))
    return calendar_answer(entries, _("Naravard: mina dagar"), "naravard")


def _calendar_page(request: HttpRequest, person: Person, **values: Any) -> HttpResponse:
    held = CalendarSecret.objects.filter(person=person).first()
    return render(request, "reminders/calendar.html", {"held": held, **values, **_frame()})


def _frame() -> dict[str, Any]:
    return {"crumbs": [Crumb(_("Mitt"), reverse("people:me"))]}


def _address(task: Task) -> str:
    return reverse("tasks:duty", args=[task.organisation.code, task.shown.agreement.id, task.duty.id])
