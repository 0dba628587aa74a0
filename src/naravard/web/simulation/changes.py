"""What a scenario has changed, in words: each grant and key with what it was and what it is tried as."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement import wording
from naravard.agreement.model import Agreement, Earmark, Grant, Rounding, Rule
from naravard.allocation.rule_words import describe_rule
from naravard.allocation.simulation import Comparison
from naravard.web.simulation.input.flat_rule import plain
from naravard.web.simulation.scenario import Scenario
from naravard.web.site.templatetags.naravard import language, words

ROUNDING = "rounding"
LONG = 70


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that has changed: what, what it was, what it is tried as."""

    label: str
    before: str
    after: str

    @property
    def is_long(self) -> bool:
        """Say whether before and after need a line each."""
        return len(self.before) + len(self.after) > LONG


@dataclass(frozen=True, slots=True)
class Changed:
    """What has changed of a grant, a key or the whole, with the addresses to change it again or take it away."""

    name: str
    facets: tuple[Facet, ...]
    edit_url: str
    without: Scenario


def changed_items(comparison: Comparison, scenario: Scenario) -> list[Changed]:
    """Return everything that the scenario changes, in the agreement's order."""
    old, new = comparison.before.agreement, comparison.after.agreement
    found = [_grant(old, was, new, now, scenario) for was, now in zip(old.grants, new.grants, strict=True)]
    found += [_key(old, key_id, scenario) for key_id in keys_changed(scenario)]
    if old.rounding != new.rounding:
        facet = Facet(_("Avrundning"), rounding_words(old.rounding), rounding_words(new.rounding))
        url = reverse("simulation:rounding", args=[old.id])
        found.append(Changed(_("Hela överenskommelsen"), (facet,), url, scenario.without(ROUNDING)))
    return [item for item in found if item.facets]


def keys_changed(scenario: Scenario) -> list[str]:
    """Return the ids of keys whose numbers the scenario brings or changes."""
    brought = [key for key, _token in scenario.keys]
    single = [path.split(".")[1] for path, _written in scenario.under("keys") if path.count(".")]
    return list(dict.fromkeys([*brought, *single]))


def rounding_words(rounding: Rounding) -> str:
    """Say how amounts are rounded."""
    methods = {
        "largest-remainder": _("största rest"),
        "cumulative": _("löpande summa"),
        "down": _("alltid nedåt"),
    }
    if rounding.unit == 1:
        return _("%(method)s, till hela kronor") % {"method": methods[rounding.method]}
    unit = wording.kronor(rounding.unit)
    return _("%(method)s, till hela %(unit)s") % {"method": methods[rounding.method], "unit": unit}


def _grant(old: Agreement, was: Grant, new: Agreement, now: Grant, scenario: Scenario) -> Changed:
    facets: list[Facet] = []
    if was.amount != now.amount:
        facets.append(Facet(_("Belopp"), wording.kronor(was.amount), wording.kronor(now.amount)))
    facets += _rule_facet(_("Regel"), was.rule, old, now.rule, new)
    facets += _earmark_facets(was, old, now, new)
    if was.rounding != now.rounding:
        before, after = was.rounding or old.rounding, now.rounding or new.rounding
        facets.append(Facet(_("Avrundning"), rounding_words(before), rounding_words(after)))
    if was.recipients != now.recipients:
        facets.append(Facet(_("Mottagare"), _groups(old, was.recipients), _groups(new, now.recipients)))
    url = reverse("simulation:grant", args=[old.id, was.id])
    return Changed(words(was.name), tuple(facets), url, scenario.without(was.id))


def _rule_facet(label: str, was: Rule | None, old: Agreement, now: Rule | None, new: Agreement) -> Iterable[Facet]:
    if (plain(was) if was else None) != (plain(now) if now else None):
        yield Facet(label, _rule_words(was, old), _rule_words(now, new))


def _rule_words(rule: Rule | None, agreement: Agreement) -> str:
    return describe_rule(rule, agreement).in_language(language()) if rule else _("beloppets egen regel")


def _earmark_facets(was: Grant, old: Agreement, now: Grant, new: Agreement) -> Iterable[Facet]:
    before: dict[str, Earmark] = {earmark.id: earmark for earmark in was.earmarks}
    for earmark in now.earmarks:
        former = before.get(earmark.id)
        name = _("varav %(earmark)s") % {"earmark": words(earmark.name)}
        if former is None or former.amount != earmark.amount:
            yield Facet(name, wording.kronor(former.amount if former else 0), wording.kronor(earmark.amount))
        if former is not None:
            yield from _rule_facet(name, former.rule, old, earmark.rule, new)


def _groups(agreement: Agreement, groups: Sequence[str]) -> str:
    return wording.listed([words(agreement.actor_name(group)) for group in groups], language())


def _key(agreement: Agreement, key_id: str, scenario: Scenario) -> Changed:
    """Say how many of a key's numbers are changed, and what became of its total."""
    key = next((key for key in agreement.keys if key.id == key_id), None)
    was = (key.values if key else None) or {}
    now = numbers_of(agreement, key_id, scenario) or {}
    name = words(key.name) if key else key_id
    changed = [code for code in now if was.get(code) != now[code]]
    single = _("%(number)s för %(code)s")
    if was and len(changed) == 1:
        code = changed[0]
        before = single % {"number": wording.exact(was.get(code, Fraction(0)), language()), "code": code}
        after = single % {"number": wording.exact(now[code], language()), "code": code}
        facets: tuple[Facet, ...] = (Facet(_("Nyckeltal"), before, after),)
    else:
        facets = (Facet(_("Nyckeltal"), _total(was), _total(now)),)
    url = reverse("simulation:key", args=[agreement.id, key_id])
    return Changed(name, facets, url, scenario.without(f"keys.{key_id}").with_key(key_id, None))


def numbers_of(agreement: Agreement, key_id: str, scenario: Scenario) -> dict[str, Fraction] | None:
    """Return a key's numbers under a scenario: brought, or the agreement's own with single numbers changed."""
    if key_id in scenario.numbers:
        return scenario.numbers[key_id]
    from naravard.allocation.changes import apply_changes

    changed = apply_changes(agreement, scenario.as_changes())
    return next((key.values for key in changed.keys if key.id == key_id), None)


def _total(numbers: dict[str, Fraction]) -> str:
    if not numbers:
        return _("inga tal")
    total = wording.exact(sum(numbers.values(), Fraction(0)), language())
    return _("%(count)s tal, tillsammans %(total)s") % {"count": len(numbers), "total": total}
