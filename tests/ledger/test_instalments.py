"""Requisitions in parts, in instalments and after an amendment: never above what is allotted, and all to the krona."""

import datetime
from collections.abc import Sequence
from fractions import Fraction
from itertools import count

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from ledger_samples import INTERIM, shared_out, signed, swedish
from naravard.agreement.model import Duty
from naravard.ledger import Book, Terms, available, refusal, terms_of, to_come
from naravard.ledger.facts import Allotted, Fact, Paid, RequisitionAccepted, Requisitioned, RequisitionReturned, Sum
from naravard.ledger.instalments import due_without_requisition

REGION = "region-09"
SPRING, AUTUMN = datetime.date(2022, 6, 1), datetime.date(2022, 12, 1)


def duties(*shares: Fraction | None, requisitioned: str = "once") -> list[Duty]:
    """Return as many duties to requisition, one after another, the last of them until December."""
    made = next(duty for duty in signed().duties if duty.id == "requisition-regions-skr")
    days = [SPRING, AUTUMN] if len(shares) == 2 else [AUTUMN] * len(shares)
    return [
        structs.replace(made, id=f"del-{number}", share=share, due=day, requisitioned=requisitioned)
        for number, (share, day) in enumerate(zip(shares, days, strict=True), start=1)
    ]


def payout(share: Fraction | None, opens: datetime.date | None = None, grants: tuple[str, ...] = ()) -> Duty:
    """Return a payment that is made without requisition: of a share, from a day, of some grants or all."""
    made = next(duty for duty in signed().duties if duty.about == "payment")
    return structs.replace(made, id=f"direkt-{share}-{opens}", share=share, opens=opens, grants=grants)


def terms(some: Sequence[Duty]) -> Terms:
    others = tuple(structs.replace(duty, condition=False) for duty in signed().duties if duty.about != "requisition")
    return terms_of(structs.replace(signed(), duties=(*some, *others)), REGION)


class Account:
    """A region's money under such duties."""

    def __init__(self, some: Sequence[Duty]) -> None:
        self.terms, self.book = terms(some), Book()

    def take(self, fact: Fact) -> None:
        refused = refusal(fact, self.book, self.terms, INTERIM)
        assert refused is None, refused
        self.book.add(fact)

    def allot(self, sums: dict[str, Sum], at: str = "2022-03-01 09:00") -> None:
        version = len(self.book.allocations) + 1
        known = tuple(part for one in self.terms.grants if (part := sums.get(one.grant.id)) is not None)
        self.take(self.fact(Allotted, at, version=version, sums=known))

    def fact(self, kind: type, at: str, **fields: object) -> Fact:
        made: Fact = kind(id=f"f{len(self.book.facts) + 1}", recipient=REGION, at=swedish(at), clause="10.1", **fields)
        return made

    def left(self, number: int, at: str) -> dict[str, int]:
        found = available(self.book, self.terms, self.terms.requisitions[number - 1], swedish(at), INTERIM)
        return {part.grant: part.amount for part in found}

    def asked(self, number: int, sums: Sequence[Sum], at: str) -> Requisitioned:
        made = self.fact(Requisitioned, at, version=len(self.book.allocations), sums=tuple(sums), duty=f"del-{number}")
        assert isinstance(made, Requisitioned)
        return made

    def due(self, at: str, grant: str = "ambulans") -> Sum:
        """Return what is due of a grant without requisition; nothing as no kronor."""
        of_grant, allotted = self.terms.grant(grant), self.book.tally.allotted
        assert of_grant is not None
        assert allotted is not None
        given = next(part for part in allotted.sums if part.grant == grant)
        return due_without_requisition(self.book, of_grant, given, swedish(at).date())

    def pays(self, at: str, *sums: Sum, version: int = 1) -> Fact:
        """Return a payment without requisition."""
        return self.fact(Paid, at, requisition="", version=version, day=swedish(at).date(), reference="KK 1", sums=sums)

    def ask(self, number: int, at: str, part: Fraction = Fraction(1)) -> int:
        """Ask for a part of what can be asked for, and have it accepted; return what was asked for."""
        sums = available(self.book, self.terms, self.terms.requisitions[number - 1], swedish(at), INTERIM)
        some = [_part(one, part) for one in sums if _part(one, part).amount]
        if not some:
            return 0
        made = self.asked(number, some, at)
        self.take(made)
        self.take(self.fact(RequisitionAccepted, at, requisition=made.id))
        return sum(one.amount for one in some)


