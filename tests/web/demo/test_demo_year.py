"""The imaginary year: invented people in every role, what they do in time, and a clock that takes others along."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from stdnum import luhn

from naravard.agreement.duties.deadlines import STOCKHOLM
from naravard.web.demo.year.cast import cast_of
from naravard.web.demo.year.days import BEGINS, LAST
from naravard.web.demo.year.details import contact_details, organisation_number, payment_details
from naravard.web.demo.year.names import FIRST, name_of
from naravard.web.demo.year.names import LAST as SURNAMES
from naravard.web.demo.year.script import cast, script
from naravard.web.organisations.contact_values import read_email, read_phone, read_postal_code
from naravard.web.organisations.numbers import BANKGIRO, ORGANISATION_NUMBER, PLUSGIRO, read_number

FORMS = {"organisation_number": ORGANISATION_NUMBER, "bankgiro": BANKGIRO, "plusgiro": PLUSGIRO}
FICTIONAL = ("08-465 004 ", "031-390 06 ", "040-628 04 ")


@pytest.fixture(scope="module")
def lived(lived_through: Path) -> dict[str, object]:
    """What is seen by one who lives through the year."""
    found: dict[str, object] = json.loads((lived_through / "seen.json").read_text(encoding="utf-8"))
    return found


def test_it_begins_on_a_day_in_november_with_people_in_every_role_of_every_organisation(
    lived: dict[str, object],
) -> None:
    assert lived["day"] == "2022-11-15"
    assert lived["roles missing"] == []


def test_some_stand_in_some_have_left_and_some_have_not_answered(lived: dict[str, object]) -> None:
    assert int(str(lived["stand-ins"])) > 5
    assert int(str(lived["former"])) > 10
    assert int(str(lived["open invitations"])) > 5


def test_every_role_can_be_become_and_its_first_pages_answer(lived: dict[str, object]) -> None:
    assert lived["first pages"] == []


def test_the_same_year_comes_again(lived: dict[str, object]) -> None:
    assert lived["replayed alike"] is True


def test_over_the_first_of_december_a_right_lapses_and_what_one_has_touched_is_left_to_oneself(
    lived: dict[str, object],
) -> None:
    assert lived["moved"] == [True, 0, True]
    assert lived["left to oneself"] == [lived["own"]]
    found = lived["lapsed"]
    assert isinstance(found, list)
    assert len(found) == 2, "the one of the script, and one's own, which others would have handed in"
    assert lived["own"] in found


def test_the_script_is_carried_out_to_its_end_and_the_history_is_whole(lived: dict[str, object]) -> None:
    assert lived["rest"] == [True, 0]
    assert lived["history"] is None
    assert lived["rows"] == [], "every row that is witnessed says what the acts' events say"


def test_backward_the_year_begins_anew(lived: dict[str, object]) -> None:
    assert lived["back"] == [True, True, "2022-11-15", []]


def test_each_number_has_a_name_of_its_own() -> None:
    names = {name_of(number) for number in range(len(FIRST) * len(SURNAMES))}
    assert len(names) == len(FIRST) * len(SURNAMES)


@pytest.mark.parametrize("code", ["region-09", "rss-01", "kommun-0980", "kommun-2584", "skr", "utforare-4123456789"])
def test_invented_details_are_valid_and_nobodys(code: str) -> None:
    contact = contact_details(code, "Anna Ekman")
    assert read_postal_code(contact["postal_code"]).startswith("99")
    assert read_phone(contact["contact_phone"]).startswith(FICTIONAL)
    assert read_email(contact["contact_email"]).endswith(f"@{code}.example.org")
    for name, written in payment_details(code).items():
        assert read_number(FORMS[name], written) == written
        assert written.startswith("4" if name == "organisation_number" else "0")
    assert luhn.is_valid(organisation_number(code))


@pytest.mark.django_db
def test_the_script_goes_forward_within_office_hours_of_weekdays() -> None:
    steps = script()
    assert steps == sorted(steps, key=lambda step: step.at)
    for step in steps:
        at = step.at.astimezone(STOCKHOLM)
        assert BEGINS <= at.date() <= LAST
        assert at.weekday() < 5, at
        assert 8 <= at.hour < 17


@pytest.mark.django_db
def test_whoever_joins_has_been_invited_before_and_by_an_administrator_who_is_there() -> None:
    parts = cast()
    assert len({part.person for part in parts}) > 1200
    administrators = {part.organisation: part.joins for part in parts if part.is_administrator}
    for part in parts:
        assert part.joins is None or part.invited <= part.joins
        assert part.is_administrator or administrators[part.organisation] < part.invited


@pytest.mark.django_db
def test_nothing_is_drawn_by_lot() -> None:
    code = (
        "from naravard.web.demo.year.chance import moment, number; import datetime;"
        "print([number(1000, 'region-09', word) for word in 'abcdef'], moment(datetime.date(2022, 5, 5), 'x'))"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1
    assert cast_of([("region-09", "region")]) == cast_of([("region-09", "region")])
