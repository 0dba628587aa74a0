"""The form of a rule: a rule as texts in fields, and the fields' texts as a rule."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from naravard.agreement import wording
from naravard.agreement.model import (
    Agreement,
    Equal,
    Fixed,
    Grant,
    Increase,
    Mix,
    MixPart,
    Proportional,
    Recipient,
    Rule,
    Text,
)
from naravard.agreement.shapes import rules
from naravard.agreement.written_value import read_written
from naravard.web.simulation.input.entries import Entries
from naravard.web.simulation.input.flat_rule import SHARINGS, FlatCondition, FlatRule, Sharing
from naravard.web.simulation.input.recipients import RecipientBook
from naravard.web.simulation.input.rows import read_rows
from naravard.web.site.forms.problems import MOST_SHOWN, EntryError, Problem
from naravard.web.site.templatetags.naravard import language

MIX_ROWS = 4
WRITTEN = "written"
LONGEST_WRITTEN = 20_000
MONEY = ("shared", "left")


@dataclass(frozen=True, slots=True)
class RuleFrame:
    """What a rule may speak of: the agreement's keys, those that the reader brings, and the grant's recipients."""

    agreement: Agreement
    grant: Grant
    brought: tuple[str, ...] = ()

    @property
    def own_key(self) -> str:
        """The id of the key that the reader may bring for this grant alone."""
        return f"egen-{self.grant.id}"

    @property
    def keys(self) -> list[str]:
        """The ids of the keys that may be chosen."""
        return list(dict.fromkeys([*(key.id for key in self.agreement.keys), *self.brought, self.own_key]))

    @property
    def recipients(self) -> tuple[Recipient, ...]:
        """The grant's recipients."""
        return self.agreement.recipients_of(self.grant)


def entries_of(rule: FlatRule) -> dict[str, str]:
    """Return the texts that stand in the fields for a rule."""
    found = _entries_of_sharing(rule.sharing)
    for name, amount in (("base", rule.base), ("least", rule.least), ("most", rule.most)):
        if amount is not None:
            found[name] = wording.whole(amount)
    return found | _entries_of_terms(rule.terms) if rule.terms else found


def _entries_of_sharing(sharing: Sharing) -> dict[str, str]:
    found = {"sharing": str(sharing.__struct_config__.tag)}
    match sharing:
        case Proportional(key=key):
            found["key"] = key
        case Increase(before=before, after=after):
            found |= {"before": before, "after": after}
        case Fixed(key=fixed_key, amounts=amounts):
            found["fixed_key"] = fixed_key or ""
            found["fixed"] = "\n".join(f"{code};{amount}" for code, amount in amounts.items())
        case Mix(parts=parts):
            for number, part in enumerate(parts, start=1):
                found |= {f"weight{number}": str(part.weight), f"mix{number}": part.key or ""}
        case Equal():
            pass
    return found


def keys_chosen(entries: Entries) -> set[str]:
    """Return the keys that are chosen for the way of sharing, whether or not the rest can be read."""
    names = {"proportional": ["key"], "mix": [f"mix{number}" for number in range(1, mix_rows(entries) + 1)]}
    return {entries.text(name) for name in names.get(entries.text("sharing"), [])}


def mix_rows(entries: Entries) -> int:
    """Return how many rows of weights the form has: those that are filled, and some more."""
    filled = [number for number in range(1, 21) if entries.text(f"weight{number}") or entries.text(f"mix{number}")]
    return max(MIX_ROWS, max(filled, default=0) + 1)


def read_rule(entries: Entries, frame: RuleFrame) -> Rule | None:
    """Read the fields as a rule; ``None`` when something is wrong, which ``entries`` then remembers."""
    before = len(entries.problems)
    kind = entries.choice("sharing", _("Så fördelas pengarna"), (*SHARINGS, WRITTEN))
    if kind == WRITTEN:
        return _written(entries)
    sharing = _SHARING[kind](entries, frame) if kind else None
    base = entries.kronor("base", _("Grundbeloppet"))
    terms = _read_terms(entries, frame)
    least = entries.kronor("least", _("Minsta beloppet"))
    most = entries.kronor("most", _("Högsta beloppet"))
    if sharing is None or len(entries.problems) > before:
        return None
    return FlatRule(sharing=sharing, base=base or None, terms=terms, least=least, most=most).rule


def _written(entries: Entries) -> Rule | None:
    """Read a rule that is written as in the agreement format."""
    text = entries.values.get("rule", "")
    if not text.strip() or len(text) > LONGEST_WRITTEN:
        entries.refuse(
            Problem(
                what=_("Regeln saknas.") if not text.strip() else _("Regeln är för lång."),
                field="rule",
                expected=_("en regel, till exempel {kind: proportional, key: population}"),
                way_out=_("Skriv regeln som i överenskommelsens fil, eller välj ett av de andra sätten."),
            )
        )
        return None
    read = read_written(text, rules(), _("Regeln"))
    for finding in read.findings[:MOST_SHOWN]:
        said = finding.in_language(language())
        entries.refuse(
            Problem(
                what=said.what,
                field="rule",
                where=said.where,
                found=said.found,
                expected=said.expected,
                way_out=said.way_out,
            )
        )
    value: Rule | None = read.value
    return None if read.findings else value