def _part(one: Sum, part: Fraction) -> Sum:
    earmarks = {earmark: int(amount * part) for earmark, amount in one.earmarks.items()}
    return Sum(one.grant, int(one.general * part) + sum(earmarks.values()), earmarks)


def signed_sums() -> dict[str, Sum]:
    from naravard.ledger import allotted_from

    made = allotted_from(shared_out(), REGION, fact_id="a", version=1, at=swedish("2022-03-01 09:00"))
    return {part.grant: part for part in made.sums}


def total(sums: dict[str, Sum]) -> int:
    return sum(part.amount for part in sums.values())


def test_two_halves_come_to_what_is_allotted_to_the_krona() -> None:
    account = Account(duties(Fraction(1, 2), Fraction(1, 2)))
    account.allot(signed_sums())
    first = account.ask(1, "2022-05-01 09:00")
    second = account.ask(2, "2022-11-01 09:00")
    assert first + second == total(signed_sums())
    assert not any(account.left(2, "2022-11-02 09:00").values())


def test_what_was_not_asked_for_of_the_first_instalment_in_time_cannot_be_asked_for_with_the_second() -> None:
    account = Account(duties(Fraction(1, 2), Fraction(1, 2)))
    account.allot({"ambulans": Sum("ambulans", 101)})
    assert account.left(1, "2022-05-01 09:00") == {"ambulans": 51}
    assert account.left(2, "2022-06-01 12:00") == {"ambulans": 101}
    assert account.left(2, "2022-06-02 00:00") == {"ambulans": 50}


def test_a_part_can_be_asked_for_and_the_rest_later_until_the_last_day() -> None:
    account = Account(duties(None, requisitioned="in-parts"))
    account.allot({"ambulans": Sum("ambulans", 1_000)})
    assert account.ask(1, "2022-04-01 09:00", Fraction(1, 4)) == 250
    assert to_come(account.book, account.terms, swedish("2022-04-02 09:00"), INTERIM)["ambulans"].amount == 1_000
    assert account.ask(1, "2022-11-01 09:00", Fraction(1, 3)) == 250
    assert account.left(1, "2022-11-02 09:00") == {"ambulans": 500}
    late = account.asked(1, [Sum("ambulans", 500)], "2022-12-02 00:00")
    refused = refusal(late, account.book, account.terms, INTERIM)
    assert refused is not None
    assert refused.id == "right-lapsed"


def test_where_it_is_made_once_what_was_given_up_stays_so_and_what_a_version_adds_can_be_asked_for() -> None:
    account = Account(duties(None))
    account.allot({"ambulans": Sum("ambulans", 1_000)})
    account.ask(1, "2022-04-01 09:00", Fraction(9, 10))
    again = account.asked(1, [Sum("ambulans", 100)], "2022-04-02 09:00")
    refused = refusal(again, account.book, account.terms, INTERIM)
    assert refused is not None
    assert refused.id == "requisitioned-before"
    account.allot({"ambulans": Sum("ambulans", 1_300)}, "2022-05-01 09:00")
    assert account.left(1, "2022-05-02 09:00") == {"ambulans": 300}
    assert account.ask(1, "2022-05-02 09:00") == 300


def test_what_is_added_to_an_instalment_that_is_over_goes_with_the_next() -> None:
    account = Account(duties(Fraction(1, 2), Fraction(1, 2)))
    account.allot({"ambulans": Sum("ambulans", 1_000)})
    account.ask(1, "2022-05-01 09:00")
    account.allot({"ambulans": Sum("ambulans", 1_200)}, "2022-07-01 09:00")
    assert account.left(2, "2022-07-02 09:00") == {"ambulans": 700}


