"""Requisitions by their acts: once, the whole, at most what is allotted, in time, and never signed by who prepared."""

from typing import Any

import pytest

from money_steps import money, swedish
from naravard.ledger.facts import RequisitionReturned
from naravard.web.access.actor import THE_SERVICE
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.durable import durably
from naravard.web.history.models import Event
from naravard.web.ledger.account_lock import locked_money
from naravard.web.ledger.errors import LedgerRefusedError, NoMoneyError
from naravard.web.ledger.models import FixedAllocation
from naravard.web.ledger.next_version import COMPUTED
from naravard.web.organisations.models import Organisation
from naravard.web.papers.drafts import draft_of
from naravard.web.papers.errors import PaperRefusedError
from naravard.web.papers.models import HandedInPaper
from naravard.web.papers.proof import proof_of
from naravard.web.papers.signed_files import ELECTRONIC, ON_PAPER
from naravard.web.people.problems import FourEyesProblem
from naravard.web.requisitions.paper_kinds import REQUISITION
from naravard.web.site.conflict import ChangedMeanwhileError
from naravard.web.tasks import changes
from naravard.web.tasks.errors import DutyRefusedError
from naravard.web.tasks.models import DutyRecord, Extension
from people_samples import acting, also, member, stands_in
from requisition_steps import (
    SIGNED_AT,
    WRITTEN_AT,
    fixed_for,
    preparer,
    ready,
    requisitioned,
    signatory,
    with_details,
    written,
)
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
REGION = "region-09"
DUTY = {"region-09": "requisition-regions-skr", "skr": "requisition-regions-skr", "rss-09": "requisition-rss"}


def hand_in(draft: Any, by: Any, at: Any = SIGNED_AT, **given: Any) -> HandedInPaper:
    return REQUISITION.acts.hand_in(
        actor=by,
        organisation=draft.organisation,
        agreement_id=WHOLE,
        version=draft.version,
        at=at,
        **({"way": ON_PAPER} | given),
    )


def sent_back(code: str, at: Any, reason: str = "Fel bankgiro.") -> None:
    """Send the requisition back, as Kammarkollegiet's act does."""
    with durably():
        organisation = Organisation.objects.get(pk=code)
        duty = changes.locked_duty(organisation, WHOLE, DUTY[code], at=at, seen_version=None)
        locked = locked_money(organisation, WHOLE, at=at, seen_version=None)
        locked.add(RequisitionReturned, by=THE_SERVICE, requisition=locked.book.newest, reason=reason)
        changes.reopen(duty, because=reason)


@pytest.mark.parametrize("code", ["region-09", "rss-09", "skr"])
def test_it_is_asked_for_kept_and_proved_in_one_act(code: str) -> None:
    paper = requisitioned(code)
    asked = money(code, at=SIGNED_AT).book.newest
    assert asked is not None
    allotted = money(code).book.tally.allotted
    needed = {one.grant.id for one in money(code).terms.grants if one.needs_requisition}
    assert asked.sums == tuple(part for part in allotted.sums if part.grant in needed)
    assert asked.version == paper.allocation_version == 1
    record = DutyRecord.objects.get(organisation=code)
    assert (record.submitted_at, record.submitted_by) == (SIGNED_AT, paper.signed_by)
    event = Event.objects.order_by("-sequence").first()
    assert event is not None
    assert (event.kind, event.sequence) == ("requisition-handed-in", paper.event_sequence)
    assert all(point.holds for point in proof_of(HandedInPaper.objects.get()))
    assert paper.receiver_code == "kammarkollegiet"
    assert not paper.was_late


def test_the_text_gives_regions_and_skr_a_last_day_and_the_rss_none() -> None:
    last_day = {code: requisitioned(code).last_day for code in ("region-09", "skr")}
    assert [str(day) for day in last_day.values()] == ["2022-12-01", "2022-12-01"]


def test_the_rss_requisitions_after_that_day_and_is_not_late() -> None:
    paper = requisitioned("rss-09", at=swedish("2023-02-01 10:00"))
    assert paper.last_day is None
    assert not paper.was_late


@pytest.mark.parametrize(
    ("moment", "in_time"),
    [
        ("2022-11-30 12:00:00", True),
        ("2022-12-01 00:00:00", True),
        ("2022-12-01 23:59:59", True),
        ("2022-12-02 00:00:00", False),
        ("2022-12-02 12:00:00", False),
    ],
)
def test_the_right_lapses_at_midnight_in_sweden(moment: str, in_time: bool) -> None:  # noqa: FBT001 - what is expected
    draft = ready(REGION)
    signer = signatory(REGION)
    if in_time:
        assert not hand_in(draft, signer, swedish(moment)).was_late
        return
    with pytest.raises(DutyRefusedError) as refused:
        hand_in(draft, signer, swedish(moment))
    assert refused.value.code == "is-lapsed"
    assert "1 december 2022" in refused.value.says.sv
    assert "Regeringskansliet" in refused.value.says.sv
    assert not HandedInPaper.objects.exists()
    assert money(REGION, at=swedish(moment)).book.newest is None
    assert money(REGION, at=swedish(moment)).coming["ambulans"].amount == 0


