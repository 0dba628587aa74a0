"""PostgreSQL, by Django's own engine but for how a question's words are put together."""

from django.db.backends.postgresql import base, operations


class PostgreSQLOperations(operations.DatabaseOperations):
    """What is particular to PostgreSQL."""

    compiler_module = "naravard.web.engines.postgresql.compiler"


class PostgreSQLConnection(base.DatabaseWrapper):
    """A connection to PostgreSQL."""

    ops_class = PostgreSQLOperations


DatabaseWrapper = PostgreSQLConnection
"""The name that Django looks for in an engine."""
