"""The acts of an RSS's sharing: what they do, what they refuse, and when."""

import datetime
from fractions import Fraction

import pytest
from msgspec import structs

from money_steps import swedish
from naravard.agreement.model import Base, Equal, Fixed, Limits, Mix, MixPart, Proportional
from naravard.allocation import AllocationError
from naravard.ledger.facts import Requisitioned
from naravard.web.access.actor import THE_SERVICE, NotAllowedError
from naravard.web.history.models import Event
from naravard.web.ledger.account_lock import locked_money
from naravard.web.ledger.errors import NoMoneyError
from naravard.web.sharing.acts.consent import decide_sharing, extend_answering, send_sharing
from naravard.web.sharing.acts.draft import WrittenProposal, discard_draft, draft_sharing, set_shares
from naravard.web.sharing.acts.keys import add_county_key, remove_county_key
from naravard.web.sharing.errors import SharingChangedError, SharingRefusedError
from naravard.web.sharing.models import Proposal
from naravard.web.sharing.overview import answers_of, rule_of, silent
from sharing_steps import (
    AFTER,
    AT,
    LAST_DAY,
    amounts,
    answered,
    codes,
    coordinator,
    drafted,
    given,
    key,
    organisation,
    refusal,
    sent,
    stands,
)
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
SUM = 26_341_515
"""What annex 3 gives the RSS of Kalmar of the grant."""


