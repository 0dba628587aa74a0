"""``naravard invite``: an organisation's first administrator, or anyone else, invited by the operator."""

import datetime
from typing import TYPE_CHECKING

import click

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.cli.command import Command, Example, option
from naravard.cli.language import in_this
from naravard.cli.names import organisation_named
from naravard.cli.output import notice, write_text
from naravard.cli.refusal import FINDINGS, CommandRefused, unknown
from naravard.cli.values import WholeNumber

if TYPE_CHECKING:
    from naravard.web.organisations.models import Organisation
    from naravard.web.people.letters import Made


@click.command(
    "invite",
    cls=Command,
    summary=Text("bjuder in någon till en roll i en organisation", "invites someone to a role in an organisation"),
    details=(
        Text(
            "Så får en organisation sin första administratör, som sedan bjuder in organisationens övriga människor på "
            "webbplatsen. Inbjudan mejlas, och länken skrivs också ut här. Den kan användas en gång och ska bara "
            "lämnas till den som är inbjuden. I historiken står att tjänsten bjöd in.",
            "This is how an organisation gets its first administrator, who then invites the organisation's other "
            "people on the web site. The invitation is mailed, and the link is printed here too. It can be used once "
            "and is only for the one who is invited. The history says that the service invited.",
        ),
        Text(
            "Länken börjar med adressen i NARAVARD_SITE. Utan NARAVARD_MAIL_URL skrivs mejlet som en fil.",
            "The link begins with the address in NARAVARD_SITE. Without NARAVARD_MAIL_URL the mail is a file.",
        ),
    ),
    examples=(
        Example(
            'naravard invite --organisation region-09 --role administrator --name "Anna Ek" --email anna.ek@example.se',
            Text("Region Gotlands första administratör.", "The first administrator of Region Gotland."),
        ),
    ),
    on_findings=Text("inbjudan är gjord men mejlet gick inte iväg", "the invitation is made but the mail was not sent"),
)
@option(
    "--organisation",
    metavar="CODE",
    required=True,
    tells=Text("organisationens kod, som region-09, rss-09 eller kommun-0980", "the organisation's code"),
)
@option("--role", metavar="ROLE", required=True, tells=Text("rollens kod, som administrator", "the role's code"))
@option("--name", metavar="NAME", required=True, tells=Text("för- och efternamn", "first and last name"))
@option("--email", metavar="ADDRESS", required=True, tells=Text("dit inbjudan mejlas", "where the invitation is sent"))
@option(
    "--days",
    metavar="NUMBER",
    type=WholeNumber(),
    default=14,
    tells=Text("så länge inbjudan gäller", "how long the invitation holds"),
)
def run(*, organisation: str, role: str, name: str, email: str, days: int) -> None:
    """Invite someone."""
    from naravard.cli.database import open_database

    open_database()
    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.people.acts.invitations import invite
    from naravard.web.people.problems import PeopleProblem
    from naravard.web.site.clock import now

    found, at = organisation_named(organisation), now()
    _refuse_unknown_role(role, found)
    try:
        made: Made = invite(
            actor=THE_SERVICE,
            organisation_code=found.code,
            email=email,
            name=name,
            role=role,
            from_day=at.date(),
            at=at,
            valid_days=days,
        )
    except PeopleProblem as problem:
        raise CommandRefused(problem.says) from None
    _tell(made, at + datetime.timedelta(days=days))


def _refuse_unknown_role(wanted: str, organisation: "Organisation") -> None:
    from naravard.web.access.roles import roles_in

    there = [role.code for role in roles_in(organisation.kind, organisation.code)]
    if wanted not in there:
        raise unknown(
            Text(f"i {organisation.name} ingen roll", f"in {organisation.name} no role"), wanted, there
        ) from None


def _tell(made: "Made", until: datetime.datetime) -> None:
    """Print the link, send the mail, and say where it went."""
    from naravard.web.mail.delivery import MailNotSentError, where_mail_goes
    from naravard.web.people.letters import address_of, send_invitation

    invitation, role = made.invitation, made.invitation.role_class
    organisation = invitation.organisation.text
    write_text(
        in_this(
            Text(
                f"{invitation.name} är inbjuden som {role.name.sv} i {organisation.sv}. "
                f"Länken gäller till {swedish_day(until)} och kan användas en gång:\n{address_of(made)}",
                f"{invitation.name} is invited as {role.name.in_language('en')} in {organisation.in_language('en')}. "
                f"The link holds until {swedish_day(until)} and can be used once:\n{address_of(made, 'en')}",
            )
        )
    )
    try:
        send_invitation(made)
    except MailNotSentError as error:
        notice(
            Text(
                f"Mejlet gick inte iväg. {error.what.sv} naravard remind prövar igen.",
                f"The mail was not sent. {error.what.en} naravard remind tries again.",
            )
        )
        raise click.exceptions.Exit(FINDINGS) from None
    write_text(in_this(where_mail_goes()))
