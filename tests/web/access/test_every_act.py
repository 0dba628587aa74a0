"""Every act, tried by every role in every kind of organisation: those who may do it, and no one else."""

import importlib
import pkgutil

import pytest
from act_samples import SAMPLES
from django.db import transaction
from sampling import DAY, OWN

import naravard.web
from naravard.web.access.actor import NotAllowedError, acting, actor_as, standings
from naravard.web.access.acts import ACTS
from naravard.web.access.roles import ROLES, Role
from naravard.web.history.models import Event
from naravard.web.history.presenters import PRESENTERS
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.reference import known_organisations
from people_samples import member

for module in pkgutil.walk_packages(naravard.web.__path__, "naravard.web."):
    if module.name.rsplit(".", 1)[-1] not in {"wsgi", "settings"} and ".migrations" not in module.name:
        importlib.import_module(module.name)
"""Every module has been read, so that every act has been registered."""

KINDS: dict[str, Kind] = {known.code: known.kind for known in known_organisations()}
TRIED = [
    OWN, "region-10", "rss-09", "kommun-0980", "skr", "regeringskansliet", "socialstyrelsen", "kammarkollegiet"
]  # fmt: skip
"""The organisation whose matter it is, its neighbour, and one of each other kind."""


def test_every_act_has_an_example_and_every_event_that_it_leaves_can_be_told() -> None:
    assert set(SAMPLES) == set(ACTS)
    assert {kind for act in ACTS.values() for kind in act.leaves} == set(PRESENTERS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", SAMPLES)
def test_an_act_is_done_by_those_who_may_and_by_no_one_else(name: str) -> None:
    """Each role at each of the organisations; whoever may not changes nothing and leaves no event."""
    for role in ROLES:
        for code in TRIED:
            if role.can_be_held_in(KINDS[code].value, code):
                with transaction.atomic():
                    _try(name, role, code)
                    transaction.set_rollback(True)


def _try(name: str, role: type[Role], code: str) -> None:
    act, sample = ACTS[name], SAMPLES[name]()
    who = member(code, role.code, "Kim Öst")
    (standing,) = standings(who, DAY)
    permitted = {act.permission} | ({sample.needs} if sample.needs else set())
    allowed = code in sample.by and permitted <= role.permissions
    before = Event.objects.count()
    if allowed:
        act.function(actor=actor_as(who, standing), **sample.given, at=sample.at)
        left = [event.kind for event in Event.objects.order_by("sequence")[before:]]
        assert len(left) == 1, (role.code, code, left)
        assert left[0] in act.leaves
        return
    with pytest.raises(NotAllowedError), transaction.atomic():
        act.function(actor=actor_as(who, standing), **sample.given, at=sample.at)
    assert Event.objects.count() == before, (role.code, code)
    assert acting(who, code, act.permission, DAY) is None or code not in sample.by or sample.needs is not None
