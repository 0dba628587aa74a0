"""An event is recorded in the act's transaction, chained to the one before, and refuses to be changed."""

import datetime
import hashlib
import json
import re

import msgspec
import pytest
from django.db import DatabaseError, connection, transaction
from history_shared import ANNA, AT, BO, REGION, recorded, run
from msgspec.structs import replace

from naravard.agreement.model import Text
from naravard.web.history.content import BEGINNING, SERVICE, SERVICE_ROLE, Thing, canonical, chained, read
from naravard.web.history.kinds import EventKind, UnknownKindError, kinds
from naravard.web.history.models import ChainHead, Event, HistoryIsOnlyAddedToError
from naravard.web.history.record import as_row, record

RECORDS_OWN = {"sequence", "rows", "salt", "erased"}
"""What recording adds by itself."""
pytestmark = pytest.mark.django_db


def test_an_event_says_who_what_when_and_why_without_pointing_at_anything() -> None:
    recorded("liten", person=ANNA, for_whom=BO, organisation=REGION, reason="Nytt beslut", before={"digest": "a"})
    told = Event.objects.last().told
    assert (told.actor, told.for_whom, told.organisation) == (ANNA, BO, REGION)
    assert (told.role.name.sv, told.reason, told.at) == ("ekonomichef", "Nytt beslut", AT)
    assert (told.before, told.after) == ({"digest": "a"}, {"digest": "liten"})
    assert not any(field.is_relation for field in Event._meta.get_fields())


def test_events_are_numbered_without_gaps_and_each_follows_the_one_before() -> None:
    first, second = recorded("ett"), recorded("tva")
    assert second.sequence == first.sequence + 1
    assert second.previous_hash == first.hash
    assert second.hash == chained(first.hash, second.content)
    assert ChainHead.objects.get().hash == second.hash
    assert list(Event.objects.values_list("sequence", flat=True)) == list(range(1, second.sequence + 1))


def test_the_canonical_form_is_what_the_documentation_says() -> None:
    content = recorded("liten", at=AT.astimezone(datetime.timezone(datetime.timedelta(hours=2)))).content
    sequence, salt = Event.objects.last().sequence, json.loads(content)["salt"]
    assert re.fullmatch("[0-9a-f]{32}", salt)
    assert content == (
        '{"actor":{"code":"naravard","name":{"en":"","sv":"Naravard"}},"after":{"digest":"liten"},'
        '"at":"2026-06-01T12:00:00Z","before":null,"for_whom":null,"kind":"agreement-taken-in","organisation":null,'
        '"reason":"","role":{"code":"service","name":{"en":"the service","sv":"tjänsten"}},'
        f'"salt":"{salt}","sequence":{sequence},'
        '"thing":{"id":"liten","kind":"agreement","name":{"en":"Trial liten","sv":"Prov liten"}}}'
    )
    assert canonical(read(content)) == content


def test_the_chain_can_be_computed_without_the_program() -> None:
    def digest(text: str) -> str:
        return hashlib.sha256(text.encode()).hexdigest()

    event = recorded("liten", person=ANNA, reason="Nytt beslut", after={"n": 3, "day": "2026-06-01", "who": "Bo Al"})
    words = [event.told.salt, "Anna Ek", "", "Prov liten", "Trial liten", "Nytt beslut", "Bo Al"]
    facts = json.loads(event.content)
    del facts["salt"]
    facts["actor"]["name"] = facts["thing"]["name"] = {"en": "", "sv": ""}
    facts["after"] |= {"who": ""}
    facts["reason"] = ""
    of_facts = digest(json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
    of_words = digest(json.dumps(words, ensure_ascii=False, separators=(",", ":")))
    assert event.hash == digest(f"{event.previous_hash}\n{of_facts}\n{of_words}")


def test_an_event_from_before_there_were_salts_keeps_its_hash() -> None:
    content = canonical(replace(recorded("liten").told, salt=None))
    assert chained(BEGINNING, content) == hashlib.sha256(("0" * 64 + "\n" + content).encode()).hexdigest()


def test_an_act_that_fails_leaves_no_event() -> None:
    before = Event.objects.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        recorded("liten").sequence // 0
    assert Event.objects.count() == before
    assert ChainHead.objects.get().sequence == before


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"kind": "agreement-eaten"}, UnknownKindError),
        ({"at": datetime.datetime(2026, 6, 1)}, ValueError),  # noqa: DTZ001 - what is refused
        ({"after": {"amount": 0.5}}, msgspec.ValidationError),
    ],
)
def test_what_could_not_be_told_is_refused(values: dict[str, object], error: type[Exception]) -> None:
    plain = {
        "actor": SERVICE,
        "role": SERVICE_ROLE,
        "for_whom": None,
        "organisation": None,
        "thing": Thing("agreement", "liten", Text("Liten")),
        "kind": "agreement-taken-in",
        "reason": "",
        "before": None,
        "after": None,
        "at": AT,
    }
    with pytest.raises(error):
        record(**{**plain, **values})


def test_the_models_refuse_to_change_or_remove() -> None:
    event = recorded()
    event.kind = "annat"
    for attempt in (
        event.save,
        event.delete,
        Event.objects.all().delete,
        lambda: Event.objects.update(kind="annat"),
        lambda: Event.objects.bulk_update([event], ["kind"]),
        lambda: Event.objects.bulk_create([as_row(event.told, event.hash)]),
    ):
        with pytest.raises(HistoryIsOnlyAddedToError, match="never changed or removed"):
            attempt()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history_event SET kind = 'annat'",
        "DELETE FROM history_event",
        "DELETE FROM history_event WHERE sequence = 1",
        "DELETE FROM history_chainhead",
        "UPDATE history_chainhead SET sequence = sequence - 1",
    ],
)
def test_the_database_refuses_to_change_or_remove(statement: str) -> None:
    recorded()
    with pytest.raises(DatabaseError, match="events are only ever added"), transaction.atomic():
        run(statement)


def test_the_database_refuses_to_replace() -> None:
    event = recorded()
    replacing = "INSERT OR REPLACE INTO" if connection.vendor == "sqlite" else "INSERT INTO"
    with pytest.raises(DatabaseError), transaction.atomic():
        run(f"{replacing} history_event SELECT * FROM history_event WHERE sequence = %s", event.sequence)  # noqa: S608


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.code)
def test_the_examples_of_every_kind_are_recorded_and_read_back(kind: EventKind) -> None:
    for told in kind.examples:
        given = {name: getattr(told, name) for name in told.__struct_fields__ if name not in RECORDS_OWN}
        recorded = record(**given)
        assert Event.objects.get(pk=recorded.pk).told == replace(
            told, sequence=recorded.sequence, salt=recorded.told.salt
        )
