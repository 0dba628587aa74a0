"""Activities: proposed and decided in a region, recorded elsewhere, and never more than there is."""

import datetime

import pytest

from activities_steps import AT, described_as, proposed
from money_steps import fixed
from naravard.web.access.actor import THE_SERVICE, NotAllowedError
from naravard.web.activities.acts import change_activity, decide_activity, decline_activity, end_activity
from naravard.web.activities.decisions.models import AreaOfficer, Decision
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import plan_of
from naravard.web.activities.values import described
from naravard.web.agreements.current import shown_or_404
from naravard.web.history.models import Event
from naravard.web.ledger.errors import LedgerRefusedError, MoneyChangedError, MoneyRefusedError
from naravard.web.organisations.models import Organisation
from people_samples import acting, member
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
AMBULANCE = 934_968
"""What the region of Gotland gets for its ambulance services, by annex 4."""
DAY = AT.date()


def of(code: str = "region-09") -> dict[str, object]:
    return {"actor": THE_SERVICE, "organisation": Organisation.objects.get(pk=code), "agreement_id": WHOLE, "at": AT}


def mandate(*, by: str = Decision.BY_DIRECTOR, ambulance: int = AMBULANCE) -> Decision:
    """Let the board have decided: the ambulance services their frame, and who decides on activities."""
    made: Decision = Decision.objects.create(
        agreement_id=WHOLE, organisation_id="region-09", number=1, state=Decision.DECIDED, activities_by=by,
        heading="Fördelning", made_at=AT, made_by="x",
    )  # fmt: skip
    made.frames.create(area="ambulans", grant="ambulans", amount=ambulance)
    return made


def left_in(area: str, grant: str, code: str = "region-09") -> int:
    return plan_of(shown_or_404(WHOLE), Organisation.objects.get(pk=code), AT).cell(area, grant).left


def test_a_region_proposes_and_the_others_decide_at_once() -> None:
    fixed()
    assert proposed().status == Activity.PROPOSED
    for code, grant in (("rss-09", "nara-vard-kommuner"), ("kommun-0980", "nara-vard-kommuner"), ("skr", "skr")):
        made = proposed(code, grant=grant, budget=100)
        assert (made.status, made.code) == (Activity.DECIDED, f"{code}-1")
    assert [event.kind for event in Event.objects.filter(thing_kind="activity").order_by("sequence")] == [
        "activity-proposed",
        "activity-added",
        "activity-added",
        "activity-added",
    ]


def test_numbers_count_within_the_organisation() -> None:
    assert [proposed().code for _ in range(2)] == ["region-09-1", "region-09-2"]
    assert proposed("region-10").code == "region-10-1"


def test_a_proposal_may_be_more_than_there_is_but_a_decision_may_not() -> None:
    fixed()
    mandate()
    made = proposed(budget=AMBULANCE + 1)
    with pytest.raises(LedgerRefusedError) as refused:
        decide_activity(**of(), number=made.number, budget=AMBULANCE + 1)
    assert refused.value.code == "above-area-frame"
    said = refused.value.says.sv.replace("\N{NO-BREAK SPACE}", " ")
    for part in ("Förstärkning av ambulanssjukvården", "planerat 934 969 kr", "1 kr för mycket", "ramen, 934 968 kr",
                 "nämnden"):  # fmt: skip
        assert part in said
    made.refresh_from_db()
    assert (made.status, made.version) == (Activity.PROPOSED, 1)
    decide_activity(**of(), number=made.number, budget=AMBULANCE)
    assert left_in("ambulans", "ambulans") == 0


def test_what_is_ended_still_takes_of_the_frame() -> None:
    fixed()
    mandate()
    made = proposed(budget=AMBULANCE)
    decide_activity(**of(), number=made.number, budget=AMBULANCE)
    end_activity(**of(), number=made.number, reason="Klar")
    assert left_in("ambulans", "ambulans") == 0
    second = proposed(budget=1)
    with pytest.raises(LedgerRefusedError):
        decide_activity(**of(), number=second.number, budget=1)


