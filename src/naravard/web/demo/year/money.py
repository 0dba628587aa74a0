"""The money's year beside the duties: fixed, decided on, used, shared out, paid, passed on, and what is left paid back.

Nothing here names an agreement or a grant: who gets what is read out of the agreement's data.
"""

import datetime
from collections.abc import Callable, Iterator

from naravard.agreement.model import Agreement
from naravard.ledger import Terms, terms_of
from naravard.web.access.doings import Doing
from naravard.web.demo.year import costs, onward, payments
from naravard.web.demo.year.allocation import fixed, number_stated, prepared, shared_by_reports, shares_prepared
from naravard.web.demo.year.chance import moment, number, workday
from naravard.web.demo.year.steps import ScriptStep

Do = Callable[[datetime.datetime], object]
_STATED, _DECISION_STATED = datetime.date(2022, 2, 10), datetime.date(2022, 3, 24)
_PREPARED, _FIXED = datetime.date(2022, 2, 11), datetime.date(2022, 2, 14)
_PAYS_FROM, _WEEK = datetime.date(2022, 10, 6), datetime.timedelta(days=7)
_PAYS_UNTIL = datetime.date(2023, 1, 12)
_SHARED = datetime.timedelta(days=16)
"""How long after their last day the reports of keys are shared by."""
_LOOKED_THROUGH = datetime.timedelta(minutes=50)
"""How long before that it is prepared, by another."""


def money_steps(agreement: Agreement, known: frozenset[str]) -> Iterator[ScriptStep]:
    """Give every step of an agreement's money; ``known`` are the codes of those who are organisations here."""
    for fixer in sorted(agreement.mandated(Doing.FIXES) & known):
        yield from _fixing(agreement, fixer)
    yield from _sharing(agreement, known)
    passed_on = {code for one in known for code in terms_of(agreement, one).onward} & known
    for code in sorted(known):
        terms = terms_of(agreement, code)
        if terms.grants:
            yield from _recipient(agreement, code, terms)
        if (terms.grants or code in passed_on) and not terms.onward:
            yield from costs.used_late(agreement, code)
    yield from _payments(agreement)


def _fixing(agreement: Agreement, fixer: str) -> Iterator[ScriptStep]:
    unstated = [one for one in agreement.reference_numbers if not one.number]
    for place, reference in enumerate(unstated):
        day = _DECISION_STATED if place else _STATED
        written = f"S{day.year}/{1000 + number(8000, agreement.id, reference.id):05d}"
        yield ScriptStep(moment(day, reference.id), fixer, number_stated(fixer, agreement.id, reference.id, written))
    yield ScriptStep(moment(_PREPARED, agreement.id, "prepared"), fixer, prepared(fixer, agreement.id))
    yield ScriptStep(moment(_FIXED, agreement.id, "fixed"), fixer, fixed(fixer, agreement.id))


def _sharing(agreement: Agreement, known: frozenset[str]) -> Iterator[ScriptStep]:
    for duty in agreement.duties:
        if duty.about == "key-report" and duty.due is not None and duty.to in known:
            day = workday(duty.due + _SHARED)
            yield ScriptStep(
                moment(day, duty.id, "shared") - _LOOKED_THROUGH,
                duty.to or "",
                shares_prepared(agreement.id, duty.id, duty.to or ""),
            )
            yield ScriptStep(
                moment(day, duty.id, "shared"), duty.to or "", shared_by_reports(agreement.id, duty.id, duty.to or "")
            )


def _recipient(agreement: Agreement, code: str, terms: Terms) -> Iterator[ScriptStep]:
    if code.startswith("region-"):
        yield from costs.decided(agreement, code, terms)
    if terms.onward:
        yield from onward.shared_out(agreement, code, terms)
    yield from costs.used(agreement, code, terms)
    if terms.repayment is not None and terms.repayment.due is not None:
        yield from payments.repaid(agreement, code, terms.repayment.due)


def _payments(agreement: Agreement) -> Iterator[ScriptStep]:
    payers = {duty.to for duty in agreement.duties if duty.about == "requisition" and duty.to}
    for payer in sorted(payers):
        day = _PAYS_FROM
        while day <= _PAYS_UNTIL:
            yield ScriptStep(moment(day, payer, "orders"), payer, payments.ordered(agreement.id, payer))
            yield ScriptStep(
                moment(day + datetime.timedelta(days=4), payer, "confirms"),
                payer,
                payments.confirmed(agreement.id, payer),
            )
            day += _WEEK
