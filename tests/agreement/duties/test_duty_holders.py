"""Whom a duty falls on: groups and organisations become organisations with codes, each once."""

import pytest
from msgspec.structs import replace

from duty_samples import duty
from naravard.agreement import reference
from naravard.agreement.duties import duties_of, holders_of, organisation_code, receiver_of
from naravard.agreement.library import open_agreement
from naravard.agreement.model import Agreement, Duty, Organisation, Recipient, RecipientGroup, Text


@pytest.fixture(scope="module")
def signed() -> Agreement:
    return open_agreement("god-och-nara-vard-2022").agreement


def ids(duties: tuple[Duty, ...]) -> list[str]:
    return [each.id for each in duties]


def codes(agreement: Agreement, made: Duty) -> list[str]:
    return [holder.code for holder in holders_of(agreement, made)]


def test_every_recipient_has_a_code_of_its_own() -> None:
    made = [organisation_code(member) for group in reference.groups() for member in group.members]
    assert len(set(made)) == len(made) == 21 + 21 + 290 + 1
    assert {"region-09", "rss-09", "kommun-0980", "skr"} <= set(made)
    assert organisation_code(Recipient("KI", "Karolinska institutet", "other")) == "mottagare-KI"


def test_the_duties_of_a_region(signed: Agreement) -> None:
    assert ids(duties_of(signed, "region-09")) == [
        "interim-report-regions", "vfu-report", "requisition-regions-skr", "final-report-regions",
        "financial-report-regions", "repayment-regions", "at-st-report-back", "records-on-demand",
    ]  # fmt: skip
    assert ids(duties_of(signed, "kommun-0980")) == ["vfu-report", "at-st-report-back"]
    assert ids(duties_of(signed, "kammarkollegiet")) == ["vfu-payment"]
    assert ids(duties_of(signed, "regeringskansliet")) == ["question-set", "payment-decision"], "recorded by it"
    assert duties_of(signed, "regeringen") == (), "nobody here is the Government"
    assert duties_of(signed, "socialstyrelsen") == duties_of(signed, "utforare-5560360793") == ()
    assert "requisition-rss" in ids(duties_of(signed, "rss-14"))


def test_skr_is_one_organisation_though_it_is_a_group_too(signed: Agreement) -> None:
    made = signed.duty("requisition-regions-skr")
    assert codes(signed, made) == [*(f"region-{county.code}" for county in reference.counties()), "skr"]
    skr = holders_of(signed, made)[-1]
    assert (skr.kind, skr.recipient_code) == ("skr", "SKR")
    assert skr.name.en == "Swedish Association of Local Authorities and Regions"
    assert ids(duties_of(signed, "skr")).count("requisition-regions-skr") == 1


def test_duties_and_holders_are_two_sides_of_one_thing(signed: Agreement) -> None:
    by_duty = {(each.id, holder.code) for each in signed.duties for holder in holders_of(signed, each)}
    everyone = {code for _, code in by_duty}
    assert by_duty == {(each.id, code) for code in everyone for each in duties_of(signed, code)}
    assert len(everyone) == 21 + 21 + 290 + 3


def test_a_group_of_the_agreement_itself_and_an_organisation_of_its_own(signed: Agreement) -> None:
    north = RecipientGroup(
        id="norra", name=Text("Norra"), kind="region", only=("24", "25"),
        members=tuple(region for region in reference.regions() if region.code in ("24", "25")),
    )  # fmt: skip
    schools = RecipientGroup(
        id="larosaten", name=Text("Lärosäten"), kind="other", members=(Recipient("KI", "Karolinska", "other"),)
    )
    committee = Organisation(id="kommitten", name=Text("Kommittén", "The committee"))
    made = replace(duty(to="kommitten"), who=("norra", "larosaten", "kommitten", "regions"))
    own = replace(
        signed,
        recipients=(*signed.recipients, north, schools),
        organisations=(*signed.organisations, committee),
        duties=(made,),
    )
    found = codes(own, made)
    assert found[:5] == ["region-24", "region-25", "mottagare-KI", "kommitten", "region-01"]
    assert len(found) == len(set(found)) == 21 + 2
    assert ids(duties_of(own, "mottagare-KI")) == ids(duties_of(own, "kommitten")) == ["delredovisning"]
    assert duties_of(own, "rss-24") == ()
    assert receiver_of(own, made) == committee.name


def test_who_receives(signed: Agreement) -> None:
    assert receiver_of(signed, duty()) == Text("Socialstyrelsen", "National Board of Health and Welfare")
    assert receiver_of(signed, duty(to=None)) is None
