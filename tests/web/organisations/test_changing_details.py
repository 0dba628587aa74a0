"""An organisation fills in its own details, and a region its providers: who may, what is written, what events tell."""

import datetime

import pytest

from naravard.web.access.actor import THE_SERVICE, Actor, NotAllowedError
from naravard.web.history.models import Event
from naravard.web.history.verification import verify
from naravard.web.organisations.acts import change_contact, change_payment_details
from naravard.web.organisations.details import DetailsError
from naravard.web.organisations.models import Engagement, Organisation
from naravard.web.organisations.providers import add_provider, end_provider, providers_of, regions_of, rename_provider
from naravard.web.site.conflict import ChangedMeanwhileError
from people_samples import acting, member

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 11, 2, 9, 0, tzinfo=datetime.UTC)
TODAY = AT.date()
GOTLAND = "region-09"
NUMBER = "556036-0793"
PROVIDER = "utforare-5560360793"


def there(code: str = GOTLAND) -> Organisation:
    return Organisation.objects.get(pk=code)


def last_event() -> Event:
    return Event.objects.latest("sequence")


def count() -> int:
    return Event.objects.count()


def official(code: str = GOTLAND) -> Actor:
    return acting(member(code, "official"))


def cfo(code: str = GOTLAND) -> Actor:
    return acting(member(code, "cfo", "Bo Al"))


def test_contact_details_are_kept_tidy_and_the_event_tells_only_what_differs() -> None:
    actor = official()
    first = change_contact(
        actor=actor,
        organisation_code=GOTLAND,
        details={"address": "Box  1 ", "postal_code": "SE-621 81", "city": "Visby"},
        version=there().version,
        at=AT,
    )
    change_contact(
        actor=actor,
        organisation_code=GOTLAND,
        details={"address": "Box 2", "postal_code": "621\u00a081", "city": "Visby"},
        version=first.version,
        at=AT,
        reason="Ny box",
    )
    told = last_event().told
    assert (told.before, told.after, told.reason) == ({"address": "Box 1"}, {"address": "Box 2"}, "Ny box")
    assert (told.kind, told.thing.address) == ("organisation-contact-changed", "organisation:region-09")
    assert told.organisation is not None
    assert told.organisation.code == GOTLAND
    assert (there().address, there().postal_code, there().version) == ("Box 2", "62181", first.version + 1)
    assert verify().broken is None


def test_payment_details_are_stored_as_digits() -> None:
    details = {"organisation_number": "16 212000 – 0803", "bankgiro": "5050-1055", "plusgiro": ""}
    change_payment_details(actor=cfo(), organisation_code=GOTLAND, details=details, version=1, at=AT)
    assert (there().organisation_number, there().bankgiro) == ("2120000803", "50501055")
    assert last_event().told.after == {"organisation_number": "2120000803", "bankgiro": "50501055"}


def test_the_same_values_again_leave_no_event_whatever_the_version() -> None:
    actor = official()
    change_contact(actor=actor, organisation_code=GOTLAND, details={"city": "Visby"}, version=1, at=AT)
    before = count()
    again = change_contact(actor=actor, organisation_code=GOTLAND, details={"city": " Visby"}, version=1, at=AT)
    assert (again.version, count()) == (2, before)


def test_what_is_not_given_stays() -> None:
    actor = official()
    change_contact(actor=actor, organisation_code=GOTLAND, details={"city": "Visby"}, version=1, at=AT)
    change_contact(actor=actor, organisation_code=GOTLAND, details={"address": "Box 1"}, version=2, at=AT)
    assert (there().city, there().address) == ("Visby", "Box 1")


def test_an_older_version_is_refused_with_what_it_has_become() -> None:
    actor = official()
    change_contact(actor=actor, organisation_code=GOTLAND, details={"city": "Visby"}, version=1, at=AT)
    with pytest.raises(ChangedMeanwhileError) as refused:
        change_contact(actor=actor, organisation_code=GOTLAND, details={"city": "Hemse"}, version=1, at=AT)
    assert (refused.value.asked, refused.value.version, refused.value.now) == (1, 2, {"city": "Visby"})
    assert there().city == "Visby"


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written() -> None:
    before = count()
    with pytest.raises(DetailsError) as refused:
        change_payment_details(
            actor=cfo(),
            organisation_code=GOTLAND,
            details={"organisation_number": "212000-0144", "bankgiro": "1", "plusgiro": "90 20 01-7"},
            version=1,
            at=AT,
        )
    assert set(refused.value.problems) == {"organisation_number", "bankgiro"}
    assert (there().plusgiro, count()) == ("", before)


def test_those_who_change_contact_details_do_not_change_where_the_money_goes() -> None:
    with pytest.raises(NotAllowedError):
        change_payment_details(actor=official(), organisation_code=GOTLAND, details={"bankgiro": ""}, version=1, at=AT)
    with pytest.raises(NotAllowedError):
        change_contact(actor=cfo(), organisation_code=GOTLAND, details={"city": "Visby"}, version=1, at=AT)


@pytest.mark.parametrize("code", ["region-10", "kommun-0980", "finns-inte"])
def test_other_organisations_are_not_there(code: str) -> None:
    with pytest.raises(NotAllowedError):
        change_contact(actor=official(), organisation_code=code, details={"city": "Visby"}, version=1, at=AT)


def test_a_name_of_the_reference_data_is_not_its_own_to_change() -> None:
    with pytest.raises(KeyError):
        change_contact(actor=official(), organisation_code=GOTLAND, details={"name": "Gotland"}, version=1, at=AT)


