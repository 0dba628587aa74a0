"""The words of a question to the database are put together once, and again only its conditions.

Django puts a question's SQL together each time it is asked: its columns, tables, joins and order, though nothing but
the values in its conditions differs from one time to the next. That takes several times as long as the database takes
to answer, and was a quarter of a page's time and half of a morning's reminders. Here the words before the conditions
and after them are kept by the question's shape, which is all that they are made of; the conditions are put together by
Django each time, and so are whole questions of any other kind: with sums, subqueries, or words of their own.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FullResultSet
from django.db.models.expressions import Col
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.query import Query

MOST_KEPT = 4_000
"""Shapes of questions; the product has some hundreds."""


@dataclass(frozen=True, slots=True, eq=False)
class QuestionWords:
    """What is the same each time a question of one shape is asked."""

    before: str
    after: str
    select: Any
    klass_info: Any
    annotation_col_map: Any
    col_count: int
    has_extra_select: bool


_KEPT: dict[object, QuestionWords] = {}


class OnceCompiler(SQLCompiler):
    """Puts the words of a question together, those around its conditions once."""

    kept: QuestionWords | None = None

    def as_sql(self, with_limits: bool = True, with_col_aliases: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's
        """Return the SQL and its parameters."""
        is_whole = with_limits and not with_col_aliases and getattr(self, "elide_empty", False)
        shape = shape_of(self.query) if is_whole and not self._locks_outside() else None
        if shape is None:
            return super().as_sql(with_limits, with_col_aliases)
        key = (self.connection.vendor, shape)
        self.kept = kept = _KEPT.get(key)
        if kept is None:
            sql, params = super().as_sql()
            self._keep(key, sql, params)
            return sql, params
        self.select, self.klass_info, self.annotation_col_map = kept.select, kept.klass_info, kept.annotation_col_map
        self.col_count, self.has_extra_select = kept.col_count, kept.has_extra_select
        self.where, self.having, self.qualify = self.query.where, None, None
        try:
            conditions, params = self.compile(self.query.where)  # type: ignore[arg-type] # what Django gives too
        except FullResultSet:
            return f"{kept.before}{kept.after}", ()
        return f"{kept.before} WHERE {conditions}{kept.after}", tuple(params)

    def _locks_outside(self) -> bool:
        """Tell whether rows are to be locked outside a transaction, which Django refuses."""
        return self.query.select_for_update and self.connection.get_autocommit()

    def get_converters(self, expressions: Any) -> Any:
        """Return what makes values of what the database answers, column by column: the same for each connection."""
        if self.kept is None:
            return super().get_converters(expressions)
        made = self.connection.__dict__.setdefault("naravard_converters", {})
        if self.kept not in made:
            made[self.kept] = super().get_converters(expressions)
        return made[self.kept]

    def _keep(self, key: object, sql: str, params: Any) -> None:
        """Keep the words around the conditions, if they can be told apart from them."""
        own: Any = ()
        before, after = sql, ""
        if self.query.where.children:
            try:
                conditions, own = self.compile(self.query.where)  # type: ignore[arg-type] # what Django gives too
            except FullResultSet:
                return
            before, where, after = sql.partition(f" WHERE {conditions}")
            if not where or conditions in after:
                return
        if tuple(own) != tuple(params) or self.col_count is None:
            return
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        _KEPT[key] = QuestionWords(
            before=before,
            after=after,
            select=self.select,
            klass_info=self.klass_info,
            annotation_col_map=self.annotation_col_map,
            col_count=self.col_count,
            has_extra_select=self.has_extra_select,
        )


def shape_of(query: Any) -> object | None:
    """Return all that a question's words are made of but for its conditions; ``None`` for one of another kind."""
    where, kind = query.where, query.__class__
    if (
        kind is not Query
        or query.model._meta.apps is not apps
        or query.annotations
        or query.extra
        or query.extra_tables
        or query.extra_order_by
        or query.combinator
        or query.subquery
        or query.explain_info
        or query.distinct_fields
        or query.group_by is not None
        or query._filtered_relations
        or query.external_aliases
        or not query.alias_cols
        or where.contains_aggregate
        or where.contains_over_clause
    ):
        return None
    select = []
    for column in query.select:
        if type(column) is not Col:
            return None
        select.append((column.alias, column.target))
    if not all(type(name) is str for name in query.order_by):
        return None
    return (
        query.model,
        bool(where.children),
        query.default_cols,
        query.default_ordering,
        query.standard_ordering,
        query.order_by,
        query.distinct,
        query.low_mark,
        query.high_mark,
        frozenset(query.deferred_loading[0]),
        query.deferred_loading[1],
        query.values_select,
        tuple(query.selected.items()) if query.selected else None,
        tuple(select),
        query.select_for_update and _lock(query),
        _frozen(query.select_related) if query.select_related else False,
        tuple([(alias, *_join(joined), query.alias_refcount[alias] > 0) for alias, joined in query.alias_map.items()]),
    )


def _lock(query: Any) -> tuple[object, ...]:
    return (
        query.select_for_update_nowait,
        query.select_for_update_skip_locked,
        query.select_for_update_of,
        query.select_for_no_key_update,
    )


def _join(joined: Any) -> tuple[object, ...]:
    along = getattr(joined, "join_field", None)
    if isinstance(along, ForeignObjectRel):
        along = (True, along.field)
    return joined.table_name, joined.parent_alias, joined.join_type, along


def _frozen(related: Any) -> object:
    return tuple([(name, _frozen(inner)) for name, inner in related.items()]) if isinstance(related, dict) else related
