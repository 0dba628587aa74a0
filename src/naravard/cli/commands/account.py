"""``naravard account``: what the operator does to someone's account, when no one else can."""

from typing import TYPE_CHECKING

import click

from naravard.agreement.model import Text
from naravard.cli.command import Command, Example, argument, option
from naravard.cli.language import in_this
from naravard.cli.output import notice, write_text
from naravard.cli.refusal import FINDINGS, CommandRefused
from naravard.cli.values import OneWord

if TYPE_CHECKING:
    from naravard.web.people.models import Account

WHAT = ("second-step-off", "close", "open", "unlock")
_DONE = {
    "second-step-off": Text(
        "Det andra steget för {name} ({email}) är borttaget. Avslutade inloggningar: {ended}.",
        "The second step of {name} ({email}) is taken away. Sessions ended: {ended}.",
    ),
    "close": Text(
        "Kontot {email} ({name}) är stängt. Avslutade inloggningar: {ended}.",
        "The account {email} ({name}) is closed. Sessions ended: {ended}.",
    ),
    "open": Text("Kontot {email} ({name}) är öppet.", "The account {email} ({name}) is open."),
    "unlock": Text(
        "Försöken mot kontot {email} ({name}) är glömda: inloggningen bromsas inte längre.",
        "The tries at the account {email} ({name}) are forgotten: signing in is not slowed any more.",
    ),
}


@click.command(
    "account",
    cls=Command,
    summary=Text("stänger och öppnar konton, och tar bort ett andra steg", "closes, opens and unlocks accounts"),
    details=(
        Text(
            "second-step-off tar bort det andra steget och reservkoderna för den som har förlorat båda. Förvissa dig "
            "först om att det är rätt människa som ber, till exempel genom att ringa upp: därefter räcker lösenordet.",
            "second-step-off takes away the second step and the recovery codes of one who has lost both. First make "
            "sure that it is the right person who asks, for example by calling back: the password is enough after it.",
        ),
        Text(
            "close stänger ett konto, så att ingen loggar in med det, och open öppnar det igen. Rollerna är kvar: dem "
            "avslutar en administratör på webbplatsen.",
            "close closes an account, so that nobody signs in with it; open opens it again. The roles remain: an "
            "administrator ends them on the web site.",
        ),
        Text(
            "unlock glömmer de försök att logga in som har bromsat kontot. Med --address glöms också försöken från en "
            "adress som många delar, så som den står i proxyns logg.",
            "unlock forgets the tries to sign in that have slowed the account. With --address the tries from an "
            "address that many share are forgotten too, as it stands in the proxy's log.",
        ),
        Text(
            "Kontots inloggningar avslutas (inte av open och unlock). Personen får ett mejl med skälet, och i "
            "historiken står att tjänsten gjorde det.",
            "The account's sessions are ended (not by open and unlock). The person gets a mail with the reason, and "
            "the history says that the service did it.",
        ),
    ),
    examples=(
        Example(
            'naravard account second-step-off anna.ek@example.se --reason "Tappad telefon, uppringd på växeln"',
            Text("Anna har förlorat telefonen och reservkoderna.", "Anna has lost the telephone and recovery codes."),
        ),
        Example(
            'naravard account close bo.al@example.se --reason "Kontot kan ha tagits över"',
            Text("Ingen loggar in som Bo förrän det har retts ut.", "Nobody signs in as Bo until it is sorted out."),
        ),
        Example(
            'naravard account unlock bo.al@example.se --reason "Någon gissade, Bo ringde"',
            Text("Bo loggar in genast.", "Bo signs in at once."),
        ),
    ),
    on_findings=Text("det är gjort men mejlet gick inte iväg", "it is done but the mail was not sent"),
)
@argument("what", type=OneWord(*WHAT), tells=Text("vad som ska göras", "what is to be done"))
@argument("email", metavar="EMAIL", tells=Text("kontots e-postadress", "the account's e-mail address"))
@option(
    "--reason",
    metavar="WORDS",
    required=True,
    tells=Text("varför. Står i historiken och i mejlet", "why; stands in the history and in the mail"),
)
@option(
    "--address",
    metavar="ADDRESS",
    tells=Text(
        "unlock: glöm även försöken från den här nätadressen", "unlock: forget the tries from this network address too"
    ),
)
def run(what: str, email: str, *, reason: str, address: str | None) -> None:
    """Do something to an account."""
    if address and what != "unlock":
        raise CommandRefused(Text("--address hör till unlock.", "--address belongs to unlock."))
    from naravard.cli.database import open_database
    from naravard.cli.names import account_by

    open_database()
    from naravard.web.people.problems import PeopleProblem

    account = account_by(email)
    try:
        ended = _do(what, account, reason)
    except PeopleProblem as problem:
        raise CommandRefused(problem.says) from None
    words = {"name": account.person.name, "email": account.email, "ended": ended}
    write_text(in_this(_DONE[what]).format(**words))
    if address:
        from naravard.web.signin.try_counts import lift_place

        lift_place(address)
        write_text(in_this(Text(f"Försöken från {address} är glömda.", f"The tries from {address} are forgotten.")))
    _say_of_mail(account)


def _do(what: str, account: "Account", reason: str) -> int:
    """Do it; return how many sessions were ended."""
    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.signin.operator_acts import close_account, open_account, take_second_step_away, unlock_account
    from naravard.web.site.clock import now

    acts = {
        "second-step-off": take_second_step_away,
        "close": close_account,
        "open": open_account,
        "unlock": unlock_account,
    }
    return acts[what](actor=THE_SERVICE, account=account, reason=reason, at=now()) or 0


def _say_of_mail(account: "Account") -> None:
    """Say where the mail went, or why it did not go; it is tried again by ``naravard remind``."""
    from naravard.web.mail.delivery import where_mail_goes
    from naravard.web.people.event_mail import unsent

    for one in unsent():
        if one.event.thing_id == str(account.person_id):
            notice(
                Text(
                    "Mejlet gick inte iväg. Skälet står i naravard remind, som prövar igen.",
                    "The mail was not sent. The reason stands in naravard remind, which tries again.",
                )
            )
            raise click.exceptions.Exit(FINDINGS)
    write_text(in_this(where_mail_goes()))
