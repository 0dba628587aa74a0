"""Costs: on an allotted grant, within the agreement's days, and not under a financial report that stands."""

import datetime

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Duty
from naravard.agreement.wording import day, kronor
from naravard.ledger.facts import CostReversed, Reported, Used
from naravard.ledger.refusals import Refusal, refuse, same
from naravard.ledger.rules.common import Case, not_as_recorded


def used(fact: Used, case: Case) -> Refusal | None:
    """Refuse a cost that does not belong here. Above the grant it is allowed: it is then the recipient's own."""
    refused = report_stands(case, fact.day) or (stranger(fact.holder, case) if fact.holder else None)
    return refused or _outside_the_period(fact, case) or _unknown_earmark(fact, case)


def cost_reversed(fact: CostReversed, case: Case) -> Refusal | None:
    """Refuse to take back a cost that does not exist, or more than remains of it."""
    refused = report_stands(case, fact.cost.day) or not_as_recorded(fact.cost, case)
    left = case.book.cost_left.get(fact.cost.id, 0)
    if refused is not None or fact.amount <= left:
        return refused
    return refuse(
        "above-the-cost",
        what=("Rättelsen är större än kostnaden.", "The correction is above the cost."),
        found=same(kronor(fact.amount)),
        expected=(f"högst {kronor(left)}", f"at most {kronor(left)}"),
        way_out=("sänk beloppet", "lower the amount"),
    )


def report_stands(case: Case, day_of: datetime.date) -> Refusal | None:
    """Refuse what would change the figures of a financial report that stands: what falls on a day it accounts for."""
    report, duty = _standing_report(case, day_of)
    if report is None:
        return None
    return refuse(
        "report-stands",
        duty.clause if duty else case.terms.clause,
        what=(
            "Den ekonomiska redovisningen är klar, och siffrorna i den är låsta.",
            "The financial report has been drawn up, and its figures stand.",
        ),
        found=(f"en redovisning från {day(swedish_day(report.at))}", f"a report of {day(swedish_day(report.at))}"),
        expected=("ingen redovisning, eller en som har öppnats igen", "no report, or one that has been reopened"),
        way_out=("öppna redovisningen igen med ett skäl", "reopen the report with a reason"),
    )


def _standing_report(case: Case, day_of: datetime.date) -> tuple[Reported | None, Duty | None]:
    for named, report in case.book.reports.items():
        duty = case.terms.report_of(named)
        if duty is None or duty.up_to is None or day_of <= duty.up_to:
            return report, duty
    return None, None


def stranger(holder: str, case: Case) -> Refusal | None:
    """Refuse someone whom the recipient cannot pass money on to."""
    if holder in case.terms.onward:
        return None
    return refuse(
        "not-passed-on-to",
        case.terms.clause,
        what=("Medel kan inte betalas vidare till den.", "Money cannot be passed on to that one."),
        found=same(holder or "–"),
        expected=(
            "en av länets kommuner" if case.terms.onward else "ingen: mottagaren betalar inte vidare",
            "one of the county's municipalities" if case.terms.onward else "no one: the recipient passes nothing on",
        ),
        way_out=("välj en av dem", "choose one of them")
        if case.terms.onward
        else ("lämna fältet tomt", "leave it empty"),
    )


def _outside_the_period(fact: Used, case: Case) -> Refusal | None:
    period = case.terms.period
    if period.from_ <= fact.day <= period.to:
        return None
    duty = case.terms.financial_report
    return refuse(
        "cost-outside-the-period",
        duty.clause if duty else case.terms.clause,
        what=("Kostnaden ligger utanför överenskommelsens tid.", "The cost lies outside the agreement's period."),
        found=same(day(fact.day)),
        expected=(f"{day(period.from_)} till {day(period.to)}", f"{day(period.from_)} to {day(period.to)}"),
        way_out=("bokför kostnaden på rätt år", "book the cost on the right year"),
    )


def _unknown_earmark(fact: Used, case: Case) -> Refusal | None:
    terms = case.terms.grant(fact.grant)
    known = [earmark.id for earmark in terms.grant.earmarks] if terms else []
    if not fact.earmark or fact.earmark in known:
        return None
    return refuse(
        "earmark-unknown",
        what=("Beloppet har inget sådant delbelopp.", "The grant has no such earmark."),
        found=same(fact.earmark),
        expected=same(", ".join(known) or "–"),
        way_out=("välj ett av dem, eller inget", "choose one of them, or none"),
    )
