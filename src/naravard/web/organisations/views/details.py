"""The pages of an organisation's details: what is filled in, and the forms to change it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, permissions_in
from naravard.web.access.addresses import requires, standings_of
from naravard.web.access.doings import Doing, doings_of
from naravard.web.access.permissions import Permission
from naravard.web.history.kinds import sentence
from naravard.web.history.models import Event
from naravard.web.organisations.acts import change_contact, change_payment_details
from naravard.web.organisations.details import (
    CONTACT,
    GROUPS,
    PAYMENT,
    DetailGroup,
    read_details,
    stored,
)
from naravard.web.organisations.frame import page
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.needs import filled_in_by, missing, told
from naravard.web.organisations.views.lookup import own
from naravard.web.site.clock import now, today
from naravard.web.site.crumbs import Crumb
from naravard.web.site.forms import Field, Written
from naravard.web.site.forms.step import Step, answer, within

SECTION = "organisations:details"
_FORMS = {CONTACT.code: "organisations:change_contact", PAYMENT.code: "organisations:change_payment_details"}
_ACTS = {CONTACT.code: change_contact, PAYMENT.code: change_payment_details}
_KINDS = {CONTACT.code: "organisation-contact-changed", PAYMENT.code: "organisation-payment-details-changed"}


@require_safe
@requires(Permission.SEE)
def details(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What an organisation has told about itself, what is missing, and who can fill it in."""
    organisation = own(actor)
    return page(request, "organisations/details.html", actor, SECTION, **details_shown(request, organisation))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CHANGE_DETAILS)
def contact(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The form of an organisation's address and contact; two who change them at once choose between their versions."""
    return _change(request, actor, CONTACT)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CHANGE_PAYMENT_DETAILS)
def payment(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The form of an organisation's number, bankgiro and plusgiro, with their check digits verified."""
    return _change(request, actor, PAYMENT)


def details_shown(request: HttpRequest, organisation: Organisation) -> dict[str, Any]:
    """Return what the pages show of an organisation's details: all of them, and what is missing first."""
    may = permissions_in(standings_of(request), organisation.code)
    groups = [
        {
            "group": group,
            "rows": [
                (detail, detail.shown(getattr(organisation, detail.name))) for detail in group.details_of(organisation)
            ],
            "url": reverse(_FORMS[group.code], args=[organisation.code]) if group.permission in may else "",
            "by": filled_in_by(group, organisation, today()),
        }
        for group in GROUPS
    ]
    lacks = missing(organisation)
    return {
        "groups": groups,
        "missing": [
            {"group": entry, "sentences": sentences}
            for entry in groups
            if (sentences := told([need for need in lacks if need.group is entry["group"]]))
        ],
    }


def _change(request: HttpRequest, actor: Actor, group: DetailGroup) -> HttpResponse:
    organisation = own(actor)
    details = {detail.name: detail for detail in group.details_of(organisation)}

    def read(written: Written) -> dict[str, str]:
        return read_details(group, organisation, {name: written.raw(name) for name in details})

    def do(values: dict[str, str], version: int | None) -> str:
        changed = _ACTS[group.code](
            actor=actor, organisation_code=organisation.code, details=values, version=version or 0, at=now()
        )
        is_changed = changed.version != version
        words = (
            _("Kontaktuppgifterna är ändrade.") if is_changed else _("Inget ändrades: kontaktuppgifterna var redan så.")
        )
        return f"{step.back}\n{words}"

    heading = group.heading
    step = Step(
        title=Text(f"Ändra – {heading.sv}", f"Change – {heading.in_language('en')}"),
        question=_question(group, organisation),
        explains=_EXPLAINED[group.code],
        button=Text("Spara", "Save"),
        fields=[
            Field(
                name=name,
                label=detail.label,
                kind="digits" if detail.is_number else "line",
                value=detail.shown(getattr(organisation, name)),
                hint=detail.hint,
                type=detail.type,
                width=detail.width,
            )
            for name, detail in details.items()
        ],
        read=read,
        do=do,
        version=organisation.version,
        was=stored(group, organisation),
        shown=lambda name, value: details[name].shown(value),
        back=_crumb(actor).url,
        conflict_template="organisations/conflict.html",
        extra={"meanwhile": lambda: _last_change(organisation, group)},  # asked for by the choice between versions only
    )
    return answer(request, actor, within(page, request, actor, SECTION, _crumb(actor)), step)


def _question(group: DetailGroup, organisation: Organisation) -> Text:
    """Return the form's heading; whoever pays is asked what it pays from."""
    if group.code == CONTACT.code:
        return Text("Hur når man organisationen?", "How is the organisation reached?")
    if Doing.PAYS in doings_of(organisation.code):
        return Text("Vilket konto betalar ni från, och vad begär banken?", "Which account do you pay from?")
    return Text("Vart ska pengarna betalas?", "Where should the money be paid?")


_EXPLAINED = {
    CONTACT.code: Text(""),
    PAYMENT.code: Text(
        "Skriv numren som du brukar, med eller utan bindestreck. Kontrollsiffran prövas när du sparar.",
        "Write the numbers as you usually do, with or without hyphens. The check digit is verified when you save.",
    ),
}


def _last_change(organisation: Organisation, group: DetailGroup) -> tuple[Text, Event] | None:
    """Return what the other did, as the history tells it."""
    event = (
        Event.objects.filter(
            organisation_code=organisation.code,
            thing_kind="organisation",
            thing_id=organisation.code,
            kind=_KINDS[group.code],
        )
        .order_by("-at", "-sequence")
        .first()
    )
    return (sentence(event.told), event) if event else None


def _crumb(actor: Actor) -> Crumb:
    return Crumb(_("Kontakt och betalning"), reverse(SECTION, args=[own(actor).code]))
