"""A sharing's tables: what a version gives whom, the answers, and what has been passed on."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from naravard.agreement.duties import organisation_code, swedish_day
from naravard.agreement.model import Earmark, Recipient, Text
from naravard.agreement.wording import day, kronor
from naravard.allocation.rule_words import describe_rule
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Table
from naravard.ledger.facts import OnwardReturned, PaidOnward
from naravard.web.agreements.provenance import provenance
from naravard.web.ledger.amount_links import AmountLinks
from naravard.web.sharing.models import Answer, Proposal
from naravard.web.sharing.overview import CountySharing, GrantSharing, Holding, answers_of, rule_of, standing_facts

CONSENTS = Text("samtycker", "consents")
COMMENTS = Text("har synpunkter", "has views")
SILENT = Text("har inte svarat", "has not answered")
KEPT = Text("Behålls för gemensamt arbete", "Kept for common work")


class ShareLine(NamedTuple):
    """A row of a version: what one municipality gets, or what is kept."""

    code: str
    name: str | Text
    computed: int
    change: int
    amount: int
    earlier: int
    """What it was in the version before; 0 if there was none."""
    earmarks: dict[str, int]
    reason: str
    is_kept: bool = False


def shares_table(
    sharing: GrantSharing,
    proposal: Proposal,
    before: Proposal | None = None,
    explained: Callable[[str, int], str] | None = None,
) -> Table:
    """Return what a version gives each municipality and what is kept; its total is the whole sum.

    With the version ``before`` each amount stands beside what it was. ``explained`` gives the address that explains a
    municipality's amount, by its code and the version's number. A page has no column that says nothing.
    """
    lines = list(_lines(sharing, proposal, before))
    by_hand = any(share.change for share in proposal.shares.all())

    def link(line: ShareLine) -> str | None:
        return explained("" if line.is_kept else line.code, proposal.number) if explained else None

    def link_before(line: ShareLine) -> str | None:
        return explained("" if line.is_kept else line.code, before.number) if explained and before else None

    columns: list[Column[ShareLine]] = [
        Column("code", headings.CODE, "code", of=lambda line: line.code, on_page=False),
        Column("municipality", headings.MUNICIPALITY, of=lambda line: line.name, total=TOTAL, swedish=True),
        Column(
            "computed", Text("Enligt regeln, kr", "By the rule, kr"), "kronor",
            of=lambda line: line.computed, total=sum, link=link, on_page=by_hand,
        ),
        Column(
            "change", Text("För hand, kr", "By hand, kr"), "change",
            of=lambda line: line.change, total=sum, on_page=by_hand, made_of=("amount", "-computed"),
        ),
        Column("amount", headings.AMOUNT_KR, "kronor", of=lambda line: line.amount, total=sum, link=link),
    ]  # fmt: skip
    if before is not None:
        heading = Text(f"Version {before.number}, kr", f"Version {before.number}, kr")
        columns += [
            Column("before", heading, "kronor", of=lambda line: line.earlier, total=sum, link=link_before),
            Column(
                "since",
                headings.DIFFERENCE_KR,
                "change",
                of=lambda line: line.amount - line.earlier,
                total=sum,
                made_of=("amount", "-before"),
            ),
        ]
    columns += [_earmark_column(one, link) for one in sharing.grant.earmarks if proposal.earmarks.get(one.id)]
    columns.append(
        Column(
            "reason", headings.REASON, of=lambda line: line.reason, swedish=True,
            on_page=any(line.reason for line in lines),
        )
    )  # fmt: skip
    return Table.of(
        lines,
        columns,
        id=f"{_id(sharing)}-version-{proposal.number}",
        caption=Text(
            f"{sharing.grant.name.sv}: fördelning, version {proposal.number}",
            f"{sharing.grant.name.in_language('en')}: sharing, version {proposal.number}",
        ),
        provenance=provenance(sharing.shown),
    )


def _lines(sharing: GrantSharing, proposal: Proposal, before: Proposal | None) -> Iterator[ShareLine]:
    """Give each municipality's row, and last what is kept."""
    was = {share.organisation_id: share.amount for share in before.shares.all()} if before else {}
    names = {organisation_code(member): member for member in sharing.members}
    for share in proposal.shares.all():
        member = names.get(share.organisation_id)
        yield ShareLine(
            member.code if member else share.organisation_id,
            member.name if member else share.organisation.name,
            share.computed,
            share.change,
            share.amount,
            was.get(share.organisation_id, 0),
            share.earmarks,
            share.reason,
        )
    kept, earlier = proposal.kept, before.kept if before else 0
    yield ShareLine("", KEPT, kept, 0, kept, earlier, proposal.kept_earmarks, proposal.kept_reason, is_kept=True)


