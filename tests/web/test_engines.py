"""Questions whose words are kept: they are asked, and answered, as those that Django puts together again."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from naravard.web.engines import questions
from naravard.web.engines.questions import OnceCompiler
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Membership
from people_samples import member, signed_in_as

pytestmark = pytest.mark.django_db
PAGES = ("/", "/mina-uppgifter/", "{home}", "{home}manniskor/", "{home}historik/", "/overenskommelser/", "/landet/")


@pytest.fixture
def held_against() -> Iterator[list[str]]:
    """Hold each question whose words were kept against the same put together by Django; give those that were."""
    found: list[str] = []
    as_sql = OnceCompiler.as_sql

    def asked(self: OnceCompiler, *given: bool) -> Any:
        answer = as_sql(self, *given)
        if self.kept is not None:
            again = type(self)(self.query.clone(), self.connection, self.using)
            sql, params = SQLCompiler.as_sql(again)
            assert (answer[0], tuple(answer[1])) == (sql, tuple(params))
            assert self.annotation_col_map == again.annotation_col_map
            assert (self.col_count, self.has_extra_select) == (again.col_count, again.has_extra_select)
            assert [(one[0].alias, one[0].target, *one[1:]) for one in self.select] == [
                (one[0].alias, one[0].target, *one[1:]) for one in again.select
            ]
            assert rows_of(self.klass_info) == rows_of(again.klass_info)
            found.append(sql)
        return answer

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(OnceCompiler, "as_sql", asked)
        patched.setattr(questions, "_KEPT", {})
        yield found


def rows_of(info: Any) -> object:
    """Return which columns make which rows."""
    if info is None:
        return None
    inner = [rows_of(one) for one in info.get("related_klass_infos", [])]
    return info["model"], info["select_fields"], info.get("reverse"), info.get("from_parent"), info.get("field"), inner


@pytest.mark.parametrize(
    ("code", "role"),
    [("region-09", "official"), ("regeringskansliet", "ministry-official"), ("kammarkollegiet", "payment-handler")],
)
def test_what_pages_ask_is_what_django_would_ask(code: str, role: str, held_against: list[str]) -> None:
    client = signed_in_as(member(code, role))
    for _time in range(2):
        for page in PAGES:
            assert client.get(page.format(home=f"/organisation/{code}/")).status_code == 200, page
    assert len(held_against) > 50


def test_values_are_those_of_the_question_and_not_of_the_first(held_against: list[str]) -> None:
    codes = ["region-01", "region-03", "finns-inte"]
    assert [list(regions().filter(code=code).values_list("code", flat=True)) for code in codes] == [
        ["region-01"], ["region-03"], [],
    ]  # fmt: skip
    assert len(held_against) == 2


def test_whatever_makes_other_words_is_another_question(held_against: list[str]) -> None:
    every = regions().filter(name__contains="a")
    variants: list[QuerySet[Any, Any]] = [
        every, every.order_by("code"), every.order_by("-code"), every[:3], every[3:5], every.distinct(),
        every.only("name"), every.defer("name"), every.values("code"), every.values_list("name", "code"),
        every.exclude(code="region-01"), every.order_by(),
    ]  # fmt: skip
    for _time in range(2):
        with CaptureQueriesContext(connection) as asked:
            answers = [list(variant.all()) for variant in variants]
    assert len({query["sql"] for query in asked}) == len(variants)
    assert [len(answer) for answer in answers[3:5]] == [3, 2]
    assert answers[8][0].keys() == {"code"}


def test_rows_that_are_joined_are_read_with_them(held_against: list[str]) -> None:
    for name in ("Anna Ek", "Bo Al"):
        one = member("region-09", name=name)
        joined = Membership.objects.select_related("person", "organisation").filter(person=one)
        with CaptureQueriesContext(connection) as asked:
            assert [(held.person.name, held.organisation.code) for held in joined] == [(name, "region-09")]
        assert len(asked) == 1
    assert len([sql for sql in held_against if "JOIN" in sql]) == 1


def test_conditions_that_hold_for_all_or_for_none_are_told_apart(held_against: list[str]) -> None:
    count = regions().count()
    for _time in range(2):
        assert len(regions().filter(Q(kind="region"))) == count
        assert len(Organisation.objects.order_by("code").exclude(code__in=[])) > count
        assert list(Organisation.objects.order_by("code").filter(code__in=[])) == []
        with pytest.raises(EmptyResultSet):
            str(Organisation.objects.filter(code__in=[]).query)


def test_a_lock_is_asked_for_by_the_question_that_locks_and_by_no_other(held_against: list[str]) -> None:
    every = regions()
    locked = every.select_for_update()
    others = (every, locked, every.select_for_update(no_key=True), every.select_for_update(of=("self",)))
    for _time in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert len({tuple(one.pk for one in variant.all()) for variant in others}) == 1
    ends = [query["sql"].partition(" FOR ")[2] for query in asked]
    has_locks = connection.features.has_select_for_update
    assert [bool(end) for end in ends] == [False, has_locks, has_locks, has_locks]
    assert len(set(ends)) == (4 if has_locks else 1)


@pytest.mark.postgresql
def test_a_lock_outside_a_transaction_is_refused_though_its_words_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    list(regions().select_for_update())
    monkeypatch.setattr(connection, "get_autocommit", lambda: True)
    with pytest.raises(TransactionManagementError):
        list(regions().select_for_update())


def test_few_words_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "_KEPT", {})
    monkeypatch.setattr(questions, "MOST_KEPT", 3)
    for most in range(1, 9):
        list(regions()[:most])
        assert len(questions._KEPT) <= 3


def regions() -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind="region")
