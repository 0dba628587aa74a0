"""A sharing's tables: what a version gives whom, the answers, and what has been passed on."""

from collections.abc import Sequence

from naravard.agreement.duties import organisation_code, swedish_day
from naravard.agreement.model import Earmark, Text
from naravard.agreement.wording import day, kronor
from naravard.allocation.rule_words import describe_rule
from naravard.documents.table import TOTAL, Column, Row, Table
from naravard.ledger.facts import OnwardReturned, PaidOnward
from naravard.web.agreements.provenance import provenance
from naravard.web.sharing.models import Answer, Proposal
from naravard.web.sharing.reading import CountySharing, GrantSharing, Holding, answers_of, rule_of, standing_facts
from naravard.web.site.templatetags.naravard import language, words

CONSENTS = Text("samtycker", "consents")
COMMENTS = Text("har synpunkter", "has views")
SILENT = Text("har inte svarat", "has not answered")
KEPT = Text("Behålls för gemensamt arbete", "Kept for common work")
_CODE = Column("code", Text("Kod", "Code"), "code")
_NAME = Column("municipality", Text("Kommun", "Municipality"))
_HOLDINGS = (
    Column("decided", Text("Beslutat, kr", "Decided, kr"), "kronor"),
    Column("out", Text("Betalt vidare, kr", "Passed on, kr"), "kronor"),
    Column("back", Text("Åter, kr", "Back, kr"), "kronor"),
    Column("to_come", Text("Kvar att betala, kr", "To be passed on, kr"), "kronor"),
    Column("used", Text("Använt, kr", "Used, kr"), "kronor"),
    Column("left", Text("Kvar hos kommunen, kr", "Left with the municipality, kr"), "kronor"),
)


def shares_table(sharing: GrantSharing, proposal: Proposal, before: Proposal | None = None) -> Table:
    """Return what a version gives each municipality and what is kept; its total is the whole sum.

    With the version ``before`` each amount stands beside what it was.
    """
    earmarks = [each for each in sharing.grant.earmarks if proposal.earmarks.get(each.id)]
    was = {share.organisation_id: share.amount for share in before.shares.all()} if before else None
    names = {organisation_code(member): member for member in sharing.members}
    rows: list[Row] = []
    for share in proposal.shares.all():
        member = names.get(share.organisation_id)
        figures = (share.computed, share.change, share.amount)
        rows.append(
            (
                member.code if member else share.organisation_id,
                member.name if member else share.organisation.name,
                *_with_before(figures, share.organisation_id, was),
                *(share.earmarks.get(each.id, 0) for each in earmarks),
                share.reason or None,
            )
        )
    kept = _with_before((proposal.kept, 0, proposal.kept), "", {"": before.kept} if before else None)
    kept_earmarks = (proposal.kept_earmarks.get(each.id, 0) for each in earmarks)
    rows.append((None, words(KEPT), *kept, *kept_earmarks, proposal.kept_reason or None))
    return Table(
        id=f"{_id(sharing)}-version-{proposal.number}",
        caption=Text(
            f"{sharing.grant.name.sv}: fördelning, version {proposal.number}",
            f"{sharing.grant.name.in_language('en')}: sharing, version {proposal.number}",
        ),
        columns=(_CODE, _NAME, *_figure_columns(before), *_earmark_columns(earmarks), _REASON),
        rows=tuple(rows),
        total=_total(rows, len(earmarks), compared=before is not None),
        provenance=provenance(sharing.shown),
    )


_REASON = Column("reason", Text("Skäl", "Reason"))


def _figure_columns(before: Proposal | None) -> tuple[Column, ...]:
    columns = (
        Column("computed", Text("Enligt regeln, kr", "By the rule, kr"), "kronor"),
        Column("change", Text("För hand, kr", "By hand, kr"), "change"),
        Column("amount", Text("Belopp, kr", "Amount, kr"), "kronor"),
    )
    if before is None:
        return columns
    sv, en = f"Version {before.number}, kr", f"Version {before.number}, kr"
    since = Column("since", Text("Skillnad, kr", "Difference, kr"), "change")
    return (*columns, Column("before", Text(sv, en), "kronor"), since)


def _earmark_columns(earmarks: Sequence[Earmark]) -> tuple[Column, ...]:
    return tuple(
        Column(
            f"earmark-{each.id}",
            Text(f"varav {each.name.sv}, kr", f"of which {each.name.in_language('en')}, kr"),
            "kronor",
        )
        for each in earmarks
    )


def _with_before(figures: tuple[int, int, int], code: str, was: dict[str, int] | None) -> tuple[int, ...]:
    if was is None:
        return figures
    earlier = was.get(code, 0)
    return (*figures, earlier, figures[2] - earlier)


def _total(rows: Sequence[Row], earmarks: int, *, compared: bool) -> Row:
    count = 3 + (2 if compared else 0) + earmarks
    sums = [sum(value for row in rows if isinstance(value := row[place], int)) for place in range(2, 2 + count)]
    return (None, words(TOTAL), *sums, None)