def test_equal_parts_come_to_the_whole_sum_on_the_krona() -> None:
    shares = amounts(drafted())
    assert len(shares) == 12
    assert sum(shares.values()) == SUM
    assert set(shares.values()) == {SUM // 12, SUM // 12 + 1}


def test_a_part_is_kept_for_the_common_work_with_a_reason() -> None:
    draft = drafted(kept=1_000_000)
    assert draft.kept + sum(amounts(draft).values()) == SUM
    with pytest.raises(SharingRefusedError) as error:
        drafted(kept=SUM + 1, seen_version=1)
    assert refusal(error) == "kept-above-the-sum"


def test_the_rss_brings_keys_and_mixes_them() -> None:
    numbers = (10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 0)
    people, older = key("Invånare", *numbers), key("Invånare över 65 år", *reversed(numbers))
    rule = Mix(parts=(MixPart(weight=Fraction(1, 2), key=people), MixPart(weight=Fraction(1, 2), key=older)))
    draft = drafted(rule=rule)
    assert sum(amounts(draft).values()) == SUM
    assert rule_of(draft) == rule
    explained = stands().grants[0].county(draft).explain(rule, SUM, "0821")
    said = " ".join(line.text.sv for line in explained.lines)
    assert "Invånare över 65 år" in said
    assert explained.amount == amounts(draft)["kommun-0821"]


def test_a_key_that_is_taken_out_stays_in_the_proposals_that_rest_on_it() -> None:
    people = key("Invånare", *range(1, 13))
    draft = drafted(rule=Proportional(key=people))
    remove_county_key(actor=coordinator(), organisation=organisation(), agreement_id=WHOLE, key_id=people, at=AT)
    explained = stands().grants[0].county(draft).explain(rule_of(draft), SUM, "0821")
    assert explained.amount == amounts(draft)["kommun-0821"]
    with pytest.raises(AllocationError):
        drafted(rule=Proportional(key=people), seen_version=1)
    with pytest.raises(SharingRefusedError):
        remove_county_key(actor=coordinator(), organisation=organisation(), agreement_id=WHOLE, key_id=people, at=AT)


def test_a_key_has_a_number_for_each_municipality() -> None:
    for numbers in ({"0821": Fraction(1)}, dict.fromkeys([c[-4:] for c in codes()], Fraction(0))):
        with pytest.raises(SharingRefusedError) as error:
            add_county_key(
                actor=coordinator(), organisation=organisation(), agreement_id=WHOLE, name="Halv", unit="st",
                source="x", describes="x", numbers=numbers, at=AT,
            )  # fmt: skip
        assert refusal(error) == "key-not-whole"


def test_base_amounts_limits_and_fixed_amounts_come_to_the_whole() -> None:
    base = drafted(rule=Base(amount=500_000, remainder=Equal()))
    assert sum(amounts(base).values()) == SUM
    limited = drafted(rule=Limits(rule=Equal(), most=1_000_000), kept=1, seen_version=1)
    assert set(amounts(limited).values()) == {1_000_000}
    assert limited.kept == SUM - 12_000_000
    assert limited.kept_by_rule == limited.kept - 1
    with pytest.raises(AllocationError):
        drafted(rule=Fixed(amounts={"0821": 1}), seen_version=2)


def test_what_a_rule_leaves_is_kept_and_needs_a_reason_too() -> None:
    with pytest.raises(SharingRefusedError) as error:
        drafted(rule=Limits(rule=Equal(), most=1_000_000))
    assert refusal(error) == "kept-without-reason"


def test_an_amount_by_hand_needs_a_reason_and_the_sum_stays_whole() -> None:
    draft = drafted()
    by_hand = amounts(draft)
    by_hand["kommun-0821"] += 100
    with pytest.raises(SharingRefusedError) as error:
        set_shares(**given(amounts=by_hand, reasons={}))
    assert (refusal(error), error.value.field) == ("departure-without-reason", "skal-0821")
    with pytest.raises(SharingRefusedError) as error:
        set_shares(**given(amounts=by_hand, reasons={"kommun-0821": "Liten kommun."}))
    assert refusal(error) == "not-the-whole"
    assert "100\N{NO-BREAK SPACE}kr för mycket" in error.value.says.sv
    by_hand["kommun-0834"] -= 100
    reasons = {"kommun-0821": "Liten kommun.", "kommun-0834": "Har egna medel.", "kommun-0840": "Ingen ändring"}
    done = set_shares(**given(amounts=by_hand, reasons=reasons))
    assert amounts(done) == by_hand
    assert {share.organisation_id: share.reason for share in done.shares.all() if share.reason} == {
        "kommun-0821": "Liten kommun.",
        "kommun-0834": "Har egna medel.",
    }
    with pytest.raises(SharingRefusedError) as error:
        set_shares(**given(amounts={**by_hand, "kommun-0821": -1}, reasons=reasons))
    assert refusal(error) == "below-zero"
    with pytest.raises(SharingRefusedError) as error:
        set_shares(**given(amounts={"kommun-0980": SUM}, reasons=reasons))
    assert refusal(error) == "other-municipalities"


def test_of_two_who_write_the_second_is_told_of_the_first() -> None:
    draft = drafted(seen_version=0)
    drafted(seen_version=draft.version)
    with pytest.raises(SharingChangedError):
        drafted(seen_version=draft.version)
    with pytest.raises(SharingChangedError):
        drafted(seen_version=0)
    with pytest.raises(SharingChangedError):
        set_shares(**given(amounts={}, reasons={}, seen_version=draft.version))
    with pytest.raises(SharingChangedError):
        discard_draft(**given(seen_version=draft.version))
    assert Proposal.objects.get().version == 2


def test_nothing_is_shared_before_it_is_allotted() -> None:
    written = WrittenProposal(rule=Equal(), kept=0, kept_reason="", motivation="Lika.")
    with pytest.raises(SharingRefusedError) as error:
        draft_sharing(**given(written=written))
    assert refusal(error) == "not-allotted"
    assert not Proposal.objects.exists()


def test_when_the_sum_becomes_another_the_version_is_written_anew() -> None:
    sent()
    money = locked_money(organisation(), WHOLE, at=AT, seen_version=None)
    allotted_now = money.book.tally.allotted
    assert allotted_now is not None
    less = tuple(structs.replace(part, amount=part.amount - 1) for part in allotted_now.sums)
    money.add(Requisitioned, by=THE_SERVICE, version=1, sums=less)
    with pytest.raises(SharingRefusedError) as error:
        decide_sharing(**given(account="x", at=AFTER))
    assert refusal(error) == "sum-changed"
    assert sum(amounts(drafted()).values()) == SUM - 1


def test_a_region_shares_nothing_out_and_no_one_acts_for_another() -> None:
    with pytest.raises(NoMoneyError):
        discard_draft(**given(grant_id="ambulans"))
    drafted()
    with pytest.raises(NotAllowedError):
        discard_draft(**given(actor=coordinator("rss-10")))


@pytest.mark.parametrize(
    ("at", "taken"),
    [("2022-10-23 23:59:59", "taken"), ("2022-10-24 23:59:59", "taken"), ("2022-10-25 00:00", "")],
)
def test_the_last_day_to_answer_ends_at_midnight_in_sweden(at: str, taken: str) -> None:
    sent()
    if taken:
        answered("kommun-0821", at=swedish(at))
        return
    with pytest.raises(SharingRefusedError) as error:
        answered("kommun-0821", at=swedish(at))
    assert refusal(error) == "answered-too-late"


@pytest.mark.parametrize(
    ("at", "may"),
    [("2022-10-23 12:00", ""), ("2022-10-24 23:59:59", ""), ("2022-10-25 00:00", "decided")],
)
def test_while_someone_can_still_answer_nothing_is_decided(at: str, may: str) -> None:
    sent()
    answered("kommun-0821")
    decide = given(account="De andra har inte svarat.", at=swedish(at))
    if may:
        assert decide_sharing(**decide).status == Proposal.DECIDED
        return
    with pytest.raises(SharingRefusedError) as error:
        decide_sharing(**decide)
    assert refusal(error) == "still-answering"
    assert "11 av 12" in error.value.says.sv


def test_when_all_have_consented_it_is_decided_at_once_and_needs_no_account() -> None:
    sent()
    for code in codes():
        answered(code)
    assert decide_sharing(**given(account="")).decided_at == AT


def test_silence_is_no_consent_and_views_are_accounted_for() -> None:
    proposal = sent()
    answered("kommun-0821", text="Vi vill ha mer.")
    assert len(silent(proposal, stands().members)) == 11
    with pytest.raises(SharingRefusedError) as error:
        decide_sharing(**given(account=" ", at=AFTER))
    assert refusal(error) == "answers-not-accounted-for"
    decide_sharing(**given(account="Vi har läst svaret.", at=AFTER))
    told = Event.objects.order_by("-sequence")[0].told
    assert told.after is not None
    assert "kommun-0834: no answer" in str(told.after["answers"])
    assert "kommun-0821: comments 2022-10-03" in str(told.after["answers"])


def test_an_answer_belongs_to_a_version_and_the_newest_of_a_municipality_counts() -> None:
    first = sent()
    answered("kommun-0821", text="Vi vill ha mer.")
    answered("kommun-0821")
    assert answers_of(first)["kommun-0821"].consents
    assert first.answers.count() == 2
    second = sent()
    assert (second.number, answers_of(second)) == (2, {})
    first.refresh_from_db()
    assert first.status == Proposal.REPLACED
    with pytest.raises(SharingChangedError):
        answered("kommun-0821", number=1)
    answered("kommun-0821", number=2)


def test_a_new_version_says_what_has_changed_and_is_in_the_way_of_a_decision() -> None:
    sent()
    drafted()
    with pytest.raises(SharingRefusedError) as error:
        send_sharing(**given(answer_by=LAST_DAY))
    assert refusal(error) == "changes-not-told"
    with pytest.raises(SharingRefusedError) as error:
        decide_sharing(**given(account="x", at=AFTER))
    assert refusal(error) == "draft-in-the-way"
    discard_draft(**given())
    assert decide_sharing(**given(account="x", at=AFTER)).number == 1


def test_the_last_day_lies_ahead_and_can_only_become_later() -> None:
    drafted()
    with pytest.raises(SharingRefusedError) as error:
        send_sharing(**given(answer_by=AT.date()))
    assert refusal(error) == "day-not-to-come"
    send_sharing(**given(answer_by=LAST_DAY))
    with pytest.raises(SharingRefusedError) as error:
        extend_answering(**given(answer_by=LAST_DAY, reason="Semester"))
    assert refusal(error) == "not-later"
    later = LAST_DAY + datetime.timedelta(days=7)
    with pytest.raises(SharingRefusedError) as error:
        extend_answering(**given(answer_by=later, reason=" "))
    assert refusal(error) == "reason-missing"
    extend_answering(**given(answer_by=later, reason="Semester", at=AFTER))
    answered("kommun-0821", at=AFTER)
