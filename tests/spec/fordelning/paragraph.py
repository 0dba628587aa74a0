"""What a paragraph on allocation can try: an amount, a rule, and what each is to get."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from msgspec.structs import replace

from naravard.agreement.amendments import in_force_on
from naravard.agreement.model import (
    Agreement,
    AllocationKey,
    Amendment,
    AmendmentChange,
    Earmark,
    Onward,
    Override,
    Rounding,
    Rule,
    Text,
)
from naravard.agreement.shapes import rules
from naravard.agreement.wording import exact, kronor, signed_kronor, whole
from naravard.agreement.written_value import read_written
from naravard.allocation import allocate
from naravard.allocation.model import Cell, GrantAllocation
from naravard.allocation.second_level import share_onward
from small_agreements import agreement, earmark, grant, key, municipalities
from spec.paragraphs import Paragraph, markdown_table

Numbers = Mapping[str, int | Fraction]
"""Numbers by the recipient's name."""
Kronor = Mapping[str, int]
"""Kronor by the recipient's name."""


def rule_from(text: str) -> Rule:
    """Read a rule as it is written in an agreement."""
    written = read_written(text, rules(), "rule")
    assert written.value is not None, [finding.what.sv for finding in written.findings]
    return written.value


class Spec(Paragraph):
    """A paragraph on allocation."""

    def allocates(
        self,
        amount: int,
        rule: str,
        gives: Kronor,
        *,
        keys: Mapping[str, Numbers] | None = None,
        left: int = 0,
        rounding: Rounding | None = None,
        overrides: Kronor | None = None,
        show_rule: bool = True,
    ) -> GrantAllocation:
        """Share an amount; ``gives`` are the expected kronor, ``left`` what no one is to receive."""
        codes = _codes(gives)
        made = _agreement(amount, rule, codes, keys or {}, rounding, overrides or {})
        granted = allocate(made).grants[0]
        computed = {cell.recipient.name: cell.binding for cell in granted.cells}
        assert computed == dict(gives)
        assert granted.unallocated == left
        assert sum(gives.values()) + left == amount
        self._begin(amount, rule, rounding, show_rule=show_rule)
        self._table(granted.cells, keys or {}, left, overrides=bool(overrides))
        return granted

    def sets_aside(
        self,
        amount: int,
        rule: str,
        *,
        of: Kronor,
        aside: int,
        aside_rule: str | None,
        gives: Kronor,
        keys: Mapping[str, Numbers],
    ) -> None:
        """Share a grant with an earmark: ``of`` is the grant's kronor, ``gives`` the earmark's."""
        own = rule_from(aside_rule) if aside_rule is not None else None
        set_aside: Earmark = earmark(aside, own)
        codes = _codes(of)
        made = agreement(
            grant(rule_from(rule), amount, earmarks=(set_aside,)), keys=_keys(keys, codes), names=_names(codes)
        )
        granted = allocate(made).grants[0]
        marked = granted.earmarks[0]
        assert {cell.recipient.name: cell.computed for cell in granted.cells} == dict(of)
        assert {cell.recipient.name: cell.computed for cell in marked.cells} == dict(gives)
        self._begin(amount, rule, None, show_rule=True)
        self.markdown.append(f"Delbeloppet är {kronor(aside)}{', med egen regel:' if aside_rule else '.'}")
        if aside_rule:
            self.markdown.append(_yaml(aside_rule))
        rows = [
            [cell.recipient.name, *_key_cells(keys, cell.recipient.name), whole(cell.computed), whole(part.computed)]
            for cell, part in zip(granted.cells, marked.cells, strict=True)
        ]
        total = ["**Summa**", *([""] * len(keys)), f"**{whole(amount)}**", f"**{whole(aside)}**"]
        self.markdown.append(markdown_table(["Mottagare", *keys, "Kronor", "varav"], [*rows, total]))

    def shares_onward(
        self, county_sums: Kronor, rule: str, towns: Mapping[str, str], keys: Mapping[str, Numbers], gives: Kronor
    ) -> None:
        """Share each county's sum among its municipalities; ``towns`` says which county each is in."""
        counties = {name: f"{place:02}" for place, name in enumerate(county_sums, start=1)}
        codes = {town: f"{counties[county]}{place:02}" for place, (town, county) in enumerate(towns.items(), start=1)}
        table = {counties[name]: amount for name, amount in county_sums.items()}
        made = agreement(
            grant(rule_from("{kind: fixed, key: summor}"), sum(county_sums.values())),
            keys=(key("summor", table), *_keys(keys, codes)),
            names={code: name for name, code in counties.items()},
            groups=(municipalities({code: name for name, code in codes.items()}),),
        )
        second = share_onward(allocate(made), "medel", onward=Onward(recipients="municipalities", rule=rule_from(rule)))
        computed = {cell.recipient.name: cell.computed for county in second.counties for cell in county.cells}
        assert computed == dict(gives)
        self.markdown.append(_yaml(rule))
        rows = []
        for county in second.counties:
            rows.append([f"**{county.county.name}**", *([""] * len(keys)), "", f"**{whole(county.amount)}**"])
            rows += [_row(cell, keys) for cell in county.cells]
        self.markdown.append(markdown_table(["Mottagare", *keys, "Exakt", "Kronor"], rows))

    def waits(self, amount: int, rule: str, awaited: str, numbers: Numbers) -> None:
        """Try a grant whose key has no numbers, and then with numbers that someone brings."""
        codes = _codes(numbers)
        made = agreement(
            grant(rule_from(rule), amount), keys=(key(awaited, None, awaits="rapport"),), names=_names(codes)
        )
        waiting = allocate(made).grants[0]
        assert (waiting.cells, waiting.awaits) == ((), (awaited,))
        self._begin(amount, rule, None, show_rule=True)
        self.markdown.append(f"Inga belopp: det saknas tal för `{awaited}`. Med egna tal:")
        brought = {awaited: {codes[name]: Fraction(number) for name, number in numbers.items()}}
        cells = allocate(made, keys=brought).grants[0].cells
        assert sum(cell.computed for cell in cells) == amount
        self._table(cells, {awaited: numbers}, 0, overrides=False)

    def amends(self, amount: int, rule: str, becomes: int, *, before: Kronor, after: Kronor) -> None:
        """Share an amount, and share it again on the day from which an amendment has given it another."""
        codes = _codes(before)
        change = AmendmentChange(clause="tillägg 1", grant="medel", amount=becomes)
        whole_sum = AmendmentChange(clause="tillägg 1", amount=becomes)
        day = datetime.date(2022, 6, 1)
        later = Amendment(
            id="tillagg", name=Text("Tillägg"), decided=day, from_=day, text="tillagg.md", changes=(change, whole_sum)
        )
        signed = replace(agreement(grant(rule_from(rule), amount), names=_names(codes)), amendments=(later,))
        shared = []
        for when, expected in ((day - datetime.timedelta(days=1), before), (day, after)):
            reads = in_force_on(signed, when)
            granted = allocate(reads).grants[0]
            assert {cell.recipient.name: cell.computed for cell in granted.cells} == dict(expected)
            assert reads.total.amount == sum(expected.values())
            shared.append(granted)
        self._begin(amount, rule, None, show_rule=True)
        self.markdown.append(f"Från och med den 1 juni är beloppet {kronor(becomes)}:")
        rows = [
            [one.recipient.name, whole(one.computed), whole(now.computed), signed_kronor(now.computed - one.computed)]
            for one, now in zip(shared[0].cells, shared[1].cells, strict=True)
        ]
        total = ["**Summa**", *(f"**{whole(one)}**" for one in (amount, becomes)), signed_kronor(becomes - amount)]
        self.markdown.append(markdown_table(["Mottagare", "Den 31 maj", "Den 1 juni", "Skillnad"], [*rows, total]))

    def _begin(self, amount: int, rule: str, rounding: Rounding | None, *, show_rule: bool) -> None:
        rounded = ""
        if rounding is not None:
            rounded = f" Avrundning: `{rounding.method}`, enhet {kronor(rounding.unit)}."
        if show_rule:
            self.markdown.append(f"Belopp: {kronor(amount)}.{rounded} Regel:")
            self.markdown.append(_yaml(rule))
        else:
            self.markdown.append(f"Belopp: {kronor(amount)}.{rounded}")

    def _table(self, cells: Sequence[Cell], keys: Mapping[str, Numbers], left: int, *, overrides: bool) -> None:
        header = [
            "Mottagare",
            *keys,
            "Exakt",
            *(["Beräknat", "Avvikelse", "Undertecknat"] if overrides else ["Kronor"]),
        ]
        rows = [_row(cell, keys, overrides=overrides) for cell in cells]
        blank = [""] * (len(header) - 2)
        if left:
            rows.append(["Fördelas inte", *blank, whole(left)])
        rows.append(["**Summa**", *blank, f"**{whole(sum(cell.binding for cell in cells) + left)}**"])
        self.markdown.append(markdown_table(header, rows))


