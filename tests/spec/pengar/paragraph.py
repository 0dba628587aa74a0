"""What a paragraph on money can try: the way of a recipient's kronor, a step at a time, by Swedish clocks."""

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction

import pytest

from ledger_samples import INTERIM, Money, signed, swedish
from naravard.agreement.duties import Progress
from naravard.agreement.wording import clause_reference, kronor, per_cent
from naravard.allocation import AllocationError
from naravard.allocation.model import GrantAllocation
from naravard.allocation.participation import allocate_reported
from naravard.ledger import DutyStanding, flow, to_come
from naravard.ledger.balances import balance_of
from naravard.ledger.facts import Fact
from naravard.ledger.forecast import DecidedCost, Method, Outlook, outlooks
from naravard.ledger.risks import Level, Risk, risks
from spec.paragraphs import Paragraph, markdown_table

Making = Callable[[Money], Fact]
Weeks = tuple[int, int] | None
"""The weeks of the first autumn and of the second; none for one who has not reported."""
_HEADINGS = {
    "allotted": "Tilldelat", "requisitioned": "Rekvirerat", "paid": "Utbetalat", "onward": "Betalat vidare",
    "costs": "Kostnader", "used": "Använt", "awaiting": "Väntar", "own": "Egna", "left": "Kvar",
    "repaid": "Återbetalat", "reclaimed": "Återkrävt", "to_repay": "Att återbetala",
}  # fmt: skip


class Spec(Paragraph):
    """A paragraph on money. Each begins with a recipient; times are Swedish."""

    def begins(self, recipient: str, *, paid: bool = True, interim: str | None = "2022-09-30 15:00:00") -> Money:
        """Begin with a recipient: its sums are allotted, and paid unless said otherwise."""
        standings = dict(INTERIM)
        report = DutyStanding(progress=Progress(submitted_at=swedish(interim) if interim else None))
        standings["interim-report-regions"] = report
        money = Money(recipient, standings)
        if paid:
            money.paid()
        else:
            money.allot()
        return money

    def stands(
        self, money: Money, grant: str, columns: Sequence[str], expected: Sequence[int], *, at: str = ""
    ) -> None:
        """Tell how a grant stands: the figures of these columns; ``at`` a moment, where the day matters."""
        coming = to_come(money.book, money.terms, swedish(at), money.standings) if at else None
        balance = balance_of(money.book.tally, coming=coming)
        name_of, _, earmark = grant.partition("/")
        sums = balance.grant(name_of) if grant else balance.total
        if earmark:
            (sums,) = (one for one in balance.grant(name_of).earmarks if one.earmark == earmark)
        found = [getattr(sums, column) for column in columns]
        assert found == list(expected)
        terms = money.terms.grant(name_of)
        name = terms.grant.name.sv if terms else "Alla belopp"
        if earmark and terms:
            name = f"varav {next(one.name.sv for one in terms.grant.earmarks if one.id == earmark)}"
        self._table(["Belopp", *(_HEADINGS[column] for column in columns)], [[name, *map(_written, found)]])

    def flows(self, money: Money, expected: Sequence[tuple[str, int]]) -> None:
        """Tell the recipient's whole money as the flow on its page: these lines, with the clause of each."""
        lines = {line.name.sv: line for line in flow(money.book, money.balance(), money.terms)}
        assert [(name, lines[name].total) for name, _ in expected] == list(expected)
        rows = [
            [name, _written(amount), clause_reference(lines[name].clause) if lines[name].clause else "–"]
            for name, amount in expected
        ]
        self._table(["Steg", "Summa", "Enligt"], rows, words=True)

    def tries(self, what: str, answers: Sequence[tuple[str, str]], made: Callable[[str], tuple[Money, Fact]]) -> None:
        """Tell what happens to the same thing on different days: ``tas emot``, or the first words of the refusal."""
        rows = []
        for moment, answer in answers:
            money, fact = made(moment)
            if answer == "tas emot":
                money.take(fact)
            else:
                assert money.refused(fact).what.sv == answer
            rows.append([moment, answer])
        self._table([what, "Svar"], rows, words=True)

    def refuses(self, money: Money, fact: Fact, says: str) -> None:
        """Tell how something is refused, in the words of the page."""
        words = money.refused(fact).in_language("sv").replace("\u00a0", " ")
        assert words == says
        self.markdown.append(f"Så här står det:\n\n> {says}")

    def shares_weeks(
        self, weeks: Mapping[str, Weeks], expected: Mapping[str, int], *, late: Collection[str] = ()
    ) -> None:
        """Tell what the reported weeks of these give them, when no one else has reported; ``late`` came too late."""
        shared = _shared(weeks, late)
        found = {cell.recipient.name: cell.computed for cell in shared.cells}
        assert {name: found[name] for name in weeks} == dict(expected)
        assert sum(found.values()) == shared.grant.amount
        rows = []
        for name, reported in weeks.items():
            counts = reported is not None and name not in late
            before, after = reported or ("–", "–")
            rise = str(max(reported[1] - reported[0], 0)) if reported is not None and counts else "räknas inte"
            rows.append([name, str(before), str(after), rise, _written(expected[name])])
        self._table(["Redovisar", "Hösten 2021", "Hösten 2022", "Ökning", "Belopp"], rows)

    def refuses_weeks(self, weeks: Mapping[str, Weeks], says: str) -> None:
        """Tell how a sharing of the reported weeks is refused."""
        with pytest.raises(AllocationError) as refused:
            _shared(weeks, ())
        assert refused.value.what.sv == says
        self.markdown.append(f"Så här står det:\n\n> {says}")

    def came(self, money: Money, duty: str, moment: str | None, later: str = "") -> None:
        """Let a duty have come in at a moment, or not at all; ``later`` is a last day that was given."""
        standings = dict(money.standings)
        standings[duty] = DutyStanding(
            progress=Progress(submitted_at=swedish(moment) if moment else None),
            extended_to=datetime.date.fromisoformat(later) if later else None,
        )
        money.standings = standings

    def expects(
        self,
        money: Money,
        grant: str,
        today: str,
        method: Method,
        *plans: DecidedCost,
        costs: int,
        expected: int,
        left: int,
    ) -> None:
        """Tell a grant's forecast on a day: what is booked, expected costs, and what is expected to be left."""
        outlook = _outlooks(money, swedish(f"{today} 12:00:00"), method, plans)[grant]
        assert (outlook.costs, outlook.expected_costs, outlook.expected_left) == (costs, expected, left)
        figures = (outlook.available, outlook.planned, costs, expected, left)
        header = ["Belopp", "Utbetalat", "Planerat", "Bokfört", "Väntade kostnader", "Väntas bli kvar"]
        name = next(each.grant.name.sv for each in money.terms.grants if each.grant.id == grant)
        self._table(header, [[name, *map(_written, figures)]])

    def levels(self, levels: Sequence[tuple[int, Fraction, Level]]) -> None:
        """Tell the table of how loud a warning is."""
        rows = [
            [level.label.sv, f"{most} dagar", per_cent(least, 0) if least else "någon krona"]
            for most, least, level in levels
        ]
        self._table(["Varning", "Högst så långt till sista dagen", "Minst så mycket"], rows, words=True)

    def warns(self, money: Money, grant: str, answers: Sequence[tuple[str, Level | None]], *plans: DecidedCost) -> None:
        """Tell what warning a grant has at moments of the year."""
        self._warned(money, "unused", (grant,), answers, plans)

    def warns_of_right(self, money: Money, answers: Sequence[tuple[str, Level | None]]) -> None:
        """Tell what warning there is of the right to the money."""
        self._warned(money, "right", None, answers, ())

    def words_of(self, money: Money, grant: str, moment: str, words: str, *plans: DecidedCost) -> None:
        """Tell how a grant's warning is worded."""
        risk = next(risk for risk in _risks(money, moment, plans) if risk.grants == (grant,))
        assert f"{risk.says.sv} {risk.do.sv}".replace("\u00a0", " ") == words
        self.markdown.append(f"Så här står det den {moment[:10]}:\n\n> {words}")

    def _warned(
        self,
        money: Money,
        kind: str,
        grants: tuple[str, ...] | None,
        answers: Sequence[tuple[str, Level | None]],
        plans: Sequence[DecidedCost],
    ) -> None:
        rows = []
        for moment, level in answers:
            found = [
                risk for risk in _risks(money, moment, plans) if risk.kind == kind and grants in (None, risk.grants)
            ]
            assert [risk.level for risk in found] == ([level] if level else []), moment
            rows.append([moment, level.label.sv if level else "ingen varning"])
        self._table(["När", "Varning"], rows, words=True)

    def _table(self, header: Sequence[str], rows: Sequence[Sequence[str]], *, words: bool = False) -> None:
        self.markdown.append(markdown_table(header, rows, words=words))


