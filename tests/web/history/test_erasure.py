"""A person is erased: nothing names the person any more, the chain and the rows hold, and others stay as they are."""

import datetime
import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.mail import EmailMessage
from django.test import Client
from history_shared import recorded, run, without_guards
from hypothesis import given
from hypothesis import strategies as st

from naravard.agreement.model import Text
from naravard.web.access.actor import THE_SERVICE, NotAllowedError, oneself
from naravard.web.access.row_baseline import take_up_rows
from naravard.web.history import state
from naravard.web.history.content import Named, Plain, Thing, Told, canonical, chained, read
from naravard.web.history.erasure import INSTEAD, Naming, without
from naravard.web.history.models import Event
from naravard.web.history.verification import verify
from naravard.web.home.erased_register import UnreadableRegisterError, erased_in, register
from naravard.web.home.erased_rows import KEPT_BY_LAW
from naravard.web.home.erasure import ask_for_erasure, erase_again, erase_person
from naravard.web.mail.files import FileBackend
from naravard.web.organisations.models import Organisation
from naravard.web.people.acts.invitations import invite
from naravard.web.people.acts.persons import declare_same_person
from naravard.web.people.acts.roles import end_role, give_role
from naravard.web.people.models import Account, Membership, Person
from naravard.web.people.problems import FourEyesProblem, PeopleProblem
from naravard.web.tasks.models import Extension
from people_samples import acting, also, member, signed_in_as
from sign_in_shared import words

AT = datetime.datetime(2026, 11, 2, 9, 0, tzinfo=datetime.UTC)
DAY = AT.date()
NAME, ADDRESS, PHONE = "Astrid Björkö", "astrid.bjorko@example.org", "070-123 45 67"


@pytest.fixture(autouse=True)
def _data(settings: Any, tmp_path: Path) -> None:
    """A data folder of the test's own, where the register and mails lie."""
    settings.DATA = settings.MAIL_FOLDER = tmp_path


def said() -> str:
    """Return all words that the database holds, but where the law keeps them."""
    found = []
    for model in apps.get_models():
        if model._meta.label not in KEPT_BY_LAW:
            for row in model._base_manager.all():
                found += [str(getattr(row, field.attname)) for field in model._meta.concrete_fields]
    return "\n".join(found)


@pytest.fixture
def astrid(monkeypatch: pytest.MonkeyPatch) -> Person:
    """A person who has done much, is written about by others, and has left and asked to be erased."""
    monkeypatch.setattr(state, "SHAPE", state.SHAPE + 1)
    monkeypatch.setattr("naravard.web.access.row_baseline.SHAPE", state.SHAPE)
    made = member("region-09", "official", NAME)
    Account.objects.filter(person=made).update(email=ADDRESS)
    boss = acting(member("region-09", "administrator", "Bo Al"), "administrator")
    take_up_rows(actor=THE_SERVICE, at=AT)
    gotland = Organisation.objects.get(pk="region-09")
    gotland.contact_name, gotland.contact_email, gotland.contact_phone = NAME, ADDRESS, PHONE
    gotland.save()
    give_role(
        actor=boss, organisation_code="region-09", person=made, role="area-officer", from_day=DAY, at=AT,
        reason=f"BJÖRKÖ, Astrid bad om det; se Astrid Björkös brev till {ADDRESS.upper()}",
    )  # fmt: skip
    invite(
        actor=boss, organisation_code="region-09", email=ADDRESS, name=NAME,
        role="cfo", from_day=DAY, at=AT,
    )  # fmt: skip
    recorded(
        person=made.named(), reason="Beslutat", before={"contact_phone": PHONE, "amount": 12},
        after={"contact_phone": "", "amount": 13, "names": ["Bo Al", NAME]},
    )  # fmt: skip
    Extension.objects.create(
        organisation=gotland, agreement_id="x", duty_id="y", to_day=DAY, reason=f"Enligt {NAME}", made_at=AT,
        made_by=made.named().code,
    )  # fmt: skip
    ask_for_erasure(actor=oneself(made), at=AT)
    for held in Membership.objects.filter(person=made):
        end_role(actor=boss, membership_id=held.pk, last_day=DAY - datetime.timedelta(days=1), at=AT)
    return made


def erased(person: Person) -> Person:
    """Let whoever runs the service erase someone."""
    return erase_person(actor=THE_SERVICE, organisation_code=None, person=person, reason=f"{NAME} bad om det", at=AT)


