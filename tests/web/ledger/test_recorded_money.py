"""Facts of money in the database: written once, in order, never changed, and never half."""

import pytest

from ledger_samples import swedish
from money_steps import FIXED_AT, fixed, money
from naravard.ledger.facts import Repaid, Requisitioned
from naravard.web.access.actor import THE_SERVICE
from naravard.web.ledger.account_lock import locked_money
from naravard.web.ledger.accounts import moneys_of, recipients_of
from naravard.web.ledger.errors import LedgerRefusedError, MoneyChangedError, MoneyRefusedError, NoMoneyError
from naravard.web.ledger.holders import uses_of
from naravard.web.ledger.models import FactsAreOnlyAddedError, RecordedFact
from naravard.web.ledger.next_version import COMPUTED, SIGNED, fix
from naravard.web.organisations.models import Organisation
from web_shared import WHOLE

pytestmark = pytest.mark.django_db

GOTLAND = "region-09"


def test_fixing_gives_every_recipient_its_signed_sums_and_the_whole_is_what_the_agreement_shares_out() -> None:
    version = fixed()
    shown = money(GOTLAND).shown
    moneys = moneys_of(shown, recipients_of(shown), FIXED_AT)
    assert money(GOTLAND).balance.total.allotted == 30_039_872
    assert sum(one.balance.total.allotted for one in moneys) == version.total == 6_123_000_000
    assert money("kommun-0980").is_fixed
    assert money("kommun-0980").balance.total.allotted == 0


def test_the_signed_sums_have_the_four_overrides_and_the_computed_ones_have_not() -> None:
    fixed()
    assert money("region-08").balance.grant("medarbetare-regioner").allotted == 46_426_770
    fix(WHOLE, by=THE_SERVICE, at=FIXED_AT, basis=COMPUTED, reason="Utan handpåläggning")
    assert money("region-08").balance.grant("medarbetare-regioner").allotted == 46_426_771
    assert money("region-08").balance.version == 2


def test_a_correction_needs_a_reason_and_something_to_correct() -> None:
    fixed()
    with pytest.raises(MoneyRefusedError) as without_reason:
        fix(WHOLE, by=THE_SERVICE, at=FIXED_AT, basis=COMPUTED, reason=" ")
    assert without_reason.value.code == "no-reason"
    with pytest.raises(MoneyRefusedError) as same:
        fix(WHOLE, by=THE_SERVICE, at=FIXED_AT, basis=SIGNED, reason="En gång till")
    assert same.value.code == "nothing-changes"
    with pytest.raises(MoneyRefusedError) as meanwhile:
        fix(WHOLE, by=THE_SERVICE, at=FIXED_AT, basis=COMPUTED, reason="Rätt", seen_version=0)
    assert meanwhile.value.code == "changed-meanwhile"


def test_what_has_been_recorded_is_never_changed_or_removed() -> None:
    fixed()
    recorded = RecordedFact.objects.filter(account__organisation=GOTLAND).get()
    with pytest.raises(FactsAreOnlyAddedError):
        recorded.save()
    with pytest.raises(FactsAreOnlyAddedError):
        recorded.delete()


def test_a_fact_is_recorded_in_turn_and_read_back_as_it_was() -> None:
    fixed()
    organisation = Organisation.objects.get(pk=GOTLAND)
    at = swedish("2022-10-03 09:00")
    locked = locked_money(organisation, WHOLE, at=at, seen_version=1)
    sums = locked.book.tally.allotted.sums if locked.book.tally.allotted else ()
    fact = locked.add(Requisitioned, by=THE_SERVICE, version=locked.version, sums=sums)
    assert money(GOTLAND).book.newest == fact
    assert money(GOTLAND).balance.total.requisitioned == 30_039_872
    assert money(GOTLAND).account.version == 2


def test_what_the_rules_refuse_leaves_nothing() -> None:
    fixed()
    locked = locked_money(Organisation.objects.get(pk=GOTLAND), WHOLE, at=FIXED_AT, seen_version=None)
    with pytest.raises(LedgerRefusedError) as refused:
        locked.add(Repaid, by=THE_SERVICE, grant="ambulans", amount=1, day=FIXED_AT.date(), reference="x")
    assert refused.value.code == "above-what-is-left"
    assert RecordedFact.objects.filter(account__organisation=GOTLAND).count() == 1


def test_who_has_seen_another_version_is_told_of_the_other() -> None:
    fixed()
    with pytest.raises(MoneyChangedError):
        locked_money(Organisation.objects.get(pk=GOTLAND), WHOLE, at=FIXED_AT, seen_version=0)


def test_an_organisation_without_money_has_no_account() -> None:
    with pytest.raises(NoMoneyError):
        money("kammarkollegiet")


def test_a_municipality_uses_its_countys_grants_in_the_account_of_the_rss() -> None:
    shown = money(GOTLAND).shown
    uses = {use.grant.id: (use.recipient, use.holder) for use in uses_of(shown, "kommun-0980")}
    assert uses["nara-vard-kommuner"] == ("rss-09", "kommun-0980")
    assert uses["vfu"] == ("kommun-0980", "")
    assert "ambulans" not in uses
