"""The ministry fixes an allocation, corrects it, and states reference numbers: as on its pages."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lxml import html

from fixing_steps import taken_in_anew
from ledger_samples import swedish
from money_steps import FIXED_AT, fixed, money
from naravard.ledger.facts import Requisitioned
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.intake import take_in_folder
from naravard.web.fixing.acts import fix_allocation, prepare_version, state_reference_number
from naravard.web.history.kinds import sentence
from naravard.web.history.models import Event
from naravard.web.ledger.account_lock import locked_money
from naravard.web.ledger.accounts import reference_numbers
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.ledger.models import FixedAllocation, RecordedFact
from naravard.web.ledger.next_version import COMPUTED, SIGNED
from naravard.web.organisations.models import Organisation
from page_forms import send
from people_samples import acting, member, signed_in_as
from web_pages import heading, main_of, own_yes, table_rows, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db

ROOM = f"/organisation/regeringskansliet/pengar/{WHOLE}/faststallande/"


@pytest.fixture
def ministry() -> Client:
    """The one who prepares."""
    return signed_in_as(member("regeringskansliet", "ministry-official", "Eva Lind"))


@pytest.fixture
def other() -> Client:
    """The one who fixes."""
    return signed_in_as(member("regeringskansliet", "ministry-official", "Ove Ek"))


def sent(client: Client, address: str, **values: str) -> tuple[int, str]:
    """Send the form of a page, with what it hides; return the status and the page's words or where it leads."""
    answer = client.post(address, values)
    if answer.status_code == 303:
        return 303, answer.headers["Location"]
    return answer.status_code, words(html.fromstring(answer.content.decode()).get_element_by_id("innehall"))


def hidden(client: Client, address: str, **values: str) -> dict[str, Any]:
    """Return what the check page sends, after what was written has been sent to be checked, with every yes given."""
    page = html.fromstring(client.post(address, values).content.decode()).get_element_by_id("innehall")
    (form,) = page.xpath(".//form")
    found = {field.get("name"): field.get("value", "") for field in form.xpath(".//input[@type='hidden']")}
    return found | own_yes(page) | {"steg": "gor"}


def deciding(client: Client) -> dict[str, Any]:
    """Return what the page that fixes sends, with every yes given."""
    page = main_of(client, f"{ROOM}forberedd/")
    (form,) = page.xpath(".//form")
    return {one.get("name"): one.get("value", "") for one in form.xpath(".//input[@type='hidden']")} | own_yes(page)


def test_before_anything_is_fixed_the_page_says_what_is_awaited_and_who_does_it(ministry: Client) -> None:
    main = main_of(ministry, ROOM)
    assert heading(main) == "Fördelningen är inte fastställd än"
    assert "Förbered fördelningen" in words(main)
    reader = signed_in_as(member("regeringskansliet", "reader"))
    assert "fastställs av dem som har den rollen här" in words(main_of(reader, ROOM))
    assert reader.get(f"{ROOM}ny/").status_code == 404


def test_one_at_the_ministry_prepares_what_would_be_fixed_and_another_fixes_it_once(
    ministry: Client, other: Client
) -> None:
    status, told = sent(ministry, f"{ROOM}ny/", basis=SIGNED)
    assert (status, FixedAllocation.objects.count()) == (200, 0)
    assert "Fördelas 6 123 000 000 kr" in told
    last = hidden(ministry, f"{ROOM}ny/", basis=SIGNED)
    assert sent(ministry, f"{ROOM}ny/", **last) == (303, ROOM)
    assert (FixedAllocation.objects.count(), RecordedFact.objects.count()) == (0, 0)
    own = words(main_of(ministry, ROOM))
    assert "Förberett av Eva Lind" in own
    assert "Någon annan än Eva Lind ska fastställa den: Ove Ek." in own
    decide = deciding(other)
    assert sent(ministry, f"{ROOM}forberedd/", **decide)[0] == 409
    assert FixedAllocation.objects.count() == 0
    assert sent(other, f"{ROOM}forberedd/", **decide) == (303, f"/overenskommelser/{WHOLE}/faststallt/1/")
    assert sent(other, f"{ROOM}forberedd/", **decide) == (303, f"/overenskommelser/{WHOLE}/faststallt/1/")
    assert FixedAllocation.objects.count() == 1
    main = main_of(ministry, ROOM)
    assert heading(main) == "Version 1 gäller: 6 123 000 000 kr"
    assert "av Ove Ek" in words(main)
    event = Event.objects.get(kind="allocation-fixed").told
    assert sentence(event).sv.startswith("Ove Ek (handläggare för överenskommelsen) fastställde version 1")
    assert money("region-09").balance.total.allotted == 30_039_872