def test_the_whole_is_the_whole() -> None:
    account = Account(duties(None, requisitioned="whole"))
    account.allot({"ambulans": Sum("ambulans", 1_000)})
    refused = refusal(
        account.asked(1, [Sum("ambulans", 999)], "2022-04-01 09:00"), account.book, account.terms, INTERIM
    )
    assert refused is not None
    assert refused.id == "less-than-the-whole"


def test_a_second_requisition_waits_for_the_first_to_be_accepted() -> None:
    account = Account(duties(None, requisitioned="in-parts"))
    account.allot({"ambulans": Sum("ambulans", 1_000)})
    account.take(account.asked(1, [Sum("ambulans", 100)], "2022-04-01 09:00"))
    second = account.asked(1, [Sum("ambulans", 100)], "2022-04-02 09:00")
    refused = refusal(second, account.book, account.terms, INTERIM)
    assert refused is not None
    assert refused.id == "requisitioned-before"


def test_only_the_latest_requisition_of_a_duty_is_sent_back() -> None:
    account = Account(duties(None, requisitioned="in-parts"))
    account.allot({"ambulans": Sum("ambulans", 1_000)})
    account.ask(1, "2022-04-01 09:00", Fraction(1, 2))
    account.ask(1, "2022-04-02 09:00", Fraction(1, 2))
    first, second = account.book.requisitions.values()
    back = account.fact(RequisitionReturned, "2022-04-03 09:00", requisition=first, reason="Fel")
    refused = refusal(back, account.book, account.terms, INTERIM)
    assert refused is not None
    assert refused.id == "requisitioned-since"
    account.take(account.fact(RequisitionReturned, "2022-04-03 09:00", requisition=second, reason="Fel"))
    assert account.left(1, "2022-04-04 09:00") == {"ambulans": 500}


_AMOUNTS = st.integers(min_value=0, max_value=3_000_000_001)


@given(
    general=_AMOUNTS,
    earmarks=st.dictionaries(st.sampled_from(["a", "b"]), _AMOUNTS),
    weights=st.lists(st.integers(min_value=1, max_value=97), min_size=1, max_size=6),
)
def test_instalments_of_any_shares_come_to_their_sum(
    general: int, earmarks: dict[str, int], weights: list[int]
) -> None:
    whole = sum(weights)
    account = Account(duties(*(Fraction(weight, whole) for weight in weights)) if len(weights) != 2 else duties(
        Fraction(weights[0], whole), Fraction(weights[1], whole)
    ))  # fmt: skip
    account.allot({"ambulans": Sum("ambulans", general + sum(earmarks.values()), earmarks)})
    asked = [account.ask(number, "2022-05-01 09:00") for number in range(1, len(weights) + 1)]
    assert sum(asked) == general + sum(earmarks.values())
    for share, amount in zip(weights, asked, strict=True):
        exact = Fraction(share, whole) * (general + sum(earmarks.values()))
        assert abs(amount - exact) <= 1 + len(earmarks)