def _agreement(
    amount: int,
    rule: str,
    codes: Mapping[str, str],
    keys: Mapping[str, Numbers],
    rounding: Rounding | None,
    overrides: Kronor,
) -> Agreement:
    changes = tuple(
        Override(grant="medel", recipient=codes[name], change=change, reason=Text("Flyttad."), clause="bilaga 1")
        for name, change in overrides.items()
    )
    made = grant(rule_from(rule), amount, rounding=rounding)
    return agreement(made, keys=_keys(keys, codes), names=_names(codes), overrides=changes)


def _codes(names: Iterable[str]) -> dict[str, str]:
    """Give the recipients codes in the order they stand in."""
    return {name: f"{place:02}" for place, name in enumerate(names, start=1)}


def _names(codes: Mapping[str, str]) -> dict[str, str]:
    return {code: name for name, code in codes.items()}


def _keys(keys: Mapping[str, Numbers], codes: Mapping[str, str]) -> tuple[AllocationKey, ...]:
    return tuple(
        key(name, {codes[recipient]: value for recipient, value in numbers.items()}) for name, numbers in keys.items()
    )


def _row(cell: Cell, keys: Mapping[str, Numbers], *, overrides: bool = False) -> list[str]:
    start = [cell.recipient.name, *_key_cells(keys, cell.recipient.name), exact(cell.exact)]
    if overrides:
        return [*start, whole(cell.computed), whole(cell.override), whole(cell.binding)]
    return [*start, whole(cell.computed)]


def _key_cells(keys: Mapping[str, Numbers], name: str) -> list[str]:
    return [exact(Fraction(numbers[name])) for numbers in keys.values()]


def _yaml(rule: str) -> str:
    """Show a rule as it stands in an agreement."""
    lines = [line for line in rule.splitlines() if line.strip()]
    indent = min(len(line) - len(line.lstrip()) for line in lines)
    shown = [line[indent:].rstrip() for line in lines]
    if len(shown) == 1:
        return f"```yaml\nrule: {shown[0]}\n```"
    return "\n".join(["```yaml", "rule:", *(f"  {line}" for line in shown), "```"])