def test_before_the_board_has_decided_the_director_has_no_mandate() -> None:
    fixed()
    made = proposed(budget=1)
    with pytest.raises(MoneyRefusedError) as refused:
        decide_activity(**of(), number=made.number, budget=1)
    assert refused.value.code == "no-board-decision"


def test_where_the_board_decides_itself_the_director_does_not() -> None:
    fixed()
    mandate(by=Decision.BY_BOARD)
    made = proposed(budget=1)
    with pytest.raises(MoneyRefusedError) as refused:
        decide_activity(**of(), number=made.number, budget=1)
    assert refused.value.code == "no-mandate"


def test_before_the_allocation_is_fixed_nothing_costs_anything() -> None:
    assert proposed("skr", grant="skr", budget=0).status == Activity.DECIDED
    with pytest.raises(MoneyRefusedError) as refused:
        proposed("skr", grant="skr", budget=1)
    assert refused.value.code == "not-fixed"
    assert Activity.objects.count() == 1


def test_what_is_set_aside_for_an_earmark_is_kept_for_it() -> None:
    """Of Gotland's 14 million for local health care some 1.2 are for the named doctor; those may take of the rest."""
    fixed()
    shown = shown_or_404(WHOLE)
    region = Organisation.objects.get(pk="region-09")
    allotted = plan_of(shown, region, AT).allotted["nara-vard-regioner"]
    earmark = allotted.set_aside["fast-lakarkontakt"]
    decision = mandate()
    decision.frames.create(area="nara-vard", grant="nara-vard-regioner", amount=allotted.amount)
    rest = allotted.amount - earmark
    general = proposed(grant="nara-vard-regioner", budget=rest)
    with pytest.raises(LedgerRefusedError) as refused:
        decide_activity(**of(), number=general.number, budget=rest + 1)
    assert refused.value.code == "takes-of-earmark"
    decide_activity(**of(), number=general.number, budget=rest - 5)
    doctor = proposed(grant="nara-vard-regioner", earmark="fast-lakarkontakt", budget=earmark + 5)
    decide_activity(**of(), number=doctor.number, budget=earmark + 5)
    assert left_in("nara-vard", "nara-vard-regioner") == 0


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"grant": "nara-vard-kommuner"}, "grant"),
        ({"grant": "ambulans", "area": "e-halsa"}, "area"),
        ({"grant": "ambulans", "earmark": "fast-lakarkontakt"}, "earmark"),
        ({"requirement": "r-3-01"}, "requirement"),
        ({"requirement": "r-2-2-02"}, "requirement"),
        ({"to_day": datetime.date(2022, 2, 28)}, "to_day"),
        ({"from_day": datetime.date(2023, 1, 1), "to_day": datetime.date(2023, 1, 2)}, "from_day"),
        ({"name": "  "}, "name"),
        ({"budget": -1}, "budget"),
        ({"reach": "somewhere"}, "reach"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(wrong: dict[str, object], field: str) -> None:
    with pytest.raises(MoneyRefusedError) as refused:
        proposed(**wrong)
    assert refused.value.field == field
    assert not Activity.objects.exists()


def test_only_the_organisations_own_people_with_a_role_for_it_answer_for_its_activities() -> None:
    stranger, reader = member("region-10", name="Bo Al"), member("region-09", "reader", "Eva Ny")
    gone = member("region-09", "official", "Ola Ut", to_day=DAY - datetime.timedelta(days=1))
    for unfit in (stranger, reader, gone):
        with pytest.raises(MoneyRefusedError) as refused:
            proposed(officer=unfit)
        assert refused.value.field == "officer"
        assert "har ingen roll i Region Gotland som kan ansvara för en aktivitet" in refused.value.says.sv
    colleague = member("region-09", "area-officer", "Ida Al")
    assert proposed(officer=colleague).officer == colleague


def test_an_activity_whose_officer_has_left_can_be_changed_and_given_to_another() -> None:
    officer, other = member("region-09", "area-officer", "Ida Al"), member("region-09", "official", "Bo Al")
    activity = proposed(officer=officer)
    officer.memberships.update(to_day=DAY - datetime.timedelta(days=1))

    change_activity(**of(), number=activity.number, values=described(activity, name="Nytt namn"))
    activity.refresh_from_db()
    assert (activity.name, activity.officer) == ("Nytt namn", officer)
    change_activity(**of(), number=activity.number, values=described(activity, officer=other))
    activity.refresh_from_db()
    assert activity.officer == other


def test_an_area_officer_proposes_in_the_own_area_only() -> None:
    officer = member("region-09", "area-officer", "Eva Ny")
    actor = acting(officer, "area-officer", day=DAY)
    with pytest.raises(NotAllowedError):
        proposed(by=actor)
    AreaOfficer.objects.create(
        agreement_id=WHOLE, organisation_id="region-09", area="ambulans", person=officer, made_at=AT
    )
    made = proposed(by=actor)
    with pytest.raises(NotAllowedError):
        proposed(by=actor, grant="e-halsa")
    with pytest.raises(NotAllowedError):
        change_activity(
            **(of() | {"actor": actor}), number=made.number, values=described_as(grant="e-halsa"), seen_version=1
        )


def test_a_decided_activity_of_a_region_keeps_its_money_but_not_its_words() -> None:
    fixed()
    mandate()
    made = proposed(budget=10)
    decide_activity(**of(), number=made.number, budget=10)
    with pytest.raises(MoneyRefusedError, match="reallocation"):
        change_activity(**of(), number=made.number, values=described_as(budget=11))
    changed = change_activity(**of(), number=made.number, values=described_as("Nytt namn", budget=10))
    assert (changed.name, changed.budget, changed.status) == ("Nytt namn", 10, Activity.DECIDED)


def test_elsewhere_a_changed_budget_needs_a_reason_and_room() -> None:
    fixed()
    made = proposed("skr", grant="skr", budget=10)
    values = described_as(grant="skr", budget=53_000_000)
    with pytest.raises(MoneyRefusedError) as refused:
        change_activity(**of("skr"), number=made.number, values=values)
    assert refused.value.code == "no-reason"
    change_activity(**of("skr"), number=made.number, values=values, reason="Större uppdrag")
    with pytest.raises(LedgerRefusedError) as above:
        proposed("skr", grant="skr", budget=1)
    assert above.value.code == "above-area-frame"


def test_the_same_again_changes_nothing() -> None:
    made = proposed()
    change_activity(**of(), number=made.number, values=described_as())
    assert [event.kind for event in Event.objects.filter(thing_kind="activity")] == ["activity-proposed"]


def test_of_two_at_once_the_second_is_told() -> None:
    made = proposed()
    change_activity(**of(), number=made.number, values=described_as("Den ena"), seen_version=1)
    with pytest.raises(MoneyChangedError):
        change_activity(**of(), number=made.number, values=described_as("Den andra"), seen_version=1)
    made.refresh_from_db()
    assert made.name == "Den ena"


def test_a_declined_proposal_has_its_reason_and_takes_no_money() -> None:
    fixed()
    mandate()
    made = proposed(budget=AMBULANCE)
    with pytest.raises(MoneyRefusedError) as refused:
        decline_activity(**of(), number=made.number, reason=" ")
    assert refused.value.code == "no-reason"
    decline_activity(**of(), number=made.number, reason="Ryms inte")
    assert left_in("ambulans", "ambulans") == AMBULANCE
    with pytest.raises(MoneyRefusedError, match="declined"):
        decide_activity(**of(), number=made.number, budget=1)


def test_less_allotted_since_the_decision_binds_too() -> None:
    """The board's frame was for more than what is allotted now: the grant's sum is the limit."""
    fixed()
    mandate(ambulance=AMBULANCE + 1_000)
    made = proposed(budget=AMBULANCE + 1)
    with pytest.raises(LedgerRefusedError) as refused:
        decide_activity(**of(), number=made.number, budget=AMBULANCE + 1)
    assert refused.value.code == "above-grant"