@given(
    amounts=st.lists(st.integers(min_value=0, max_value=10_000), min_size=1, max_size=4),
    steps=st.lists(
        st.tuples(st.integers(min_value=1, max_value=2), st.fractions(min_value=0, max_value=1)), max_size=8
    ),
    requisitioned=st.sampled_from(["in-parts", "once", "whole"]),
    shares=st.sampled_from([(None, None), (Fraction(1, 3), Fraction(2, 3))]),
)
def test_whatever_happens_no_more_is_asked_for_or_paid_than_is_allotted(
    amounts: list[int],
    steps: list[tuple[int, Fraction]],
    requisitioned: str,
    shares: tuple[Fraction | None, Fraction | None],
) -> None:
    """Allocations go up, requisitions come in any part, order and number, and each is paid."""
    account = Account(duties(*shares, requisitioned=requisitioned))
    moments, allotted = (swedish("2022-03-01 09:00") + datetime.timedelta(hours=hour) for hour in count()), 0
    for amount in amounts:
        allotted += amount
        account.allot({"ambulans": Sum("ambulans", allotted)}, f"{next(moments):%F %T}")
        for number, part in steps:
            at = f"{next(moments):%F %T}"
            sums = [_part(one, part) for one in available(
                account.book, account.terms, account.terms.requisitions[number - 1], swedish(at), INTERIM
            )]  # fmt: skip
            made = account.asked(number, [one for one in sums if one.amount], at)
            if refusal(made, account.book, account.terms, INTERIM) is None:
                account.take(made)
                account.take(account.fact(RequisitionAccepted, at, requisition=made.id))
            balance = account.book.balance().grant("ambulans")
            coming = to_come(account.book, account.terms, swedish(at), INTERIM)["ambulans"].amount
            assert balance.paid <= balance.requisitioned <= allotted
            assert 0 <= coming <= allotted - balance.paid
            assert balance.requisitioned - balance.paid <= coming
            more = account.asked(number, [Sum("ambulans", allotted - balance.requisitioned + 1)], at)
            assert refusal(more, account.book, account.terms, INTERIM) is not None
    for one in account.book.requisitions.values():
        paid = Paid(
            id=f"p-{one.id}", recipient=REGION, at=swedish("2022-12-20 09:00"), clause="10.1", requisition=one.id,
            version=one.version, day=datetime.date(2022, 12, 20), reference="KK 1", sums=one.sums,
        )  # fmt: skip
        account.take(paid)
        assert refusal(structs.replace(paid, id=f"q-{one.id}"), account.book, account.terms, INTERIM) is not None
    assert account.book.balance().grant("ambulans").paid == account.book.balance().grant("ambulans").requisitioned


def test_an_instalment_without_requisition_is_paid_from_its_day_and_the_rest_is_asked_for() -> None:
    """A quarter is paid in April without anyone asking; the rest is asked for in two parts; all comes to the krona."""
    april = payout(Fraction(1, 4), datetime.date(2022, 4, 1))
    account = Account([april, *duties(Fraction(1, 4), Fraction(1, 2))])
    account.allot({"ambulans": Sum("ambulans", 1_003, {"a": 501})})
    assert account.due("2022-03-31 09:00").amount == 0
    early = account.pays("2022-03-31 09:00", Sum("ambulans", 251, {"a": 125}))
    refused = refusal(early, account.book, account.terms, INTERIM)
    assert refused is not None
    assert (refused.id, refused.clause) == ("payment-not-open", april.clause)
    assert account.left(1, "2022-03-31 09:00") == {"ambulans": 251}
    due = account.due("2022-04-01 09:00")
    assert due == Sum("ambulans", 251, {"a": 125})
    account.take(account.pays("2022-04-01 09:00", due))
    assert account.due("2022-12-24 09:00").amount == 0
    again = refusal(account.pays("2022-04-02 09:00", due), account.book, account.terms, INTERIM)
    assert again is not None
    assert again.id == "paid-before"
    assert account.ask(1, "2022-05-01 09:00") + account.ask(2, "2022-11-01 09:00") == 1_003 - 251
    assert not any(account.left(2, "2022-11-02 09:00").values())


def test_a_grant_that_a_payment_names_is_paid_whole_and_a_requisition_asks_only_for_the_grants_it_names() -> None:
    direct = payout(None, datetime.date(2022, 5, 1), grants=("ambulans",))
    asking = [structs.replace(one, grants=("nara-vard-regioner",)) for one in duties(None)]
    account = Account([direct, *asking])
    account.allot({"ambulans": Sum("ambulans", 70), "nara-vard-regioner": Sum("nara-vard-regioner", 1_000)})
    assert account.left(1, "2022-05-02 09:00") == {"nara-vard-regioner": 1_000}
    assert account.due("2022-05-01 09:00") == Sum("ambulans", 70)
    assert account.due("2022-05-02 09:00", "nara-vard-regioner").amount == 0
    both = account.asked(1, [Sum("nara-vard-regioner", 1_000), Sum("ambulans", 70)], "2022-05-02 09:00")
    refused = refusal(both, account.book, account.terms, INTERIM)
    assert refused is not None
    assert refused.id == "grant-not-requisitioned"


