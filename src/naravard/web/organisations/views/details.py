"""The pages of an organisation's details: what is filled in, and the forms to change it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, permissions_in
from naravard.web.access.addresses import requires, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.history.kinds import sentence
from naravard.web.history.models import Event
from naravard.web.once.receipts import once, once_of
from naravard.web.once.replay import led
from naravard.web.organisations.acts import change_contact, change_payment_details
from naravard.web.organisations.details import (
    CONTACT,
    GROUPS,
    PAYMENT,
    DetailGroup,
    DetailsError,
    read_details,
    stored,
)
from naravard.web.organisations.frame import page
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.needs import filled_in_by, missing, told
from naravard.web.organisations.views.details_form import DetailField, own, problem_at, problems_of
from naravard.web.site.clock import now, today
from naravard.web.site.conflict import Conflict, Sent, saved
from naravard.web.site.crumbs import Crumb

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
    if request.method != "POST":
        kept = stored(group, organisation)
        return _form(request, actor, group, organisation.version, kept, _as_written(group, organisation, kept))
    sent = Sent.of(request.POST, list(stored(group, organisation)))
    if sent.lacking:
        return _choose(request, actor, group, Conflict.again(sent), status=422)
    try:
        wanted = read_details(group, organisation, sent.wanted)
        result = saved(sent, wanted, lambda version: _saved(request, actor, group, wanted, version))
    except DetailsError as error:
        return _form(request, actor, group, sent.version, sent.base, sent.wanted, error.problems)
    if isinstance(result, Conflict):
        return _choose(request, actor, group, result, status=409)
    return led(request, result)


def _saved(request: HttpRequest, actor: Actor, group: DetailGroup, wanted: Mapping[str, str], version: int) -> str:
    def change() -> str:
        code = own(actor).code
        changed = _ACTS[group.code](actor=actor, organisation_code=code, details=wanted, version=version, at=now())
        is_changed = changed.version != version
        words = _("Uppgifterna är ändrade.") if is_changed else _("Inget ändrades: uppgifterna var redan så.")
        return f"{reverse(SECTION, args=[code])}\n{words}"

    return once(once_of(request), actor.who.code, change, at=now())


def _form(
    request: HttpRequest,
    actor: Actor,
    group: DetailGroup,
    version: int,
    was: Mapping[str, str],
    written: Mapping[str, str],
    problems: Mapping[str, Text] | None = None,
) -> HttpResponse:
    fields = [
        DetailField(
            name=detail.name,
            label=detail.label,
            value=written[detail.name],
            was=was[detail.name],
            hint=detail.hint,
            problem=problem_at(problems, detail.name),
            type=detail.type,
            width=detail.width,
            is_number=detail.is_number,
        )
        for detail in group.details_of(own(actor))
    ]
    values = {"group": group, "thing_version": version, "fields": fields, "problems": problems_of(fields)}
    status = 422 if problems else 200
    return page(request, "organisations/change.html", actor, SECTION, _crumb(actor), status=status, **values)


def _choose(request: HttpRequest, actor: Actor, group: DetailGroup, conflict: Conflict, *, status: int) -> HttpResponse:
    organisation = own(actor)
    by_name = {detail.name: detail for detail in group.details_of(organisation)}
    rows = [
        {
            "difference": each,
            "label": by_name[each.name].label,
            "was": by_name[each.name].shown(each.was),
            "mine": by_name[each.name].shown(each.mine),
            "theirs": by_name[each.name].shown(each.theirs),
        }
        for each in conflict.differences
    ]
    values = {
        "group": group,
        "conflict": conflict,
        "rows": rows,
        "meanwhile": _last_change(organisation, group),
        "back_url": _crumb(actor).url,
    }
    return page(request, "organisations/conflict.html", actor, SECTION, _crumb(actor), status=status, **values)


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


def _as_written(group: DetailGroup, organisation: Organisation, kept: Mapping[str, str]) -> dict[str, str]:
    return {detail.name: detail.shown(kept[detail.name]) for detail in group.details_of(organisation)}


def _crumb(actor: Actor) -> Crumb:
    return Crumb(_("Kontakt och betalning"), reverse(SECTION, args=[own(actor).code]))
