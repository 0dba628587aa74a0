"""PostgreSQL, by Django's own engine but for how a question's words are put together."""

from django.db.backends.postgresql import base, operations


class DatabaseOperations(operations.DatabaseOperations):
    """What is particular to PostgreSQL."""

    compiler_module = "naravard.web.engines.postgresql.compiler"


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to PostgreSQL."""

    ops_class = DatabaseOperations
