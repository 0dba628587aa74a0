"""Change a key: other numbers for everyone, or one number."""

from fractions import Fraction

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from naravard.agreement.model import Agreement, AllocationKey, Recipient, Text
from naravard.agreement.reference import county, municipalities
from naravard.allocation import AllocationError
from naravard.allocation.changes import Change
from naravard.allocation.keys import keys_of
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.frame import page
from naravard.web.simulation.changes import numbers_of
from naravard.web.simulation.grant_fields import rows_file
from naravard.web.simulation.input.entries import Entries
from naravard.web.simulation.input.rows import Entered, read_rows, rows_text
from naravard.web.simulation.input.uploads import uploaded_text
from naravard.web.simulation.notices import NAME as NOTICES
from naravard.web.simulation.notices import packed_notices
from naravard.web.simulation.scenario import Scenario
from naravard.web.simulation.views.query import (
    NAME,
    SimulationQuery,
    asked,
    entered,
    result_url,
    simulation_crumb,
    to_result,
)
from naravard.web.site.forms import Field
from naravard.web.site.forms.problems import EntryError

ROWS, FILE = "rader", "fil"
MOST_SINGLE = 3
"""Up to this many changed numbers stand as changes of their own; more are brought as a whole key."""


@open_to_everyone
def key(request: HttpRequest, agreement_id: str, key_id: str) -> HttpResponse:
    """Show a key's numbers to change; when they have been, lead on to the result."""
    asking = asked(request, agreement_id)
    found = _key(asking, key_id)
    if found is None:
        return HttpResponseRedirect(result_url(asking.shown, asking.scenario))
    agreement = asking.shown.agreement
    recipients = recipients_of_key(agreement, found)
    entries = Entries({})
    if request.method == "POST":
        entries = entered(request)
        answer = _read(request, asking, found, recipients, entries)
        if answer is not None:
            return answer
    else:
        entries.values[ROWS] = rows_text(recipients, _numbers(asking, key_id))
    return page(
        request,
        "simulation/key.html",
        asking.shown,
        NAME,
        simulation_crumb(asking.shown, asking.scenario),
        key=found,
        grants=[grant for grant in agreement.grants if key_id in keys_of(grant.rule)],
        fields=[entries.fill(field) for field in _fields(len(recipients))],
        details=entries.problems,
        back_url=result_url(asking.shown, asking.scenario),
    )


def recipients_of_key(agreement: Agreement, key: AllocationKey) -> tuple[Recipient, ...]:
    """Return those who need a number in a key: its own recipients, else those of the grants that rest on it."""
    known = {each.code: each for each in municipalities()}
    for group in agreement.recipients:
        for member in group.members:
            known[member.code] = _county(member) if member.code in known else member
    if key.values:
        return tuple(known[code] for code in key.values if code in known)
    codes: list[str] = []
    for grant in agreement.grants:
        text_rule = (grant.text_rule.rule,) if grant.text_rule else ()
        if any(key.id in keys_of(rule) for rule in (grant.rule, *text_rule)):
            codes += [each.code for each in agreement.recipients_of(grant)]
    return tuple(known[code] for code in dict.fromkeys(codes)) or tuple(known.values())


def _county(member: Recipient) -> Recipient:
    """Return the county itself, where its region and its RSS have the same code and so the same number."""
    if member.kind not in ("region", "rss") or not member.county:
        return member
    return Recipient(member.code, county(member.county).name, member.kind, member.county)


def _key(asking: SimulationQuery, key_id: str) -> AllocationKey | None:
    """Return the key; ``None`` for one that the reader has brought for a grant, which is changed there."""
    for declared in asking.shown.agreement.keys:
        if declared.id == key_id:
            return declared
    if any(key_id == brought for brought, _token in asking.scenario.keys):
        return None
    raise Http404(_("Överenskommelsen har ingen sådan nyckel."))


def _numbers(asking: SimulationQuery, key_id: str) -> dict[str, Fraction]:
    """Return the key's numbers as the scenario has them; none while the scenario cannot be computed."""
    try:
        return numbers_of(asking.shown.agreement, key_id, asking.scenario) or {}
    except AllocationError:
        return {}


def _read(
    request: HttpRequest,
    asking: SimulationQuery,
    key: AllocationKey,
    recipients: tuple[Recipient, ...],
    entries: Entries,
) -> HttpResponse | None:
    """Read the numbers; ``None`` when something must be put right."""
    try:
        uploaded = uploaded_text(request, FILE)
        text, field = (uploaded, FILE) if uploaded is not None else (entries.values.get(ROWS, ""), ROWS)
        got = read_rows(text, recipients, field)
    except EntryError as error:
        entries.problems.extend(error.problems)
        return None
    scenario = with_numbers(asking.scenario, key, got)
    return to_result(asking.shown, scenario, entries, **{NOTICES: packed_notices(got.notices)})


def with_numbers(scenario: Scenario, key: AllocationKey, entered: Entered) -> Scenario:
    """Return the scenario with a key's numbers: single changes where they are few, else the whole key."""
    fresh = scenario.without(f"keys.{key.id}").with_key(key.id, None)
    own = key.values or {}
    changed = [code for code, number in entered.values.items() if own.get(code) != number]
    if not changed:
        return fresh
    if own and len(changed) <= MOST_SINGLE:
        return fresh.adding(Change(f"keys.{key.id}.{code}", str(entered.values[code])) for code in changed)
    return fresh.with_key(key.id, entered.values)


def _fields(count: int) -> list[Field]:
    return [
        Field(
            name=ROWS,
            label=Text("Kod;namn;värde", "Code;name;value"),
            hint=Text(
                "Ändra ett tal, eller klistra in andra rader. Namnet i mitten är frivilligt.",
                "Change a number, or paste other rows. The name in the middle is optional.",
            ),
            kind="data",
            rows=min(24, count + 1),
        ),
        rows_file(FILE),
    ]
