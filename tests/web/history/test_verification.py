"""What was done to the events past the program is found, and the first broken link is named; and what is not found."""

import datetime

import msgspec
import pytest
from django.db import connection, transaction
from history_shared import AT, REGION, recorded, run, without_guards
from hypothesis import given, settings
from hypothesis import strategies as st

from naravard.web.history.content import chained
from naravard.web.history.models import ChainHead, Event
from naravard.web.history.record import as_row
from naravard.web.history.verification import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def first() -> int:
    """Six events, the guards taken away; the number of the first of the six."""
    numbers = [recorded(f"nr-{place}", organisation=REGION).sequence for place in range(6)]
    without_guards()
    return numbers[0]


def broken() -> tuple[int, str]:
    """Return where the chain breaks, and what is wrong there."""
    found = verify().broken
    assert found is not None
    return found.sequence, found.what.en


def test_a_history_that_nobody_touched_is_whole() -> None:
    event = recorded()
    verified = verify()
    assert verified.broken is None
    assert (verified.sequence, verified.hash) == (event.sequence, event.hash)


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("content", "{}", "the event's content or hash has been changed"),
        ("hash", "f" * 64, "the event's content or hash has been changed"),
        ("previous_hash", "f" * 64, "the event does not hang together with the one before it"),
        ("kind", "annat", "the column kind has been changed"),
        ("organisation_code", "10", "the column organisation_code has been changed"),
        ("thing_kind", "annat", "the column thing_kind has been changed"),
        ("by_code", "10", "the column by_code has been changed"),
        ("thing_id", "annat", "the column thing_id has been changed"),
        ("at", datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC), "the column at has been changed"),
    ],
)
def test_a_changed_field_is_found(first: int, column: str, value: object, what: str) -> None:
    run(f"UPDATE history_event SET {column} = %s WHERE sequence = %s", value, first + 2)  # noqa: S608
    assert broken() == (first + 2, what)


def test_a_changed_event_with_its_own_hash_put_right_breaks_at_the_next(first: int) -> None:
    event = Event.objects.get(sequence=first + 2)
    content = event.content.replace('"reason":""', '"reason":"annat"')
    rehashed = chained(event.previous_hash, content)
    run("UPDATE history_event SET content = %s, hash = %s WHERE sequence = %s", content, rehashed, event.sequence)
    assert broken() == (first + 3, "the event does not hang together with the one before it")


def test_a_removed_row_is_found_as_a_gap(first: int) -> None:
    run("DELETE FROM history_event WHERE sequence = %s", first + 2)
    found = verify().broken
    assert found is not None
    assert (found.sequence, found.expected, found.found) == (first + 2, str(first + 2), str(first + 3))
    assert found.what.en == "the event is missing"


def test_a_gap_that_was_closed_by_new_numbers_is_found(first: int) -> None:
    run("DELETE FROM history_event WHERE sequence = %s", first + 2)
    for number in range(first + 3, first + 6):
        run("UPDATE history_event SET sequence = %s WHERE sequence = %s", number - 1, number)
    assert broken() == (first + 2, "the event does not hang together with the one before it")


def test_swapped_rows_are_found(first: int) -> None:
    for old, new in ((first + 2, -1), (first + 3, first + 2), (-1, first + 3)):
        run("UPDATE history_event SET sequence = %s WHERE sequence = %s", new, old)
    assert broken() == (first + 2, "the event does not hang together with the one before it")


def test_a_row_inserted_between_others_is_found(first: int) -> None:
    for number in range(first + 5, first + 1, -1):
        run("UPDATE history_event SET sequence = %s WHERE sequence = %s", number + 1, number)
    run(
        "INSERT INTO history_event (sequence, at, kind, organisation_code, by_code, thing_kind, thing_id, content, "
        "previous_hash, hash) SELECT %s, at, kind, organisation_code, by_code, thing_kind, thing_id, content, "
        "previous_hash, hash FROM history_event WHERE sequence = %s",
        first + 2,
        first,
    )
    assert broken() == (first + 2, "the event does not hang together with the one before it")


