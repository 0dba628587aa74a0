"""What everyone may see of an organisation's money, as tables: grant by grant, what happened when, and the reports."""

from collections.abc import Sequence

from naravard.agreement.model import Text
from naravard.agreement.wording import clause_reference, long_day
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Table, sum_if_any
from naravard.web.home.public_account import PublicAccount, PublicEvent, PublicLine, PublicReport
from naravard.web.organisations.models import Organisation
from naravard.web.site.templatetags.naravard import language, words

_RECEIVED = Text("Fått", "Received")
_REPAID = Text("Återbetalat", "Repaid")


def _of_agreement() -> tuple[Column[PublicLine | PublicEvent | PublicReport], ...]:
    """Return the columns that say under which agreement it is: in the files, which have all agreements."""
    return (
        Column(
            "agreement", Text("Överenskommelse", "Agreement"), of=lambda one: one.shown.agreement.name, on_page=False
        ),
        Column(
            "agreement_id", Text("Överenskommelsens id", "The agreement's id"), "code",
            of=lambda one: one.shown.agreement.id, on_page=False,
        ),
    )  # fmt: skip


def money_table(organisation: Organisation, accounts: Sequence[PublicAccount]) -> Table:
    """Return each grant with what was allotted, paid, used and given back."""

    def happened(line: PublicLine) -> str:
        return f"#nar-{line.shown.agreement.id}"

    columns: tuple[Column[PublicLine], ...] = (
        *_of_agreement(),
        Column("grant", headings.GRANT, of=lambda line: line.grant.name, total=TOTAL, remark=_rests_on),
        Column("grant_id", headings.CODE, "code", of=lambda line: line.grant.id, on_page=False),
        Column(
            "through", Text("Genom", "Through"), of=lambda line: line.giver.text if line.giver else None, on_page=False
        ),
        Column("clause", headings.SECTION, "code", of=lambda line: line.grant.clause, on_page=False),
        Column(
            "allotted", headings.ALLOTTED, "kronor", of=lambda line: line.allotted, total=sum_if_any,
            link=lambda line: line.allotted_url,
        ),
        Column("paid", _RECEIVED, "kronor", of=lambda line: line.paid, total=sum, link=happened, remark=_last_day),
        Column("last_paid", Text("Senast betalt", "Last paid"), "date", of=lambda line: line.last_paid, on_page=False),
        Column(
            "onward", Text("Varav vidare", "Of which passed on"), "kronor", of=lambda line: line.onward, total=sum,
            link=happened,
        ),
        Column(
            "used", headings.USED, "kronor", of=lambda line: line.used, total=sum, made_of=("paid", "-repaid", "-left")
        ),
        Column("repaid", _REPAID, "kronor", of=lambda line: line.repaid, total=sum, link=happened),
        Column(
            "left", headings.LEFT, "kronor", of=lambda line: line.left, total=sum, made_of=("paid", "-used", "-repaid")
        ),
    )  # fmt: skip
    return Table.of(
        [line for account in accounts for line in account.lines],
        columns,
        id=f"{organisation.code}-pengar",
        caption=Text(
            "Vad pengarna är till och vad som har hänt med dem", "What the money is for and what became of it"
        ),
    )


def _rests_on(line: PublicLine) -> str:
    """Say the clause, and whom the money comes through, beneath the grant's name."""
    reference = clause_reference(line.grant.clause, language())
    if line.giver is None:
        return reference
    return f"{reference}, {words(Text('genom', 'through'))} {words(line.giver.text)}"


def _last_day(line: PublicLine) -> str:
    if line.last_paid is None:
        return ""
    return words(
        Text(f"senast betalt {long_day(line.last_paid).sv}", f"last paid {long_day(line.last_paid).in_language('en')}")
    )


def events_table(organisation: Organisation, accounts: Sequence[PublicAccount]) -> Table:
    """Return what was decided, asked for, paid and given back, the first first."""

    def clause(event: PublicEvent) -> str | None:
        return event.shown.clauses.link(event.clause)

    columns: tuple[Column[PublicEvent], ...] = (
        *_of_agreement(),
        Column("day", headings.DAY, "date", of=lambda event: event.day),
        Column("what", headings.WHAT, of=lambda event: event.name),
        Column("kind", headings.KIND, "code", of=lambda event: event.kind, on_page=False),
        Column("grant", headings.GRANT, of=lambda event: event.grant.name),
        Column("grant_id", headings.CODE, "code", of=lambda event: event.grant.id, on_page=False),
        Column("kronor", headings.KRONOR, "change", of=lambda event: event.kronor, link=clause),
        Column("whom", Text("Från eller till", "From or to"), of=lambda event: event.whom),
        Column("clause", headings.SECTION, "code", of=lambda event: event.clause, link=clause),
    )
    return Table.of(
        [event for account in accounts for event in account.events],
        columns,
        id=f"{organisation.code}-handelser",
        caption=Text("När det beslutades, betalades och betalades tillbaka", "When it was decided, paid and repaid"),
    )


def reports_table(organisation: Organisation, accounts: Sequence[PublicAccount]) -> Table:
    """Return what is to be handed in about the money, by whom, by when, and whether it has come."""

    def clause(report: PublicReport) -> str | None:
        return report.shown.clauses.link(report.duty.clause)

    columns: tuple[Column[PublicReport], ...] = (
        *_of_agreement(),
        Column("what", headings.WHAT, of=lambda report: report.duty.name),
        Column("duty", headings.CODE, "code", of=lambda report: report.duty.id, on_page=False),
        Column("who", Text("Vem", "Who"), of=lambda report: report.holder.text),
        Column("due", headings.BY, "date", of=lambda report: report.due),
        Column("came", headings.SUBMITTED, "date", of=lambda report: report.came),
        Column("status", headings.STATUS, of=lambda report: report.state),
        Column("clause", headings.SECTION, "code", of=lambda report: report.duty.clause, link=clause),
    )
    return Table.of(
        [report for account in accounts for report in account.reports],
        columns,
        id=f"{organisation.code}-redovisningar",
        caption=Text("Det som ska lämnas in om pengarna", "What is to be handed in about the money"),
    )
