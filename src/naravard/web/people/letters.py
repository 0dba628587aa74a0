"""The mail that goes with an invitation, and what becomes of it when it is not sent."""

from dataclasses import dataclass

from django.utils import timezone

from naravard.agreement.model import Text
from naravard.web.history.content import Told
from naravard.web.history.kinds import Addressee
from naravard.web.history.models import Event
from naravard.web.mail.delivery import MailNotSentError, send
from naravard.web.mail.links import link
from naravard.web.people.event_mail import keep_unsent
from naravard.web.people.models import Invitation, RightsMail
from naravard.web.people.secret import hashed, new_secret


@dataclass(frozen=True, slots=True)
class Made:
    """An invitation and its secret, which is known here and then only by the one who is invited."""

    invitation: Invitation
    secret: str
    event: Event
    """What tells that it was made, or made again."""


def address_of(made: Made, language: str = "sv") -> str:
    """Return the address that opens an invitation: the one place where its secret is written out."""
    return _address(made.secret, language)


def send_invitation(made: Made) -> None:
    """Send an invitation to the one who is invited. One that is sent now is not sent again by itself.

    Raises:
        MailNotSentError: when it was not sent. The invitation is there all the same, and the timer sends it.
    """
    invitation, told = made.invitation, made.event.told
    RightsMail.objects.filter(event__thing_kind=told.thing.kind, event__thing_id=told.thing.id).delete()
    try:
        send(invitation.email, *_letter(invitation, told, made.secret))
    except MailNotSentError as error:
        keep_unsent(told, Addressee(invitation.name, invitation.email), error.what.sv)
        raise


def sent_again(told: Told) -> tuple[Text, Text] | None:
    """Write the mail of an invitation that was not sent, with a new secret, since none is kept; None if answered."""
    invitation = Invitation.objects.select_related("organisation").filter(pk=told.thing.id).first()
    if invitation is None or invitation.accepted_at or invitation.withdrawn_at:
        return None
    secret = new_secret()
    invitation.secret_hash = hashed(secret)
    invitation.save(update_fields=["secret_hash"])
    return _letter(invitation, told, secret)


def _letter(invitation: Invitation, told: Told, secret: str) -> tuple[Text, Text]:
    role, by = invitation.role_class, told.actor.name
    organisation, day = invitation.organisation.text, timezone.localtime(invitation.expires_at).date()
    return Text(f"Du är inbjuden till Naravard som {role.name.sv} i {organisation.sv}"), Text(
        f"Hej {invitation.name}!\n\n"
        f"{by.sv} bjuder in dig som {role.name.sv} i {organisation.sv}. {role.purpose.sv}\n\n"
        f"Öppna länken för att ta emot inbjudan. Den gäller till {day} och kan användas en gång.\n\n"
        f"{_address(secret, 'sv')}\n\n"
        "Lämna inte länken till någon annan. Väntade du dig ingen inbjudan kan du låta bli att svara.",
        f"Hello {invitation.name}!\n\n"
        f"{by.in_language('en')} invites you as {role.name.in_language('en')} in "
        f"{organisation.in_language('en')}. {role.purpose.in_language('en')}\n\n"
        f"Open the link to accept. It holds until {day} and can be used once.\n\n"
        f"{_address(secret, 'en')}\n\n"
        "Do not give the link to anyone else. If you expected no invitation, you need not answer.",
    )


def _address(secret: str, language: str) -> str:
    return link("people:invitation_link", secret, language=language)
