"""``naravard people``: the operator makes two persons one, or erases one, whatever organisations they belong to."""

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
    summary=Text("gör två personer till en, eller raderar en", "makes two persons one, or erases one"),
    details=(
        Text(
            "same flyttar konton, roller och ställföreträdanden från den ena till den andra. Det går inte att ta "
            "tillbaka. Finns båda i en enda organisation gör dess administratör det på webbplatsen. Annars görs det "
            "här, eftersom ingen organisation ensam kan avgöra vem som når det en annan har.",
            "same moves accounts, roles and stand-ins from the one to the other. It cannot be undone. Where both are "
            "in a single organisation its administrator does it on the web site; otherwise it is done here, since no "
            "organisation alone can decide who reaches another's tasks.",
        ),
        Text(
            "erase tar bort en persons namn, adresser och konto överallt där lagen inte kräver att de står kvar, också "
            "ur historiken, vars kedja håller ändå. Det går inte att ta tillbaka. Utan --yes visas bara vad som "
            "händer. "
            "Har personen bett om det själv och bara haft roller i en organisation gör dess administratör det på "
            "webbplatsen.",
            "erase removes a person's name, addresses and account everywhere but where the law requires them to stay, "
            "also from the history, whose chain holds all the same. It cannot be undone. Without --yes it only says "
            "what would happen. Where the person has asked for it and had roles in one organisation only, its "
            "administrator does it on the web site.",
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
            '--reason "Bytte namn. Båda uppringda"',
            Text("Anna Alm blir Anna Ek, med bådas roller.", "Anna Alm becomes Anna Ek, with the roles of both."),
        ),
        Example(
            'naravard people erase --person anna.ek@example.se --reason "Bad om det i brev" --yes',
            Text("Anna Ek raderas.", "Anna Ek is erased."),
        ),
    ),
)
@argument(
    "what",
    type=OneWord("same", "erase"),
    tells=Text("de två är samma person, eller personen raderas", "the two are one person, or the person is erased"),
)
@option(
    "--stays",
    metavar="EMAIL",
    tells=Text("same: personen som blir kvar, med sitt namn", "same: the person who remains, with the name"),
)
@option(
    "--goes",
    metavar="EMAIL",
    tells=Text("same: personen som går upp i den andra", "same: the person who becomes the other"),
)
@option("--person", metavar="EMAIL", tells=Text("erase: personen som raderas", "erase: the person who is erased"))
@option("--yes", is_flag=True, tells=Text("erase: gör det, och inte bara visa", "erase: do it, and not only show it"))
@option(
    "--reason", metavar="WORDS", required=True, tells=Text("varför. Står i historiken", "why; stands in the history")
)
def run(*, what: str, stays: str | None, goes: str | None, person: str | None, yes: bool, reason: str) -> None:
    """Declare that two persons are one, or erase a person."""
    from naravard.cli.database import open_database

    if what == "erase":
        if person is None:
            raise CommandRefused(Text("--person måste anges.", "--person must be given."))
        if stays or goes:
            raise CommandRefused(Text("--stays och --goes hör till same.", "--stays and --goes belong to same."))
        open_database()
        _erase(person, reason, do=yes)
    else:
        if stays is None or goes is None:
            missing = "--stays" if stays is None else "--goes"
            raise CommandRefused(Text(f"{missing} måste anges.", f"{missing} is required."))
        if person or yes:
            raise CommandRefused(Text("--person och --yes hör till erase.", "--person and --yes belong to erase."))
        open_database()
        _same(stays, goes, reason)


def _same(stays: str, goes: str, reason: str) -> None:
    from naravard.cli.names import account_by
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


def _erase(email: str, reason: str, *, do: bool) -> None:
    from naravard.cli.names import account_by
    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.home.erasure import erase_person, why_not_now
    from naravard.web.home.own_data import STAYS_BY_LAW
    from naravard.web.people.problems import PeopleProblem
    from naravard.web.site.clock import now, today

    person = account_by(email).person
    name, problem = person.name, why_not_now(person, today())
    if problem is not None:
        raise CommandRefused(problem.says)
    if not do:
        stays = STAYS_BY_LAW
        write_text(
            in_this(
                Text(
                    f"{name} skulle raderas: namn, adresser och konto tas bort, och det går inte att ta tillbaka.\n"
                    f"Kvar står: {stays.sv}\nGe --yes för att göra det.",
                    f"{name} would be erased: name, addresses and account are removed, and it cannot be undone.\n"
                    f"This stays: {stays.in_language('en')}\nGive --yes to do it.",
                )
            )
        )
        return
    try:
        erased = erase_person(actor=THE_SERVICE, organisation_code=None, person=person, reason=reason, at=now())
    except PeopleProblem as refused:
        raise CommandRefused(refused.says) from None
    write_text(in_this(Text(f"Personen är raderad ({erased.pk}).", f"The person is erased ({erased.pk}).")))
