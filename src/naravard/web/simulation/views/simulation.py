"""The simulation: what has been changed, and before, after and difference."""

import shlex

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement import wording
from naravard.agreement.model import AllocationKey, Text
from naravard.allocation.changes import Change
from naravard.allocation.rule_words import describe_rule
from naravard.allocation.simulation import Comparison
from naravard.web.access.actor import permissions_in
from naravard.web.access.addresses import open_to_everyone, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import page
from naravard.web.simulation.changes import changed_items, rounding_words
from naravard.web.simulation.charts import Differences
from naravard.web.simulation.comparison import compare_query
from naravard.web.simulation.input.entries import Entries
from naravard.web.simulation.notices import NAME as NOTICES
from naravard.web.simulation.notices import unpacked_notices
from naravard.web.simulation.results import COUNTIES, View, view_of, views_there_are
from naravard.web.simulation.scenario import NAME as VARIANT_NAME
from naravard.web.simulation.scenario import Scenario
from naravard.web.simulation.tables import cells_table, grants_table, recipients_table
from naravard.web.simulation.views.query import NAME, VIEW, SimulationQuery, asked, entered, result_url, to_result
from naravard.web.site.forms import Choice, Field
from naravard.web.site.tables import export, exports, present
from naravard.web.site.templatetags.naravard import language, words

PARTS = {"summor": grants_table, "belopp": cells_table}
"""Tables beside the main one, by the names of their files."""
_MOST_NAMED = 5


@open_to_everyone
def simulation(request: HttpRequest, agreement_id: str, form: str = "") -> HttpResponse:
    """Show the changes and their result; posted sums or a name lead on to the address that holds them."""
    if shown_or_404(agreement_id).allocation is None:
        return page(request, "simulation/none.html", shown_or_404(agreement_id), NAME)
    asking = asked(request, agreement_id)
    entries = Entries(_sums(asking))
    if request.method == "POST":
        entries = entered(request)
        answer = _posted(asking, entries)
        if answer is not None:
            return answer
    if form and asking.comparison:
        view = view_of(asking.comparison, request.GET.get(VIEW, ""), asking.scenario)
        return export(recipients_table(asking.shown, asking.comparison, view, asking.scenario), form)
    return page(
        request,
        "simulation/simulation.html",
        asking.shown,
        NAME,
        asking=asking,
        scenario=asking.scenario,
        details=[*asking.problems, *entries.problems],
        **_links(asking),
        draft_urls=_draft_urls(request, asking),
        **_choices(asking, entries),
        **(_result(request, asking, asking.comparison) if asking.comparison else _raw(asking)),
    )


@open_to_everyone
def part_file(request: HttpRequest, agreement_id: str, part: str, form: str) -> HttpResponse:
    """Answer with every grant, or every grant and recipient, before and after as a file."""
    asking = asked(request, agreement_id)
    if asking.comparison is None:
        return simulation(request, agreement_id)
    return export(PARTS[part](asking.shown, asking.comparison), form)


def _posted(asking: SimulationQuery, entries: Entries) -> HttpResponse | None:
    """Read the sums, or the name, and lead on; ``None`` when something must be put right."""
    if VARIANT_NAME in entries.values:
        return to_result(asking.shown, asking.scenario.named(entries.text(VARIANT_NAME)), entries)
    scenario = asking.scenario
    for grant in asking.shown.agreement.grants:
        if grant.id not in entries.values:
            continue
        amount = entries.kronor(grant.id, words(grant.name), needed=True)
        scenario = scenario.without(f"{grant.id}.amount")
        if amount is not None and amount != grant.amount:
            scenario = scenario.adding([Change(f"{grant.id}.amount", str(amount))])
    if entries.problems:
        return None
    return to_result(asking.shown, scenario, entries)


def _sums(asking: SimulationQuery) -> dict[str, str]:
    """Return every grant's sum as the scenario has it, for the fields."""
    agreement = (asking.comparison.after if asking.comparison else asking.shown.allocation) or None
    grants = agreement.agreement.grants if agreement else asking.shown.agreement.grants
    return {grant.id: wording.whole(grant.amount) for grant in grants}


def _choices(asking: SimulationQuery, entries: Entries) -> dict[str, object]:
    """Return what can be changed: grants, keys, rounding."""
    agreement = asking.comparison.after.agreement if asking.comparison else asking.shown.agreement
    query = asking.scenario.query()
    mark = f"?{query}" if query else ""
    grants = [
        {
            "grant": grant,
            "rule": describe_rule(grant.rule, agreement),
            "field": entries.fill(
                Field(
                    name=grant.id,
                    label=Text(f"Belopp för {grant.name.sv}", f"Amount for {grant.name.in_language('en')}"),
                    kind="kronor",
                    value=wording.whole(grant.amount),
                )
            ),
            "url": reverse("simulation:grant", args=[agreement.id, grant.id]) + mark,
        }
        for grant in agreement.grants
    ]
    keys = [
        {"key": key, "url": reverse("simulation:key", args=[agreement.id, key.id]) + mark} for key in agreement.keys
    ]
    return {
        "grants": grants,
        "keys": keys,
        "rounding": rounding_words(agreement.rounding),
        "rounding_url": reverse("simulation:rounding", args=[agreement.id]) + mark,
    }


