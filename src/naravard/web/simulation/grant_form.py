"""The form of one grant: its sum, earmarks, rule and rounding; from a scenario, and back to one."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from naravard.agreement import wording
from naravard.agreement.model import Agreement, Grant, Rule
from naravard.allocation.changes import Change, apply_changes, write_value
from naravard.allocation.keys import Numbers, keys_of
from naravard.web.simulation.input.entries import Entries
from naravard.web.simulation.input.flat_rule import flat, plain
from naravard.web.simulation.input.rows import Entered, read_rows, rows_text
from naravard.web.simulation.input.rule_entries import WRITTEN, RuleFrame, entries_of, keys_chosen, read_rule
from naravard.web.simulation.rule_changes import rule_changes
from naravard.web.simulation.scenario import Scenario
from naravard.web.site.forms.problems import EntryError, Problem

OWN_ROWS, OWN_FILE = "own_rows", "own_file"
AS_AGREED = ""
METHODS = ("largest-remainder", "cumulative", "down")
LARGEST_UNIT = 1_000_000


@dataclass(frozen=True, slots=True)
class GrantForm:
    """One grant of an agreement, as the agreement has it and as the scenario has it."""

    agreement: Agreement
    scenario: Scenario
    changed: Agreement
    """With the scenario's changes."""
    grant_id: str

    @classmethod
    def of(cls, agreement: Agreement, scenario: Scenario, grant_id: str) -> "GrantForm":
        """Return the form of a grant that the agreement has.

        Raises:
            AllocationError: a change of the scenario cannot be made.
        """
        return cls(agreement, scenario, apply_changes(agreement, scenario.as_changes()), grant_id)

    @property
    def original(self) -> Grant:
        """The grant as the agreement has it."""
        return self.agreement.grant(self.grant_id)

    @property
    def grant(self) -> Grant:
        """The grant as the scenario has it."""
        return self.changed.grant(self.grant_id)

    @property
    def frame(self) -> RuleFrame:
        """What the grant's rule may speak of."""
        return RuleFrame(self.agreement, self.grant, tuple(key for key, _token in self.scenario.keys))

    @property
    def own_numbers(self) -> Numbers | None:
        """The key that the reader has brought for this grant, if any."""
        return self.scenario.numbers.get(self.frame.own_key)

    def entries(self) -> dict[str, str]:
        """Return the texts that stand in the fields when the form is first shown."""
        parts = flat(self.grant.rule)
        found = entries_of(parts) if parts else {"sharing": WRITTEN}
        found["rule"] = write_value(plain(self.grant.rule))
        found["amount"] = wording.whole(self.grant.amount)
        for earmark in self.grant.earmarks:
            found[earmark_field(earmark.id)] = wording.whole(earmark.amount)
        rounding = self.grant.rounding
        found["method"] = rounding.method if rounding else AS_AGREED
        found["unit"] = wording.whole(rounding.unit) if rounding else ""
        found[OWN_ROWS] = self._own_rows()
        return found

    def read(self, entries: Entries, uploaded: str | None) -> tuple[Scenario | None, tuple[str, ...]]:
        """Return the scenario with what the fields say, ``None`` when ``entries`` holds problems; and the notices.

        Args:
            entries: the fields.
            uploaded: the text of the reader's key, when a file was chosen.
        """
        changes = self._amounts(entries)
        rule = read_rule(entries, self.frame)
        changes += self._rounding(entries)
        own = self._own_key(entries, rule, uploaded)
        if entries.problems or rule is None:
            return None, ()
        if plain(rule) != _comparable(self.original.rule):
            changes += rule_changes(f"{self.original.id}.rule", self.original.rule, rule)
        fresh = self.scenario.without(self.original.id).adding(changes)
        return fresh.with_key(self.frame.own_key, own.values if own else None), own.notices if own else ()

    def _amounts(self, entries: Entries) -> list[Change]:
        changes = []
        amount = entries.kronor("amount", _("Beloppet"), needed=True)
        if amount is not None and amount != self.original.amount:
            changes.append(Change(f"{self.original.id}.amount", str(amount)))
        for earmark in self.original.earmarks:
            label = _("Delbeloppet ”%(name)s”") % {"name": earmark.name.sv}
            part = entries.kronor(earmark_field(earmark.id), label, needed=True)
            if part is not None and part != earmark.amount:
                changes.append(Change(f"{self.original.id}.earmarks.{earmark.id}.amount", str(part)))
        return changes

    def _rounding(self, entries: Entries) -> list[Change]:
        """Return the grant's rounding as changes; empty fields mean the agreement's."""
        method = entries.choice("method", _("Avrundning"), METHODS, needed=False) or AS_AGREED
        unit = read_unit(entries)
        if not method and unit is None:
            return []
        was = self.original.rounding or self.changed.rounding
        pairs = [("method", was.method, method or was.method), ("unit", str(was.unit), str(unit or was.unit))]
        return [Change(f"{self.grant_id}.rounding.{name}", now) for name, before, now in pairs if before != now]

    def _own_key(self, entries: Entries, rule: Rule | None, uploaded: str | None) -> Entered | None:
        """Read the reader's own key when the rule rests on it."""
        if self.frame.own_key not in (keys_chosen(entries) if rule is None else keys_of(rule)):
            return None
        try:
            if uploaded is not None:
                return read_rows(uploaded, self.frame.recipients, OWN_FILE)
            return read_rows(entries.values.get(OWN_ROWS, ""), self.frame.recipients, OWN_ROWS)
        except EntryError as error:
            entries.problems.extend(error.problems)
            return None

    def _own_rows(self) -> str:
        return rows_text(self.frame.recipients, self.own_numbers or {})


def earmark_field(earmark_id: str) -> str:
    """Return the name of an earmark's field."""
    return f"earmark.{earmark_id}"


def read_unit(entries: Entries) -> int | None:
    """Read the rounding unit; ``None`` where the field is empty."""
    unit = entries.kronor("unit", _("Avrundningens enhet"))
    if unit is not None and not 1 <= unit <= LARGEST_UNIT:
        entries.refuse(
            Problem(
                what=_("Avrundningens enhet går inte att använda."),
                field="unit",
                found=wording.kronor(unit),
                expected=_("minst 1 kr och högst %(most)s") % {"most": wording.kronor(LARGEST_UNIT)},
                way_out=_("Skriv till exempel 1, 100 eller 1 000."),
            )
        )
        return None
    return unit


def _comparable(rule: Rule) -> Rule:
    """Return a rule in the form that the fields give when nothing has been changed."""
    parts = flat(rule)
    return parts.rule if parts else plain(rule)
