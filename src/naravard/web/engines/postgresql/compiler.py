"""What puts SQL together for PostgreSQL."""

from django.db.backends.postgresql.compiler import (
    SQLAggregateCompiler,
    SQLDeleteCompiler,
    SQLInsertCompiler,
    SQLUpdateCompiler,
)
from django.db.backends.postgresql.compiler import SQLCompiler as DjangosCompiler

from naravard.web.engines.questions import OnceCompiler

__all__ = ["SQLAggregateCompiler", "SQLCompiler", "SQLDeleteCompiler", "SQLInsertCompiler", "SQLUpdateCompiler"]


class SQLCompiler(OnceCompiler, DjangosCompiler):
    """PostgreSQL's own way with the names of columns, and words that are put together once."""
