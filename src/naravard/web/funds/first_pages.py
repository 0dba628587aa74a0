"""What an organisation's first pages say first: the most pressing thing, and how many warnings stand where."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from naravard.web.access.actor import permissions_in
from naravard.web.access.addresses import person_of, standings_of
from naravard.web.agreements.current import Shown
from naravard.web.funds.picture import Picture
from naravard.web.funds.urgency import Pressing, asked_of, for_reader, pressing_of, stakes_of
from naravard.web.funds.warnings import counted, pictures_of
from naravard.web.handovers.overview import waits_in
from naravard.web.organisations.models import Organisation


def first_things(
    request: HttpRequest, organisation: Organisation, every: Sequence[Shown], now: datetime.datetime
) -> dict[str, Any]:
    """Return the most pressing thing in an organisation as the reader has it, and where its warnings stand."""
    pictures = pictures_of([organisation], every, now)
    return {
        "pressing": pressing_in(request, organisation, pictures, now),
        "warning_counts": counted(pictures, several=False),
    }


def pressing_in(
    request: HttpRequest,
    organisation: Organisation,
    pictures: Sequence[Picture],
    now: datetime.datetime,
    shown: Shown | None = None,
) -> Pressing | None:
    """Return the most pressing thing in an organisation, under one agreement where ``shown`` is given."""
    person, code = person_of(request), organisation.code
    may = {code: permissions_in(standings_of(request), code)}
    every = None if shown is None else [shown]
    waits = waits_in(organisation, now, every=every, asking_for=asked_of(organisation))
    waiting = [one for one in waits if not one[0].only_for and (shown is None or one[0].shown is not None)]
    mine = for_reader(waiting, person.named().code if person is not None else "", may)
    return next(iter(pressing_of(mine, stakes_of(pictures), now)), None)