@pytest.mark.parametrize("number", [0, -5])
def test_a_row_before_the_first_is_found(first: int, number: int) -> None:
    run("UPDATE history_event SET sequence = %s WHERE sequence = %s", number, first + 5)
    assert broken() == (number, "an event stands where none should")


def test_a_row_added_at_the_end_with_a_right_hash_is_found_since_the_end_is_noted(first: int) -> None:
    last = Event.objects.last()
    as_row(msgspec.structs.replace(last.told, sequence=last.sequence + 1), last.hash).save()
    assert broken() == (first + 6, "the event was added past the program")


def test_a_cut_off_end_is_found_while_the_row_of_the_end_still_stands(first: int) -> None:
    run("DELETE FROM history_event WHERE sequence >= %s", first + 4)
    assert broken() == (first + 4, "the end of the chain has been removed")


def test_a_missing_row_of_the_end_is_found(first: int) -> None:
    run("DELETE FROM history_chainhead")
    assert broken()[1] == "the row that says where the chain ends is missing"


def test_a_cut_off_end_with_the_row_of_the_end_set_back_is_found_only_by_a_witness_from_elsewhere(first: int) -> None:
    noted = verify()
    run("DELETE FROM history_event WHERE sequence >= %s", first + 4)
    end = Event.objects.last()
    run("UPDATE history_chainhead SET sequence = %s, hash = %s", end.sequence, end.hash)
    assert verify().broken is None, "nothing in the database tells of it"
    found = verify({noted.sequence: noted.hash}).broken
    assert found is not None
    assert (found.sequence, found.what.en) == (first + 4, "the end of the chain has been removed")


def test_a_chain_written_anew_is_found_only_by_a_witness_from_elsewhere(first: int) -> None:
    noted = verify()
    previous = Event.objects.get(sequence=first - 1).hash if first > 1 else "0" * 64
    for event in list(Event.objects.filter(sequence__gte=first)):
        content = event.content.replace('"reason":""', '"reason":"annat"')
        anew = chained(previous, content)
        run(
            "UPDATE history_event SET content = %s, previous_hash = %s, hash = %s WHERE sequence = %s",
            content,
            previous,
            anew,
            event.sequence,
        )
        previous = anew
    run("UPDATE history_chainhead SET hash = %s", previous)
    assert verify().broken is None, "nothing in the database tells of it"
    found = verify({noted.sequence: noted.hash}).broken
    assert found is not None
    assert (found.sequence, found.what.en) == (noted.sequence, "the event is another than the one that was noted")


def test_a_head_that_points_at_another_hash_is_found(first: int) -> None:
    run("UPDATE history_chainhead SET hash = %s", "f" * 64)
    assert broken() == (first + 5, "the event is another than the one that was noted")


def test_an_unreadable_row_is_told_of_and_no_fault(first: int) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite keeps a value of another type than the column's")
    run("UPDATE history_event SET at = 'i går' WHERE sequence = %s", first + 1)
    assert broken()[0] == first + 1


def test_the_events_stream_by(first: int, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(3):  # the row of the end, the events, the row of the end again
        verify()


COLUMNS = st.sampled_from(["content", "kind", "hash", "previous_hash", "thing_id"])


@settings(max_examples=25)  # each writes a history and verifies it
@given(things=st.lists(st.text(alphabet="abcåäö", min_size=1, max_size=8), min_size=1, max_size=12), data=st.data())
def test_any_change_anywhere_in_any_history_is_found_where_it_is(things: list[str], data: st.DataObject) -> None:
    with transaction.atomic():
        place = transaction.savepoint()
        numbers = [recorded(thing, at=AT).sequence for thing in things]
        assert verify().broken is None
        without_guards()
        number = data.draw(st.sampled_from(numbers))
        if data.draw(st.booleans()):
            column = data.draw(COLUMNS)
            run(f"UPDATE history_event SET {column} = 'x' WHERE sequence = %s", number)  # noqa: S608
        else:
            run("DELETE FROM history_event WHERE sequence = %s", number)
        assert broken()[0] == number
        assert ChainHead.objects.get().sequence == numbers[-1]
        transaction.savepoint_rollback(place)
