"""Lives through the imaginary year in a process of its own, and tells what it saw as JSON: ``living.py FOLDER SPRING``.

The demonstration as it was in the spring is left in the second folder.
"""

import datetime
import json
import shutil
import sys
from pathlib import Path

from naravard.web.demo.start import enter

enter(Path(sys.argv[1]))
import django  # noqa: E402 - the process has to be the demonstration first

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402

from naravard.agreement.duties.deadlines import begins_at  # noqa: E402
from naravard.agreement.duties.status import Status  # noqa: E402
from naravard.web.access.roles import roles_in  # noqa: E402
from naravard.web.agreements.current import shown_or_404  # noqa: E402
from naravard.web.demo import copies, store  # noqa: E402
from naravard.web.demo.clock_moves import move  # noqa: E402
from naravard.web.demo.playback import play  # noqa: E402
from naravard.web.demo.year.chance import moment  # noqa: E402
from naravard.web.demo.year.days import LAST, PEOPLE, START  # noqa: E402
from naravard.web.demo.year.papers import BY_ABOUT, What  # noqa: E402
from naravard.web.history.models import Event  # noqa: E402
from naravard.web.history.state import hold_against_events  # noqa: E402
from naravard.web.history.verification import verify  # noqa: E402
from naravard.web.organisations.models import Organisation  # noqa: E402
from naravard.web.people.models import Invitation, Membership, StandIn  # noqa: E402
from naravard.web.site.clock import now, today  # noqa: E402
from naravard.web.tasks.duties import tasks_of  # noqa: E402

SPRING = datetime.date(2023, 3, 31)
AGREEMENT = "god-och-nara-vard-2022"
seen: dict[str, object] = {}


def main() -> None:
    """See how it begins, become everyone once, replay, act, and live through the last day of the requisition."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.ALLOWED_HOSTS.append("testserver")
    seen["day"] = today().isoformat()
    seen["roles missing"] = roles_missing()
    seen["stand-ins"] = StandIn.objects.on(today()).count()
    seen["former"] = Membership.objects.filter(to_day__lt=today()).count()
    seen["open invitations"] = Invitation.objects.filter(accepted_at=None, expires_at__gt=now()).count()
    seen["first pages"] = first_pages()
    seen["replayed alike"] = replayed_alike()
    seen["own"] = act_oneself()
    moved = move(datetime.date(2022, 12, 2))
    seen["moved"] = [moved.played.done > 0, moved.played.refused, moved.played.left_to_others > 0]
    seen["lapsed"] = lapsed()
    seen["left to oneself"] = sorted(store.own_organisations())
    until_spring = move(SPRING)
    connections.close_all()
    shutil.copytree(sys.argv[1], sys.argv[2])
    later = move(LAST)
    seen["rest"] = [later.played.done > 0, until_spring.played.refused + later.played.refused]
    verified = verify({})
    seen["history"] = None if verified.broken is None else verified.broken.what.sv
    seen["rows"] = [f"{one.key} {one.what.sv}" for one in hold_against_events().differences]
    back = move(START)
    seen["back"] = [back.began_anew, store.own_organisations() == frozenset(), today().isoformat(), lapsed()]


def roles_missing() -> list[str]:
    """Return the roles that can be held and are held by nobody."""
    held = set(Membership.objects.on(today()).values_list("organisation_id", "role"))
    return [
        f"{code} {role.code}"
        for code, kind in Organisation.objects.values_list("code", "kind")
        for role in roles_in(kind, code)
        if (code, role.code) not in held
    ]


def first_pages() -> list[str]:
    """Become one of each role in each kind of organisation, and return where the first page did not answer."""
    one_of_each = {}
    for held in Membership.objects.on(today()).select_related("organisation"):
        one_of_each[held.organisation.kind, held.role] = held
    failed = []
    for (kind, role), held in one_of_each.items():
        client = Client()
        became = client.post(f"/demo/bli/{held.person_id}/")
        page = client.get("/mina-uppgifter/")
        overview = client.get(f"/organisation/{held.organisation_id}/")
        if (became.status_code, page.status_code, overview.status_code) != (303, 200, 200):
            failed.append(f"{kind} {role}")
    return failed


def replayed_alike() -> bool:
    """Tell whether the year from its first copy on leaves the same events, one by one.

    Receipt numbers and the identities of facts and batches are drawn again: they cannot be guessed, in no year.
    """
    before = the_events()
    copies.put_back(PEOPLE)
    play(START)
    return before == the_events()


def the_events() -> list[tuple[object, ...]]:
    """Return what happened: when, what, who did it as what, in whose matter, about what kind of thing, and why."""
    return [
        (told.at, told.kind, told.actor, told.role, told.for_whom, told.organisation, told.thing.kind, told.reason)
        for event in Event.objects.order_by("sequence")
        for told in [event.told]
    ]


def act_oneself() -> str:
    """Begin the requisition of a region where nobody has, and so take the region over; return its code."""
    at = moment(START, "oneself")
    regions = Organisation.objects.filter(kind="region").order_by("code")
    tasks = [task for task in tasks_of(list(regions), at) if task.duty.lapses and task.state.status is Status.OPEN]
    mine = tasks[0]
    requisition = BY_ABOUT[mine.duty.about]
    assert requisition is not None
    requisition.begun(What(AGREEMENT, mine.duty.id, mine.organisation.code))(at)
    return mine.organisation.code


def lapsed() -> list[str]:
    """Return whose right has lapsed on the morning of the day."""
    every = [shown_or_404(AGREEMENT)]
    tasks = tasks_of(list(Organisation.objects.filter(kind="region")), begins_at(today()), every)
    return sorted(task.organisation.code for task in tasks if task.state.status is Status.LAPSED)


main()
print(json.dumps(seen))  # noqa: T201 - what the test reads
