"""Inviting someone, sending an invitation again, and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import roles_in
from naravard.web.mail.delivery import MailNotSentError
from naravard.web.organisations.frame import page
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.views.lookup import own
from naravard.web.people.acts.invitations import VALID_DAYS, invite, renew_invitation, withdraw_invitation
from naravard.web.people.entries import email_written, name_written
from naravard.web.people.letters import Made, send_invitation
from naravard.web.people.models import Invitation, Membership
from naravard.web.people.row_locks import role_held_in
from naravard.web.people.views.forms import (
    REASON,
    ROLE,
    first_day,
    last_day_of_role,
    name_field,
    role_field,
    with_roles,
)
from naravard.web.people.views.people import SECTION
from naravard.web.site.clock import now, today
from naravard.web.site.crumbs import Crumb
from naravard.web.site.forms import Field, Written
from naravard.web.site.forms.step import OwnYes, Render, Step, answer, read_nothing, within
from naravard.web.site.templatetags.naravard import language


@requires(Permission.ADMINISTER_PEOPLE)
def invite_someone(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Show the form of an invitation; when it has been filled in, invite and send the mail."""
    organisation = own(actor)
    roles = roles_in(organisation.kind, organisation.code)
    made: list[Made] = []

    def read(written: Written) -> dict[str, Any]:
        written.check(lambda: name_written(written.raw("name")))
        written.check(lambda: email_written(written.raw("email")))
        written.check(lambda: role_held_in(organisation, written.raw(ROLE)))
        return {
            **{name: written.raw(name) for name in ("name", "email", ROLE)},
            "from_day": written.required_day("from_day"),
            "to_day": written.day("to_day", required=False),
        }

    def do(values: dict[str, Any], _seen: int | None) -> str:
        made.append(invite(actor=actor, organisation_code=organisation.code, at=now(), **values))
        return _people(actor)

    step = Step(
        title=Text("Bjud in någon", "Invite someone"),
        question=Text("Vem vill du bjuda in?", "Whom do you want to invite?"),
        explains=Text(
            f"Den du bjuder in får ett mejl med en länk, som gäller i {VALID_DAYS} dagar och kan användas en gång.",
            f"The one you invite gets a mail with a link, which holds for {VALID_DAYS} days and can be used once.",
        ),
        button=Text("Bjud in", "Invite"),
        fields=[
            name_field(
                Text("För- och efternamn. Det syns i historiken.", "First and last name. It shows in the history.")
            ),
            Field(
                name="email",
                label=Text("E-postadress", "E-mail address"),
                hint=Text("Hit skickas inbjudan.", "The invitation is sent here."),
                type="email",
                width=30,
            ),
            role_field(roles),
            first_day(today().isoformat()),
            last_day_of_role(),
        ],
        read=read,
        do=do,
        back=_people(actor),
        template="people/role.html",
        needs_yes=lambda values: _another_of_that_name(organisation, values["name"]),
        more=lambda written, fields: {
            **with_roles(roles, fields),
            "own_yes": _another_of_that_name(organisation, written.raw("name")),
        },
    )
    answered = answer(request, actor, people_page(request, actor), step)
    _send(request, made)
    return answered


def _another_of_that_name(organisation: Organisation, name: str) -> list[OwnYes]:
    """Return the yes to that who is invited is another than those of that name who have a role; none if nobody has."""
    wanted = " ".join(name.split()).casefold()
    held = Membership.objects.on(today()).filter(organisation=organisation).select_related("person")
    there = {one.person_id: one for one in held if one.person.name.casefold() == wanted}
    if not wanted or not there:
        return []
    known = next(iter(there.values()))
    role, called = known.role_class.name, known.person.name
    return [
        OwnYes(
            Text(
                f"{called} finns redan hos er som {role.sv}. Är det samma människa ger ni henne en roll till i "
                "stället.",
                f"{called} is in your organisation already, as {role.in_language('en')}. If it is the same person, "
                "give one more role instead.",
            ),
            Text(f"Ja, det är en annan {called}", f"Yes, it is another {called}"),
        )
    ]


