"""Money that is paid in instalments without requisition, beside what is asked for: as the data say, on the pages."""

from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from money_steps import money, swedish
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.intake import take_in_folder
from naravard.web.ledger.next_version import COMPUTED, fix
from naravard.web.organisations.models import Organisation
from naravard.web.tasks.duties import tasks_of
from page_forms import send
from payments_steps import details
from people_samples import member, signed_in_as
from web_pages import main_of, words

ID, PAYER, REGION, TOWN = "forskott", "skolverket", "region-09", "kommun-0980"
_AGREEMENT = """
format: 1
id: forskott
name: Förskott
period: {from: 2027-01-01, to: 2027-12-31}
total: {amount: 2 002, clause: "1"}
parties: [{id: skolverket, name: Skolverket, clause: "1"}]
mandates: [{does: fixes, who: skolverket}, {does: pays, who: skolverket}]
clauses: [{id: "1", title: Pengar, text: Totalt 2 002 kronor.}]
recipients:
  - {id: gotland, name: Region Gotland, kind: region, only: ["09"]}
  - {id: visby, name: Gotlands kommun, kind: municipality, only: ["0980"]}
grants:
  - {id: drift, name: Drift, amount: 1 003, clause: "1", recipients: gotland, rule: equal}
  - {id: stod, name: Stöd, amount: 999, clause: "1", recipients: visby, rule: equal}
duties:
  - {id: forskott, name: Förskott, about: payment, who: skolverket, share: 1/4, grants: drift, opens: 2027-02-01,
     clause: "1"}
  - {id: rekvisition, name: Rekvisition av resten, about: requisition, who: gotland, to: skolverket, share: 3/4,
     opens: 2027-03-01, due: 2027-11-30, lapses: true, clause: "1"}
  - {id: var, name: Vårens utbetalning, about: payment, who: skolverket, share: 1/3, grants: stod, opens: 2027-02-01,
     due: 2027-03-31, clause: "1"}
  - {id: host, name: Höstens utbetalning, about: payment, who: skolverket, share: 2/3, grants: stod, opens: 2027-09-01,
     clause: "1"}
"""
_WITHDRAWN = """
amendments:
  - id: tillagg-1
    name: Ändringsbudget
    decided: 2027-02-01
    from: 2027-02-02
    text: tillagg-1.md
    changes:
      - {amount: 1 003, clause: tillägg 1, text: det hela till 1 003 kronor}
      - {grant: stod, amount: 0, clause: tillägg 1, text: Stödet sänks till 0 kronor}
"""
_ITS_TEXT = "## Stödet {#tillägg 1}\n\nStödet sänks till 0 kronor och det hela till 1 003 kronor.\n"
ORDER = f"/organisation/{PAYER}/pengar/{ID}/utbetalningar/ny-omgang/"


@pytest.fixture(autouse=True)
def _fixed(db: None, tmp_path: Path) -> None:
    folder = tmp_path / ID
    folder.mkdir()
    (folder / "agreement.yaml").write_text(_AGREEMENT, encoding="utf-8")
    assert take_in_folder(folder, swedish("2027-01-05 09:00")).agreement is not None
    with transaction.atomic():
        fix(ID, by=THE_SERVICE, at=swedish("2027-01-10 09:00"), basis=COMPUTED, reason="")
    for code in (PAYER, REGION, TOWN):
        details(code)


@pytest.fixture
def orders() -> Client:
    """The one who orders payments of the bank."""
    return signed_in_as(member(PAYER, "payment-handler", "Kim Tre"))


def order(client: Client) -> str:
    """Order all that can be paid now; return the batch's page."""
    chosen = main_of(client, ORDER).xpath(".//input[@type='checkbox' and @name='chosen']/@value")
    return send(client, ORDER, chosen=chosen)


def confirm(batch: str) -> None:
    """Confirm, as another, that the bank has paid."""
    other = signed_in_as(member(PAYER, "payment-handler", "Kaj Nio"))
    lines = main_of(other, f"{batch}bekrafta/").xpath(".//input[@type='checkbox' and @name='chosen']/@value")
    send(other, f"{batch}bekrafta/", chosen=lines)


