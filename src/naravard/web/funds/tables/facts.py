"""Every fact of a recipient's money as a dated line: what, how much, of which grant, by whom, resting on what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.documents import headings
from naravard.documents.table import Column, Table
from naravard.ledger import StatementEntry
from naravard.ledger.facts import Allotted, Fact, OnwardReturned, Paid, PaidOnward, Reported, Requisitioned, Used
from naravard.web.agreements.provenance import provenance
from naravard.web.history.content import SERVICE
from naravard.web.ledger.accounts import Money
from naravard.web.ledger.amount_links import AmountLinks
from naravard.web.ledger.models import RecordedFact
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Person
from naravard.web.site.templatetags.naravard import language

_PERSON = "person-"


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact with who recorded it."""

    sequence: int
    fact: Fact
    entry: StatementEntry
    by: str
    note: str

    @property
    def grants(self) -> list[str]:
        """The grants that it changes."""
        return [grant for grant, amount in self.entry.kronor.items() if amount]

    @property
    def version(self) -> int | None:
        """The fixed allocation that it rests on, or None if the fact says none."""
        return self.fact.version if isinstance(self.fact, (Allotted, Requisitioned, Paid, Reported)) else None


def fact_lines(money: Money, activities: Mapping[str, str]) -> list[FactLine]:
    """Return every fact, the latest first; two or three questions to the database, however many there are.

    ``activities`` are names by code.
    """
    recorded = dict(RecordedFact.objects.filter(account=money.account.pk).values_list("fact_id", "by"))
    people = _people(recorded.values())
    names = {**activities, **_organisations(money)}
    facts = list(zip(money.book.facts.values(), money.entries, strict=True))
    lines = [
        FactLine(number, fact, entry, _name(recorded.get(fact.id, ""), people), _note(fact, entry, names))
        for number, (fact, entry) in enumerate(facts, start=1)
    ]
    return lines[::-1]


def facts_table(money: Money, lines: Sequence[FactLine], amounts: AmountLinks | None = None) -> Table:
    """Return facts as a table: one row each, each amount with the way to what it consists of."""
    clauses = money.shown.clauses
    columns: tuple[Column[FactLine], ...] = (
        Column("sequence", headings.NUMBER, "number", of=lambda line: line.sequence),
        Column("day", headings.DAY, "date", of=lambda line: line.entry.day),
        Column("what", headings.WHAT, of=lambda line: line.entry.name),
        Column("kind", headings.KIND, "code", of=lambda line: line.entry.kind, on_page=False),
        Column("grant", headings.GRANT, of=lambda line: _grants_in_words(money, line)),
        Column(
            "grant_code", Text("Beloppets kod", "The grant's code"), "code",
            of=lambda line: line.grants[0] if len(line.grants) == 1 else None, on_page=False,
        ),
        Column(
            "kronor", headings.KRONOR, "change", of=lambda line: line.entry.total if line.entry.kronor else None,
            link=(lambda line: amounts.of("recorded", fact=line.fact.id)) if amounts else None,
        ),
        Column("note", Text("Anteckning", "Note"), of=lambda line: line.note),
        Column("version", headings.VERSION, "number", of=lambda line: line.version, on_page=False),
        Column("by", Text("Registrerat av", "Recorded by"), of=lambda line: line.by),
        Column(
            "recorded", Text("Registrerat", "Recorded"), "date",
            of=lambda line: swedish_day(line.entry.at), on_page=False,
        ),
        Column(
            "clause", headings.SECTION, "code", of=lambda line: line.entry.clause,
            link=lambda line: clauses.link(line.entry.clause),
        ),
        Column("id", Text("Identitet", "Identity"), "code", of=lambda line: line.entry.fact, on_page=False),
    )  # fmt: skip
    return Table.of(
        lines,
        columns,
        id=f"{money.organisation.code}-{money.shown.agreement.id}-handelser",
        caption=Text("Allt som har registrerats", "Everything recorded"),
        provenance=provenance(money.shown),
    )


def _grants_in_words(money: Money, line: FactLine) -> Text | None:
    count = len(line.grants)
    if count > 1:
        return Text(f"{count} belopp", f"{count} grants")
    return money.shown.agreement.grant(line.grants[0]).name if count else None


def _people(codes: Iterable[str]) -> dict[str, str]:
    ids = [code.removeprefix(_PERSON) for code in set(codes) if code.startswith(_PERSON)]
    names = {f"{_PERSON}{person.id}": person.name for person in Person.objects.filter(id__in=ids)} if ids else {}
    return {SERVICE.code: SERVICE.name.in_language(language())} | names


def _name(code: str, people: Mapping[str, str]) -> str:
    """Return who recorded something; the code of one that is no person here."""
    return people.get(code, code)


def _organisations(money: Money) -> dict[str, str]:
    """Return the names of those that money has been passed on to."""
    facts = money.book.facts.values()
    codes = {fact.to for fact in facts if isinstance(fact, PaidOnward)}
    codes |= {fact.holder for fact in facts if isinstance(fact, Used) and fact.holder}
    return {code: found.name for code, found in Organisation.objects.in_bulk(codes).items()} if codes else {}


def _note(fact: Fact, entry: StatementEntry, names: Mapping[str, str]) -> str:
    """Write the particulars with names for codes."""
    if isinstance(fact, (PaidOnward, OnwardReturned)):
        who = fact.to if isinstance(fact, PaidOnward) else fact.by
        return f"{names.get(who, who)}, {fact.reference}"
    if isinstance(fact, Used):
        parts = [names.get(fact.activity, fact.activity), names.get(fact.holder, fact.holder), fact.earmark]
        return ", ".join(part for part in parts if part)
    return entry.note
