"""Inviting someone, sending an invitation again, and taking it back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import roles_in
from naravard.web.mail.sending import MailNotSentError
from naravard.web.organisations.frame import page
from naravard.web.organisations.models import Organisation
from naravard.web.people.acts.inviting import VALID_DAYS, Made, invite, renew_invitation, withdraw_invitation
from naravard.web.people.holding import role_held_in
from naravard.web.people.letters import send_invitation
from naravard.web.people.models import Invitation
from naravard.web.people.views.forms import Form
from naravard.web.people.views.people import SECTION
from naravard.web.people.written import email_written, name_written
from naravard.web.site.clock import now, today
from naravard.web.site.crumbs import Crumb
from naravard.web.site.templatetags.naravard import language


@requires(Permission.ADMINISTER_PEOPLE)
def invite_someone(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Show the form of an invitation; when it has been filled in, invite and send the mail."""
    organisation = own(actor)
    form = Form(request, start={"from_day": today().isoformat()})
    if form.is_sent:
        form.check(
            lambda: name_written(form.text("name")),
            lambda: email_written(form.text("email")),
            lambda: role_held_in(organisation, form.text("role")),
        )
        from_day, to_day = form.day("from_day"), form.day("to_day", required=False)
        made: list[Made] = []

        def act() -> str:
            assert from_day is not None  # noqa: S101 - for the type checker; a missing day is a problem
            made.append(
                invite(
                    actor=actor,
                    organisation_code=organisation.code,
                    email=form.text("email"),
                    name=form.text("name"),
                    role=form.text("role"),
                    from_day=from_day,
                    to_day=to_day,
                    at=now(),
                )
            )
            return _people(actor)

        if done := form.do(actor, act):
            _send(request, made, actor)
            return done
    return page(
        request,
        "people/invite.html",
        actor,
        SECTION,
        Crumb(_("Människor"), _people(actor)),
        status=form.status,
        summary=form.summary,
        valid_days=VALID_DAYS,
        choice=form.roles(roles_in(organisation.kind, organisation.code)),
        name=form.field("name", _("Namn"), hint=_("För- och efternamn. Det syns i historiken.")),
        email=form.field("email", _("E-postadress"), hint=_("Hit skickas inbjudan."), width=30),
        days=[
            form.day_field("from_day", _("Första dagen")),
            form.day_field("to_day", _("Sista dagen"), _("Lämna tomt om rollen gäller tills vidare.")),
        ],
    )


@requires(Permission.ADMINISTER_PEOPLE)
def renew(request: HttpRequest, actor: Actor, invitation_id: int) -> HttpResponseBase:
    """Ask whether an invitation is to be sent again; when it is, send it with a new link."""
    invitation = _invitation(actor, invitation_id)
    form = Form(request)
    if form.is_sent:
        made: list[Made] = []

        def act() -> str:
            made.append(renew_invitation(actor=actor, invitation_id=invitation.pk, at=now()))
            return _people(actor)

        if done := form.do(actor, act):
            _send(request, made, actor)
            return done
    return _asked(request, actor, invitation, form, "people/renew.html")


@requires(Permission.ADMINISTER_PEOPLE)
def withdraw(request: HttpRequest, actor: Actor, invitation_id: int) -> HttpResponseBase:
    """Ask whether an invitation is to be taken back, and why; when it is, take it back."""
    invitation = _invitation(actor, invitation_id)
    form = Form(request)
    if form.is_sent:

        def act() -> str:
            withdraw_invitation(actor=actor, invitation_id=invitation.pk, at=now(), reason=form.text("reason"))
            messages.success(request, _("Inbjudan till %(name)s är återkallad.") % {"name": invitation.name})
            return _people(actor)

        if done := form.do(actor, act):
            return done
    return _asked(request, actor, invitation, form, "people/withdraw.html")


def own(actor: Actor) -> Organisation:
    """Return the organisation that the address names."""
    assert actor.organisation is not None  # noqa: S101 - for the type checker; requires() always gives one
    return actor.organisation


def _people(actor: Actor) -> str:
    return reverse(SECTION, args=[own(actor).code])


def _invitation(actor: Actor, invitation_id: int) -> Invitation:
    found = Invitation.objects.filter(pk=invitation_id, organisation=own(actor)).first()
    if found is None:
        raise Http404
    return found


def _asked(request: HttpRequest, actor: Actor, invitation: Invitation, form: Form, template: str) -> HttpResponseBase:
    return page(
        request,
        template,
        actor,
        SECTION,
        Crumb(_("Människor"), _people(actor)),
        status=form.status,
        summary=form.summary,
        invitation=invitation,
        valid_days=VALID_DAYS,
        reason=form.field("reason", _("Skäl"), hint=_("Behövs inte. Det som skrivs står i historiken."), width=30),
        back=_people(actor),
    )


def _send(request: HttpRequest, made: list[Made], actor: Actor) -> None:
    """Send the mail of an invitation that was made just now; what goes wrong is told, and the invitation stays."""
    for each in made:
        invitation = each.invitation
        values = {"name": invitation.name, "email": invitation.email}
        try:
            send_invitation(each, actor)
        except MailNotSentError as error:
            told = _("%(name)s är inbjuden, men mejlet till %(email)s gick inte iväg.") % values
            again = _("Inbjudan finns kvar och kan skickas igen.")
            messages.warning(request, f"{told} {error.in_language(language())} {again}")
        else:
            messages.success(request, _("En inbjudan till %(name)s är skickad till %(email)s.") % values)
