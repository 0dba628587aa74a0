"""Why an amount is what it is: in words, as data, and as a waterfall from the pot to the krona.

``explain`` answers for a cell of a grant or of an earmark, ``explain_onward`` for a municipality's part of its county's
sum. The same :class:`Explanation` serves the terminal, the web and the documents.
"""

from fractions import Fraction
from typing import Literal

from msgspec import Struct

from naravard.agreement.model import Agreement, Override, Rounding, Text
from naravard.agreement.wording import kronor, kronor_in_words, quoted
from naravard.allocation.errors import AwaitsKeyError, UnknownEarmarkError, UnknownRecipientError
from naravard.allocation.model import Allocation, Cell, EarmarkAllocation, GrantAllocation, RuleStep, SecondLevel
from naravard.allocation.narration import NarrationLine, Telling, tell
from naravard.allocation.rule_words import describe_rule, key_name
from naravard.allocation.sentences import money, say, share, units
from naravard.allocation.waterfall import Ends, Piece, WaterfallStep, follows_grant, named, pieces_of, waterfall


class Explanation(Struct, frozen=True):
    """One amount, explained."""

    agreement: Agreement
    subject: "Subject"
    lines: tuple[NarrationLine, ...]
    """Sentences in reading order; together they tell the whole way."""
    waterfall: tuple[WaterfallStep, ...]

    @property
    def cell(self) -> Cell:
        """The cell that is explained."""
        return self.subject.cell

    @property
    def amount(self) -> int:
        """The binding amount, whole kronor."""
        return self.subject.cell.binding

    @property
    def heading(self) -> Text:
        """The first line: who gets how much of what."""
        return self.lines[0].text

    def as_data(self) -> dict[str, object]:
        """Return everything as plain data, ready for JSON; fractions as ``{"fraction": "1/3", "decimal": …}``."""
        from naravard.allocation.explanation_data import explanation_data

        return explanation_data(self)


class Subject(Struct, frozen=True, kw_only=True):
    """What is explained: a cell, and the frame it stands in."""

    kind: Literal["grant", "earmark", "onward"]
    grant_id: str
    names: dict[str, Text]
    """Names for the sentences: ``grant``, and ``earmark`` or ``county``."""
    cell: Cell
    count: int
    pot: int
    pot_clause: str
    rule_clause: str
    rounding: Rounding
    raised_count: int
    unallocated: int
    left: Fraction
    brought: tuple[str, ...] = ()
    override: Override | None = None


def explain(allocation: Allocation, grant_id: str, code: str, *, earmark: str | None = None) -> Explanation:
    """Explain a recipient's amount of a grant, or of one of the grant's earmarks."""
    granted = allocation.computed(grant_id)
    agreement, grant = allocation.agreement, granted.grant
    if earmark is not None:
        return _explain_earmark(agreement, granted, earmark, code)
    cell = _find(granted.cells, grant_id, code)
    subject = Subject(
        kind="grant",
        grant_id=grant_id,
        names={"grant": grant.name},
        cell=cell,
        count=len(granted.cells),
        pot=grant.amount,
        pot_clause=grant.clause,
        rule_clause=grant.rule.clause or grant.clause,
        rounding=granted.rounding,
        raised_count=granted.raised_count,
        unallocated=granted.unallocated,
        left=granted.left_by_rule,
        brought=granted.brought,
        override=_override_of(agreement, grant_id, cell),
    )
    lines, bars = _explain(agreement, subject)
    if grant.text_rule is not None:
        departure = say(
            "departure",
            quote=Text(quoted(grant.text_rule.quote), quoted(grant.text_rule.quote, "en")),
            rule=describe_rule(grant.text_rule.rule, agreement),
            used=describe_rule(grant.rule, agreement),
        )
        lines.append(NarrationLine("departure", departure, clause=grant.text_rule.clause))
    return Explanation(agreement, subject, tuple(lines), bars)


def explain_onward(allocation: Allocation, second: SecondLevel, code: str) -> Explanation:
    """Explain a municipality's part of its county's sum."""
    agreement, grant = allocation.agreement, second.grant
    if second.awaits:
        raise AwaitsKeyError(grant.id, second.awaits)
    cells = tuple(cell for county in second.counties for cell in county.cells)
    cell = _find(cells, grant.id, code)
    county = second.county_of(code)
    clause = second.onward.clause or second.onward.rule.clause or grant.clause
    left = county.amount - sum((each.exact for each in county.cells), Fraction(0))
    subject = Subject(
        kind="onward",
        grant_id=grant.id,
        names={"grant": grant.name, "county": Text(county.county.name)},
        cell=cell,
        count=len(county.cells),
        pot=county.amount,
        pot_clause=clause,
        rule_clause=clause,
        rounding=second.rounding,
        raised_count=county.raised_count,
        unallocated=county.unallocated,
        left=left,
        brought=second.brought,
    )
    lines, bars = _explain(agreement, subject)
    return Explanation(agreement, subject, tuple(lines), bars)


