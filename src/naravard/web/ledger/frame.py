"""What stands around the pages of an organisation's money: the way there, and the rooms that the organisation has.

Every page of the money's rooms is rendered by :func:`money_page`, with a template that extends ``ledger/base.html``.
The rooms of what carries a duty are registered with it (:mod:`naravard.web.tasks.carriers`); the others stand here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naravard.agreement.model import Duty, Text
from naravard.agreement.status_words import ShownStatus
from naravard.web.access.actor import Actor
from naravard.web.access.doings import Doing
from naravard.web.agreements.current import Shown, all_shown
from naravard.web.agreements.frame import Crumb
from naravard.web.ledger.accounts import passes_on
from naravard.web.ledger.holders import uses_of
from naravard.web.organisations.frame import page
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation
from naravard.web.site.crumbs import Menu, MenuLink, Surrounding
from naravard.web.site.templatetags.naravard import language
from naravard.web.tasks.carriers import CARRIERS, Carrier, Stage, in_order

SECTION = "funds:overview"
IsFor = Callable[[Shown, Organisation], bool]


StatesOf = Callable[[Shown, Organisation], Mapping[str, ShownStatus]]
"""What says how the rooms of an organisation under an agreement stand, by their addresses."""
_STATES: list[StatesOf] = []


def states_by(states: StatesOf) -> StatesOf:
    """Let a room that looks at all others say how they stand: it lies above the accounts."""
    _STATES[:] = [states]
    return states


@dataclass(frozen=True, slots=True)
class Room:
    """One page of an organisation's money under an agreement."""

    name: str
    """The address's name; it takes the organisation's code and the agreement's id."""
    label: Any
    """Words; those of what carries duties are the duty's own where it has any."""
    stage: Stage
    is_for: IsFor
    """Whether an organisation has it under an agreement."""
    carrier: Carrier | None = None
    """What is done there, where it carries duties; one of several duties has a room each."""


def _money_of(*kinds: Kind) -> IsFor:
    return lambda shown, organisation: organisation.kind in kinds and _has_money(shown, organisation)


def _does(doing: Doing) -> IsFor:
    return lambda shown, organisation: organisation.code in shown.agreement.mandated(doing)


def _has_money(shown: Shown, organisation: Organisation) -> bool:
    return bool(uses_of(shown, organisation.code))


def _passes_on(shown: Shown, organisation: Organisation) -> bool:
    return passes_on(shown, organisation.code)


def _gets_onward(shown: Shown, organisation: Organisation) -> bool:
    return any(use.holder for use in uses_of(shown, organisation.code))


def _receives(duty: str) -> IsFor:
    return lambda shown, organisation: CARRIERS[duty].is_received_by(shown, organisation.code)


def _answers_its_rss(shown: Shown, organisation: Organisation) -> bool:
    """Tell whether an organisation is one of those that answer a form before another hands it in."""
    return organisation.kind == Kind.MUNICIPALITY and any(form.answered_by for form in shown.forms)


def _has_papers(shown: Shown, organisation: Organisation) -> bool:
    """Tell whether an organisation hands in papers that are signed, or receives them."""
    signed = [one for one in in_order() if one.demand.four_eyes]
    code = organisation.code
    return any(one.is_for(shown, code) or one.is_received_by(shown, code) for one in signed)


ROOMS: tuple[Room, ...] = (
    Room("funds:money", gettext_lazy("Flödet"), Stage.OVERVIEW, _has_money),
    Room("fixing:fixing", gettext_lazy("Fastställande"), Stage.ADOPTION, _does(Doing.FIXES)),
    Room("payments:payments", gettext_lazy("Utbetalningar"), Stage.PAYMENT, _does(Doing.PAYS)),
    Room("decisions:decisions", gettext_lazy("Beslut"), Stage.DECISION, _money_of(Kind.REGION)),
    Room("sharing:sharing", gettext_lazy("Vidare till kommunerna"), Stage.ONWARD, _passes_on),
    Room("sharing:proposal", gettext_lazy("Länets fördelning"), Stage.ONWARD, _gets_onward),
    Room("activities:activities", gettext_lazy("Aktiviteter"), Stage.ACTIVITIES, _has_money),
    Room("costs:costs", gettext_lazy("Kostnader"), Stage.COSTS, _has_money),
    Room("funds:follow_up", gettext_lazy("Uppföljning"), Stage.FOLLOW_UP, _has_money),
    Room("placements:shares", gettext_lazy("Fördelning efter redovisade tal"), Stage.KEYS, _does(Doing.SHARES)),
    Room("repayments:reclaims", gettext_lazy("Återkrav"), Stage.REPAYMENT, _does(Doing.RECLAIMS)),
    Room("reports:replies", gettext_lazy("Svar till RSS"), Stage.REPORT, _answers_its_rss),
    Room("papers:papers", gettext_lazy("Inlämnade handlingar"), Stage.HANDED_IN, _has_papers),
)
"""The rooms that carry no duty."""


