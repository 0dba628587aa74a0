"""Which migrations a database has, and which the program knows."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from naravard.agreement.model import Text
from naravard.web.backup.problems import DatabaseRefused


def known_migrations() -> dict[str, list[str]]:
    """Return the migrations that the program has, app by app."""
    return _by_app(list(MigrationLoader(None, ignore_no_migrations=True).disk_migrations))


def is_new() -> bool:
    """Tell whether nothing has been done in the database yet."""
    return not MigrationExecutor(connection).loader.applied_migrations


def refuse_other_schema() -> None:
    """Refuse a database whose tables are not those of the program."""
    executor = MigrationExecutor(connection)
    missing = [migration for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    strange = sorted(set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations))
    if not missing and not strange:
        return
    named = ", ".join([str(migration) for migration in missing] or [f"{app}.{name}" for app, name in strange])
    raise DatabaseRefused(
        Text(
            "Databasens tabeller hör inte till den här versionen av programmet.",
            "The tables of the database do not belong to this version of the program.",
        ),
        found=Text(f"skiljer sig: {named}", f"differing: {named}"),
        expected=Text("samma version av program och databas", "the same version of program and database"),
        way_out=Text(
            "Använd det program som databasen hör till, eller starta tjänsten en gång med det här.",
            "Use the program that the database belongs to, or start the service once with this one.",
        ),
    )


def migrate() -> None:
    """Make the tables."""
    call_command("migrate", verbosity=0, interactive=False)


def _by_app(migrations: list[tuple[str, str]]) -> dict[str, list[str]]:
    return {app: sorted(name for of, name in migrations if of == app) for app in sorted({app for app, _ in migrations})}
