"""The page that every amount of an account leads to: its parts are the amount, and nothing else is asked for there."""

import pytest
from django.test import Client

from funds_steps import activity, cost, onward, paid, repaid
from money_steps import fixed
from naravard.ledger.facts import Sum
from naravard.web.agreements.current import shown_or_404
from naravard.web.funds.amount_figures import NAMES
from naravard.web.funds.amount_parts import UnknownAmountError
from naravard.web.funds.amounts import Accountant
from naravard.web.funds.picture import picture_of
from naravard.web.ledger.amount_links import FIGURES, AmountLinks, AskedAmount
from naravard.web.organisations.models import Organisation
from naravard.web.site.clock import now
from people_samples import member, signed_in_as
from web_pages import heading, main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
MONEY = f"/organisation/region-09/pengar/{WHOLE}/"
OF_A_SHARE = {"received", "uncovered", "decided", "out", "back"}
"""The figures of one who holds a part of a grant."""


@pytest.fixture(autouse=True)
def _after_the_year(settings: object) -> None:
    settings.NARAVARD_TODAY = "2023-01-15"


@pytest.fixture
def official() -> Client:
    return signed_in_as(member("region-09", "official", "Anna Ek"))


def lived() -> None:
    fixed()
    made = activity("region-09", "ambulans", 950_000)
    paid("region-09")
    cost("region-09", "ambulans", 900_000, "2022-12-20", activity=made.code)
    cost("region-09", "e-halsa", 600_000, "2022-11-20")
    repaid("region-09", "ambulans", 34_968)


def accountant(code: str) -> Accountant:
    picture = picture_of(shown_or_404(WHOLE), Organisation.objects.get(pk=code), now())
    return Accountant(picture, AmountLinks.own(code, WHOLE), is_own=True)


@pytest.mark.parametrize("figure", sorted(set(FIGURES) - OF_A_SHARE - {"recorded"}))
def test_the_parts_of_an_amount_are_the_amount_of_each_grant_and_of_all(figure: str) -> None:
    lived()
    found = accountant("region-09")
    grants = [grant.id for grant in found.picture.shown.agreement.grants]
    every = found.account(AskedAmount(figure))
    each = [found.account(AskedAmount(figure, grant)) for grant in grants]
    assert [amount.total for amount in each] == [sum(part.kronor for part in amount.parts) for amount in each]
    assert every.total == sum(amount.total for amount in each)


def test_the_parts_of_a_share_are_the_share() -> None:
    fixed()
    paid("rss-09")
    onward("rss-09", "kommun-0980", Sum("nara-vard-kommuner", 1_000_000))
    cost("rss-09", "nara-vard-kommuner", 1_200_000, "2022-12-20", holder="kommun-0980")
    found = accountant("kommun-0980")
    for figure, kronor in {"received": 1_000_000, "costs": 1_200_000, "used": 1_000_000, "uncovered": 200_000}.items():
        amount = found.account(AskedAmount(figure, "nara-vard-kommuner", account="rss-09", bearer="kommun-0980"))
        assert amount.total == kronor == sum(part.kronor for part in amount.parts), figure


@pytest.mark.parametrize(("figure", "kronor"), [("repaid", 526_861), ("left", 640_838), ("unused", 1_167_699)])
def test_the_parts_of_what_an_earmark_has_are_what_it_has(figure: str, kronor: int) -> None:
    """More is repaid of the grant than what is not earmarked, 12 973 139 kr: the rest is of the earmark."""
    fixed()
    paid("region-09")
    repaid("region-09", "nara-vard-regioner", 13_500_000)
    amount = accountant("region-09").account(AskedAmount(figure, "nara-vard-regioner", earmark="fast-lakarkontakt"))
    assert amount.total == sum(part.kronor for part in amount.parts) == kronor
    assert all(part.url for part in amount.parts)


def test_the_page_says_the_amount_what_it_is_of_its_parts_and_its_clause(official: Client) -> None:
    lived()
    main = main_of(official, f"{MONEY}belopp/kvar/?medel=e-halsa")
    assert heading(main).startswith("Vision e-hälsa Kvar: ")
    assert "Utbetalat" in words(main)
    assert main.xpath(".//a[contains(@href, '/text/')]")
    (again,) = main.xpath(".//table//tr[contains(., 'Utbetalat')]/td/a[contains(@href, '/belopp/')]/@href")
    assert official.get(again).status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        "finns-inte/", "kvar/?medel=finns-inte", "kvar/?medel=e-halsa&varav=finns-inte", "kostnader/?manad=2022-13",
        "registrerat/", "registrerat/?handelse=finns-inte", "kvar/?hos=region-10", "mottaget/?vems=%00",
    ],
)  # fmt: skip
def test_what_there_is_none_of_is_not_found(official: Client, asked: str) -> None:
    lived()
    assert official.get(f"{MONEY}belopp/{asked}").status_code == 404


def test_every_figure_has_a_name_and_an_address_of_its_own() -> None:
    assert set(NAMES) == set(FIGURES)
    assert len(set(FIGURES.values())) == len(FIGURES)


def test_an_unknown_grant_has_no_amount() -> None:
    lived()
    with pytest.raises(UnknownAmountError):
        accountant("region-09").account(AskedAmount("left", "finns-inte"))
