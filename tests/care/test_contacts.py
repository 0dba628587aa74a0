"""Shares of named contacts: exact at the boundary, each of a whole that is said, and what is wrong in the register."""

import datetime
from fractions import Fraction
from pathlib import Path

import pytest

from command_line import Run
from naravard.care.contacts.register import ContactRow, ContactRules, kind_code, shares
from naravard.care.continuity.definition import PatientRow, ProviderRow

DAY = datetime.date(2022, 12, 31)
BEFORE = DAY - datetime.timedelta(days=1)


def test_of_the_population_and_of_the_listed_are_two_answers() -> None:
    """523 of 1 000 in the population is 52.3 per cent: the goal of 55 is missed. Of 950 listed it is 55.05: met."""
    patients = [PatientRow(row=at, patient=f"p{at}", unit="U1" if at < 950 else None) for at in range(1000)]
    contacts = [ContactRow(row=at, patient=f"p{at}", kind="2", provider="a") for at in range(523)]
    result = shares(contacts, patients, None, ContactRules(days=(DAY,)))
    found = {row.whole: row.share for row in result.rows}
    assert found == {"population": Fraction(523, 1000), "listed": Fraction(523, 950)}
    assert found["population"] < Fraction(55, 100) <= found["listed"]


def test_what_is_wrong_is_told_and_counts_for_no_one() -> None:
    patients = [
        PatientRow(row=0, patient="right", unit="U1"),
        PatientRow(row=1, patient="twice", unit="U1"),
        PatientRow(row=2, patient="dead", unit="U1", death_date=DAY),
        *(
            PatientRow(row=3, patient=name, unit="U1")
            for name in ("team", "left", "unknown", "st", "no", "ended", "later")
        ),
    ]
    providers = [
        ProviderRow(id="a", grade="specialist"),
        ProviderRow(id="b", grade="ST"),
        ProviderRow(id="gone", grade="specialist", last=BEFORE),
    ]
    contacts = [
        ContactRow(row=0, patient="right", kind="fast läkarkontakt", provider="a", unit="U2", way="vald", informed=DAY),
        ContactRow(row=1, patient="right", kind="1", provider="a"),
        ContactRow(row=2, patient="twice", kind="2", provider="a", unit="U1", way="tilldelad"),
        ContactRow(row=3, patient="twice", kind="2", provider="a", unit="U1"),
        ContactRow(row=4, patient="dead", kind="2", provider="a"),
        ContactRow(row=5, patient="nobody", kind="2", provider="a"),
        ContactRow(row=6, patient="team", kind="2", team="röda laget"),
        ContactRow(row=7, patient="left", kind="2", provider="gone"),
        ContactRow(row=8, patient="unknown", kind="2", provider="x"),
        ContactRow(row=9, patient="st", kind="2", provider="b"),
        ContactRow(row=10, patient="no", kind="2", provider="a", way="avböjt"),
        ContactRow(row=11, patient="ended", kind="2", provider="a", last=BEFORE),
        ContactRow(row=12, patient="later", kind="2", provider="a", first=DAY + datetime.timedelta(days=1)),
        ContactRow(row=13, patient="later", kind="2", provider="a", first=DAY, last=BEFORE),
    ]
    rules = ContactRules(days=(DAY,), competence=frozenset({"specialist"}), suppressed_below=0)
    result = shares(contacts, patients, providers, rules)
    assert {row.whole: (row.numerator, row.denominator) for row in result.rows} == {
        "population": (2, 9),
        "listed": (2, 9),
    }
    assert result.quality[DAY] == {
        "active": 9, "with-contact": 2, "chosen": 1, "declined": 1, "informed": 1, "ended": 1, "not-begun": 1,
        "ends-before-begin": 1, "overlapping": 1, "earlier-unit": 1, "unknown-provider": 1, "left": 1, "only-team": 1,
        "competence": 1, "dead": 1, "outside": 1, "other-kind": 1,
    }  # fmt: skip


def test_both_ends_of_a_contact_count_and_groups_are_hidden() -> None:
    patients = [PatientRow(row=at, patient=f"p{at}", sex="KM"[at % 2], care_home=at < 8) for at in range(40)]
    contacts = [ContactRow(row=at, patient=f"p{at}", kind="2", provider="a", first=DAY, last=DAY) for at in range(20)]
    rules = ContactRules(days=(BEFORE, DAY), by=((), ("sex",)))
    result = shares(contacts, patients, None, rules)
    on = {(row.day, row.whole, row.group): row.numerator for row in result.rows}
    assert on[BEFORE, "population", ()] == 0
    assert on[DAY, "population", ()] == 20
    assert on[DAY, "population", ("K",)] == 10
    assert on[DAY, "care-home", ()] == 8
    assert on[DAY, "care-home", ("K",)] is None  # four persons


@pytest.mark.parametrize(("written", "code"), [("2", "2"), ("Fast vårdkontakt", "1"), ("9", "9")])
def test_kinds(written: str, code: str) -> None:
    assert kind_code(written) == code


def test_invented_records_come_again_and_the_commands_read_them(naravard: Run, tmp_path: Path) -> None:
    first, again = tmp_path / "a", tmp_path / "b"
    for folder in (first, again):
        assert naravard("synthetic", "contacts", "--patients", 300, "--faults", "--output", folder).code == 0
    assert (first / "contacts.csv").read_bytes() == (again / "contacts.csv").read_bytes()
    line = ("contacts", "--contacts", first / "contacts.csv", "--patients", first / "patients.csv")
    answer = naravard(*line, "--date", "2022-10-31", "--to", "2022-12-31", "--format", "csv")
    assert answer.code == 0, answer.err
    rows = answer.out.splitlines()
    assert rows[0] == "measure,numerator,denominator,share,date,kind,method,grouping,hidden"
    assert [row.split(",")[4] for row in rows[1:] if row.startswith("population")] == [
        "2022-10-31",
        "2022-11-30",
        "2022-12-31",
    ]
    assert "datumet finns inte" in answer.err
    unknown = naravard(*line, "--date", "2022-12-31", "--by", "länn")
    assert (unknown.code, "--by länn kräver kolumnen länn" in unknown.err) == (1, True)
    upper = tmp_path / "ANDELAR.CSV"
    assert naravard(*line, "--date", "2022-12-31", "--output", upper).code == 0
    assert upper.read_text(encoding="utf-8").startswith("measure,")
    assert naravard("synthetic", "visits", "--patients", 50, "--format", "parquet", "--output", first).code == 0
    check = ("--reference-date", "2022-12-31", "--check")
    assert naravard("continuity", "--visits", first / "visits.parquet", *check).code == 0