@pytest.mark.django_db
def test_nothing_names_the_person_and_the_chain_and_the_rows_hold(
    astrid: Person, django_capture_on_commit_callbacks: Any, tmp_path: Path
) -> None:
    hashes = dict(Event.objects.values_list("sequence", "hash"))
    assert "Björkö" in said()
    assert verify().broken is None
    for body in (f"Till {NAME}", "Till någon annan"):
        EmailMessage("Hej", body, to=["other@example.org"], connection=FileBackend()).send()
    with django_capture_on_commit_callbacks(execute=True):
        erased(astrid)
    assert len(list(tmp_path.glob("*.eml"))) == 1
    left = said().casefold()
    for one in ("björkö", "astrid", ADDRESS, PHONE):
        assert one not in left
    found = verify(hashes)
    assert found.broken is None, found.broken
    assert state.differences_now() == []
    assert {sequence: Event.objects.get(pk=sequence).hash for sequence in hashes} == hashes
    assert erased_in(register()) == {astrid.pk}
    who = {one.told.actor.name.sv for one in Event.objects.all() if one.told.actor.code == astrid.named().code}
    assert who == {INSTEAD.sv}
    assert Event.objects.last().kind == "person-erased"


@pytest.mark.django_db
def test_facts_stay_and_whatever_else_is_changed_is_found(astrid: Person) -> None:
    erased(astrid)
    one = next(event for event in Event.objects.all() if (event.told.after or {}).get("amount") == 13)
    assert one.told.after == {"contact_phone": "", "amount": 13, "names": ["Bo Al", "Raderad person"]}
    without_guards()
    run("UPDATE history_event SET content = %s WHERE sequence = %s", one.content.replace(":13", ":14"), one.sequence)
    broken = verify().broken
    assert broken is not None
    assert (broken.sequence, broken.what.en) == (one.sequence, "the event's content or hash has been changed")
    run("UPDATE history_event SET content = %s WHERE sequence = %s", one.content.replace("Bo Al", "X"), one.sequence)
    broken = verify().broken
    assert broken is not None
    assert (broken.sequence, broken.what.en) == (
        one.sequence, "the event's words are others than those that an erasure left",
    )  # fmt: skip


@pytest.mark.django_db
def test_an_event_from_before_there_were_salts_is_held_by_the_erasure_alone(astrid: Person) -> None:
    last = Event.objects.last()
    old = read(canonical(last.told).replace(f',"salt":"{last.told.salt}"', ""))
    without_guards()
    content = canonical(old)
    run(
        "UPDATE history_event SET content = %s, hash = %s WHERE sequence = %s",
        content, chained(last.previous_hash, content), last.sequence,
    )  # fmt: skip
    run("UPDATE history_chainhead SET hash = %s", chained(last.previous_hash, content))
    assert verify().broken is None
    erased(astrid)
    assert verify().broken is None
    now = Event.objects.get(pk=last.sequence)
    assert now.told.erased == ""
    run("UPDATE history_event SET content = %s WHERE sequence = %s", now.content.replace("09", "10"), now.sequence)
    assert verify().broken is not None


@pytest.mark.django_db
def test_two_are_erased_and_one_with_the_same_name_stays(astrid: Person) -> None:
    namesake = member("region-10", "official", NAME)
    recorded(person=namesake.named(), reason="Hälsar Astrid Björkö")
    recorded(person=Named("person-x", Text("Cia Dal")), reason="Astrid Björkö ringde")
    bo = Person.objects.get(name="Bo Al")
    erased(astrid)
    assert Person.objects.get(pk=namesake.pk).name == NAME
    hers = Event.objects.get(content__contains=namesake.named().code).told
    assert (hers.actor.name.sv, hers.reason) == (NAME, "Hälsar Astrid Björkö")
    assert Event.objects.order_by("-sequence")[1].told.reason == "Astrid Björkö ringde", "it may be the namesake"
    Membership.objects.filter(person=bo).update(to_day=DAY - datetime.timedelta(days=1))
    erased(bo)
    assert verify().broken is None
    assert "Bo Al" not in said()


@pytest.mark.django_db
def test_who_may(astrid: Person) -> None:
    boss = acting(member("region-09", "administrator", "Cia Dal"), "administrator")
    elsewhere = acting(member("region-10", "administrator", "Dag Ek"), "administrator")
    mine: dict[str, Plain] = {"reason": "", "organisation_code": "region-09"}
    with pytest.raises(NotAllowedError):
        erase_person(actor=elsewhere, person=astrid, reason="", organisation_code="region-10", at=AT)
    with pytest.raises(NotAllowedError):
        erase_person(actor=boss, person=astrid, reason="", organisation_code=None, at=AT)
    with pytest.raises(PeopleProblem, match="has not asked"):
        erase_person(actor=boss, person=member("region-09", name="Eva Fors"), at=AT, **mine)
    ask_for_erasure(actor=oneself(Person.objects.get(pk=boss.person_id)), at=AT)
    with pytest.raises(FourEyesProblem):
        erase_person(actor=boss, person=Person.objects.get(pk=boss.person_id), at=AT, **mine)
    held = also(astrid, "region-09")
    with pytest.raises(PeopleProblem, match="still has roles"):
        erase_person(actor=boss, person=astrid, at=AT, **mine)
    held.delete()
    other = also(astrid, "region-10", to_day=datetime.date(2022, 2, 1))
    with pytest.raises(PeopleProblem, match="another organisation"):
        erase_person(actor=boss, person=astrid, at=AT, **mine)
    other.delete()
    erase_person(actor=boss, person=astrid, at=AT, **mine)
    with pytest.raises(PeopleProblem):
        erased(astrid)


