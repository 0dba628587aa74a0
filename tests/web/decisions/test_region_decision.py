"""The region's decision: prepared, proposed whole, decided by the board, and moved between areas only by it."""

import datetime

import pytest

from activities_steps import proposed
from decision_steps import AT, BOARD_DAY, MEMORANDUM_DAY, begun, decided, entered, of, put_forward
from money_steps import fixed
from naravard.documents.memorandum import read
from naravard.documents.memorandum_pdf import pdf_bytes
from naravard.documents.memorandum_word import word_bytes
from naravard.web.access.actor import NotAllowedError
from naravard.web.activities.acts import decide_activity
from naravard.web.activities.decisions.appointment import appoint_area_officer
from naravard.web.activities.decisions.board_decision import enter_board_decision
from naravard.web.activities.decisions.frames import current_decision, frames_in
from naravard.web.activities.decisions.memorandum import board_decision, memorandum_of
from naravard.web.activities.decisions.models import Decision, Reallocation
from naravard.web.activities.decisions.preparation import (
    Wording,
    begin_decision,
    move_between_areas,
    propose_decision,
    take_decision_back,
    withdraw_decision,
    write_decision,
)
from naravard.web.activities.plan import plan_of
from naravard.web.agreements.current import shown_or_404
from naravard.web.history.models import Event
from naravard.web.ledger.errors import LedgerRefusedError, MoneyChangedError, MoneyRefusedError
from naravard.web.organisations.models import Organisation
from people_samples import acting, member
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
GOTLAND = 30_039_872
"""What annex 4 gives Region Gotland in all."""


def frames() -> dict[tuple[str, str], int]:
    held = current_decision(WHOLE, "region-09")
    assert held is not None
    return dict(held.frames)


def test_a_draft_begins_with_what_the_agreement_says_and_the_sums_that_are_fixed() -> None:
    fixed()
    member("region-09", "region-director", "Anders Byström")
    decision = begin_decision(**of())
    assert decision.heading.startswith("Fördelning av överenskommelsen God och nära vård 2022 – En omställning")
    says = said(decision)
    for words in (
        "De medel som regionen tilldelas föreslås användas så här:\n",
        "\n• Förstärkning av ambulanssjukvården: 934 968 kronor\n",
        "ingår enligt avsnitt 5 i överenskommelsen följande: strukturerad vårdinformation",
    ):
        assert words in says
    assert says.count("fyra utvecklingsområden") == 1
    assert decision.extracts == ["Ansvarig tjänsteperson för utvecklingsområde", "Regiondirektör", "Ekonomichef"]
    assert decision.signatures == [["Anders Byström", "Regiondirektör"]]
    assert sum(frames_in(decision).values()) == GOTLAND
    assert frames_in(decision)["ambulans", "ambulans"] == 934_968


def said(decision: Decision) -> str:
    """Return the matter as the memorandum has it, with plain blanks."""
    plan = plan_of(shown_or_404(WHOLE), decision.organisation, AT)
    return memorandum_of(decision, plan, MEMORANDUM_DAY).background.replace("\N{NO-BREAK SPACE}", " ")


def files_of(decision: Decision, day: datetime.date) -> tuple[bytes, bytes]:
    """Return the memorandum's files as they are given on a day."""
    plan = plan_of(shown_or_404(WHOLE), decision.organisation, AT)
    memorandum, stands = memorandum_of(decision, plan, day), board_decision(decision)
    return pdf_bytes(memorandum, stands), word_bytes(memorandum, stands)


def test_whoever_began_it_prepares_the_matter() -> None:
    fixed()
    begin_decision(**of(by=acting(member("region-09", "official", "Bo Al"))))
    plan = plan_of(shown_or_404(WHOLE), Decision.objects.get().organisation, AT)
    assert memorandum_of(Decision.objects.get(), plan, MEMORANDUM_DAY).handler == "Bo Al"