def _explain_earmark(agreement: Agreement, granted: GrantAllocation, earmark_id: str, code: str) -> Explanation:
    """Explain a recipient's part of an earmark."""
    try:
        allocated = granted.earmark(earmark_id)
    except KeyError:
        known = [earmark.id for earmark in granted.grant.earmarks]
        raise UnknownEarmarkError(granted.grant.id, earmark_id, known) from None
    cell = _find(allocated.cells, granted.grant.id, code)
    earmark = allocated.earmark
    rule = earmark.rule or granted.grant.rule
    subject = Subject(
        kind="earmark",
        grant_id=granted.grant.id,
        names={"grant": granted.grant.name, "earmark": earmark.name},
        cell=cell,
        count=len(allocated.cells),
        pot=earmark.amount,
        pot_clause=earmark.clause,
        rule_clause=rule.clause or earmark.clause,
        rounding=granted.rounding,
        raised_count=_to_be_raised(allocated, granted.rounding),
        unallocated=allocated.unallocated,
        left=cell.worked.left,
        brought=granted.brought,
    )
    lines, bars = _explain(agreement, subject)
    return Explanation(agreement, subject, tuple(lines), bars)


def _to_be_raised(allocated: EarmarkAllocation, rounding: Rounding) -> int:
    """Return how many cells of an earmark the rounding had units for, whether or not there was room."""
    if rounding.method != "largest-remainder":
        return allocated.raised_count
    left = sum((cell.remainder for cell in allocated.cells), Fraction(0))
    return int(left // rounding.unit)


def _find(cells: tuple[Cell, ...], grant_id: str, code: str) -> Cell:
    for cell in cells:
        if cell.recipient.code == code:
            return cell
    raise UnknownRecipientError(grant_id, code, [cell.recipient.code for cell in cells])


def _explain(agreement: Agreement, subject: Subject) -> tuple[list[NarrationLine], tuple[WaterfallStep, ...]]:
    """Return the explanation in words and as a waterfall."""
    cell = subject.cell
    step, aside = cell.step, cell.earmark_steps
    return _lines(agreement, subject, step, aside), _waterfall(agreement, subject, step, aside)


def _lines(agreement: Agreement, subject: Subject, step: RuleStep, aside: tuple[RuleStep, ...]) -> list[NarrationLine]:
    """Return the lines from the amount, by the rule, to the rounding and the signature."""
    cell, name = subject.cell, subject.cell.recipient.name
    telling = Telling(agreement, name, subject.rule_clause)
    suffix = "" if subject.kind == "grant" else f"-{subject.kind}"
    amount = say(f"amount{suffix}", name=name, amount=kronor(cell.binding), **subject.names)
    pot = say(f"pot{suffix}", pot=kronor(subject.pot), count=str(subject.count), **subject.names)
    lines = [
        NarrationLine("amount", amount, Fraction(cell.binding), subject.pot_clause),
        NarrationLine("pot", pot, Fraction(subject.pot), subject.pot_clause),
        *_rule_lines(subject, telling, step, aside),
        _rounding(subject),
        *_moved(subject),
    ]
    if subject.unallocated:
        left = say("unallocated", amount=kronor(subject.unallocated))
        lines.append(NarrationLine("unallocated", left, Fraction(subject.unallocated), subject.rule_clause))
    if subject.override is not None:
        lines.append(_override(cell, subject.override))
    elif cell.override:
        lines.append(_signed_parts(subject))
    lines.extend(NarrationLine("brought", say("brought", key=key_name(agreement, key))) for key in subject.brought)
    return lines


def _rule_lines(subject: Subject, telling: Telling, step: RuleStep, aside: tuple[RuleStep, ...]) -> list[NarrationLine]:
    """Return what the rule did, with earmarks that have rules of their own first."""
    cell = subject.cell
    if "grant_amount" in cell.worked.own:
        return [_follows(subject, step)]
    if not aside:
        return tell(step, telling)
    lines = []
    for part in aside:
        earmark, pot = part.earmark, part.figures["pot"]
        text = say("earmark-aside", pot=money(pot), earmark=earmark.name if earmark else "")
        lines.append(NarrationLine("earmark-aside", text, pot, earmark.clause if earmark else None))
        lines.extend(tell(part, telling, 1))
    rest = say("earmark-rest", pot=money(step.figures["pot"]))
    total = say("earmark-sum", result=money(cell.exact))
    return [
        *lines,
        NarrationLine("earmark-rest", rest, step.figures["pot"], telling.clause),
        *tell(step, telling, 1),
        NarrationLine("earmark-sum", total, cell.exact, telling.clause),
    ]


def _follows(subject: Subject, step: RuleStep) -> NarrationLine:
    """Tell how an earmark without a rule follows its grant."""
    figures = step.figures
    received, pot = figures["grant_amount"], figures["pot"]
    text = say(
        "follows-grant",
        name=subject.cell.recipient.name,
        grant=subject.names["grant"],
        grant_amount=money(received),
        grant_pot=money(pot),
        share=share(received / pot if pot else Fraction(0)),
        pot=kronor(subject.pot),
        result=money(subject.cell.exact),
    )
    return NarrationLine("follows-grant", text, subject.cell.exact, subject.rule_clause)


def _rounding(subject: Subject) -> NarrationLine:
    """Tell what the rounding did, and why to this recipient."""
    cell, rounding, remainder = subject.cell, subject.rounding, subject.cell.remainder
    kind = _rounding_kind(subject, remainder)
    spare = subject.raised_count * rounding.unit
    text = say(
        kind,
        name=cell.recipient.name,
        units=units(rounding.unit),
        unit=kronor(rounding.unit),
        spare=kronor_in_words(spare),
        remainder=money(remainder),
        rank=str(cell.rank),
        count=str(subject.count),
        raised=kronor_in_words(cell.raised),
        amount=kronor(cell.computed - cell.moved),
    )
    return NarrationLine(kind, text, Fraction(cell.computed - cell.moved), subject.rule_clause)


def _moved(subject: Subject) -> list[NarrationLine]:
    """Tell what was moved so that the earmarks stay within their grant, where anything was."""
    cell = subject.cell
    if not cell.moved:
        return []
    kind = "moved-to" if cell.moved > 0 else "moved-from"
    text = say(
        kind,
        name=cell.recipient.name,
        moved=kronor_in_words(abs(cell.moved)),
        amount=kronor(cell.computed),
        **subject.names,
    )
    return [NarrationLine(kind, text, Fraction(cell.computed), subject.rule_clause)]


def _signed_parts(subject: Subject) -> NarrationLine:
    """Tell how far an earmark follows the grant's signed amount where the computed one would not hold it."""
    cell = subject.cell
    text = say(
        "signed-parts",
        change=kronor_in_words(abs(cell.override)),
        direction=Text("högre", "higher") if cell.override > 0 else Text("lägre", "lower"),
        binding=kronor(cell.binding),
        **subject.names,
    )
    return NarrationLine("override", text, Fraction(cell.binding), subject.rule_clause)


def _rounding_kind(subject: Subject, remainder: Fraction) -> str:
    cell = subject.cell
    if not remainder:
        return "rounding-whole"
    if subject.rounding.method != "largest-remainder":
        return f"rounding-{subject.rounding.method}"
    if cell.raised:
        return "rounding-raised" if cell.rank <= subject.raised_count else "rounding-raised-instead"
    if not subject.raised_count:
        return "rounding-none-left"
    return "rounding-passed-over" if cell.rank <= subject.raised_count else "rounding-kept"


def _override_of(agreement: Agreement, grant_id: str, cell: Cell) -> Override | None:
    """Return the cell's override; of several, one with their reasons together."""
    if not cell.override:
        return None
    code = cell.recipient.code
    all_ = [each for each in agreement.overrides if (each.grant, each.recipient) == (grant_id, code)]
    reason = Text(" ".join(each.reason.sv for each in all_), " ".join(each.reason.in_language("en") for each in all_))
    return Override(grant=grant_id, recipient=code, change=cell.override, reason=reason, clause=all_[0].clause)


def _override(cell: Cell, override: Override) -> NarrationLine:
    text = say(
        "override-higher" if cell.override > 0 else "override-lower",
        change=kronor_in_words(abs(cell.override)),
        binding=kronor(cell.binding),
        computed=kronor(cell.computed),
        reason=override.reason,
    )
    return NarrationLine("override", text, Fraction(cell.binding), override.clause)


def _waterfall(
    agreement: Agreement, subject: Subject, step: RuleStep, aside: tuple[RuleStep, ...]
) -> tuple[WaterfallStep, ...]:
    cell = subject.cell
    pieces: list[Piece] = []
    if "grant_amount" in cell.worked.own:
        pieces = follows_grant(step, subject.rule_clause)
    else:
        for part in (*aside, step):
            pieces.extend(named(pieces_of(part, agreement, subject.rule_clause), part.earmark))
    override = subject.override
    ends = Ends(
        Fraction(subject.pot),
        subject.pot_clause,
        subject.rule_clause,
        cell.exact,
        subject.left,
        cell.computed,
        cell.override,
        override.clause if override is not None else None,
    )
    return waterfall(pieces, ends)
