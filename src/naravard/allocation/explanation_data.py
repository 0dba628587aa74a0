"""An explanation as plain data, ready for JSON: amounts as whole numbers, fractions as text that loses nothing."""

from fractions import Fraction

from naravard.agreement.model import Agreement, Text
from naravard.agreement.wording import day, exact
from naravard.allocation.explanation import Explanation, Subject
from naravard.allocation.model import RuleStep
from naravard.allocation.narration import NarrationLine
from naravard.allocation.waterfall import WaterfallStep

_PLACES = 6


def fraction_data(number: Fraction) -> dict[str, str]:
    """Return an exact number as ``{"fraction": "2/3", "decimal": "0.666666…"}``."""
    return {"fraction": str(number), "decimal": exact(number, "en", _PLACES).replace("\u00a0", "")}


def explanation_data(explanation: Explanation) -> dict[str, object]:
    """Return everything that an explanation holds."""
    subject, agreement = explanation.subject, explanation.agreement
    cell = subject.cell
    return {
        "agreement": agreement.id,
        "level": subject.kind,
        "grant": subject.grant_id,
        "names": {name: _text(text) for name, text in subject.names.items()},
        "recipient": {"code": cell.recipient.code, "name": cell.recipient.name, "kind": cell.recipient.kind},
        "amount": cell.binding,
        "computed": cell.computed,
        "exact": fraction_data(cell.exact),
        "pot": subject.pot,
        "clauses": {"amount": subject.pot_clause, "rule": subject.rule_clause},
        "unallocated": subject.unallocated,
        "rounding": _rounding(subject),
        "override": _override(subject),
        "keys": _keys(explanation.agreement, subject),
        "step": step_data(cell.step),
        "earmark_steps": [step_data(step) for step in cell.earmark_steps],
        "lines": [_line(line) for line in explanation.lines],
        "waterfall": [_bar(step) for step in explanation.waterfall],
    }


def step_data(step: RuleStep) -> dict[str, object]:
    """Return a step of the rule's tree, with the steps inside it."""
    return {
        "kind": type(step.rule).__struct_config__.tag,
        "clause": step.rule.clause,
        "earmark": step.earmark.id if step.earmark is not None else None,
        "exact": fraction_data(step.exact),
        "figures": {name: fraction_data(figure) for name, figure in step.figures.items()},
        "keys": list(step.keys),
        "parts": [step_data(part) for part in step.parts],
    }


def _text(text: Text) -> dict[str, str]:
    return {"sv": text.sv, "en": text.in_language("en")}


def _rounding(subject: Subject) -> dict[str, object]:
    cell = subject.cell
    return {
        "method": subject.rounding.method,
        "unit": subject.rounding.unit,
        "rounded_down": cell.rounded_down,
        "remainder": fraction_data(cell.remainder),
        "rank": cell.rank,
        "of": subject.count,
        "raised": cell.raised,
        "raised_count": subject.raised_count,
        "moved": cell.moved,
    }


def _override(subject: Subject) -> dict[str, object] | None:
    override = subject.override
    if override is None:
        return None
    return {"change": override.change, "reason": _text(override.reason), "clause": override.clause}


def _keys(agreement: Agreement, subject: Subject) -> list[dict[str, object]]:
    """Return the keys that the amount rests on, with source and date."""
    used: dict[str, None] = {}
    for step in (subject.cell.step, *subject.cell.earmark_steps):
        _collect(step, used)
    return [
        {
            "id": key.id,
            "name": _text(key.name),
            "unit": _text(key.unit),
            "source": _text(key.source),
            "reference_date": day(key.reference_date) if key.reference_date is not None else None,
            "reference_period": _text(key.reference_period) if key.reference_period is not None else None,
            "clause": key.clause,
            "brought": key.id in subject.brought,
        }
        for key in agreement.keys
        if key.id in used
    ]


def _collect(step: RuleStep, used: dict[str, None]) -> None:
    used.update(dict.fromkeys(step.keys))
    for part in step.parts:
        _collect(part, used)


def _line(line: NarrationLine) -> dict[str, object]:
    return {
        "kind": line.kind,
        **_text(line.text),
        "amount": fraction_data(line.amount) if line.amount is not None else None,
        "clause": line.clause,
        "source": _text(line.source) if line.source is not None else None,
        "depth": line.depth,
    }


def _bar(step: WaterfallStep) -> dict[str, object]:
    return {
        "kind": step.kind,
        "label": _text(step.label),
        "value": fraction_data(step.value),
        "start": fraction_data(step.start),
        "end": fraction_data(step.end),
        "clause": step.clause,
    }