def _shared(weeks: Mapping[str, Weeks], late: Collection[str]) -> GrantAllocation:
    """Share the placement money by reported weeks; all others have not reported."""
    agreement = signed()
    codes = {each.name: each.code for each in agreement.recipients_of(agreement.grant("vfu"))}
    taking = {codes[name]: reported for name, reported in weeks.items() if reported is not None and name not in late}
    keys = {
        key: {code: Fraction(reported[place]) for code, reported in taking.items()}
        for place, key in enumerate(agreement.duty("vfu-report").brings)
    }
    outside = {"vfu-report": set(codes.values()) - set(taking)}
    return allocate_reported(agreement, keys, outside).grant("vfu")


def _written(amount: int) -> str:
    return kronor(amount)


def planned(grant: str, budget: int, first: str, last: str, *, activity: str = "a1") -> DecidedCost:
    """Return an activity that is decided on."""
    from_day, to_day = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    return DecidedCost(activity=activity, grant=grant, budget=budget, from_day=from_day, to_day=to_day)


def _outlooks(money: Money, now: datetime.datetime, method: Method, plans: Sequence[DecidedCost]) -> dict[str, Outlook]:
    coming = to_come(money.book, money.terms, now, money.standings)
    found = outlooks(money.book, money.terms, today=now.date(), method=method, plans=plans, coming=coming)
    return {outlook.grant: outlook for outlook in found}


def _risks(money: Money, moment: str, plans: Sequence[DecidedCost]) -> tuple[Risk, ...]:
    now = swedish(moment)
    expected = _outlooks(money, now, Method.PLANS, plans).values()
    return risks(money.book, money.terms, money.standings, expected, now=now)