def _earmark_column(earmark: Earmark, link: Callable[[ShareLine], str | None]) -> Column[ShareLine]:
    return Column(
        f"earmark-{earmark.id}",
        Text(f"varav {earmark.name.sv}, kr", f"of which {earmark.name.in_language('en')}, kr"),
        "kronor",
        of=lambda line: line.earmarks.get(earmark.id, 0),
        total=sum,
        link=link,
    )


def basis_table(sharing: GrantSharing, proposal: Proposal) -> Table:
    """Return what a version rests on, in words: the sum, the rule, the reasons, what became of it."""
    rule = describe_rule(rule_of(proposal), sharing.county(proposal).agreement)
    said: list[tuple[Text, str | Text]] = [
        (Text("Att dela", "To be shared"), kronor(proposal.amount)),
        (Text("Så delas det", "How it is shared"), rule),
        (Text("Varför", "Why"), proposal.motivation),
    ]
    if proposal.kept:
        kept = f"{kronor(proposal.kept)}. {proposal.kept_reason}"
        said.append((KEPT, kept))
    if proposal.what_changed:
        said.append((Text("Ändrat sedan förra versionen", "Changed since the version before"), proposal.what_changed))
    if proposal.answer_by:
        said.append((Text("Sista dag att svara", "Last day to answer"), day(proposal.answer_by)))
    if proposal.decided_at:
        said.append((Text("Beslutad", "Decided"), day(swedish_day(proposal.decided_at))))
    if proposal.reference_number:
        said.append((Text("Diarienummer", "Reference number"), proposal.reference_number))
    if proposal.account:
        said.append((Text("Redogörelse för svaren", "Account of the answers"), proposal.account))
    return Table.of(
        said,
        _BASIS,
        id=f"{_id(sharing)}-version-{proposal.number}-underlag",
        caption=Text("Vad fördelningen bygger på", "What the sharing rests on"),
        provenance=provenance(sharing.shown),
    )


_BASIS: tuple[Column[tuple[Text, str | Text]], ...] = (
    Column("what", Text("Underlag", "Basis"), of=lambda one: one[0]),
    Column("said", Text("Innehåll", "Contents"), of=lambda one: one[1]),
)


def answers_table(sharing: GrantSharing, proposal: Proposal) -> Table:
    """Return each municipality's answer to a version; those who have not answered are named as such."""
    answers = answers_of(proposal)

    def answer(member: Recipient) -> Answer | None:
        return answers.get(organisation_code(member))

    columns: tuple[Column[Recipient], ...] = (
        Column("code", headings.CODE, "code", of=lambda member: member.code, on_page=False),
        Column("municipality", headings.MUNICIPALITY, of=lambda member: member.name, swedish=True),
        Column("answer", Text("Svar", "Answer"), of=lambda member: _says(answer(member))),
        Column(
            "day", headings.DAY, "date", of=lambda member: swedish_day(one.at) if (one := answer(member)) else None
        ),
        Column(
            "text", Text("Synpunkter", "Views"), swedish=True,
            of=lambda member: one.text if (one := answer(member)) else None,
        ),
    )  # fmt: skip
    return Table.of(
        sharing.members,
        columns,
        id=f"{_id(sharing)}-version-{proposal.number}-svar",
        caption=Text(
            f"Kommunernas svar på version {proposal.number}",
            f"The municipalities' answers to version {proposal.number}",
        ),
        provenance=provenance(sharing.shown),
    )


def _says(answer: Answer | None) -> Text:
    if answer is None:
        return SILENT
    return CONSENTS if answer.consents else COMMENTS