def test_what_the_bank_was_asked_for_under_an_earlier_version_can_be_recorded_and_the_rest_is_due() -> None:
    halves = [payout(Fraction(1, 2)), payout(Fraction(1, 2), datetime.date(2022, 9, 1))]
    account = Account(halves)
    account.allot({"ambulans": Sum("ambulans", 100)})
    ordered = account.pays("2022-05-01 09:00", Sum("ambulans", 50))
    account.allot({"ambulans": Sum("ambulans", 140)}, "2022-05-01 10:00")
    paid = structs.replace(ordered, id="banken", at=swedish("2022-09-02 09:00"), ordered_at=ordered.at)
    without = refusal(structs.replace(paid, ordered_at=None), account.book, account.terms, INTERIM)
    assert without is not None
    assert without.id == "version-not-current"
    account.take(paid)
    assert account.due("2022-09-02 10:00").amount == 90
    account.take(account.pays("2022-09-02 10:00", account.due("2022-09-02 10:00"), version=2))
    assert account.book.balance().grant("ambulans").paid == 140


def test_what_the_bank_has_paid_is_recorded_though_nothing_is_due_any_more_and_never_twice() -> None:
    account = Account([payout(None, grants=("ambulans",))])
    account.allot({"ambulans": Sum("ambulans", 100)})
    ordered = account.pays("2022-05-01 09:00", Sum("ambulans", 100))
    account.allot({"ambulans": Sum("ambulans", 0)}, "2022-05-01 10:00")
    assert account.due("2022-05-02 09:00").amount == 0
    paid = structs.replace(ordered, id="banken", at=swedish("2022-05-02 09:00"), ordered_at=ordered.at)
    account.take(paid)
    again = refusal(structs.replace(paid, id="igen"), account.book, account.terms, INTERIM)
    assert again is not None
    assert again.id == "paid-before"
    assert account.book.balance().grant("ambulans").paid_above == 100


def test_a_version_leaves_room_for_what_is_asked_for_and_waits_beside_what_is_paid_without_requisition() -> None:
    account = Account([payout(Fraction(1, 4), datetime.date(2022, 4, 1)), *duties(Fraction(3, 4))])
    account.allot({"ambulans": Sum("ambulans", 1_000)})
    account.take(account.pays("2022-04-01 09:00", account.due("2022-04-01 09:00")))
    account.ask(1, "2022-05-01 09:00")
    lowered = account.fact(Allotted, "2022-06-01 09:00", version=2, sums=(Sum("ambulans", 900),))
    refused = refusal(lowered, account.book, account.terms, INTERIM)
    assert refused is not None
    assert refused.id == "below-what-is-asked-for"


@given(
    general=_AMOUNTS,
    earmarks=st.dictionaries(st.sampled_from(["a", "b"]), _AMOUNTS),
    weights=st.lists(st.integers(min_value=1, max_value=97), min_size=2, max_size=6),
    without=st.sets(st.integers(min_value=0, max_value=5)),
)
def test_instalments_with_and_without_requisition_in_any_order_come_to_their_sum(
    general: int, earmarks: dict[str, int], weights: list[int], without: set[int]
) -> None:
    whole, asking, chain = sum(weights), count(1), []
    day = datetime.date(2022, 4, 1)
    template = duties(None, requisitioned="whole")[0]
    for place, weight in enumerate(weights):
        share = Fraction(weight, whole)
        chain.append(
            structs.replace(payout(share, day), id=f"direkt-{place}")
            if place in without
            else structs.replace(template, id=f"del-{next(asking)}", share=share)
        )
    account = Account(chain)
    account.allot({"ambulans": Sum("ambulans", general + sum(earmarks.values()), earmarks)})
    coming = to_come(account.book, account.terms, swedish("2022-05-01 09:00"), INTERIM)["ambulans"].amount
    asked = sum(account.ask(number, "2022-05-01 09:00") for number in range(1, next(asking)))
    due = account.due("2022-05-02 09:00")
    if due.amount:
        account.take(account.pays("2022-05-02 09:00", due))
    assert asked + due.amount == general + sum(earmarks.values()) == coming
