"""Django started and the database reached, for commands that work with what the service keeps."""

from naravard.agreement.model import Text
from naravard.cli.refusal import CommandRefused


def open_database() -> None:
    """Make the service's database ready; one that the service has not made, or not brought up to date, is refused."""
    from naravard.web.startup import start_django

    start_django()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandRefused(
            Text(
                "Databasen har inte den här versionens tabeller. Starta webbplatsen en gång: naravard serve.",
                "The database does not have this version's tables. Start the web site once: naravard serve.",
            )
        )