def _links(asking: SimulationQuery) -> dict[str, object]:
    """Return the ways to keep, share and repeat the scenario."""
    query = asking.scenario.query()
    identity = [asking.agreement_id]
    compare_url = reverse("simulation:compare", args=identity)
    return {
        "command": command(asking.shown, asking.scenario),
        "variant_url": f"{reverse('simulation:variant', args=identity)}?{query}",
        "open_url": reverse("simulation:open", args=identity),
        "compare_url": compare_url,
        "compare_this_url": f"{compare_url}?{compare_query([asking.scenario])}",
        "start_url": reverse(NAME, args=identity),
        "state": asking.scenario.pairs(),
        "name_field": Field(
            name=VARIANT_NAME,
            label=Text("Variantens namn", "The variant's name"),
            hint=Text("Frivilligt. Står i filer och jämförelser.", "Optional. It stands in files and comparisons."),
            value=asking.scenario.name,
        ),
    }


def _draft_urls(request: HttpRequest, asking: SimulationQuery) -> list[tuple[Text, str]]:
    """Return where the reader can go on with the variant as a draft: for each organisation that drafts there."""
    found = standings_of(request)
    organisations = {one.organisation.code: one.organisation for one in found}
    return [
        (organisation.text, f"{reverse('drafting:begin', args=[code])}?overenskommelse={asking.agreement_id}&{query}")
        for query in [asking.scenario.query()]
        for code, organisation in organisations.items()
        if query and Permission.DRAFT_AGREEMENTS in permissions_in(found, code)
    ]


def _raw(asking: SimulationQuery) -> dict[str, object]:
    """Return the changes as they stand in the address, each with the address without it."""
    shown, scenario = asking.shown, asking.scenario
    raw = [(f"{path}={written}", result_url(shown, scenario.without(path))) for path, written in scenario.changes]
    return {"raw": raw + [(key, result_url(shown, scenario.with_key(key, None))) for key, _token in scenario.keys]}


def _result(request: HttpRequest, asking: SimulationQuery, comparison: Comparison) -> dict[str, object]:
    shown, scenario = asking.shown, asking.scenario
    if not scenario:
        return {}
    view = view_of(comparison, request.GET.get(VIEW, ""), scenario)
    table = recipients_table(shown, comparison, view, scenario)
    base = request.path.rstrip("/")
    differences = Differences(view.rows, language())
    changed = [
        (item, f"{item.edit_url}?{scenario.query()}", result_url(shown, item.without))
        for item in changed_items(comparison, scenario)
    ]
    choices = [Choice(view_id, label) for view_id, label in views_there_are(comparison)]
    missing = keys_without_numbers(comparison)
    return {
        "comparison": comparison,
        "view": view,
        "heading": _("Tal saknas för en nyckel") if missing else heading(view),
        "missing": [
            (key, f"{reverse('simulation:key', args=[shown.agreement.id, key.id])}?{scenario.query()}")
            for key in missing
        ],
        "changed": changed,
        "notices": unpacked_notices(request.GET.get(NOTICES, "")),
        "view_field": Field(name=VIEW, label=Text("Urval", "Selection"), kind="select", value=view.id, choices=choices),
        "table": present(request, table),
        "grants_shown": present(
            request, grants_table(shown, comparison), sort_name="medel", export_base=f"{base}/summor"
        ),
        "cell_files": exports(request, f"{base}/belopp"),
        "gaining": view.gaining(_MOST_NAMED),
        "losing": view.losing(_MOST_NAMED),
        "gaining_count": len(view.gaining()),
        "losing_count": len(view.losing()),
        "differences": differences,
        "panels": [differences.panel()] if differences.count > 1 and not differences.same else [],
    }


def keys_without_numbers(comparison: Comparison) -> list[AllocationKey]:
    """Return the keys that the changes rest on but that have no numbers: there is then nothing to compare."""
    wanted = {key for pair in comparison.grants if not pair.before.awaits for key in pair.after.awaits}
    return [key for key in comparison.after.agreement.keys if key.id in wanted]


def heading(view: View) -> str:
    """Say in one line what the changes come to."""
    values = {"more": len(view.gaining()), "less": len(view.losing())}
    if view.id == COUNTIES:
        return _("%(more)s län får mer och %(less)s får mindre") % values
    if not values["more"] and not values["less"]:
        return _("Ingen får mer och ingen får mindre")
    if not values["less"]:
        return _("%(more)s mottagare får mer och ingen får mindre") % values
    if not values["more"]:
        return _("Ingen får mer och %(less)s mottagare får mindre") % values
    return _("%(more)s mottagare får mer och %(less)s får mindre") % values


def command(shown: Shown, scenario: Scenario) -> str:
    """Return the command line that gives the same figures."""
    start = f"naravard simulate {shown.agreement.id}"
    if scenario.keys:
        return f"{start} --variant {variant_file_name(shown, scenario)}"
    sets = "".join(f" --set {shlex.quote(f'{path}={written}')}" for path, written in scenario.changes)
    name = f" --name {shlex.quote(scenario.name)}" if scenario.name else ""
    return f"{start}{sets}{name}"


def variant_file_name(shown: Shown, scenario: Scenario) -> str:
    """Return the name of the scenario's variant file: letters, digits and hyphens only."""
    from django.utils.text import slugify

    return f"{slugify(scenario.name)[:60] or f'{shown.agreement.id}-variant'}.yaml"
