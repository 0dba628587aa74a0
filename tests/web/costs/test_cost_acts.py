"""Costs by hand and out of files: what the facts of the ledger come to."""

import pytest

from costs_steps import by_hand, costs_of, mapped, ready, received, sie_file, taken_in, voucher
from naravard.web.ledger.errors import MoneyRefusedError

pytestmark = pytest.mark.django_db


def test_a_file_is_taken_in_and_a_newer_one_books_only_what_differs() -> None:
    ready()
    mapped()
    by_hand(700)
    taken_in(received(sie_file(voucher("1", {"P1": 100_050}), voucher("2", {"P2": 5_000}))))
    assert costs_of() == {1: 1_701, 2: 50}
    taken_in(received(sie_file(voucher("1", {"P1": 90_000}), voucher("3", {"P1": 20_000}))))
    assert costs_of() == {1: 1_800}
    with pytest.raises(MoneyRefusedError) as same:
        received(sie_file(voucher("1", {"P1": 90_000}), voucher("3", {"P1": 20_000})))
    assert same.value.code == "same-file"