def test_a_later_day_that_the_ministry_gives_holds() -> None:
    draft = ready(REGION)
    Extension.objects.create(
        agreement_id=WHOLE,
        duty_id=DUTY[REGION],
        organisation_id=REGION,
        to_day="2022-12-09",
        reason="Översvämning",
        made_at=WRITTEN_AT,
    )
    assert str(hand_in(draft, signatory(REGION), swedish("2022-12-09 23:59:59")).last_day) == "2022-12-09"


def test_nothing_can_be_written_after_the_last_day() -> None:
    with pytest.raises(DutyRefusedError, match="lapsed"):
        written(REGION, at=swedish("2022-12-02 00:00:00"))


def test_it_is_made_once() -> None:
    requisitioned(REGION)
    with pytest.raises(DutyRefusedError):
        written(REGION, at=SIGNED_AT)
    assert HandedInPaper.objects.count() == 1


def test_less_than_the_allotted_can_be_asked_for_and_nothing_is_asked_of_a_grant_with_nothing() -> None:
    draft = ready(REGION, **{"belopp-ambulans": "900000", "belopp-e-halsa": "0"})
    hand_in(draft, signatory(REGION))
    asked = money(REGION, at=SIGNED_AT).book.newest
    assert asked is not None
    sums = {part.grant: part.amount for part in asked.sums}
    assert sums["ambulans"] == 900_000
    assert "e-halsa" not in sums


def test_more_than_the_allotted_is_refused_by_the_ledger_whatever_the_form_lets_through() -> None:
    draft = ready(REGION, **{"belopp-ambulans": "934969"})
    with pytest.raises(LedgerRefusedError) as refused:
        hand_in(draft, signatory(REGION))
    assert refused.value.code == "above-allotted"
    assert not HandedInPaper.objects.exists()
    assert DutyRecord.objects.get().submitted_at is None


def test_whoever_wrote_or_made_it_ready_may_not_sign() -> None:
    first = acting(also_signs(member(REGION, "official", "Bo Al")), "signatory", day=SIGNED_AT.date())
    draft = written(REGION, first)
    second = preparer(REGION, name="Eva Öst")
    draft = REQUISITION.acts.ready(
        actor=second, organisation=draft.organisation, agreement_id=WHOLE, version=draft.version, at=WRITTEN_AT
    )
    assert draft.preparers == [first.who.code, second.who.code]
    with pytest.raises(FourEyesProblem) as refused:
        hand_in(draft, first)
    assert "Du har själv förberett rekvisitionen" in refused.value.says.sv
    assert hand_in(draft, signatory(REGION)).preparers == [first.who.code, second.who.code]


def also_signs(someone: Any) -> Any:
    also(someone, REGION, "signatory")
    return someone


def test_a_stand_in_is_the_person_who_acts() -> None:
    writer = member(REGION, "official", "Bo Al")
    chief = member(REGION, "signatory", "Siv Ek")
    draft = ready(REGION, acting(writer, day=WRITTEN_AT.date()))
    stands_in(writer, for_=chief)
    lent = acting(writer, "signatory", day=SIGNED_AT.date())
    assert lent.may(Permission.SIGN)
    with pytest.raises(FourEyesProblem):
        hand_in(draft, lent)


def test_two_rows_of_one_person_are_one_person() -> None:
    writer, signer = member(REGION, "official", "Bo Al"), member(REGION, "signatory", "Bo Ahl")
    draft = ready(REGION, acting(writer, day=WRITTEN_AT.date()))
    writer.became = signer
    writer.save()
    with pytest.raises(FourEyesProblem):
        hand_in(draft, acting(signer, day=SIGNED_AT.date()))


def test_what_lacks_stops_it_from_being_made_ready_and_is_named() -> None:
    draft = written(REGION, **{"diarienummer-utbetalningsbeslutet": ""})
    Organisation.objects.filter(pk=REGION).update(bankgiro="", organisation_number="")
    with pytest.raises(PaperRefusedError) as refused:
        REQUISITION.acts.ready(
            actor=preparer(REGION), organisation=draft.organisation, agreement_id=WHOLE, version=1, at=WRITTEN_AT
        )
    said = refused.value.says.sv
    assert refused.value.code == "requisition-lacks"
    for word in ("Bankgiro/Plusgiro", "Organisationsnummer", "diarienummer för regeringsbeslutet om utbetalning"):
        assert word in said