def test_a_provider_names_itself_but_keeps_its_number() -> None:
    add_provider(actor=official(), organisation_code=GOTLAND, number=NUMBER, name="Vårdbolaget AB", at=AT)
    own = acting(member(PROVIDER, "administrator"))
    change_contact(actor=own, organisation_code=PROVIDER, details={"name": "Omsorgen AB"}, version=1, at=AT)
    assert there(PROVIDER).name == "Omsorgen AB"
    with pytest.raises(DetailsError):
        change_contact(actor=own, organisation_code=PROVIDER, details={"name": " "}, version=2, at=AT)
    with pytest.raises(KeyError):
        change_payment_details(
            actor=own, organisation_code=PROVIDER, details={"organisation_number": "556047-3521"}, version=2, at=AT
        )


def test_a_provider_works_for_two_regions_and_each_has_its_own_name_for_it() -> None:
    actor, other = official(), official("region-10")
    add_provider(actor=actor, organisation_code=GOTLAND, number=NUMBER, name="Vårdbolaget AB", at=AT)
    add_provider(actor=other, organisation_code="region-10", number="5560360793", name="Vårdbolaget", at=AT)
    rename_provider(
        actor=other,
        organisation_code="region-10",
        provider_code=PROVIDER,
        name="Omsorgen",
        was="Vårdbolaget",
        at=AT,
    )
    assert Organisation.objects.filter(kind="provider").count() == 1
    assert [each.name for each in providers_of(there(), TODAY)] == ["Vårdbolaget AB"]
    assert [(each.region_id, each.name) for each in regions_of(there(PROVIDER), TODAY)] == [
        ("region-09", "Vårdbolaget AB"),
        ("region-10", "Omsorgen"),
    ]
    assert there(PROVIDER).name == "Vårdbolaget AB"
    assert not Event.objects.filter(organisation_code=GOTLAND, kind="provider-renamed").exists()


@pytest.mark.parametrize(
    ("number", "name", "problems"),
    [
        ("556036-0794", "Vårdbolaget AB", {"number"}),
        ("212000-0142", "Vårdbolaget AB", {"number"}),
        (NUMBER, "  ", {"name"}),
        ("", "", {"number", "name"}),
        (NUMBER, "V" * 201, {"name"}),
    ],
)
def test_a_provider_that_cannot_be_is_refused(number: str, name: str, problems: set[str]) -> None:
    with pytest.raises(DetailsError) as refused:
        add_provider(actor=official(), organisation_code=GOTLAND, number=number, name=name, at=AT)
    assert set(refused.value.problems) == problems
    assert not Engagement.objects.exists()


def test_the_same_provider_twice_is_told_of_with_its_name() -> None:
    actor = official()
    add_provider(actor=actor, organisation_code=GOTLAND, number=NUMBER, name="Vårdbolaget AB", at=AT)
    with pytest.raises(DetailsError, match="is here already, with the name Vårdbolaget AB"):
        add_provider(actor=actor, organisation_code=GOTLAND, number=NUMBER, name="Ett annat", at=AT)


def test_a_provider_ends_and_comes_back_another_day() -> None:
    actor = official()
    add_provider(actor=actor, organisation_code=GOTLAND, number=NUMBER, name="Vårdbolaget AB", at=AT)
    end_provider(actor=actor, organisation_code=GOTLAND, provider_code=PROVIDER, last_day=TODAY, at=AT, reason="Slut")
    assert last_event().told.after == {"last_day": "2026-11-02"}
    tomorrow = AT + datetime.timedelta(days=1)
    assert providers_of(there(), tomorrow.date()) == []
    with pytest.raises(NotAllowedError):
        rename_provider(
            actor=actor,
            organisation_code=GOTLAND,
            provider_code=PROVIDER,
            name="Omsorgen",
            was="Vårdbolaget AB",
            at=tomorrow,
        )
    add_provider(actor=actor, organisation_code=GOTLAND, number=NUMBER, name="Vårdbolaget AB", at=tomorrow)
    assert len(providers_of(there(), tomorrow.date())) == 1


def test_a_last_day_before_the_first_is_refused() -> None:
    actor = official()
    add_provider(actor=actor, organisation_code=GOTLAND, number=NUMBER, name="Vårdbolaget AB", at=AT)
    for last_day in (None, TODAY - datetime.timedelta(days=1)):
        with pytest.raises(DetailsError):
            end_provider(actor=actor, organisation_code=GOTLAND, provider_code=PROVIDER, last_day=last_day, at=AT)


def test_a_name_that_another_has_changed_meanwhile_is_not_written_over() -> None:
    actor = official()
    add_provider(actor=actor, organisation_code=GOTLAND, number=NUMBER, name="Vårdbolaget AB", at=AT)

    def rename(name: str) -> None:
        rename_provider(
            actor=actor, organisation_code=GOTLAND, provider_code=PROVIDER, was="Vårdbolaget AB", name=name, at=AT
        )

    rename("Omsorgen")
    rename("Omsorgen")
    with pytest.raises(ChangedMeanwhileError):
        rename("Hälsan")


def test_only_a_region_has_providers() -> None:
    actor = acting(member("kommun-0980", "administrator"))
    with pytest.raises(NotAllowedError):
        add_provider(actor=actor, organisation_code="kommun-0980", number=NUMBER, name="Vårdbolaget AB", at=AT)
    with pytest.raises(NotAllowedError):
        add_provider(actor=THE_SERVICE, organisation_code="skr", number=NUMBER, name="Vårdbolaget AB", at=AT)