def test_a_correction_shows_each_sum_before_and_after_and_needs_a_reason(ministry: Client, other: Client) -> None:
    fixed()
    status, told = sent(ministry, f"{ROOM}ny/", basis=COMPUTED, reason="")
    assert status == 422
    assert "Varför rättas fördelningen? Skriv en text." in told
    answer = ministry.post(f"{ROOM}ny/", {"basis": COMPUTED, "reason": "Avvikelserna var skrivfel"})
    page = html.fromstring(answer.content.decode()).get_element_by_id("innehall")
    rows = table_rows(page)
    assert [[row[0], *row[-3:]] for row in rows[1:]] == [
        ["Region Kalmar län", "46 426 770", "46 426 771", "+1"],
        ["Region Värmland", "53 227 562", "53 227 561", "−1"],
        ["RSS i Jönköpings län", "3 846 172", "3 846 173", "+1"],
        ["RSS i Jämtlands län", "1 386 624", "1 386 623", "−1"],
        ["Summa", "104 887 128", "104 887 128", "–"],
    ]
    assert sent(ministry, f"{ROOM}ny/", **hidden(ministry, f"{ROOM}ny/", basis=COMPUTED,
                reason="Avvikelserna var skrivfel")) == (303, ROOM)  # fmt: skip
    last = deciding(other)
    assert last["medger"] == ["Ja, sänk tilldelningen med 2\xa0kr"]
    page = main_of(other, f"{ROOM}forberedd/")
    assert [row[-1] for row in table_rows(page)[1:]] == ["+1", "−1", "+1", "−1", "–"]
    status, told = sent(other, f"{ROOM}forberedd/", **{name: one for name, one in last.items() if name != "medger"})
    assert status == 422
    assert "2 mottagare får tillsammans 2 kr mindre" in told.replace("\xa0", " ")
    assert FixedAllocation.objects.count() == 1
    assert sent(other, f"{ROOM}forberedd/", **last)[0] == 303
    told = words(main_of(ministry, ROOM))
    assert "Skäl: Avvikelserna var skrivfel" in told
    assert FixedAllocation.objects.get(version=1).total == FixedAllocation.objects.get(version=2).total


def test_what_is_requisitioned_is_not_taken_away_and_nothing_is_half_saved(ministry: Client) -> None:
    fixed()
    locked = locked_money(
        Organisation.objects.get(pk="region-09"), WHOLE, at=swedish("2022-10-03 09:00"), seen_version=1
    )
    allotted = locked.book.tally.allotted
    assert allotted is not None
    locked.add(Requisitioned, by=THE_SERVICE, version=1, sums=allotted.sums)
    taken_in_anew(WHOLE, ("grants.yaml", "amount: 500 000", "amount: 400 000"))
    facts = RecordedFact.objects.count()
    status, told = sent(ministry, f"{ROOM}ny/", basis=SIGNED, reason="Fel grundbelopp")
    assert status == 200
    assert "Den här versionen kan inte fastställas" in told
    assert "Region Gotland: Den nya versionen ger mindre än vad som är rekvirerat" in told
    given = {"agreement_id": WHOLE, "basis": SIGNED, "reason": "Fel grundbelopp", "at": swedish("2022-11-01 09:00")}
    prepare_version(actor=acting(member("regeringskansliet", "ministry-official")), **given)
    with pytest.raises(MoneyRefusedError, match="Region Gotland"):
        fix_allocation(actor=acting(member("regeringskansliet", "ministry-official")), **given)
    assert RecordedFact.objects.count() == facts
    assert FixedAllocation.objects.count() == 1