def money_page(
    request: HttpRequest,
    template: str,
    actor: Actor,
    shown: Shown,
    *crumbs: Crumb,
    room: str,
    duty: Duty | None = None,
    status: int = 200,
    **values: Any,
) -> HttpResponse:
    """Render a page of an organisation's money; ``room`` is the name of the address that it belongs to.

    ``duty`` is what the page is about, where it is about one; it names the room that is one for each duty.
    """
    organisation = actor.organisation
    assert organisation is not None  # noqa: S101 - for the type checker; requires() always gives one
    frame = {
        "frame": "ledger/base.html",
        "shown": shown,
        "agreement": shown.agreement,
        "duty": duty,
    }
    rooms = steps_of(organisation, shown, room, duty)
    inside = _place(organisation, shown, rooms), Menu(_("Pengarnas väg"), rooms)
    return page(request, template, actor, SECTION, *crumbs, status=status, inside=inside, **(frame | values))


def _place(organisation: Organisation, shown: Shown, rooms: list[MenuLink]) -> Surrounding:
    """Return the agreement that these rooms are under, and the other agreements that give the organisation rooms."""
    others = [
        MenuLink(one.agreement.name, found[0].url)
        for one in all_shown()
        if one.agreement.id != shown.agreement.id and (found := rooms_of(organisation, one))
    ]
    about = [MenuLink(_("Läs överenskommelsen"), reverse("agreements:overview", args=[shown.agreement.id]))]
    first, *_more = *rooms, *about
    return Surrounding(shown.agreement.name, first.url, Menu("", about), Menu(_("Byt överenskommelse"), others))


def rooms_of(organisation: Organisation, shown: Shown, current: str = "", duty: Duty | None = None) -> list[MenuLink]:
    """Return the rooms that an organisation has under an agreement, in the order of the money's way."""
    rooms = sorted([*ROOMS, *_carrying()], key=lambda room: room.stage)
    return [
        MenuLink(label, reverse(room.name, args=place), room.name == current and of in (None, duty))
        for room in rooms
        if room.is_for(shown, organisation)
        for place, label, of in _places(room, shown, organisation)
    ]


def steps_of(organisation: Organisation, shown: Shown, current: str = "", duty: Duty | None = None) -> list[MenuLink]:
    """Return the rooms with how each stands: the steps of the money's way."""
    stands = {url: one for states in _STATES for url, one in states(shown, organisation).items()}
    return [
        replace(room, state=stands[room.url]) if room.url in stands else room
        for room in rooms_of(organisation, shown, current, duty)
    ]


def _places(room: Room, shown: Shown, organisation: Organisation) -> Iterator[tuple[list[str], Any, Duty | None]]:
    """Give what a room's address takes and what it is called: once, or for each duty that is done in one of its own."""
    code, carrier = organisation.code, room.carrier
    duties = carrier.duties_of(shown, code) if carrier is not None else []
    if carrier is None:
        yield [code, shown.agreement.id], _words(room.label), None
    elif not carrier.has_one_for_each_duty or len(duties) < 2:
        label = carrier.name_of(shown, code, duties[0]) if len(duties) == 1 else carrier.label
        yield [code, shown.agreement.id], _words(label), None
    else:
        for duty in duties:
            label = carrier.name_of(shown, code, duty)
            yield carrier.place(shown, code, duty), _words(label), duty


def _words(label: Any) -> Any:
    return label.in_language(language()) if isinstance(label, Text) else label


def _carrying() -> Iterator[Room]:
    """Give the rooms of what carries duties: those who have the duty do it in one, its receiver has it in another."""
    standing = {room.name for room in ROOMS}
    for one in in_order():
        if one.room in standing:
            continue
        yield Room(one.room, one.label, one.stage, _has(one), one)
        if one.received:
            yield Room(one.received, one.received_label, one.stage, _receives(one.id))


def _has(carrier: Carrier) -> IsFor:
    return lambda shown, organisation: carrier.is_for(shown, organisation.code)