def test_what_is_ready_is_fixed_whatever_is_changed_since() -> None:
    draft = ready(REGION)
    Organisation.objects.filter(pk=REGION).update(city="Hemse", bankgiro="1609908")
    paper = hand_in(draft, signatory(REGION))
    said = {entry["id"]: entry["value"] for entry in paper.content}
    assert (said["postadress"], said["giro"]) == ("Box 1\n621 81 Visby", "Bankgiro 5050-1055")
    assert bytes(paper.pdf) == bytes(draft.pdf or b"")


def test_it_is_not_written_in_while_it_waits_and_is_opened_as_an_act() -> None:
    draft = ready(REGION)
    with pytest.raises(PaperRefusedError, match="ready to be signed"):
        written(REGION)
    opened = REQUISITION.acts.open(
        actor=preparer(REGION),
        organisation=draft.organisation,
        agreement_id=WHOLE,
        version=draft.version,
        at=WRITTEN_AT,
    )
    assert not opened.is_ready
    with pytest.raises(PaperRefusedError, match="not ready"):
        hand_in(draft, signatory(REGION))
    assert ready(REGION).edition == 1


def test_of_two_who_write_the_second_is_told() -> None:
    draft = written(REGION)
    with pytest.raises(ChangedMeanwhileError) as told:
        REQUISITION.acts.write(
            actor=preparer(REGION, name="Eva Öst"),
            organisation=draft.organisation,
            agreement_id=WHOLE,
            values={"fax": "0498-1"},
            version=0,
            at=WRITTEN_AT,
        )
    assert (told.value.version, told.value.now) == (
        1,
        {"fax": "", "fordelningens-version": "1", "tidigare-rekvisitioner": "0"},
    )


def test_a_new_version_of_the_allocation_stops_what_rests_on_the_old() -> None:
    draft = ready(REGION)
    shown_version(2)
    with pytest.raises(LedgerRefusedError) as refused:
        hand_in(draft, signatory(REGION))
    assert refused.value.code == "version-not-current"


def shown_version(version: int) -> None:
    """Fix a later version, with the sums as they are."""
    FixedAllocation.objects.create(
        agreement_id=WHOLE, version=version, digest="x", basis=COMPUTED, total=1, made_at=WRITTEN_AT, made_by="x"
    )
    with durably():
        locked = locked_money(Organisation.objects.get(pk=REGION), WHOLE, at=WRITTEN_AT, seen_version=None)
        allotted = locked.book.tally.allotted
        locked.add(type(allotted), by=THE_SERVICE, version=version, sums=allotted.sums)


def test_one_that_was_sent_back_is_made_anew_also_after_the_last_day() -> None:
    requisitioned(REGION)
    sent_back(REGION, swedish("2022-12-05 10:00"))
    later = requisitioned(REGION, at=swedish("2022-12-10 10:00"), written_at=swedish("2022-12-09 10:00"))
    assert (later.edition, later.was_late) == (2, False)
    assert later.first_handed_in_at == SIGNED_AT
    assert list(HandedInPaper.objects.values_list("edition", flat=True)) == [2, 1]
    assert money(REGION, at=swedish("2022-12-10 10:00")).book.newest is not None


def test_one_that_was_sent_back_may_still_not_be_signed_by_who_prepared_it_before() -> None:
    before = member(REGION, "official", "Bo Al")
    draft = ready(REGION, acting(before, day=WRITTEN_AT.date()))
    hand_in(draft, signatory(REGION))
    sent_back(REGION, swedish("2022-11-20 10:00"))
    also(before, REGION, "signatory")
    draft = ready(REGION, at=swedish("2022-11-21 10:00"))
    with pytest.raises(FourEyesProblem):
        hand_in(draft, acting(before, "signatory", day=SIGNED_AT.date()), swedish("2022-11-22 10:00"))


def test_an_electronic_signature_must_be_there() -> None:
    with pytest.raises(PaperRefusedError) as refused:
        hand_in(ready(REGION), signatory(REGION), way=ELECTRONIC)
    assert (refused.value.code, refused.value.field) == ("no-signed-file", "signed")


def test_an_organisation_without_money_or_duty_has_no_requisition() -> None:
    fixed_for(REGION)
    with pytest.raises(NoMoneyError):
        REQUISITION.acts.write(
            actor=acting(member("kommun-0980", "municipal-official"), day=WRITTEN_AT.date()),
            organisation=Organisation.objects.get(pk="kommun-0980"),
            agreement_id=WHOLE,
            values={},
            version=0,
            at=WRITTEN_AT,
        )


def test_no_personal_number_and_no_address_stand_in_the_history() -> None:
    with_details(REGION)
    requisitioned(REGION)
    told = " ".join(Event.objects.values_list("content", flat=True))
    assert "ekonomi@example.org" not in told
    assert (
        draft_of(
            Organisation.objects.get(pk=REGION),
            WHOLE,
            REQUISITION.duty_of(shown_or_404(WHOLE), Organisation.objects.get(pk=REGION).code),
        ).version
        > 0
    )