def test_one_who_prepares_is_told_when_another_has_fixed_and_when_one_saw_other_files(ministry: Client) -> None:
    last = hidden(ministry, f"{ROOM}ny/", basis=SIGNED)
    taken_in_anew(WHOLE, ("agreement.yaml", "# God och nära vård 2022", "# Rättad. God och nära vård 2022"))
    status, told = sent(ministry, f"{ROOM}ny/", **last)
    assert status == 409
    assert "har lästs in på nytt, eller ändrats av ett tillägg, sedan du öppnade sidan" in told
    last = hidden(ministry, f"{ROOM}ny/", basis=SIGNED)
    fixed()
    status, told = sent(ministry, f"{ROOM}ny/", **last)
    assert status == 422
    assert "Varför rättas fördelningen?" in told
    last = hidden(ministry, f"{ROOM}ny/", basis=COMPUTED, reason="Rätt")
    status, told = sent(ministry, f"{ROOM}ny/", **(last | {"version": "0"}))
    assert status == 409
    assert "Någon annan har fastställt version 1" in told
    assert FixedAllocation.objects.count() == 1


def test_a_later_reading_of_the_agreement_says_what_it_would_change(ministry: Client) -> None:
    fixed(at=FIXED_AT)
    assert "Inget har ändrats sedan versionen fastställdes." in words(main_of(ministry, ROOM))
    taken_in_anew(WHOLE, ("grants.yaml", "amount: 500 000", "amount: 400 000"))
    assert "En ny version skulle ändra 21 belopp hos 21 mottagare." in words(main_of(ministry, ROOM))
    answer = ministry.get(f"{ROOM}andringar/signed.csv")
    assert answer.content.decode().count(",ambulans,") == 21


def test_reference_numbers_are_stated_checked_and_corrected_and_who_did_it_stands_there(ministry: Client) -> None:
    address = f"{ROOM}diarienummer/utbetalningsbeslutet/"
    status, told = sent(ministry, address, number="  ", seen="")
    assert (status, "Diarienummer: Skriv en text." in told) == (422, True)
    last = hidden(ministry, address, number="S2022/00987", seen="")
    assert sent(ministry, address, **last)[0] == 303
    assert reference_numbers(shown_or_404(WHOLE))["utbetalningsbeslutet"] == "S2022/00987"
    assert "Angivet av Eva Lind" in words(main_of(ministry, ROOM))
    status, told = sent(ministry, address, number="S2022/1", seen="", steg="gor")
    assert status == 409
    assert "Någon annan har angett numret sedan du öppnade sidan: S2022/00987" in told
    last = hidden(ministry, address, number="S2022/00988", seen="S2022/00987")
    assert sent(ministry, address, **last)[0] == 303
    told = words(main_of(ministry, ROOM))
    assert "S2022/00988" in told
    assert "S2022/00987" in told


def test_a_number_that_the_text_states_is_not_stated_here(ministry: Client) -> None:
    assert ministry.get(f"{ROOM}diarienummer/uppdrag-folja-omstallningen/").status_code == 404
    with pytest.raises(MoneyRefusedError, match="states the number itself"):
        state_reference_number(
            actor=THE_SERVICE,
            agreement_id=WHOLE,
            reference_id="uppdrag-folja-omstallningen",
            number="S2022/1",
            at=FIXED_AT,
        )


def test_an_agreement_without_signed_annexes_is_fixed_by_its_computation_and_nothing_else_is_offered(
    settings: object,
) -> None:
    """What is not there is not offered: no annexes as signed where none are."""
    settings.NARAVARD_TODAY = "2027-02-10"
    folder = Path(__file__).parents[3] / "docs" / "examples" / "anhorigstod-2027"
    take_in_folder(folder, swedish("2027-02-10 09:00"))
    room = f"/organisation/socialstyrelsen/pengar/{folder.name}/faststallande/"
    one, two = (signed_in_as(member("socialstyrelsen", "ministry-official", name)) for name in ("Ada Ett", "Bo Två"))
    form = main_of(one, f"{room}ny/")
    assert form.xpath(".//*[@name='basis']") == []
    assert "Bilagorna" not in words(form)
    assert "Grundas på Beräkningen" in words(html.fromstring(one.post(f"{room}ny/", {}, follow=True).content.decode()))
    send(one, f"{room}ny/")
    send(two, f"{room}forberedd/")
    assert FixedAllocation.objects.get(agreement_id=folder.name).basis == COMPUTED
    assert one.get(f"{room}andringar/{SIGNED}.csv").status_code == 404