def _holdings(county_code: str, agreement_id: str) -> tuple[Column[Sequence[Holding]], ...]:
    """Return the columns of what municipalities hold, in the pages of the RSS with this code."""
    amounts = AmountLinks.own(county_code, agreement_id)

    def column(
        column_id: str, heading: Text, of: Callable[[Holding], int], figure: str = ""
    ) -> Column[Sequence[Holding]]:
        return Column(
            column_id, heading, "kronor", of=lambda held: sum(of(one) for one in held), total=sum,
            link=lambda held: amounts.of(
                figure or column_id, held[0].grant if len(held) == 1 else "", bearer=held[0].code
            ),
        )  # fmt: skip

    return (
        Column("code", headings.CODE, "code", of=lambda held: held[0].recipient.code),
        Column(
            "municipality", headings.MUNICIPALITY, of=lambda held: held[0].recipient.name, total=TOTAL, swedish=True
        ),
        column("decided", headings.DECIDED_KR, lambda one: one.decided.amount),
        column("out", Text("Betalt vidare, kr", "Passed on, kr"), lambda one: one.out),
        column("back", Text("Åter, kr", "Back, kr"), lambda one: one.back),
        Column(
            "to_come", Text("Kvar att betala, kr", "To be passed on, kr"), "kronor",
            of=lambda held: sum(one.to_come.amount for one in held), total=sum, made_of=("decided", "-out", "back"),
        ),
        column("used", headings.USED_KR, lambda one: one.used),
        column("left", Text("Kvar hos kommunen, kr", "Left with the municipality, kr"), lambda one: one.left),
    )  # fmt: skip


def holdings_table(sharing: GrantSharing) -> Table:
    """Return what each municipality has of one grant."""
    return Table.of(
        [[holding] for holding in sharing.holdings],
        _holdings(sharing.money.organisation.code, sharing.shown.agreement.id),
        id=f"{_id(sharing)}-kommuner",
        caption=Text(
            f"{sharing.grant.name.sv}, kommun för kommun", f"{sharing.grant.name.in_language('en')}, by municipality"
        ),
        provenance=provenance(sharing.shown),
    )


def county_table(county: CountySharing) -> Table:
    """Return what each municipality has of all grants together."""
    by_code: dict[str, list[Holding]] = {}
    for sharing in county.grants:
        for holding in sharing.holdings:
            by_code.setdefault(holding.code, []).append(holding)
    return Table.of(
        [by_code[code] for code in sorted(by_code)],
        _holdings(county.rss.code, county.shown.agreement.id),
        id=f"{county.shown.agreement.id}-{county.rss.code}-kommuner",
        caption=Text("Alla belopp, kommun för kommun", "All grants, by municipality"),
        provenance=provenance(county.shown),
    )


def payments_of(sharing: GrantSharing) -> list[PaidOnward | OnwardReturned]:
    """Return the payments of a grant to and from municipalities that stand, newest first."""
    return list(standing_facts(sharing.money.book, sharing.grant.id))[::-1]


def payments_table(sharing: GrantSharing, undo: Callable[[str], str] | None = None) -> Table:
    """Return the payments of a grant to and from municipalities that stand, newest first.

    ``undo`` gives the address where a payment can be undone, by its id.
    """
    names = {organisation_code(member): member.name for member in sharing.members}
    amounts = AmountLinks.own(sharing.money.organisation.code, sharing.shown.agreement.id)
    out, back = Text("betalt vidare", "passed on"), Text("kommit åter", "come back")
    columns: tuple[Column[PaidOnward | OnwardReturned], ...] = (
        Column("day", headings.DAY, "date", of=lambda fact: fact.day),
        Column(
            "municipality", headings.MUNICIPALITY, swedish=True,
            of=lambda fact: names.get(fact.to if isinstance(fact, PaidOnward) else fact.by, ""),
        ),
        Column("kind", headings.WHAT, of=lambda fact: out if isinstance(fact, PaidOnward) else back),
        Column(
            "amount", headings.AMOUNT_KR, "kronor", of=lambda fact: fact.sum.amount,
            link=lambda fact: amounts.of("recorded", fact=fact.id),
        ),
        Column(
            "reference", headings.REFERENCE, of=lambda fact: fact.reference,
            link=(lambda fact: undo(fact.id)) if undo else None,
        ),
    )  # fmt: skip
    return Table.of(
        payments_of(sharing),
        columns,
        id=f"{_id(sharing)}-betalningar",
        caption=Text("Betalningar till och från kommunerna", "Payments to and from the municipalities"),
        provenance=provenance(sharing.shown),
    )


def _id(sharing: GrantSharing) -> str:
    return f"{sharing.shown.agreement.id}-{sharing.money.organisation.code}-{sharing.grant.id}"
