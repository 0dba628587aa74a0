"""The audit of an annex with everything wrong that an annex can have: each said, none as an error of the page."""

import datetime

import pytest
from django.test import Client
from lxml import html

from naravard.agreement.files import AgreementFiles
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.acts import take_in

ODD = "udda-bilaga"
_AGREEMENT = """
format: 1
id: udda-bilaga
name: {sv: Udda bilaga, en: Odd annex}
period: {from: 2027-01-01, to: 2027-12-31}
total: {amount: 900, clause: "1"}
parties: [{id: staten, name: Staten, clause: "1"}]
clauses:
  - {id: "1", title: Pengar, text: "Totalt 900 kronor, lika till alla."}
  - {id: bilaga 1, title: Belopp}
recipients:
  - {id: skolor, name: {sv: Skolorna, en: The schools}, kind: other, file: skolor.csv}
grants:
  - {id: lika, name: {sv: Lika delar, en: Equal parts}, amount: 900, clause: "1", recipients: [skolor], rule: equal}
published:
  - id: bilaga-1
    name: {sv: Bilaga 1, en: Annex 1}
    clause: bilaga 1
    file: bilaga.csv
    columns:
      - {column: namn, heading: Skola, holds: name}
      - {column: lika, heading: Lika delar, holds: grant, grant: lika}
      - {column: totalt, heading: Totalt, holds: total}
"""
_ANNEX = """code,namn,lika,totalt
a-skola,Alfa,301,301
b-skola,Beta,300,299
c-skola,Gamma,300,300
TOTAL,Summa,901,900
"""


def taken_in(agreement: str = _AGREEMENT) -> str:
    """Take the agreement in and return the address of its audit."""
    files = AgreementFiles(
        {
            "agreement.yaml": agreement.encode(),
            "skolor.csv": b"code,name\na-skola,Alfa\nb-skola,Beta\nc-skola,Gamma\n",
            "bilaga.csv": _ANNEX.encode(),
        },
        name=ODD,
    )
    take_in(
        actor=THE_SERVICE, agreement_id=ODD, files=files, at=datetime.datetime(2026, 5, 4, 9, 0, tzinfo=datetime.UTC)
    )
    return f"/overenskommelser/{ODD}/granskning/"


@pytest.fixture
def odd(db: None) -> str:
    return taken_in()


def words(answer: object) -> str:
    main = html.fromstring(answer.content.decode()).get_element_by_id("innehall")
    return " ".join(main.text_content().split()).replace("\xa0", " ")


def test_everything_that_differs_is_said_soberly(reader: Client, odd: str) -> None:
    text = words(reader.get(odd))
    assert "2 av 3 undertecknade belopp är lika med de beräknade" in text
    assert "1 belopp skiljer sig" in text
    assert "Skillnaden är +1 kr. Överenskommelsens data anger ingen orsak." in text
    assert "Några summor stämmer inte" in text
    assert "nej" in text


def test_row_sums_that_do_not_agree_are_marked(reader: Client, odd: str) -> None:
    assert "Beta299300nej" in words(reader.get(f"{odd}radsummor/"))


def test_the_english_page_says_the_same(reader: Client, odd: str) -> None:
    assert "2 of 3 signed amounts equal the computed ones" in words(reader.get(f"/en{odd}"))


@pytest.mark.django_db
def test_amounts_of_an_annex_that_counts_weeks_have_no_kr_in_their_headings_and_say_their_unit(reader: Client) -> None:
    audit = taken_in(_AGREEMENT.replace("file: bilaga.csv", "file: bilaga.csv\n    unit: weeks"))
    for page in (f"{audit}belopp/", f"{audit}radsummor/"):
        answer = reader.get(page)
        table = html.fromstring(answer.content.decode()).xpath("//main//table")[0]
        (caption,) = table.xpath("./caption")
        assert "Enhet: veckor" in caption.text_content(), "what is the same in every row"
        assert ", kr" not in "".join(table.xpath("./caption//text() | ./thead//text()")), page
    assert "veckor" in words(reader.get(f"{audit}belopp/"))


def test_amounts_in_kronor_say_so_in_the_headings(reader: Client, odd: str) -> None:
    table = html.fromstring(reader.get(f"{odd}belopp/").content.decode()).xpath("//main//thead")[0].text_content()
    assert "Undertecknat, kr" in table
    assert "Enhet" not in table
