"""The keys of a county: numbers for each municipality that the RSS brings, pasted or as a file."""

from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import AllocationKey, Recipient, Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.ledger.frame import money_page
from naravard.web.sharing.acts.keys import add_county_key, remove_county_key
from naravard.web.sharing.county import county_of
from naravard.web.sharing.overview import own_keys
from naravard.web.sharing.views.lookup import NAME, crumb, own_county, rss_or_404
from naravard.web.simulation.grant_fields import municipality_rows, rows_file
from naravard.web.simulation.input.entries import Entries
from naravard.web.simulation.input.rows import read_rows, rows_text
from naravard.web.simulation.input.uploads import uploaded_text
from naravard.web.site.clock import now
from naravard.web.site.forms import Field, Written
from naravard.web.site.forms.problems import EntryError, Problem
from naravard.web.site.forms.step import Step, answer, read_nothing, within
from naravard.web.site.templatetags.naravard import words

ROWS, FILE, REMOVE = "rader", "fil", "ta-bort"
"""``ta-bort`` in the address names a key to take away: that is a form of its own."""
Key = tuple[Entries, dict[str, Fraction]]
"""What is written of a new key."""
_NAMED_FIELDS = (
    Field(
        name="name",
        label=Text("Nyckelns namn", "The key's name"),
        hint=Text("Till exempel: Invånare vid årets början.", "For example: Inhabitants when the year begins."),
    ),
    Field(
        name="unit",
        label=Text("Vad som räknas", "What is counted"),
        hint=Text("Till exempel: invånare.", "For example: inhabitants."),
    ),
    Field(
        name="source",
        label=Text("Källa", "Source"),
        hint=Text(
            "Varifrån talen kommer, till exempel SCB, befolkningsstatistik.",
            "Where the numbers come from, for example Statistics Sweden, population.",
        ),
    ),
    Field(
        name="describes",
        label=Text("Dag eller period som talen beskriver", "Day or period that the numbers describe"),
        hint=Text("En dag (ÅÅÅÅ-MM-DD) eller en period.", "A day (YYYY-MM-DD) or a period."),
    ),
)
_LONGEST = {"name": 200, "unit": 100, "source": 300, "describes": 100}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SHARE_OUT)
def keys(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """The keys that the county's sums can be shared by: the agreement's, and those that the RSS has brought."""
    county = own_county(actor, agreement_id)
    if county is None:
        rss_or_404(actor)
        return money_page(request, "sharing/nothing.html", actor, shown_or_404(agreement_id), room=NAME)

    place: dict[str, Any] = {"organisation": county.rss, "agreement_id": agreement_id}
    trail = crumb(county.rss.code, agreement_id)
    render = within(money_page, request, actor, county.shown, trail, room=NAME)
    if REMOVE in request.GET:
        return answer(request, actor, render, _removal(request, actor, place, request.GET[REMOVE]))

    def do(given: Key, _seen: int | None) -> str:
        entries, numbers = given
        named: dict[str, Any] = {name: entries.text(name) for name in _LONGEST}
        add_county_key(actor=actor, **place, numbers=numbers, at=now(), **named)
        return request.path

    def more(written: Written, _none: Any) -> dict[str, Any]:
        entries = _entries(written) if ROWS in written.posted else Entries({ROWS: rows_text(county.members, {})})
        if written.problems:
            entries = _read_again(written, entries, county.members)
        fields = [*_NAMED_FIELDS, municipality_rows(ROWS, len(county.members)), rows_file(FILE)]
        return {"fields": [entries.fill(field) for field in fields], "details": entries.problems}

    frame = county_of(county.shown, county.rss.code, county.grants[0].grant.id)
    agreed: tuple[AllocationKey, ...] = frame.keys if frame else ()
    step = Step(
        title=Text("Nycklar att dela efter", "Keys to share by"),
        button=Text("Lägg till nyckeln", "Add the key"),
        read=lambda written: _read(request, written, county.members),
        do=do,
        done=Text("Nyckeln är tillagd.", "The key is added."),
        back=reverse(NAME, args=[county.rss.code, agreement_id]),
        template="sharing/keys.html",
        more=more,
        extra=lambda: {"own": own_keys(agreement_id, county.rss.code), "agreed": agreed, "remove": REMOVE},
    )
    return answer(request, actor, render, step)


def _removal(request: HttpRequest, actor: Actor, place: dict[str, Any], key_id: str) -> Step[None]:
    """Return the form that takes a key away."""

    def do(_values: None, _seen: int | None) -> str:
        remove_county_key(actor=actor, **place, key_id=key_id, at=now())
        return request.path

    return Step(
        title=Text("Ta bort en nyckel", "Remove a key"),
        button=Text("Ta bort", "Remove"),
        about=[
            (Text("Nyckeln", "The key"), key.name)
            for key in own_keys(place["agreement_id"], place["organisation"].code)
            if key.key_id == key_id
        ],
        read=read_nothing,
        do=do,
        done=Text(
            "Nyckeln är borttagen ur valen. Förslag som bygger på den har kvar dess tal.",
            "The key is taken out of the choices. Proposals that rest on it keep its numbers.",
        ),
        back=request.path,
    )


def _read(request: HttpRequest, written: Written, members: tuple[Recipient, ...]) -> Key:
    entries = _entries(written)
    for name in _LONGEST:
        _check_text(entries, name)
    numbers = _numbers(request, entries, members)
    for problem in entries.problems:
        written.wrong(problem.field, problem.what, problem.what)
    return entries, numbers or {}


def _entries(written: Written) -> Entries:
    return Entries({name: written.raw(name) for name in written.posted})


def _read_again(written: Written, entries: Entries, members: tuple[Recipient, ...]) -> Entries:
    """Say again what is wrong, with all that is said of each; of a file, which is gone, only what it was."""
    for name in _LONGEST:
        _check_text(entries, name)
    if FILE in written.problems:
        entries.refuse(Problem(what=words(written.problems[FILE]), field=FILE))
    elif ROWS in written.problems:
        try:
            read_rows(entries.values.get(ROWS, ""), members, ROWS)
        except EntryError as error:
            entries.problems.extend(error.problems)
    return entries


def _check_text(entries: Entries, name: str) -> None:
    text = entries.text(name)
    if text and len(text) <= _LONGEST[name] and text.isprintable():
        return
    entries.refuse(
        Problem(
            what=_("Skriv något här.") if not text else _("Texten går inte att använda."),
            field=name,
            found=_("%(count)s tecken") % {"count": len(text)},
            expected=_("en rad med högst %(count)s tecken") % {"count": _LONGEST[name]},
            way_out=_("Skriv en kort text."),
        )
    )


def _numbers(request: HttpRequest, entries: Entries, members: tuple[Recipient, ...]) -> dict[str, Fraction] | None:
    try:
        uploaded = uploaded_text(request, FILE)
        if uploaded is not None:
            return read_rows(uploaded, members, FILE).values
        return read_rows(entries.values.get(ROWS, ""), members, ROWS).values
    except EntryError as error:
        entries.problems.extend(error.problems)
        return None
