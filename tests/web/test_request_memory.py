"""A page that is put together out of many rooms asks the database each small question once."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import RequestFactory

from naravard.web.site.request_memory import RememberWhileAnswering, once_a_request

Question = Callable[[str], str]


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def question(asked: list[str]) -> Question:
    @once_a_request
    def answer(about: str) -> str:
        asked.append(about)
        return about.upper()

    return answer


def answered(view: Callable[[HttpRequest], HttpResponseBase], method: str = "GET") -> HttpResponseBase:
    return RememberWhileAnswering(view)(RequestFactory().generic(method, "/"))


def test_every_request_is_answered_so() -> None:
    assert settings.MIDDLEWARE[0] == f"{RememberWhileAnswering.__module__}.{RememberWhileAnswering.__qualname__}"


def test_a_request_that_reads_asks_once_about_each_thing_and_the_next_one_asks_again(
    question: Question, asked: list[str]
) -> None:
    for _request in range(2):
        page = answered(lambda _: HttpResponse("".join([question("a"), question("b"), question("a")])))
        assert isinstance(page, HttpResponse)
        assert page.content == b"ABA"
    assert asked == ["a", "b", "a", "b"]


def test_a_request_that_may_change_what_it_has_read_remembers_nothing(question: Question, asked: list[str]) -> None:
    answered(lambda _: HttpResponse(question("a") + question("a")), "POST")
    assert asked == ["a", "a"]


def test_outside_a_request_nothing_is_remembered(question: Question, asked: list[str]) -> None:
    assert [question("a"), question("a")] == ["A", "A"]
    assert asked == ["a", "a"]


def test_nor_after_a_request_that_failed(question: Question, asked: list[str]) -> None:
    def fails(_: HttpRequest) -> HttpResponseBase:
        question("a")
        raise ConnectionError  # of the database

    with pytest.raises(ConnectionError):
        answered(fails)
    question("a")
    assert asked == ["a", "a"]


def test_nor_after_one_whose_file_nobody_read_to_its_end_or_while_it_is_read(
    question: Question, asked: list[str]
) -> None:
    def pieces() -> Iterator[str]:
        yield question("a")
        yield question("a")

    file = answered(lambda _: StreamingHttpResponse(pieces()))
    assert isinstance(file, StreamingHttpResponse)
    question("a")
    assert b"".join(file) == b"AA"
    assert asked == ["a", "a", "a"]
