"""The mail to one whose account the operator has changed."""

from naravard.agreement.model import Text
from naravard.web.mail.delivery import send
from naravard.web.mail.links import link
from naravard.web.people.models import Account

CHANGED = {
    "second-step-off": Text(
        "Det andra steget i inloggningen till ditt konto är borttaget, och reservkoderna gäller inte längre. Alla dina "
        "inloggningar är avslutade. Logga in med lösenordet och sätt på två steg igen.",
        "The second step of signing in to your account has been taken away, and the recovery codes no longer hold. All "
        "your sessions are ended. Sign in with your password and turn on two steps again.",
    ),
    "close": Text(
        "Ditt konto är stängt, och alla dina inloggningar är avslutade.",
        "Your account is closed, and all your sessions are ended.",
    ),
    "open": Text("Ditt konto är öppet igen. Du kan logga in.", "Your account is open again. You can sign in."),
}
"""What was done, by the word that the operator's command has for it."""


def send_changed(account: Account, done: str, reason: str) -> None:
    """Tell the one whose account it is what was done to it, and why.

    Raises:
        MailNotSentError: when the mail was not sent. What was done is done all the same.
    """
    what = CHANGED[done]
    send(
        account.email,
        Text("Naravard: ditt konto har ändrats"),
        Text(
            f"Hej {account.person.name}!\n\n{what.sv}\n\nSkäl: {reason}\n\n{link('account_login')}\n\n"
            "Det gjordes av den som driver tjänsten. Väntade du dig inte det här: säg genast till en administratör i "
            "din organisation.",
            f"Hello {account.person.name}!\n\n{what.in_language('en')}\n\nReason: {reason}\n\n"
            f"{link('account_login', language='en')}\n\n"
            "It was done by the operator of the service. If you did not expect this, tell an administrator of your "
            "organisation at once.",
        ),
    )
