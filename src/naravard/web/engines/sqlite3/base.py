"""SQLite, by Django's own engine but for how a question's words are put together."""

from django.db.backends.sqlite3 import base, operations


class SQLiteOperations(operations.DatabaseOperations):
    """What is particular to SQLite."""

    compiler_module = "naravard.web.engines.sqlite3.compiler"


class SQLiteConnection(base.DatabaseWrapper):
    """A connection to SQLite."""

    ops_class = SQLiteOperations


DatabaseWrapper = SQLiteConnection
"""The name that Django looks for in an engine."""