def basis_table(sharing: GrantSharing, proposal: Proposal) -> Table:
    """Return what a version rests on, in words: the sum, the rule, the reasons, what became of it."""
    rule = describe_rule(rule_of(proposal), sharing.county(proposal).agreement)
    said: list[tuple[Text, str]] = [
        (Text("Att dela", "To be shared"), kronor(proposal.amount)),
        (Text("Så delas det", "How it is shared"), words(rule)),
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
    return Table(
        id=f"{_id(sharing)}-version-{proposal.number}-underlag",
        caption=Text("Vad fördelningen vilar på", "What the sharing rests on"),
        columns=(Column("what", Text("Uppgift", "Item")), Column("said", Text("Innehåll", "Content"))),
        rows=tuple((words(label), text) for label, text in said),
        provenance=provenance(sharing.shown),
    )


def answers_table(sharing: GrantSharing, proposal: Proposal) -> Table:
    """Return each municipality's answer to a version; those who have not answered are named as such."""
    answers = answers_of(proposal)
    return Table(
        id=f"{_id(sharing)}-version-{proposal.number}-svar",
        caption=Text(
            f"Kommunernas svar på version {proposal.number}",
            f"The municipalities' answers to version {proposal.number}",
        ),
        columns=(
            _CODE,
            _NAME,
            Column("answer", Text("Svar", "Answer")),
            Column("day", Text("Dag", "Day"), "date"),
            Column("text", Text("Synpunkter", "Views")),
        ),
        rows=tuple(
            (member.code, member.name, *_answer(answers.get(organisation_code(member)))) for member in sharing.members
        ),
        provenance=provenance(sharing.shown),
    )


def _answer(answer: Answer | None) -> Row:
    if answer is None:
        return (words(SILENT), None, None)
    return (words(CONSENTS if answer.consents else COMMENTS), swedish_day(answer.at), answer.text or None)


def holdings_table(sharing: GrantSharing) -> Table:
    """Return what each municipality has of one grant."""
    rows = [_holding_row([holding]) for holding in sharing.holdings]
    return _holdings(
        f"{_id(sharing)}-kommuner",
        Text(f"{sharing.grant.name.sv}, kommun för kommun", f"{sharing.grant.name.in_language('en')}, by municipality"),
        rows,
        sharing,
    )


def county_table(county: CountySharing) -> Table:
    """Return what each municipality has of all grants together."""
    by_code: dict[str, list[Holding]] = {}
    for sharing in county.grants:
        for holding in sharing.holdings:
            by_code.setdefault(holding.code, []).append(holding)
    rows = [_holding_row(by_code[code]) for code in sorted(by_code)]
    return _holdings(
        f"{county.shown.agreement.id}-{county.rss.code}-kommuner",
        Text("Alla belopp, kommun för kommun", "All grants, by municipality"),
        rows,
        county,
    )


def _holdings(id_: str, caption: Text, rows: list[Row], of: GrantSharing | CountySharing) -> Table:
    sums = [
        sum(value for row in rows if isinstance(value := row[place], int)) for place in range(2, 2 + len(_HOLDINGS))
    ]
    return Table(
        id=id_,
        caption=caption,
        columns=(_CODE, _NAME, *_HOLDINGS),
        rows=tuple(rows),
        total=(None, words(TOTAL), *sums),
        provenance=provenance(of.shown),
    )


def _holding_row(holdings: Sequence[Holding]) -> Row:
    first = holdings[0].recipient
    return (
        first.code,
        first.name,
        sum(one.decided.amount for one in holdings),
        sum(one.out for one in holdings),
        sum(one.back for one in holdings),
        sum(one.to_come.amount for one in holdings),
        sum(one.used for one in holdings),
        sum(one.left for one in holdings),
    )


def payments_of(sharing: GrantSharing) -> list[PaidOnward | OnwardReturned]:
    """Return the payments of a grant to and from municipalities that stand, newest first."""
    return list(standing_facts(sharing.money.book, sharing.grant.id))[::-1]


def payments_table(sharing: GrantSharing) -> Table:
    """Return the payments of a grant to and from municipalities that stand, newest first."""
    names = {organisation_code(member): member.name for member in sharing.members}
    out, back = Text("betalt vidare", "passed on"), Text("kommit åter", "come back")
    return Table(
        id=f"{_id(sharing)}-betalningar",
        caption=Text("Betalningar till och från kommunerna", "Payments to and from the municipalities"),
        columns=(
            Column("day", Text("Dag", "Day"), "date"),
            Column("municipality", Text("Kommun", "Municipality")),
            Column("kind", Text("Vad", "What")),
            Column("amount", Text("Belopp, kr", "Amount, kr"), "kronor"),
            Column("reference", Text("Referens", "Reference")),
        ),
        rows=tuple(
            (
                fact.day,
                names.get(fact.to if isinstance(fact, PaidOnward) else fact.by, ""),
                (out if isinstance(fact, PaidOnward) else back).in_language(language()),
                fact.sum.amount,
                fact.reference,
            )
            for fact in payments_of(sharing)
        ),
        provenance=provenance(sharing.shown),
    )


def _id(sharing: GrantSharing) -> str:
    return f"{sharing.shown.agreement.id}-{sharing.money.organisation.code}-{sharing.grant.id}"