def test_what_was_sent_stays_whatever_happens_in_the_region_since() -> None:
    fixed()
    begun()
    sent = files_of(put_forward(), MEMORANDUM_DAY)
    officer = member("region-09", "area-officer", "Eva Ny")
    appoint_area_officer(**of(), area="ambulans", person=officer, day=BOARD_DAY)
    proposed(grant="e-halsa", budget=500_000)
    assert files_of(Decision.objects.get(), BOARD_DAY) == sent
    entered()
    memorandum = Decision.objects.get().memorandum
    decided_files = files_of(Decision.objects.get(), BOARD_DAY)
    begin_decision(**of(), reason="Nytt läge")
    move_between_areas(**of(), number=2, grant="e-halsa", from_area="e-halsa", to_area="ambulans", amount=83_850)
    put_forward(number=2)
    entered(number=2)
    first = Decision.objects.get(number=1)
    assert first.memorandum == memorandum
    assert files_of(first, datetime.date(2023, 5, 1)) == decided_files


def test_what_a_draft_said_when_it_was_withdrawn_stays_too() -> None:
    fixed()
    begun()
    withdraw_decision(**of(), number=1, reason="Återremiss")
    before = files_of(Decision.objects.get(), MEMORANDUM_DAY)
    proposed(grant="e-halsa", budget=500_000)
    assert files_of(Decision.objects.get(), BOARD_DAY) == before
    assert board_decision(Decision.objects.get()).state == "withdrawn"


def test_a_proposed_move_is_told_with_its_figures_and_a_point_of_its_own() -> None:
    fixed()
    begun()
    move_between_areas(**of(), number=1, grant="e-halsa", from_area="e-halsa", to_area="ambulans", amount=83_850)
    first = read(put_forward().memorandum)
    assert [(move.giver, move.taker, move.amount) for move in first.moves] == [
        ("Insatser inom ramen för Vision e-hälsa 2025", "Förstärkning av ambulanssjukvården", 83_850)
    ]
    assert first.said_points[-1] == first.moves[0].said
    assert first.total == GOTLAND
    places = {(area.name, frame.grant): frame for area in first.areas for frame in area.frames}
    assert sum(frame.amount - (frame.before or 0) for frame in places.values()) == 0
    assert sorted(frame.amount - (frame.before or 0) for frame in places.values() if frame.amount != frame.before) == [
        -83_850,
        83_850,
    ]
    entered()
    begin_decision(**of(), reason="Nytt läge")
    put_forward(number=2)
    second = read(Decision.objects.get(number=2).memorandum)
    assert (second.moves, second.moved_before) == ((), first.moves)


def test_before_anything_is_fixed_there_is_nothing_to_decide_on() -> None:
    with pytest.raises(MoneyRefusedError) as refused:
        begin_decision(**of())
    assert refused.value.code == "not-fixed"


def test_others_than_regions_decide_elsewhere() -> None:
    fixed()
    with pytest.raises(NotAllowedError):
        begin_decision(**of("rss-09"))


def test_one_is_prepared_at_a_time_and_a_later_one_needs_a_reason() -> None:
    fixed()
    begun()
    with pytest.raises(MoneyRefusedError, match="being prepared"):
        begin_decision(**of())
    put_forward()
    entered()
    with pytest.raises(MoneyRefusedError) as refused:
        begin_decision(**of())
    assert refused.value.code == "no-reason"
    assert begin_decision(**of(), reason="Medel till ambulansen").number == 2


def test_what_is_proposed_is_kept_whole_and_cannot_be_written_in() -> None:
    fixed()
    begun()
    officer = member("region-09", "area-officer", "Eva Ny")
    appoint_area_officer(**of(), area="ambulans", person=officer, day=BOARD_DAY)
    decision = put_forward()
    appoint_area_officer(**of(), area="ambulans", person=None, day=BOARD_DAY)
    memorandum = read(Decision.objects.get().memorandum)
    assert [area.officer for area in memorandum.areas] == ["", "", "", "Eva Ny"]
    assert memorandum.total == GOTLAND
    with pytest.raises(MoneyRefusedError, match="proposed to the board"):
        write_decision(**of(), number=decision.number, wording=Wording(heading="Nytt"))
    take_decision_back(**of(), number=1, reason="Fel rubrik")
    assert write_decision(**of(), number=1, wording=Wording(heading="Nytt")).heading == "Nytt"


