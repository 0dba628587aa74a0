"""A page that is put together out of many rooms asks the database each small question once."""

import pytest

from naravard.web.site.request_memory import begin, end, once_a_request


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def question(asked: list[str]) -> object:
    @once_a_request
    def answer(about: str) -> str:
        asked.append(about)
        return about.upper()

    return answer


def test_a_request_that_reads_asks_once_about_each_thing_and_the_next_one_asks_again(
    question: object, asked: list[str]
) -> None:
    assert callable(question)
    for _request in range(2):
        begin({"REQUEST_METHOD": "GET"})
        assert [question("a"), question("b"), question("a")] == ["A", "B", "A"]
        end()
    assert asked == ["a", "b", "a", "b"]


def test_a_request_that_may_change_what_it_has_read_remembers_nothing(question: object, asked: list[str]) -> None:
    assert callable(question)
    begin({"REQUEST_METHOD": "POST"})
    assert [question("a"), question("a")] == ["A", "A"]
    end()
    assert asked == ["a", "a"]


def test_outside_a_request_nothing_is_remembered(question: object, asked: list[str]) -> None:
    assert callable(question)
    assert [question("a"), question("a")] == ["A", "A"]
    assert asked == ["a", "a"]
