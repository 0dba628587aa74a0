"""The tables are those that Django's own command makes, though the models' classes are not made anew at each step."""

from collections import Counter
from urllib.parse import urlsplit

from own_databases import Place

BY_DJANGO = """
from naravard.web.startup import start_django
start_django()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
"""
MADE = {
    "sqlite": ["SELECT type, name, tbl_name, sql FROM sqlite_master"],
    "postgresql": [
        "SELECT table_name, column_name, ordinal_position, column_default, is_nullable, data_type,"
        " character_maximum_length, identity_generation FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace",
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    ],
}
"""What says of each kind of database which tables, columns, constraints, indexes and triggers it has."""


def tables(place: Place) -> Counter[str]:
    asked = MADE[urlsplit(place.address).scheme]
    return Counter(repr(sorted(row.items())) for question in asked for row in place.ask(question))


def test_the_tables_are_those_that_django_makes(bare_database: Place, migrated_database: Place) -> None:
    done = bare_database.run(BY_DJANGO)
    assert done.returncode == 0, done.stderr
    made, by_django = tables(migrated_database), tables(bare_database)
    assert made - by_django == Counter()
    assert by_django - made == Counter()
    assert made.total() > 200
