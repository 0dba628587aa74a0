"""``naravard alone``: who does alone what two otherwise do with money, stated by the operator."""

import click

from naravard.agreement.model import Text
from naravard.cli.command import Command, Example, option
from naravard.cli.language import in_this
from naravard.cli.names import account_by, organisation_named
from naravard.cli.output import write_text
from naravard.cli.refusal import CommandRefused, unknown


@click.command(
    "alone",
    cls=Command,
    summary=Text(
        "anger vem som ensam gör det två annars gör med pengar",
        "states who does alone what two otherwise do with money",
    ),
    details=(
        Text(
            "För en organisation med en enda person: där finns ingen annan administratör som kan ange det på "
            "webbplatsen, så den som driver tjänsten är den andra personen. Förvissa dig först om att organisationen "
            "vill det, till exempel genom att ringa upp. En annan administratör anger det under Människor.",
            "For an organisation of a single person: there is no other administrator there who could state it on the "
            "web site, so the operator is the second person. First make sure that the organisation wants it, for "
            "example by calling back. Another administrator states it under People.",
        ),
        Text(
            "Skälet står i historiken. Administratörerna, personen och alla som har rollen får ett mejl. Under "
            "Människor går det att kräva två personer igen.",
            "The reason stands in the history. The administrators, the person and all who hold the role get a mail. "
            "Under People two persons can be asked for again.",
        ),
    ),
    examples=(
        Example(
            "naravard alone --organisation kammarkollegiet --permission pay --email anna.ek@example.se "
            '--reason "En handläggare, enligt delegationsordningen"',
            Text("Anna både beställer och bekräftar.", "Anna both orders and confirms."),
        ),
    ),
)
@option("--organisation", metavar="CODE", required=True, tells=Text("organisationens kod", "the organisation's code"))
@option(
    "--permission",
    metavar="CODE",
    required=True,
    tells=Text("vad som görs ensamt, som pay", "what is done alone, as pay"),
)
@option("--email", metavar="ADDRESS", required=True, tells=Text("personens konto", "the person's account"))
@option("--reason", metavar="WORDS", required=True, tells=Text("varför de inte är två", "why they are not two"))
def run(*, organisation: str, permission: str, email: str, reason: str) -> None:
    """State who works alone."""
    from naravard.cli.database import open_database

    open_database()
    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.people.acts.lone_work import done_by_two, state_lone_work
    from naravard.web.people.problems import PeopleProblem
    from naravard.web.site.clock import now

    found, account = organisation_named(organisation), account_by(email)
    there = {one.value: one for one in done_by_two(found)}
    if permission not in there:
        raise unknown(
            Text(f"inget som två gör i {found.name}", f"nothing that two do in {found.name}"), permission, there
        ) from None
    try:
        stated = state_lone_work(
            actor=THE_SERVICE,
            organisation_code=found.code,
            permission=permission,
            person=account.person,
            reason=reason,
            at=now(),
        )
    except PeopleProblem as problem:
        raise CommandRefused(problem.says) from None
    name, does = stated.person.name, there[permission].words
    write_text(in_this(Text(f"{name} får ensam {does.sv}.", f"{name} may alone {does.in_language('en')}.")))
