"""Every act, tried by every role in every kind of organisation: those who may do it, and no one else."""

import importlib
import os
import pkgutil
import subprocess
import sys
from copy import deepcopy
from dataclasses import replace

import pytest
from act_samples import OF_ANY_DUTY, SAMPLES
from django.db import transaction
from sampling import DAY, OWN, Sample

import naravard.web
from locks import is_in_order, recorded
from naravard.web.access.actor import ActiveRole, Actor, NotAllowedError, acting, actor_as, standing_with, standings
from naravard.web.access.acts import ACTS
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import ROLES, Role, roles_in
from naravard.web.history.kinds import kinds
from naravard.web.history.models import ChainHead, Event
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.reference import known_organisations
from naravard.web.people.models import Person
from people_samples import members

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
    assert {kind for act in ACTS.values() for kind in act.leaves} == set(kinds())


def test_no_act_stands_where_the_history_does_not_look_for_it() -> None:
    """The history reads the acts of an app before it tells of them; here every module has been read."""
    program = "import django; django.setup(); from naravard.web.access.acts import acts; print(*sorted(acts()))"
    settings = {"DJANGO_SETTINGS_MODULE": "naravard.web.settings"}
    read = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True, env=os.environ | settings
    )
    assert read.stdout.split() == sorted(ACTS)


@pytest.mark.parametrize("name", sorted(ACTS))
def test_an_act_says_whose_matter_it_is_and_a_role_may_do_it_only_in_an_organisations(name: str) -> None:
    act = ACTS[name]
    may = any(act.permission in role.permissions for role in ROLES)
    assert act.matter.code in ({"own", "others", "common"} if may else {"oneself", "service", "common"})


@pytest.mark.django_db
def test_a_person_acts_as_the_role_that_is_held_and_may_do_what_the_role_may() -> None:
    for role, code, who in _people():
        held = standings(who, DAY)
        assert [actor_as(who, standing) for standing in held] == [_as(role, code, who)]
        for permission in Permission:
            found = standing_with(held, permission, code)
            assert found == (held[0] if permission in role.permissions else None), (role.code, code, permission)
        assert acting(who, code, next(iter(role.permissions)), DAY) == _as(role, code, who)


@pytest.mark.django_db
@pytest.mark.parametrize("name", SAMPLES)
def test_an_act_is_done_by_those_who_may_and_by_no_one_else(name: str, request: pytest.FixtureRequest) -> None:
    """Each role at each of the organisations; whoever may not changes nothing and leaves no event.

    What the act needs is made once. Each tries it in a savepoint that is rolled back, with a copy of what it is given:
    an act may change the object in its hand as well as the row.
    """
    if name in OF_ANY_DUTY:
        request.getfixturevalue("without_forms")
    sample = SAMPLES[name]()
    for role, code, who in _people():
        with transaction.atomic():
            _try(name, replace(sample, given=deepcopy(sample.given)), role, code, _as(role, code, who))
            transaction.set_rollback(True)


@pytest.mark.django_db
def test_an_act_that_locked_in_another_order_would_be_found() -> None:
    with recorded() as locked, transaction.atomic():
        for model in (Organisation, ChainHead, Organisation, Person):
            list(model.objects.select_for_update())
    assert locked == [Organisation, ChainHead, Person]
    assert not is_in_order(locked)
    assert is_in_order(locked[:2])


def _people() -> list[tuple[type[Role], str, Person]]:
    """Make one person for each role at each of the organisations where it can be held."""
    held = [(role, code) for role in ROLES for code in TRIED if role in roles_in(KINDS[code].value, code)]
    people = members([(code, role.code) for role, code in held], "Kim Öst")
    return [(role, code, who) for (role, code), who in zip(held, people, strict=True)]


def _as(role: type[Role], code: str, who: Person) -> Actor:
    return actor_as(who, ActiveRole(Organisation.objects.get(pk=code), role, until=None))


def _try(name: str, sample: Sample, role: type[Role], code: str, actor: Actor) -> None:
    act = ACTS[name]
    permitted = {act.permission} | ({sample.needs} if sample.needs else set())
    allowed = code in sample.by and permitted <= role.permissions
    before = Event.objects.count()
    if allowed:
        with recorded() as locked:
            act.function(actor=actor, **sample.given, at=sample.at)
        assert is_in_order(locked), f"{[model.__name__ for model in locked]} is not the order of docs/architecture.md"
        left = [event.kind for event in Event.objects.order_by("sequence")[before:]]
        assert len(left) == 1, (role.code, code, left)
        assert left[0] in act.leaves
        return
    with pytest.raises(NotAllowedError), transaction.atomic():
        act.function(actor=actor, **sample.given, at=sample.at)
    assert Event.objects.count() == before, (role.code, code)
