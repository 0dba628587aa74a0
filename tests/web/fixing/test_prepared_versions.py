"""Six billion are fixed by two: one prepares, another fixes exactly that, and what has changed since makes it void."""

import datetime

import pytest
from django.core import mail
from django.test import Client

from fixing_steps import taken_in_anew
from money_steps import FIXED_AT, fixed, money, swedish
from naravard.web.access.actor import THE_SERVICE, Actor, NotAllowedError, standings
from naravard.web.access.permissions import Permission
from naravard.web.fixing.acts import fix_allocation, matter_of, prepare_version, withdraw_version
from naravard.web.handovers.handover import Handover
from naravard.web.handovers.overview import waits_for
from naravard.web.history.kinds import sentence
from naravard.web.history.models import Event
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.ledger.models import FixedAllocation, PreparedDecision, RecordedFact
from naravard.web.ledger.next_version import COMPUTED, SIGNED
from naravard.web.ledger.preparation import prepared_words
from naravard.web.people.acts.lone_work import state_lone_work
from naravard.web.people.models import Person
from naravard.web.people.problems import FourEyesProblem
from naravard.web.reminders.dispatch import send_waiting
from people_samples import acting, member, signed_in_as
from web_pages import heading, main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
MINISTRY = "regeringskansliet"
ROOM = f"/organisation/{MINISTRY}/pengar/{WHOLE}/faststallande/"
AFTER = swedish("2022-02-15 09:00")
FIRST = {"agreement_id": WHOLE, "basis": SIGNED, "at": FIXED_AT}


def official(name: str) -> tuple[Person, Actor]:
    person = member(MINISTRY, "ministry-official", name)
    return person, acting(person)


def waiting(person: Person, kind: str) -> list[Handover]:
    found = waits_for(person, standings(person, AFTER.date()), AFTER)
    return [one for one in found if one.id == kind and one.shown and one.shown.agreement.id == WHOLE]


def test_one_official_alone_fixes_nothing() -> None:
    _, eva = official("Eva Lind")

    with pytest.raises(MoneyRefusedError) as unprepared:
        fix_allocation(actor=eva, **FIRST)
    prepare_version(actor=eva, **FIRST)
    with pytest.raises(FourEyesProblem) as alone:
        fix_allocation(actor=eva, **FIRST)

    assert unprepared.value.code == "nothing-prepared"
    assert "Du har själv förberett det, och det här ska göras av någon annan." in alone.value.says.sv
    assert (FixedAllocation.objects.count(), RecordedFact.objects.count()) == (0, 0)


def test_another_fixes_what_was_prepared_and_nothing_else() -> None:
    (_, eva), (_, ove) = official("Eva Lind"), official("Ove Ek")
    prepare_version(actor=eva, **FIRST)

    with pytest.raises(MoneyRefusedError) as other:
        fix_allocation(actor=ove, **(FIRST | {"basis": COMPUTED}))
    fix_allocation(actor=ove, **FIRST)

    assert other.value.code == "prepared-differently"
    assert money("region-09").balance.total.allotted == 30_039_872
    told = Event.objects.filter(kind__startswith="allocation").order_by("sequence")
    who, what = "(handläggare för överenskommelsen)", "version 1 av fördelningen i ”God och nära vård 2022”"
    assert [sentence(one.told).sv.replace("\xa0", " ") for one in told] == [
        f"Eva Lind {who} förberedde {what}: 6 123 000 000 kr. Någon annan fastställer den.",
        f"Ove Ek {who} fastställde {what}: 6 123 000 000 kr.",
    ]
    assert matter_of(WHOLE).waiting() is None


def test_the_second_person_is_told_what_waits_and_the_one_who_prepared_is_not() -> None:
    (eva_herself, eva), (ove_himself, _) = official("Eva Lind"), official("Ove Ek")
    assert waiting(eva_herself, "allocation-to-fix")
    prepare_version(actor=eva, **FIRST)

    [told] = waiting(ove_himself, "prepared")
    assert told.what.sv.replace("\xa0", " ") == "Fastställ version 1 av fördelningen: 6 123 000 000 kr"
    assert told.why.sv.startswith("Förberett av Eva Lind ")
    assert not waiting(eva_herself, "prepared")
    assert not waiting(eva_herself, "allocation-to-fix")
    page = signed_in_as(ove_himself).get(told.url)
    assert "Fastställ version 1: 6 123 000 000 kr enligt God och nära vård 2022?" in page.content.decode().replace(
        "\xa0", " "
    )


def test_the_second_person_gets_mail_of_it_and_the_one_who_prepared_none() -> None:
    (eva_herself, eva), (ove_himself, _) = official("Eva Lind"), official("Ove Ek")
    prepare_version(actor=eva, **FIRST)

    send_waiting(actor=THE_SERVICE, clock=lambda: AFTER)

    told = {one.to[0]: one.body.replace("\xa0", " ") for one in mail.outbox}
    fixes = "Fastställ version 1 av fördelningen: 6 123 000 000 kr"
    assert fixes in told[ove_himself.accounts.get().email]
    assert fixes not in told[eva_herself.accounts.get().email]