def _proportional(entries: Entries, frame: RuleFrame) -> Sharing | None:
    key = entries.choice("key", _("Nyckeln"), frame.keys)
    return Proportional(key=key) if key else None


def _equal(_entries: Entries, _frame: RuleFrame) -> Sharing | None:
    return Equal()


def _increase(entries: Entries, frame: RuleFrame) -> Sharing | None:
    before = entries.choice("before", _("Den tidigare nyckeln"), frame.keys)
    after = entries.choice("after", _("Den senare nyckeln"), frame.keys)
    return Increase(before=before, after=after) if before and after else None


def _mix(entries: Entries, frame: RuleFrame) -> Sharing | None:
    parts = []
    before = len(entries.problems)
    for number in range(1, mix_rows(entries) + 1):
        names = (f"weight{number}", f"mix{number}")
        if not any(entries.text(name) for name in names):
            continue
        weight = entries.share(names[0], _("Vikt %(number)s") % {"number": number})
        key = entries.choice(names[1], _("Nyckel %(number)s") % {"number": number}, frame.keys)
        if weight is None and not entries.text(names[0]):
            entries.refuse(_missing_weight(number, names[0]))
        if weight is not None and key:
            parts.append(MixPart(weight=weight, key=key))
    total = sum((part.weight for part in parts), Fraction(0))
    if total == 1:
        return Mix(parts=tuple(parts))
    if len(entries.problems) == before:
        entries.refuse(
            Problem(
                what=_("Vikterna blir inte en hel tillsammans."),
                field="weight1",
                found=wording.per_cent(total) if parts else _("inga vikter"),
                expected=wording.per_cent(Fraction(1), 0),
                way_out=_("Ändra vikterna, till exempel 1/2 och 1/2 eller 70 % och 30 %."),
            )
        )
    return None


def _missing_weight(number: int, field: str) -> Problem:
    return Problem(
        what=_("Vikt %(number)s saknas.") % {"number": number},
        field=field,
        found=_("en nyckel utan vikt"),
        expected=_("en andel, till exempel 1/2, 0,5 eller 50 %"),
        way_out=_("Fyll i vikten, eller ta bort nyckeln på raden."),
    )


def _fixed(entries: Entries, frame: RuleFrame) -> Sharing | None:
    if entries.text("fixed_key"):
        key = entries.choice("fixed_key", _("Nyckeln med fasta belopp"), frame.keys)
        return Fixed(key=key) if key else None
    try:
        entered = read_rows(entries.values.get("fixed", ""), frame.recipients, "fixed", all_needed=False)
    except EntryError as error:
        entries.problems.extend(error.problems)
        return None
    broken = next((code for code, value in entered.values.items() if value.denominator != 1), None)
    if broken is not None:
        entries.refuse(
            Problem(
                what=_("Ett fast belopp är inte hela kronor."),
                field="fixed",
                where=broken,
                found=wording.exact(entered.values[broken]),
                expected=_("hela kronor"),
                way_out=_("Avrunda beloppet."),
            )
        )
        return None
    return Fixed(amounts={code: int(value) for code, value in entered.values.items()})


_SHARING: dict[str, Callable[[Entries, RuleFrame], Sharing | None]] = {
    "proportional": _proportional,
    "mix": _mix,
    "equal": _equal,
    "increase": _increase,
    "fixed": _fixed,
}


def _entries_of_terms(terms: FlatCondition) -> dict[str, str]:
    found = {"condition": terms.name.sv, "money": terms.money, "not_met": ", ".join(terms.not_met)}
    if terms.name.en:
        found["condition_en"] = terms.name.en
    return found | ({"met": terms.met} if terms.met else {})


def _read_terms(entries: Entries, frame: RuleFrame) -> FlatCondition | None:
    """Read the condition: who does not meet it, by codes or by a key."""
    written = entries.text("not_met")
    by_key = entries.text("met")
    if not written and not by_key:
        return None
    name = Text(entries.text("condition") or _("deltar"), entries.text("condition_en"))
    money = entries.choice("money", _("Pengarna till dem som inte deltar"), MONEY) or "shared"
    met = entries.choice("met", _("Nyckeln som visar vilka som deltar"), frame.keys) if by_key else None
    codes = () if by_key else _codes(written, entries, frame)
    return FlatCondition(name=name, money="left" if money == "left" else "shared", met=met, not_met=codes)


def _codes(written: str, entries: Entries, frame: RuleFrame) -> tuple[str, ...]:
    """Read the codes or names of those who do not take part, one a line or parted by commas."""
    book = RecipientBook(frame.recipients)
    codes = []
    for word in re.split(r"[,;\n]+", written):
        word = word.strip()
        if not word:
            continue
        found = book.find(word)
        if found:
            codes.append(found.recipient.code)
            continue
        what, way_out = book.explain(word)
        entries.refuse(
            Problem(what=what, field="not_met", found=f"”{word[:60]}”", expected=book.expected, way_out=way_out)
        )
    return tuple(sorted(set(codes)))
