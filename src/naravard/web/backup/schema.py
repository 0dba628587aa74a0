"""Which migrations a database has, and which the program knows."""

from typing import Any

from django.apps.registry import Apps
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from naravard.agreement.model import Text
from naravard.web.backup.model_states import LeanExecutor
from naravard.web.backup.problems import DatabaseRefused
from naravard.web.backup.rows import FILLED_BY_MIGRATION, every_model


def known_migrations() -> dict[str, list[str]]:
    """Return the migrations that the program has, app by app."""
    return _by_app(list(MigrationLoader(None, ignore_no_migrations=True).disk_migrations))


def is_new() -> bool:
    """Tell whether nothing has been done in the database yet."""
    return not MigrationExecutor(connection).loader.applied_migrations


def is_half_made() -> bool:
    """Tell whether the tables are those of a restore or a first start that was killed: not all made, and all empty.

    Only what the migrations themselves fill may stand in them, so that nothing anyone has written is passed over.
    """
    executor = MigrationExecutor(connection)
    loader = executor.loader
    if not executor.migration_plan(loader.graph.leaf_nodes()) or set(loader.applied_migrations) - set(
        loader.disk_migrations
    ):
        return False
    installed = {model._meta.label: model._meta.db_table for model in every_model()}
    filled = {"django_migrations", *(installed[label] for label in FILLED_BY_MIGRATION if label in installed)}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table in filled:
                continue
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608 - a table's name
            if cursor.fetchone():
                return False
    return True


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
    """Make the tables, or bring them to those of the program."""
    executor = LeanExecutor(connection)
    executor.loader.check_consistent_history(connection)
    last = executor.loader.graph.leaf_nodes()
    plan = executor.migration_plan(last)
    if not plan:
        return
    emit_pre_migrate_signal(0, False, connection.alias, plan=plan)  # noqa: FBT003 - Django's own
    executor.migrate(last, plan)
    # The tables are those of the models now: whoever listens is given those, and not what the migrations make of them.
    emit_post_migrate_signal(0, False, connection.alias, plan=plan)  # noqa: FBT003


def build(migrations: dict[str, list[str]]) -> Apps | None:
    """Make an empty database's tables by these migrations, and return the models as those had them.

    ``None``, and nothing made, when the program cannot do exactly these: one depends on another that does not exist.
    """
    wanted = {(app, name) for app, names in migrations.items() for name in names}
    executor = LeanExecutor(connection)
    graph = executor.loader.graph
    nodes = {node for node in graph.nodes if {node, *graph.nodes[node].replaces} & wanted}
    last = sorted(node for node in nodes if not any(child.key in nodes for child in _next_in_app(graph, node)))
    plan = executor.migration_plan(last)
    made = {(migration.app_label, migration.name) for migration, _ in plan}
    if made != nodes or not wanted <= made.union(*(migration.replaces for migration, _ in plan)):
        return None
    state: ProjectState = executor.migrate(last, plan)
    state.clear_delayed_apps_cache()
    return state.apps


def _next_in_app(graph: MigrationGraph, node: tuple[str, str]) -> list[Any]:
    """Return the migrations that follow a migration in its own app."""
    return [child for child in graph.node_map[node].children if child.key[0] == node[0]]


def _by_app(migrations: list[tuple[str, str]]) -> dict[str, list[str]]:
    return {app: sorted(name for of, name in migrations if of == app) for app in sorted({app for app, _ in migrations})}
