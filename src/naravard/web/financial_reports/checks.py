"""What the receiver looks at in a financial report: each point, whether it holds, and what was found."""

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.ledger.rules.accounts import report_lines, reported_balance
from naravard.web.financial_reports.models import DrawnUpReport
from naravard.web.financial_reports.report import FinancialReport
from naravard.web.papers.models import HandedInPaper
from naravard.web.papers.overview import counts_as_late, extension_after
from naravard.web.papers.proof import proof_of
from naravard.web.papers.words import clock_remarks, in_time, way_of_signing
from naravard.web.people.four_eyes import same_person
from naravard.web.site.checks import Check, CheckOutcome
from naravard.web.tasks.changes import PERSON


def checks_of(report: FinancialReport, row: DrawnUpReport, paper: HandedInPaper | None) -> list[Check]:
    """Look at a report that has been drawn up; ``paper`` is the edition that it was handed in as."""
    found = [_ledger(report), _items(report), _correct(row), _reviewer(row)]
    if paper is not None:
        found += [_in_time(report, paper), _signer(row, paper), _signature(paper), _receipt(paper)]
    return found


def _check(what: Text, holds: bool, found: Text) -> Check:  # noqa: FBT001 - read where it is called as a sentence
    return Check(name=what, answer=CheckOutcome.MET if holds else CheckOutcome.NOT_MET, says=found)


def _ledger(report: FinancialReport) -> Check:
    drawn_up = report.money.report(report.duty)
    lines = {line.grant: line for line in drawn_up.lines} if drawn_up else {}
    now = {line.grant: line for line in report_lines(reported_balance(report.money.book, report.duty))}
    same = {grant: (line.paid, line.costs) for grant, line in lines.items()} == {
        grant: (line.paid, line.costs) for grant, line in now.items()
    }
    paid, costs = (sum(getattr(line, name) for line in lines.values()) for name in ("paid", "costs"))
    return _check(
        Text("Summorna är de som finns bokförda", "The sums are those that are booked"),
        same and bool(lines),
        Text(f"bidrag {kronor(paid)}, kostnader {kronor(costs)}", f"paid {kronor(paid)}, costs {kronor(costs)}"),
    )


def _items(report: FinancialReport) -> Check:
    figures = report.figures
    return _check(
        Text("Kostnadsposterna blir kostnaderna, och bidrag minus använt blir inte förbrukat",
             "The cost items make the costs, and paid less used makes not used"),
        all(one.ties for one in figures.grants),
        Text(f"inte förbrukat {kronor(figures.total('unused'))}", f"not used {kronor(figures.total('unused'))}"),
    )  # fmt: skip


def _correct(row: DrawnUpReport) -> Check:
    words = {
        1: Text("korrekt", "correct"),
        2: Text("inte korrekt", "not correct"),
    }
    return _check(
        Text("Ekonomichefen intygar att den är korrekt", "The chief financial officer certifies that it is correct"),
        row.alternative == 1,
        words.get(row.alternative or 0, Text("inte granskad", "not reviewed")),
    )


def _reviewer(row: DrawnUpReport) -> Check:
    return _check(
        Text("En annan än den som gjorde den klar har granskat", "Another than the one who drew it up has reviewed it"),
        bool(row.reviewed_by) and not _same(row.reviewed_by, row.drawn_up_by),
        Text(f"klargjord av {row.drawn_up_by_name}, granskad av {row.reviewer or '–'}",
             f"drawn up by {row.drawn_up_by_name}, reviewed by {row.reviewer or '–'}"),
    )  # fmt: skip


def _in_time(report: FinancialReport, paper: HandedInPaper) -> Check:
    found, extended = in_time(paper, swedish_day(report.money.now)), extension_after(paper)
    if extended is not None:
        found = Text(f"{found.sv} {extended.says.sv}", f"{found.en} {extended.says.en}")
    return _check(Text("Den kom in i tid", "It came in in time"), not counts_as_late(paper, extended), found)


def _signer(row: DrawnUpReport, paper: HandedInPaper) -> Check:
    others = [*paper.preparers, row.drawn_up_by, row.reviewed_by]
    return _check(
        Text("En tredje person har skrivit under", "A third person has signed"),
        not any(_same(paper.signed_by, one) for one in others),
        Text(row.signed_by_name or "–"),
    )


def _signature(paper: HandedInPaper) -> Check:
    names = ", ".join(str(one.get("name", "")) for one in paper.signatures)
    way = way_of_signing(paper.way)
    found = Text(f"{way.sv}: {names}", f"{way.in_language('en')}: {names}") if names else way
    if said := clock_remarks(paper).sv:
        found = Text(f"{found.sv}.{said}", f"{found.in_language('en')}.{clock_remarks(paper).in_language('en')}")
    return _check(Text("Den är undertecknad", "It is signed"), bool(names) or not paper.is_electronic, found)


def _receipt(paper: HandedInPaper) -> Check:
    return _check(
        Text("Kvittot håller: filen och det som står i den är vad som lämnades in",
             "The receipt holds: the file and the details are those that were handed in"),
        all(point.holds for point in proof_of(paper)),
        Text(paper.receipt_number),
    )  # fmt: skip


def _same(one: str, other: str) -> bool:
    return one.startswith(PERSON) and other.startswith(PERSON) and same_person(one, other)