def test_a_memorandum_that_lacks_something_is_not_proposed() -> None:
    fixed()
    begin_decision(**of())
    write_decision(**of(), number=1, wording=Wording(points=[], signatures=[]))
    with pytest.raises(MoneyRefusedError) as refused:
        put_forward()
    assert "beslutspunkter och underskrifter" in refused.value.says.sv


def test_the_board_s_decision_takes_effect_when_it_is_entered() -> None:
    fixed()
    begun()
    put_forward()
    assert current_decision(WHOLE, "region-09") is None
    entered()
    assert sum(frames().values()) == GOTLAND
    event = Event.objects.get(kind="board-decision-entered").told
    assert event.after is not None
    assert (event.after["protocol"], event.after["paragraph"], event.after["total"]) == (
        "Protokoll 2022-04-20",
        "§ 87",
        GOTLAND,
    )


def test_a_paragraph_of_the_minutes_has_its_sign_also_where_only_its_number_was_written() -> None:
    fixed()
    begun()
    put_forward()
    given = {"board": "Regionstyrelsen", "protocol": "P", "decided_on": BOARD_DAY, "today": BOARD_DAY}
    assert enter_board_decision(**of(), number=1, paragraph=" 92", **given).paragraph == "§ 92"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"board": " "}, "board"),
        ({"protocol": ""}, "protocol"),
        ({"paragraph": ""}, "paragraph"),
        ({"decided_on": BOARD_DAY + datetime.timedelta(days=1)}, "decided_on"),
        ({"decided_on": datetime.date(2022, 3, 31)}, "decided_on"),
    ],
)
def test_a_board_s_decision_that_cannot_be_is_refused(wrong: dict[str, object], field: str) -> None:
    fixed()
    begun()
    put_forward()
    given = {
        "board": "Regionstyrelsen", "protocol": "P", "paragraph": "§ 1", "decided_on": BOARD_DAY, "today": BOARD_DAY
    }  # fmt: skip
    with pytest.raises(MoneyRefusedError) as refused:
        enter_board_decision(**of(), number=1, **(given | wrong))
    assert refused.value.field == field
    assert Decision.objects.get().state == Decision.PROPOSED


@pytest.mark.parametrize(("days", "may"), [(-1, False), (0, True), (1, True)])
def test_the_day_before_the_board_meets_its_decision_cannot_be_entered(days: int, *, may: bool) -> None:
    fixed()
    begun()
    put_forward()
    given = of() | {"board": "RS", "protocol": "P", "paragraph": "§ 1", "decided_on": BOARD_DAY}
    today = BOARD_DAY + datetime.timedelta(days=days)
    if may:
        assert enter_board_decision(**given, number=1, today=today).state == Decision.DECIDED
    else:
        with pytest.raises(MoneyRefusedError, match="has not been yet"):
            enter_board_decision(**given, number=1, today=today)


def test_between_areas_money_moves_by_the_board_alone_and_is_kept_before_and_after() -> None:
    fixed()
    decided()
    begin_decision(**of(), reason="Ambulansen behöver mer")
    move = {"number": 2, "grant": "e-halsa", "from_area": "e-halsa", "to_area": "ambulans", "amount": 83_850}
    move_between_areas(**of(), **move)
    assert frames()["e-halsa", "e-halsa"] == 583_850  # a draft moves nothing
    put_forward(number=2)
    assert frames()["e-halsa", "e-halsa"] == 583_850  # nor does a proposal
    entered(number=2)
    assert (frames()["e-halsa", "e-halsa"], frames()["ambulans", "e-halsa"]) == (500_000, 83_850)
    assert sum(frames().values()) == GOTLAND
    made = Reallocation.objects.get()
    assert (made.kind, made.decider, made.reference) == ("between", "Regionstyrelsen", "Protokoll 2022-04-20, § 87")
    assert [(line.area, line.before, line.after) for line in made.lines.all()] == [
        ("ambulans", 0, 83_850),
        ("e-halsa", 583_850, 500_000),
    ]
    made_now = proposed(grant="e-halsa", area="ambulans", budget=83_850)
    decide_activity(**of(), number=made_now.number, budget=83_850)


