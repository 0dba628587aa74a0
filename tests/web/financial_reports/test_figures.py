"""The figures of a financial report: all that was allotted, with every earmark and every area."""

import datetime

import pytest

from activities_steps import proposed
from money_steps import swedish
from naravard.agreement.model import Text
from naravard.allocation import allocate
from naravard.ledger import Book, allotted_from
from naravard.ledger.facts import Paid, Sum, Used
from naravard.web.agreements.current import shown_or_404
from naravard.web.financial_reports.document import cost_tables, labels_of, sums_table
from naravard.web.financial_reports.figures import Figures, as_json, figures_of, from_json
from naravard.web.ledger.accounts import Money
from naravard.web.ledger.models import Account
from naravard.web.organisations.models import Organisation
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
AT = swedish("2023-03-10 09:00")
OSTERGOTLAND = "region-05"


def money(code: str, *facts: object) -> Money:
    shown, organisation = shown_or_404(WHOLE), Organisation.objects.get(pk=code)
    allotted = allotted_from(allocate(shown.agreement), code, fact_id="f1", version=1, at=swedish("2022-03-01 09:00"))
    account = Account(agreement_id=WHOLE, organisation=organisation)
    return Money(shown, organisation, account, Book([allotted, *facts]), {}, AT)


def paid(*sums: Sum) -> Paid:
    return Paid(
        id="f2", recipient=OSTERGOTLAND, at=swedish("2022-12-20 09:00"), clause="10.1", requisition="", version=1,
        day=datetime.date(2022, 12, 20), reference="KK 1", sums=sums,
    )  # fmt: skip


def cost(grant: str, activity: str, amount: int, number: int, code: str) -> Used:
    return Used(
        id=f"k{number}", recipient=code, at=swedish("2022-12-21 09:00"), clause="10.1", grant=grant, activity=activity,
        day=datetime.date(2022, 5, 1), amount=amount,
    )  # fmt: skip


def rows(figures: Figures) -> dict[str, tuple[object, ...]]:
    table = sums_table(figures, labels_of(None))
    return {str(row[0].sv if isinstance(row[0], Text) else row[0]): tuple(row[1:]) for row in table.all_rows()}


def test_what_was_allotted_and_never_paid_is_in_the_sum_by_the_agreement() -> None:
    found = money(OSTERGOTLAND, paid(Sum("ambulans", 1_000)))

    figures = figures_of(found, least=100_000)

    assert figures.total("allotted") == found.balance.total.allotted
    assert figures.total("allotted") > 200_000_000
    assert figures.total("paid") == 1_000
    assert rows(figures)["Summa"][:2] == (figures.total("allotted"), 1_000)


def test_costs_of_a_grant_that_was_never_paid_are_the_recipients_own_and_stand_there() -> None:
    found = money(OSTERGOTLAND, paid(Sum("ambulans", 1_000)), cost("e-halsa", "region-05-1", 700, 1, OSTERGOTLAND))
    figures = figures_of(found, least=100_000)
    assert figures.total("costs") == found.balance.total.costs == 700
    assert all(one.ties for one in figures.grants)


def test_every_earmark_has_a_row_beneath_its_grant_and_is_not_added_again() -> None:
    figures = figures_of(money(OSTERGOTLAND), least=100_000)
    grants = [one for one in figures.grants if one.earmarks]
    found = rows(figures)
    for one in grants:
        for earmark in one.earmarks:
            assert found[f"varav {earmark.name}"][0] == earmark.allotted
    assert len(grants) >= 1
    assert found["Summa"][0] == sum(one.allotted for one in figures.grants)


def test_a_recipient_whose_grant_serves_all_areas_accounts_for_each_area() -> None:
    found = money("skr", cost("skr", "", 500, 1, "skr"))
    figures = figures_of(found, least=100_000)

    table = cost_tables(figures)[-1]

    assert table.caption.sv == "Kostnaderna fördelade på områden"
    assert [one.area for one in figures.areas][:-1] == [area.id for area in found.shown.agreement.areas]
    assert table.total is not None
    assert table.total[1] == figures.total("costs") == 500


def test_no_code_stands_on_the_paper_and_two_of_one_name_are_told_apart_by_number() -> None:
    first, second, other = (proposed("skr", name=name, grant="skr", area="") for name in ("Stöd", "Stöd", "Nätverk"))
    costs = [cost("skr", one.code, 200_000, number, "skr") for number, one in enumerate((first, second, other))]
    [table, _areas] = cost_tables(figures_of(money("skr", *costs), least=100_000))
    assert sorted(str(row[0]) for row in table.rows) == ["Nätverk", "Stöd (nr 1)", "Stöd (nr 2)"]


def test_a_report_that_was_drawn_up_before_is_read_as_it_was() -> None:
    old = as_json(figures_of(money(OSTERGOTLAND), least=100_000))
    del old["areas"]
    for grant in old["grants"]:
        del grant["earmarks"]
    assert from_json(old).total("allotted") > 0
    assert [one.earmarks for one in from_json(old).grants if one.earmarks] == []
