"""The steps of an organisation's money under an agreement, with how each stands: what the header and the pages show.

How a step stands is read out of the year's papers (:mod:`.year_papers`), and a duty's out of the duty; nothing is said
of it in two places. What an organisation receives from others stands as how much of it waits.
"""

from collections.abc import Iterable, Mapping

from django.db.models import Count
from django.urls import reverse

from naravard.agreement.status_words import WAITS_FOR_YOU, ShownStatus, StatusWord
from naravard.web.agreements.current import Shown
from naravard.web.funds.picture import Picture, picture_now
from naravard.web.funds.year_papers import papers_of
from naravard.web.ledger.errors import NoMoneyError
from naravard.web.ledger.frame import states_by
from naravard.web.organisations.models import Organisation
from naravard.web.papers.year import YearPaper
from naravard.web.tasks.carriers import carrier_of
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.inbox import WAITS
from naravard.web.tasks.models import DutyRecord


@states_by
def room_states(shown: Shown, organisation: Organisation) -> Mapping[str, ShownStatus]:
    """Return how the rooms of an organisation stand, by their addresses."""
    try:
        picture: Picture | None = picture_now(shown, organisation)
    except NoMoneyError:
        picture = None
    own = states_of(papers_of(picture, is_own=True, names_people=False)) if picture is not None else {}
    return {**own, **_received(shown, organisation)}


def states_of(papers: Iterable[YearPaper]) -> dict[str, ShownStatus]:
    """Return how each room stands by its papers: as the first of them that is not done, or as the last."""
    found: dict[str, ShownStatus] = {}
    for paper in papers:
        if paper.url and (paper.url not in found or found[paper.url].word is StatusWord.ACCEPTED):
            found[paper.url] = paper.state
    return found


def _received(shown: Shown, organisation: Organisation) -> Mapping[str, ShownStatus]:
    """Return the rooms where an organisation receives what others hand in, each with how much of it waits."""
    rooms = {
        duty.id: reverse(carrier.received, args=[organisation.code, shown.agreement.id])
        for duty in duty_book(shown).to(organisation.code)
        if (carrier := carrier_of(shown, duty)) is not None and carrier.received
    }
    if not rooms:
        return {}
    waiting = DutyRecord.objects.filter(WAITS, agreement_id=shown.agreement.id, duty_id__in=rooms)
    counts: dict[str, int] = {}
    for duty_id, count in waiting.values_list("duty_id").annotate(count=Count("pk")).order_by():
        counts[rooms[duty_id]] = counts.get(rooms[duty_id], 0) + count
    return {room: _how_many(count) for room, count in counts.items()}


def _how_many(count: int) -> ShownStatus:
    return ShownStatus(f"{WAITS_FOR_YOU.sv}: {count}", f"{WAITS_FOR_YOU.en}: {count}", WAITS_FOR_YOU.word)
