"""``naravard people same``: two persons declared to be one by the operator, whatever organisations they belong to."""

import click

from naravard.agreement.model import Text
from naravard.cli.command import Command, Example, argument, option
from naravard.cli.language import in_this
from naravard.cli.output import write_text
from naravard.cli.refusal import CommandRefused
from naravard.cli.values import OneWord


@click.command(
    "people",
    cls=Command,
    summary=Text("anger att två personer är en och samma", "declares that two persons are one and the same"),
    details=(
        Text(
            "same flyttar konton, roller och ställföreträdanden från den ena till den andra. Det går inte att ta "
            "tillbaka. Finns båda i en enda organisation gör dess administratör det på webbplatsen; annars görs det "
            "här, eftersom ingen organisation ensam kan avgöra vem som når en annans uppgifter.",
            "same moves accounts, roles and stand-ins from the one to the other. It cannot be undone. Where both are "
            "in a single organisation its administrator does it on the web site; otherwise it is done here, since no "
            "organisation alone can decide who reaches another's tasks.",
        ),
        Text(
            "En person anges med e-postadressen för något av sina konton. Det står sedan i historiken för varje "
            "organisation där någon av dem har eller har haft en roll.",
            "A person is named by the e-mail address of any of the person's accounts. It then stands in the history of "
            "each organisation where one of them has or has had a role.",
        ),
    ),
    examples=(
        Example(
            "naravard people same --stays anna.ek@example.se --goes anna.alm@example.se "
            '--reason "Bytte namn; båda uppringda"',
            Text("Anna Alm blir Anna Ek, med bådas roller.", "Anna Alm becomes Anna Ek, with the roles of both."),
        ),
    ),
)
@argument(
    "what",
    type=OneWord("same"),
    expose_value=False,
    tells=Text("de två är samma person", "the two are the same person"),
)
@option(
    "--stays",
    metavar="EMAIL",
    required=True,
    tells=Text("personen som blir kvar, med sitt namn", "the person who remains, with the name"),
)
@option(
    "--goes",
    metavar="EMAIL",
    required=True,
    tells=Text("personen som går upp i den andra", "the person who becomes the other"),
)
@option(
    "--reason", metavar="WORDS", required=True, tells=Text("varför; står i historiken", "why; stands in the history")
)
def run(*, stays: str, goes: str, reason: str) -> None:
    """Declare that two persons are one."""
    from naravard.cli.database import open_database
    from naravard.cli.names import account_by

    open_database()
    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.people.acts.persons import declare_same_person
    from naravard.web.people.problems import PeopleProblem
    from naravard.web.site.clock import now

    remains, gone = account_by(stays).person, account_by(goes).person
    try:
        declare_same_person(
            actor=THE_SERVICE, organisation_code=None, stays=remains, goes=gone, reason=reason, at=now()
        )
    except PeopleProblem as problem:
        raise CommandRefused(problem.says) from None
    accounts = ", ".join(remains.accounts.order_by("email").values_list("email", flat=True))
    write_text(
        in_this(
            Text(
                f"{gone.name} och {remains.name} är nu samma person, {remains.name}. Konton: {accounts}.",
                f"{gone.name} and {remains.name} are now the same person, {remains.name}. Accounts: {accounts}.",
            )
        )
    )
