"""Whose matter an act is: one's own organisation's unless it says otherwise, and asked before anything is done."""

import datetime
from collections.abc import Iterator

import pytest

from naravard.agreement.model import Text
from naravard.web.access.actor import THE_SERVICE, Actor, NotAllowedError
from naravard.web.access.acts import ACTS, act
from naravard.web.access.matters import OTHERS, own
from naravard.web.access.permissions import Permission
from naravard.web.history.kinds import known
from naravard.web.organisations.models import Organisation
from people_samples import acting, member

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2022, 9, 20, 12, 0, tzinfo=datetime.UTC)
LEAVES = known("duty-begun")


@pytest.fixture(autouse=True)
def registered() -> Iterator[None]:
    """Take the acts of the test away again."""
    before = dict(ACTS)
    yield
    ACTS.clear()
    ACTS.update(before)


def _anna() -> Actor:
    return acting(member("region-09", "official", "Anna Ek"), day=AT.date())


def test_an_act_that_says_nothing_is_done_in_ones_own_matter_alone() -> None:
    done: list[str] = []

    @act(Permission.WORK_ON_DUTIES, leaves=LEAVES)
    def note(*, actor: Actor, organisation: Organisation) -> None:
        done.append(organisation.code)

    mine, others = (Organisation.objects.get(pk=code) for code in ("region-09", "region-10"))
    note(actor=_anna(), organisation=mine)
    with pytest.raises(NotAllowedError, match="region-09 may not act for region-10"):
        note(actor=_anna(), organisation=others)
    note(actor=THE_SERVICE, organisation=others)
    assert done == ["region-09", "region-10"]


def test_an_organisation_may_be_named_by_its_code_or_found_through_a_thing() -> None:
    done: list[str] = []

    @act(Permission.WORK_ON_DUTIES, leaves=LEAVES)
    def by_code(*, actor: Actor, organisation_code: str) -> None:
        done.append(organisation_code)

    @act(Permission.WORK_ON_DUTIES, matter=own(lambda given: given["owner"]), leaves=LEAVES)
    def through_a_thing(*, actor: Actor, owner: str) -> None:
        done.append(owner)

    by_code(actor=_anna(), organisation_code="region-09")
    through_a_thing(actor=_anna(), owner="region-09")
    with pytest.raises(NotAllowedError):
        by_code(actor=_anna(), organisation_code="region-10")
    with pytest.raises(NotAllowedError):
        through_a_thing(actor=_anna(), owner="region-10")
    assert done == ["region-09", "region-09"]


def test_an_act_in_anothers_matter_says_so() -> None:
    done: list[str] = []

    @act(Permission.WORK_ON_DUTIES, matter=OTHERS, leaves=LEAVES)
    def look_after(*, actor: Actor, organisation: Organisation) -> None:
        done.append(organisation.code)

    look_after(actor=_anna(), organisation=Organisation.objects.get(pk="region-10"))
    assert done == ["region-10"]
    assert ACTS["look_after"].matter.words == Text("en annan organisations", "another organisation's")


def test_an_act_that_names_no_organisation_has_to_say_whose_matter_it_is() -> None:
    with pytest.raises(TypeError, match="forgotten has to say whose matter it is"):

        @act(Permission.WORK_ON_DUTIES, leaves=LEAVES)
        def forgotten(*, actor: Actor, number: int) -> None: ...