@pytest.mark.django_db
def test_what_a_restored_backup_brings_back_is_erased_anew(astrid: Person) -> None:
    assert erase_again(actor=THE_SERVICE, persons=[astrid.pk, uuid4()], at=AT) == 1, (
        "one that the backup is older than is nobody in it"
    )
    assert "Björkö" not in said()
    assert erase_again(actor=THE_SERVICE, persons=[astrid.pk], at=AT) == 0
    register().write_text("person-1 nu\n", encoding="ascii")
    with pytest.raises(UnreadableRegisterError):
        erased_in(register())
    register().unlink()
    assert erased_in(register()) == frozenset()


@pytest.mark.django_db
def test_those_who_became_the_person_are_noted_too_and_erased_anew_from_before_they_did(
    astrid: Person, django_capture_on_commit_callbacks: Any
) -> None:
    other = member("region-10", "official", "Astrid B. Björkö")
    Membership.objects.filter(person=other).update(to_day=DAY - datetime.timedelta(days=1))
    declare_same_person(
        actor=THE_SERVICE, organisation_code=None, stays=astrid, goes=other, reason="Samma", at=AT
    )  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        erased(astrid)
    assert erased_in(register()) == {astrid.pk, other.pk}
    Person.objects.filter(pk=other.pk).update(name="Astrid B. Björkö", became=None, erased_at=None)
    assert erase_again(actor=THE_SERVICE, persons=erased_in(register()), at=AT) == 1
    assert Person.objects.get(pk=other.pk).name == INSTEAD.sv


@pytest.mark.django_db
def test_asked_for_and_done_on_pages_that_say_what_goes_and_what_stays(reader: Client) -> None:
    astrid = member("region-09", "official", NAME)
    own, boss = signed_in_as(astrid), signed_in_as(member("region-09", "administrator", "Bo Al"))
    assert "Du ber om det när du är inloggad" in words(reader.get("/uppgifter-om-dig/"))
    form = "/uppgifter-om-dig/radera/"
    shown = own.post(form, {"steg": "kontrollera"})
    assert "artikel 17.3" in words(shown)
    assert Person.objects.get(pk=astrid.pk).erasure_asked_at is None
    own.post(form, {"steg": "gor"})
    assert Person.objects.get(pk=astrid.pk).erasure_asked_at is None, "the box was not ticked"
    own.post(form, {"steg": "gor", "medger": "Ja, jag vill raderas"})
    assert "Dina roller avslutas först" in words(own.get("/uppgifter-om-dig/"))
    page = f"/organisation/region-09/manniskor/{astrid.pk}/radera/"
    assert page in boss.get("/organisation/region-09/manniskor/").content.decode()
    assert "fortfarande roller" in words(boss.get(page))
    Membership.objects.filter(person=astrid).update(to_day=datetime.date(2022, 1, 2))
    assert f"Ska {NAME} raderas?" in words(boss.get(page))
    boss.post(page, {"steg": "gor", "reason": "", "medger": f"Ja, radera {NAME}"})
    assert Person.objects.get(pk=astrid.pk).name == "Raderad person"
    assert NAME not in boss.get("/organisation/region-09/historik/").content.decode()
    assert boss.get(page).status_code == 404


WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
VALUES = st.dictionaries(
    st.sampled_from(["a", "b", "contact_phone"]),
    st.one_of(WORDS, st.integers(), st.none(), st.lists(WORDS, max_size=3)),
    max_size=3,
)  # fmt: skip
NAMING = Naming(codes=frozenset({"person-1"}), names=frozenset({"Anna Ek"}), addresses=frozenset({"a@b.se"}))


@given(WORDS, WORDS, VALUES, VALUES, st.sampled_from(["person-1", "person-2"]), st.sampled_from(["", "Anna Ek"]))
def test_whatever_an_event_says_its_hash_holds_without_the_person(
    reason: str, name: str, before: dict[str, Plain], after: dict[str, Plain], code: str, added: str
) -> None:
    told = Told(
        sequence=1, at=AT, kind="x", actor=Named(code, Text(name)), role=Named("r", Text("r")), for_whom=None,
        organisation=None, thing=Thing("t", "1", Text("Ting")), reason=f"{reason} {added}", before=before, after=after,
        salt="5f" * 16,
    )  # fmt: skip
    stood = canonical(told)
    left = without(read(stood), NAMING)
    if left is None:
        assert code == "person-2"
        assert "anna ek" not in json.dumps(stood, ensure_ascii=False).casefold()
    else:
        assert chained("0" * 64, canonical(left)) == chained("0" * 64, stood)
        assert left.salt is None
        assert without(left, NAMING) is None, "erased once is erased"
        assert (left.actor.name == INSTEAD) == (code == "person-1")