def test_nothing_can_be_paid_before_its_day_and_then_only_its_share(orders: Client, settings: object) -> None:
    settings.NARAVARD_TODAY = "2027-01-31"
    assert main_of(orders, ORDER).xpath(".//input[@name='chosen']") == []
    settings.NARAVARD_TODAY = "2027-02-01"
    told = words(main_of(orders, ORDER)).replace("\xa0", " ")
    assert "251" in told  # a quarter of 1 003, rounded
    assert "333" in told
    confirm(order(orders))
    assert [money(code, ID).balance.total.paid for code in (REGION, TOWN)] == [251, 333]
    town = signed_in_as(member(TOWN, "municipal-official"))
    assert "Utbetalning Pågår" in words(main_of(town, f"/organisation/{TOWN}/pengar/{ID}/"))
    assert main_of(orders, ORDER).xpath(".//input[@name='chosen']") == []


def test_what_the_bank_was_asked_for_is_recorded_though_the_next_instalment_has_begun(
    orders: Client, settings: object
) -> None:
    settings.NARAVARD_TODAY = "2027-02-01"
    batch = order(orders)
    settings.NARAVARD_TODAY = "2027-09-02"
    confirm(batch)
    assert money(TOWN, ID).balance.total.paid == 333
    confirm(order(orders))
    assert money(TOWN, ID).balance.total.paid == 999
    assert money(REGION, ID).balance.total.paid == 251


def stands(day: str) -> dict[str, str]:
    """Return how the payer's duties stand on a day."""
    payer = Organisation.objects.filter(pk=PAYER)
    return {task.duty.id: str(task.state.label.sv) for task in tasks_of(list(payer), swedish(f"{day} 12:00"))}


def test_a_payment_stands_as_what_has_been_paid_and_nobody_says_that_it_is_done(
    orders: Client, settings: object
) -> None:
    settings.NARAVARD_TODAY = "2027-02-01"
    assert stands("2027-04-01") == {"forskott": "Inte börjad", "var": "Försenad", "host": "Inte börjad"}
    batch = order(orders)
    confirm(batch)
    assert stands("2027-04-01") == {"forskott": "Klar", "var": "Klar", "host": "Inte börjad"}
    duty = f"/organisation/{PAYER}/uppgifter/{ID}/host/"
    settings.NARAVARD_TODAY = "2027-09-02"
    assert f"/organisation/{PAYER}/pengar/{ID}/utbetalningar/" in main_of(orders, duty).xpath(".//a/@href")
    assert main_of(orders, duty).xpath(".//button") == []
    confirm(order(orders))
    assert stands("2027-09-02") == {"forskott": "Klar", "var": "Klar", "host": "Klar"}


def test_what_the_bank_was_asked_for_is_recorded_though_nothing_is_due_any_more(
    orders: Client, settings: object, tmp_path: Path
) -> None:
    """An amendment takes the support away, and the allocation is fixed by it, while the payment is at the bank."""
    settings.NARAVARD_TODAY = "2027-02-01"
    batch = order(orders)
    folder = tmp_path / ID
    (folder / "agreement.yaml").write_text(_AGREEMENT + _WITHDRAWN, encoding="utf-8")
    (folder / "tillagg-1.md").write_text(_ITS_TEXT, encoding="utf-8")
    taken = take_in_folder(folder, swedish("2027-02-02 09:00"))
    assert taken.agreement is not None, taken.findings
    settings.NARAVARD_TODAY = "2027-02-03"
    with transaction.atomic():
        fix(ID, by=THE_SERVICE, at=swedish("2027-02-03 08:00"), basis=COMPUTED, reason="Tillägget")
    confirm(batch)
    found = money(TOWN, ID)
    assert (found.balance.total.paid, found.balance.total.paid_above) == (333, 333)
    town = signed_in_as(member(TOWN, "municipal-official"))
    said = words(main_of(town, f"/organisation/{TOWN}/pengar/{ID}/belopp/utbetalat/?medel=stod"))
    assert "avsnitt 1" in said
    assert "tillägg" not in said
    (payment,) = found.book.payments()
    receipt = words(main_of(orders, f"/organisation/{PAYER}/pengar/{ID}/utbetalningar/betalning/{payment.id}/"))
    assert "tillägg" not in receipt


def test_the_region_asks_for_the_rest(settings: object) -> None:
    settings.NARAVARD_TODAY = "2027-03-01"
    account = money(REGION, ID)
    assert [one.amount for one in account.available(account.terms.requisitions[0])] == [1_003 - 251]
