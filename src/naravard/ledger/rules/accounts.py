"""The financial report: the ledger's own figures, certified by the CFO."""

import datetime

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Duty
from naravard.agreement.wording import kronor
from naravard.ledger.balances import Balance, balance, balance_of
from naravard.ledger.book import Book
from naravard.ledger.facts import Certified, CostReversed, Fact, Reported, ReportLine, ReportReopened, Undone
from naravard.ledger.refusals import Refusal, refuse, same
from naravard.ledger.rules.common import Case, without_reason
from naravard.ledger.rules.requisition import wrong_version


def report_lines(money: Balance) -> tuple[ReportLine, ...]:
    """Return the lines that a financial report is to have: one for each grant of which something has been paid."""
    return tuple(
        ReportLine(grant=grant.grant, paid=grant.paid, costs=grant.costs, unused=grant.unused)
        for grant in money.grants
        if grant.paid
    )


def reported_balance(book: Book, duty: Duty | None) -> Balance:
    """Return what a report accounts for: all that has been recorded, or what fell on or before its last day."""
    if duty is None or duty.up_to is None:
        return balance_of(book.tally)
    return balance(fact for fact in book.facts.values() if is_accounted_for(fact, duty.up_to))


def is_accounted_for(fact: Fact, up_to: datetime.date) -> bool:
    """Tell whether a fact falls on or before a day: costs, payments and what came back have days of their own."""
    told = fact.fact if isinstance(fact, Undone) else fact.cost if isinstance(fact, CostReversed) else fact
    day = getattr(told, "day", None)
    return (day if isinstance(day, datetime.date) else swedish_day(told.at)) <= up_to


def reported(fact: Reported, case: Case) -> Refusal | None:
    """Refuse a report where nothing has been paid, or whose figures are not those of the ledger."""
    fixed = case.book.tally.allotted
    if fixed is not None and fact.version != fixed.version:
        return wrong_version(fact.version, fixed.version)
    expected = report_lines(reported_balance(case.book, case.terms.report_of(fact.duty)))
    if not expected:
        return _report_refused(
            case, "nothing-paid", ("Inga medel är utbetalade.", "No funds have been paid."),
            same(kronor(0)), ("utbetalade medel att redovisa", "funds that have been paid, to report"),
            ("redovisa när medlen har betalats ut", "report when the funds have been paid"),
        )  # fmt: skip
    if {line.grant: line for line in fact.lines} == {line.grant: line for line in expected}:
        return None
    return _report_refused(
        case, "report-differs",
        ("Redovisningens tal är inte de bokförda.", "The figures of the report are not those that are booked."),
        _summed(fact.lines), _summed(expected), ("läs in talen på nytt", "load the figures again"),
    )  # fmt: skip


def certified(fact: Certified, case: Case) -> Refusal | None:
    """Refuse to certify a report that does not stand or already is; alternative 2 says what and what then."""
    refused = _not_standing(fact.report, case)
    if refused is not None:
        return refused
    certificate = case.book.certificates.get(fact.report)
    if certificate is not None:
        return _report_refused(
            case, "certified-before", ("Redovisningen är redan granskad.", "The report has already been reviewed."),
            same(f"{certificate.id}"), ("en redovisning som inte är granskad", "a report not yet reviewed"),
            ("öppna redovisningen igen med ett skäl", "reopen the report with a reason"),
        )  # fmt: skip
    told = bool(fact.deviations.strip()), bool(fact.measures.strip())
    if fact.alternative == 1 and any(told):
        return _report_refused(
            case, "correct-with-deviations",
            ("Granskningen säger att redovisningen är korrekt.", "The review says that the report is correct."),
            ("avvikelser eller åtgärder", "deviations or measures"), ("inga", "none"),
            ("välj att den inte är korrekt, eller ta bort texten", "choose not correct, or take the text away"),
        )  # fmt: skip
    if fact.alternative == 2 and not all(told):
        return _report_refused(
            case, "deviations-missing",
            (
                "En redovisning som inte är korrekt kräver avvikelser och åtgärder.",
                "A report that is not correct requires deviations and measures.",
            ),
            ("en text saknas", "a text is missing"), ("avvikelser och åtgärder i ord", "deviations and measures"),
            ("skriv vad som inte är korrekt och vad som ska göras", "write what is not correct and what is to be done"),
        )  # fmt: skip
    return None


def report_reopened(fact: ReportReopened, case: Case) -> Refusal | None:
    """Refuse to reopen a report that does not stand, or without a reason."""
    return _not_standing(fact.report, case) or without_reason(fact.reason)


def _not_standing(report: str, case: Case) -> Refusal | None:
    standing = next(reversed(case.book.reports.values()), None)
    if any(one.id == report for one in case.book.reports.values()):
        return None
    return _report_refused(
        case, "report-not-standing", ("Det finns ingen sådan redovisning.", "There is no such report."),
        same(report or "–"),
        (standing.id, standing.id) if standing else ("en redovisning som är klar", "a report that is drawn up"),
        ("läs in sidan på nytt", "load the page again"),
    )  # fmt: skip


def _summed(lines: tuple[ReportLine, ...]) -> tuple[str, str]:
    paid, costs, unused = (kronor(sum(getattr(line, name) for line in lines)) for name in ("paid", "costs", "unused"))
    return (
        f"{len(lines)} belopp: bidrag {paid}, kostnader {costs}, inte förbrukat {unused}",
        f"{len(lines)} grants: paid {paid}, costs {costs}, not used {unused}",
    )


def _report_refused(
    case: Case,
    refusal_id: str,
    what: tuple[str, str],
    found: tuple[str, str],
    expected: tuple[str, str],
    way_out: tuple[str, str],
) -> Refusal:
    duty = case.terms.financial_report
    clause = duty.clause if duty else case.terms.clause
    return refuse(refusal_id, clause, what=what, found=found, expected=expected, way_out=way_out)
