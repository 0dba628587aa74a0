"""SQLite, by Django's own engine but for how a question's words are put together."""

from django.db.backends.sqlite3 import base, operations


class DatabaseOperations(operations.DatabaseOperations):
    """What is particular to SQLite."""

    compiler_module = "naravard.web.engines.sqlite3.compiler"


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to SQLite."""

    ops_class = DatabaseOperations