def test_what_is_set_aside_for_an_earmark_stays_in_its_area() -> None:
    fixed()
    begun()
    plan = plan_of(shown_or_404(WHOLE), Organisation.objects.get(pk="region-09"), of()["at"])
    allotted = plan.allotted["nara-vard-regioner"]
    free = allotted.amount - allotted.set_aside["fast-lakarkontakt"]
    move = {"number": 1, "grant": "nara-vard-regioner", "from_area": "nara-vard", "to_area": "ambulans"}
    with pytest.raises(LedgerRefusedError) as refused:
        move_between_areas(**of(), **move, amount=free + 1)
    assert refused.value.code == "earmark-stays"
    move_between_areas(**of(), **move, amount=free)
    with pytest.raises(LedgerRefusedError) as none_left:
        move_between_areas(**of(), **move, amount=1)
    assert none_left.value.code == "earmark-stays"


def test_frames_below_what_is_already_decided_on_are_refused() -> None:
    fixed()
    decided()
    made = proposed(grant="e-halsa", budget=583_850)
    decide_activity(**of(), number=made.number, budget=583_850)
    begin_decision(**of(), reason="Ambulansen behöver mer")
    move_between_areas(**of(), number=2, grant="e-halsa", from_area="e-halsa", to_area="ambulans", amount=1)
    with pytest.raises(LedgerRefusedError) as refused:
        put_forward(number=2)
    assert refused.value.code == "below-decided"
    said = refused.value.says.sv.replace("\N{NO-BREAK SPACE}", " ")
    assert "beslutat 583 850 kr, ram 583 849 kr, 1 kr för mycket" in said


def test_a_withdrawn_version_leaves_the_one_before_in_force() -> None:
    fixed()
    decided()
    begin_decision(**of(), reason="Nytt läge")
    withdraw_decision(**of(), number=2, reason="Återremiss")
    held = current_decision(WHOLE, "region-09")
    assert held is not None
    assert held.decision.number == 1
    assert begin_decision(**of(), reason="Nytt försök").number == 3


def test_points_and_background_that_nobody_rewrote_follow_who_decides() -> None:
    fixed()
    begun()
    changed = write_decision(**of(), number=1, wording=Wording(activities_by=Decision.BY_BOARD))
    assert len(changed.points) == 1
    assert "enligt bilagt beslutsunderlag godkänns" in changed.points[0]
    write_decision(**of(), number=1, wording=Wording(points=["Egen punkt"]))
    kept = write_decision(**of(), number=1, wording=Wording(activities_by=Decision.BY_DIRECTOR))
    assert kept.points == ["Egen punkt"]


def test_of_two_who_write_at_once_the_second_is_told() -> None:
    fixed()
    begun()
    write_decision(**of(), number=1, wording=Wording(heading="Den enas"), seen_version=2)
    with pytest.raises(MoneyChangedError):
        write_decision(**of(), number=1, wording=Wording(heading="Den andras"), seen_version=2)
    with pytest.raises(MoneyChangedError):
        propose_decision(**of(), number=1, day=BOARD_DAY, seen_version=2)
    assert Decision.objects.get().heading == "Den enas"


def test_only_the_region_s_people_with_a_role_for_it_answer_for_areas() -> None:
    with pytest.raises(MoneyRefusedError) as reader:
        appoint_area_officer(**of(), area="ambulans", person=member("region-09", "reader"), day=BOARD_DAY)
    assert "som kan ansvara för ett område" in reader.value.says.sv
    with pytest.raises(MoneyRefusedError) as refused:
        appoint_area_officer(**of(), area="ambulans", person=member("region-10"), day=BOARD_DAY)
    assert refused.value.field == "area-ambulans"
    with pytest.raises(MoneyRefusedError):
        appoint_area_officer(**of(), area="finns-inte", person=None, day=BOARD_DAY)
