"""The database's own refusal: triggers that let events be added, words be taken out of them, and nothing else.

A later migration that makes the tables again (SQLite does for most changes of a column) ends with :func:`set_guards`
and :func:`let_words_be_taken_out`, since the triggers go with the old table. They stop mistakes and whoever has no
right to change the database's make-up; one who drops them first is found by :mod:`.verification`.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

EVENTS, HEAD = "history_event", "history_chainhead"
WORDS = "history: events are only ever added"

SQLITE = {
    "history_no_change": f"BEFORE UPDATE ON {EVENTS}",
    "history_no_removal": f"BEFORE DELETE ON {EVENTS}",
    # INSERT OR REPLACE removes without a word to the trigger above
    "history_no_replacing": "BEFORE INSERT ON history_event "
    "WHEN EXISTS (SELECT 1 FROM history_event WHERE sequence = NEW.sequence)",
    "history_head_stays": f"BEFORE DELETE ON {HEAD}",
    "history_head_goes_forward": f"BEFORE UPDATE ON {HEAD} WHEN NEW.sequence <= OLD.sequence OR NEW.id <> OLD.id",
}
"""When each trigger refuses."""

POSTGRESQL = {
    "history_no_change": f"BEFORE UPDATE OR DELETE ON {EVENTS} FOR EACH ROW",
    "history_no_emptying": f"BEFORE TRUNCATE ON {EVENTS} FOR EACH STATEMENT",
    "history_head_stays": f"BEFORE DELETE ON {HEAD} FOR EACH ROW",
    "history_head_no_emptying": f"BEFORE TRUNCATE ON {HEAD} FOR EACH STATEMENT",
    "history_head_goes_forward": f"BEFORE UPDATE ON {HEAD} FOR EACH ROW "
    "WHEN (NEW.sequence <= OLD.sequence OR NEW.id <> OLD.id)",
}


_FACTS = ("sequence", "at", "kind", "organisation_code", "by_code", "thing_kind", "thing_id", "previous_hash", "hash")
_MARK = '"erased":"'
"""How the content of an event whose words have been taken out tells of it; no word can hold an unescaped mark."""


def let_words_be_taken_out(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Set the trigger against changes again, so that it lets an erasure (:mod:`.erasure`) through and nothing else.

    It sees to it that an event keeps its number, its hash and its columns, and says that words have been taken out of
    it. That nothing else was changed is what :mod:`.verification` tells.
    """
    vendor = schema_editor.connection.vendor
    kept = " AND ".join(f"NEW.{name} = OLD.{name}" for name in _FACTS)
    found = {"sqlite": "instr(NEW.content, '{}') > 0", "postgresql": "position('{}' in NEW.content) > 0"}[vendor]
    otherwise = f"WHEN (NOT ({kept} AND {found.format(_MARK)}))"
    if vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER history_no_change")
        made = {"history_no_change": f"BEFORE UPDATE ON {EVENTS} {otherwise}"}
        ends = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    else:
        schema_editor.execute(f"DROP TRIGGER history_no_change ON {EVENTS}")
        made = {
            "history_no_change": f"BEFORE UPDATE ON {EVENTS} FOR EACH ROW {otherwise}",
            "history_no_removal": f"BEFORE DELETE ON {EVENTS} FOR EACH ROW",
        }
        ends = "EXECUTE FUNCTION history_refuse()"
    for name, when in made.items():
        schema_editor.execute(f"CREATE TRIGGER {name} {when} {ends}")


def set_guards(schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Set the triggers in the database that is being migrated."""
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def statements(vendor: str) -> list[str]:
    """Return what sets the triggers; a kind of database that has none here is refused."""
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END" for name, when in SQLITE.items()
        ]
    if vendor == "postgresql":
        function = (
            "CREATE OR REPLACE FUNCTION history_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$"
        )
        made = [f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION history_refuse()" for name, when in POSTGRESQL.items()]
        return [function, *made]
    message = f"the history has no guards for {vendor}"
    raise NotImplementedError(message)
