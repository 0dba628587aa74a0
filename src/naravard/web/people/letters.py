"""The mail that goes with an invitation."""

from django.utils import timezone

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.mail.delivery import send
from naravard.web.mail.links import link
from naravard.web.people.acts.invitations import Made


def address_of(made: Made, language: str = "sv") -> str:
    """Return the address that opens an invitation: the one place where its secret is written out."""
    return link("people:invitation_link", made.secret, language=language)


def send_invitation(made: Made, actor: Actor) -> None:
    """Send an invitation to the one who is invited.

    Raises:
        MailNotSentError: when it was not sent. The invitation is there all the same, and can be sent again.
    """
    invitation, role = made.invitation, made.invitation.role_class
    organisation, day = invitation.organisation.text, timezone.localtime(invitation.expires_at).date()
    by = actor.who.name
    send(
        invitation.email,
        Text(f"Du är inbjuden till Naravard som {role.name.sv} i {organisation.sv}"),
        Text(
            f"Hej {invitation.name}!\n\n"
            f"{by.sv} bjuder in dig som {role.name.sv} i {organisation.sv}. {role.purpose.sv}\n\n"
            f"Öppna länken för att ta emot inbjudan. Den gäller till {day} och kan användas en gång.\n\n"
            f"{address_of(made)}\n\n"
            "Lämna inte länken till någon annan. Väntade du dig ingen inbjudan kan du låta bli att svara.",
            f"Hello {invitation.name}!\n\n"
            f"{by.in_language('en')} invites you as {role.name.in_language('en')} in "
            f"{organisation.in_language('en')}. {role.purpose.in_language('en')}\n\n"
            f"Open the link to accept. It holds until {day} and can be used once.\n\n"
            f"{address_of(made, 'en')}\n\n"
            "Do not give the link to anyone else. If you expected no invitation, you need not answer.",
        ),
    )