@requires(Permission.ADMINISTER_PEOPLE)
def renew(request: HttpRequest, actor: Actor, invitation_id: int) -> HttpResponseBase:
    """Ask whether an invitation is to be sent again; when it is, send it with a new link."""
    invitation = _invitation(actor, invitation_id)
    name = invitation.name
    made: list[Made] = []

    def do(_values: None, _seen: int | None) -> str:
        made.append(renew_invitation(actor=actor, invitation_id=invitation.pk, at=now()))
        return _people(actor)

    step = Step(
        title=Text("Skicka inbjudan igen", "Send the invitation again"),
        question=Text(f"Skicka inbjudan till {name} igen?", f"Send the invitation to {name} again?"),
        explains=Text(
            f"Ett nytt mejl går till {invitation.email}. Länken i det gäller i {VALID_DAYS} dagar. Den förra slutar "
            "gälla.",
            f"A new mail goes to {invitation.email}. Its link holds for {VALID_DAYS} days; the former one stops "
            "working.",
        ),
        button=Text("Skicka igen", "Send again"),
        read=read_nothing,
        do=do,
        back=_people(actor),
    )
    answered = answer(request, actor, people_page(request, actor), step)
    _send(request, made)
    return answered


@requires(Permission.ADMINISTER_PEOPLE)
def withdraw(request: HttpRequest, actor: Actor, invitation_id: int) -> HttpResponseBase:
    """Ask whether an invitation is to be taken back, and why; when it is, take it back."""
    invitation = _invitation(actor, invitation_id)
    name = invitation.name

    def do(reason: str, _seen: int | None) -> str:
        withdraw_invitation(actor=actor, invitation_id=invitation.pk, at=now(), reason=reason)
        return _people(actor)

    step = Step(
        title=Text("Återkalla en inbjudan", "Withdraw an invitation"),
        question=Text(f"Återkalla inbjudan till {name}?", f"Withdraw the invitation to {name}?"),
        explains=Text("Länken i mejlet slutar gälla genast.", "The link in the mail stops working at once."),
        button=Text("Återkalla", "Revoke"),
        fields=[REASON],
        read=lambda written: written.raw("reason"),
        do=do,
        done=Text(
            f"Inbjudan till {invitation.name} är återkallad.",
            f"The invitation to {invitation.name} has been withdrawn.",
        ),
        back=_people(actor),
    )
    return answer(request, actor, people_page(request, actor), step)


def _people(actor: Actor) -> str:
    return reverse(SECTION, args=[own(actor).code])


def _invitation(actor: Actor, invitation_id: int) -> Invitation:
    found = Invitation.objects.filter(pk=invitation_id, organisation=own(actor)).first()
    if found is None:
        raise Http404
    return found


def people_page(request: HttpRequest, actor: Actor) -> Render:
    """Return what renders the pages of a form below those of an organisation's people."""
    return within(page, request, actor, SECTION, Crumb(_("Människor"), _people(actor)))


def _send(request: HttpRequest, made: list[Made]) -> None:
    """Send the mail of an invitation that was made just now and is saved; it stays, and what goes wrong is told."""
    for each in made:
        invitation = each.invitation
        values = {"name": invitation.name, "email": invitation.email}
        try:
            send_invitation(each)
        except MailNotSentError as error:
            told = _("%(name)s är inbjuden, men mejlet till %(email)s gick inte iväg.") % values
            again = _("Inbjudan finns kvar. Mejlet skickas igen av sig självt, och du kan skicka det igen här.")
            messages.warning(request, f"{told} {error.in_language(language())} {again}")
        else:
            messages.success(request, _("En inbjudan till %(name)s är skickad till %(email)s.") % values)
