"""Fixed versions as anyone may read them, and a recipient's allotted sums with the way to their explanation."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from lxml import html

from fixing_steps import taken_in_anew
from money_steps import FIXED_AT, fixed, money
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.current import shown_or_404
from naravard.web.fixing.allotments import allotted_of
from naravard.web.ledger.accounts import moneys_of, recipients_of
from naravard.web.ledger.models import FixedAllocation
from naravard.web.ledger.next_version import COMPUTED, fix
from page_rules import loose_in_lines
from web_pages import csv_rows, heading, main_of, table_rows, words
from web_shared import LITEN, WHOLE

pytestmark = pytest.mark.django_db

ONE = f"/overenskommelser/{WHOLE}/faststallt/1/"


def test_a_version_that_is_not_there_is_not_there(reader: Client) -> None:
    assert reader.get(ONE).status_code == 404


def test_a_version_holds_every_sum_that_was_allotted_and_no_other(reader: Client) -> None:
    version = fixed()
    assert heading(main_of(reader, ONE)) == "Version 1 fördelar 6 123 000 000 kr"
    rows = csv_rows(reader, f"/overenskommelser/{WHOLE}/faststallt/1.csv")
    told = {(row["recipient"], row["grant"], row["earmark"]): int(row["amount"]) for row in rows if row["code"]}
    shown = shown_or_404(WHOLE)
    allotted = {}
    for one in moneys_of(shown, recipients_of(shown), FIXED_AT):
        for part in one.book.tally.allotted.sums:  # type: ignore[union-attr]
            allotted[one.organisation.code, part.grant] = part.amount
    by_code = {(row["code"], row["grant"]): int(row["amount"]) for row in rows if row["code"] and not row["earmark"]}
    assert by_code == allotted
    assert sum(allotted.values()) == version.total
    assert sum(amount for (_, _, earmark), amount in told.items() if earmark) == 200_000_000


def test_a_recipient_sees_its_sums_by_grant_with_the_earmark_and_each_leads_to_its_explanation(reader: Client) -> None:
    fixed()
    allotted = allotted_of(money("region-09"))
    assert allotted is not None
    assert allotted.total == 30_039_872
    part = html.fromstring(render_to_string("fixing/parts/allotted.html", {"allotted": allotted}))
    rows = table_rows(part)
    assert rows[1] == ["Nära vård, till regionerna", "14 140 838 kr"]
    assert rows[2] == ["varav Fast läkarkontakt i primärvården", "1 167 699 kr"]
    assert rows[-1] == ["Summa", "30 039 872 kr"]
    assert "väntar på: Redovisning av VFU-veckor och platser. Sista dag 30 november 2022." in words(part)
    for address in part.xpath(".//td//a/@href"):
        assert reader.get(address).status_code == 200
    assert part.xpath(".//td//a/@href")[0] == f"/overenskommelser/{WHOLE}/medel/nara-vard-regioner/09/"


def test_nothing_allotted_says_what_is_awaited_and_who_does_it() -> None:
    assert allotted_of(money("region-09")) is None
    assert "inte fastställts" in render_to_string(
        "fixing/parts/allotted.html", {"allotted": None, "agreement": shown_or_404(WHOLE).agreement}
    )


def test_a_version_is_explained_by_the_files_it_was_fixed_from_and_not_by_those_that_came_later(
    reader: Client,
) -> None:
    before = fixed()
    taken_in_anew(WHOLE, ("grants.yaml", "amount: 500 000", "amount: 600 000"))
    assert shown_or_404(WHOLE).digest != before.digest
    allotted = allotted_of(money("region-09"))
    assert allotted is not None
    (line,) = [line for line in allotted.lines if line.grant.id == "ambulans"]
    assert line.amount == 934_968
    assert line.url == f"/overenskommelser/{WHOLE}/medel/ambulans/09/"
    told = words(main_of(reader, line.url))
    assert "934 968" in told
    assert "500 000" in told
    assert "600 000" not in told
    assert "har lästs in på nytt" in words(main_of(reader, ONE))
    kept = main_of(reader, f"{ONE}ambulans/09/")
    assert "500 000" in words(kept)
    assert list(loose_in_lines(kept)) == []


def test_the_computed_sum_is_explained_as_computed_where_another_was_signed(reader: Client) -> None:
    fixed()
    fix(WHOLE, by=THE_SERVICE, at=FIXED_AT, basis=COMPUTED, reason="Utan handpåläggning")
    allotted = allotted_of(money("region-08"))
    assert allotted is not None
    (line,) = [line for line in allotted.lines if line.grant.id == "medarbetare-regioner"]
    assert line.url == f"/overenskommelser/{WHOLE}/medel/medarbetare-regioner/08/"
    assert "46 426 771" in heading(main_of(reader, line.url)).replace(" ", " ")
    assert "version 2" in words(main_of(reader, ONE))


@pytest.mark.usefixtures("db")
def test_any_agreement_can_be_fixed_and_read(reader: Client) -> None:
    assert fixed(LITEN).version == 1
    assert FixedAllocation.objects.get(agreement_id=LITEN).total == fixed(LITEN).total
    main_of(reader, f"/overenskommelser/{LITEN}/faststallt/1/")