def test_what_was_prepared_from_other_files_is_void_and_the_page_says_so() -> None:
    (eva_herself, eva), (ove_himself, ove) = official("Eva Lind"), official("Ove Ek")
    prepare_version(actor=eva, **FIRST)
    taken_in_anew(WHOLE, ("agreement.yaml", "# God och nära vård 2022", "# Rättad. God och nära vård 2022"))

    with pytest.raises(MoneyRefusedError) as void:
        fix_allocation(actor=ove, **FIRST)
    assert void.value.code == "prepared-from-other-things"
    other = signed_in_as(ove_himself)
    assert "Underlaget har ändrats sedan det förbereddes" in words(main_of(other, ROOM))
    assert "Underlaget har ändrats" in words(main_of(other, f"{ROOM}forberedd/"))
    for person in (eva_herself, ove_himself):
        [told] = waiting(person, "prepared-void")
        assert told.what.sv == "Förbered på nytt eller ta tillbaka: ”Fastställ version 1 av fördelningen”"

    prepare_version(actor=ove, **FIRST)
    fix_allocation(actor=eva, **FIRST)
    assert FixedAllocation.objects.count() == 1


def test_a_version_fixed_meanwhile_makes_what_was_prepared_void() -> None:
    fixed()
    (_, eva), (_, ove) = official("Eva Lind"), official("Ove Ek")
    given = {"agreement_id": WHOLE, "basis": COMPUTED, "reason": "Avvikelserna var skrivfel", "at": AFTER}
    prepare_version(actor=eva, **given)
    fix_allocation(actor=THE_SERVICE, **(given | {"reason": "Gjord av tjänsten"}))

    with pytest.raises(MoneyRefusedError):
        fix_allocation(actor=ove, **given)
    assert FixedAllocation.objects.count() == 2


def test_one_version_waits_at_a_time_and_is_taken_back_by_either() -> None:
    (_, eva), (_, ove) = official("Eva Lind"), official("Ove Ek")
    prepare_version(actor=eva, **FIRST)

    with pytest.raises(MoneyRefusedError) as already:
        prepare_version(actor=ove, **(FIRST | {"basis": COMPUTED}))
    withdraw_version(actor=ove, agreement_id=WHOLE, at=AFTER)
    prepare_version(actor=ove, **(FIRST | {"basis": COMPUTED}))

    assert already.value.code == "prepared-already"
    with pytest.raises(NotAllowedError):
        prepare_version(actor=THE_SERVICE, **FIRST)


def test_one_who_saw_another_preparation_is_told() -> None:
    (_, eva), (ove_himself, _) = official("Eva Lind"), official("Ove Ek")
    seen = prepare_version(actor=eva, **FIRST)
    withdraw_version(actor=eva, agreement_id=WHOLE, at=AFTER)
    prepare_version(actor=eva, **(FIRST | {"basis": COMPUTED}))
    client: Client = signed_in_as(ove_himself)

    answer = client.post(f"{ROOM}forberedd/", {"prepared": str(seen.pk)})

    assert answer.status_code == 409
    assert "något annat än det du såg" in answer.content.decode()
    assert FixedAllocation.objects.count() == 0


def test_the_prepared_version_is_taken_back_on_its_page(settings: object) -> None:
    eva_herself, eva = official("Eva Lind")
    prepare_version(actor=eva, **FIRST)
    client = signed_in_as(eva_herself)
    asked = main_of(client, f"{ROOM}forberedd/ta-tillbaka/")
    assert heading(asked) == "Ta tillbaka den förberedda versionen?"
    assert "Något väntar redan på beslut här" in words(main_of(client, f"{ROOM}ny/"))

    client.post(f"{ROOM}forberedd/ta-tillbaka/")

    assert matter_of(WHOLE).waiting() is None
    assert "Förbered fördelningen" in words(main_of(client, ROOM))
    assert "Inget väntar på beslut här" in words(main_of(client, f"{ROOM}forberedd/"))


def test_a_ministry_of_one_says_so_and_then_one_does_both() -> None:
    eva_herself, eva = official("Eva Lind")
    state_lone_work(
        actor=acting(member(MINISTRY, "administrator", "Ada Min")),
        organisation_code=MINISTRY,
        permission=Permission.FIX_ALLOCATION.value,
        person=eva_herself,
        reason="De andra är på annat uppdrag.",
        at=AFTER,
    )
    prepare_version(actor=eva, **FIRST)

    assert waiting(eva_herself, "prepared")
    fix_allocation(actor=eva, **FIRST)
    assert FixedAllocation.objects.count() == 1
    assert mail.outbox == []


def test_what_is_prepared_after_midnight_in_sweden_is_prepared_that_day() -> None:
    """The database has it as the evening before, in UTC."""
    at = datetime.datetime(2022, 12, 1, 23, 26, tzinfo=datetime.UTC)
    prepared = PreparedDecision(prepared_by="service", prepared_at=at, amount=100)
    assert prepared_words(prepared).sv.replace("\N{NO-BREAK SPACE}", " ").endswith(" 2022-12-02: 100 kr.")
