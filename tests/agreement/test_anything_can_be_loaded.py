"""Whatever lies in a folder, loading it answers with findings: it never raises, and never says nothing."""

import string
from fractions import Fraction

import pytest
from folders import example, loaded
from hypothesis import given, settings
from hypothesis import strategies as st

from naravard.agreement import library
from naravard.agreement.files import AgreementFiles
from naravard.agreement.findings import Loaded
from naravard.agreement.load import load

FILES = sorted(example())
TRIES = settings(max_examples=12)  # each loads a whole agreement


def assert_answered(result: Loaded) -> None:
    """Either an agreement or an error; and what came of it can be shown and stored."""
    assert (result.agreement is None) == bool(result.errors)
    for finding in result.findings:
        assert finding.in_language("sv").found
        assert finding.in_language("en").found
    assert library.unpacked(library.packed(result)) == result


@TRIES
@given(file=st.sampled_from(FILES), content=st.binary(max_size=200))
def test_any_bytes(file: str, content: bytes) -> None:
    assert_answered(loaded(example() | {file: content}))


@TRIES
@given(file=st.sampled_from(FILES), content=st.text(alphabet="abc:-[]{}\"'&*!|>%@#?,\n\t 0123å", max_size=60))
def test_any_text_of_the_signs_that_yaml_uses(file: str, content: str) -> None:
    assert_answered(loaded(example() | {file: content}))


@TRIES
@given(data=st.data())
def test_any_small_change_of_the_example(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(FILES))
    text = example()[file]
    assert isinstance(text, str)
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 30))
    new = data.draw(st.text(alphabet=string.printable + "åäö\u00a0\u2028\ufeff", max_size=10))
    assert_answered(loaded(example() | {file: text[:start] + new + text[start + length :]}))


@TRIES
@given(data=st.data())
def test_any_line_left_out_or_moved(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(FILES))
    text = example()[file]
    assert isinstance(text, str)
    lines = text.splitlines(keepends=True)
    line = lines.pop(data.draw(st.integers(0, len(lines) - 1)))
    if data.draw(st.booleans()):
        lines.insert(data.draw(st.integers(0, len(lines))), line)
    assert_answered(loaded(example() | {file: "".join(lines)}))


VALUES = st.sampled_from(
    ["", "null", "~", "[]", "{}", "[[]]", "{a: 1}", "-1", "0", "1e9", "9" * 400, "1/0", "0/1", "100 %", "2025-02-30",
     "true", "\"\"", "' '", ".inf", "0x10", "|\n  text", "[a, [b, {c: d}]]", "\"\\u0000\"", "${x}", "{name}"]
)  # fmt: skip


@TRIES
@given(data=st.data())
def test_any_value_replaced(data: st.DataObject) -> None:
    lines = str(example()["agreement.yaml"]).splitlines(keepends=True)
    with_value = [number for number, line in enumerate(lines) if ": " in line]
    number = data.draw(st.sampled_from(with_value))
    name, _, _ = lines[number].rpartition(": ")
    lines[number] = f"{name}: {data.draw(VALUES)}\n"
    assert_answered(loaded(example() | {"agreement.yaml": "".join(lines)}))


@TRIES
@given(
    cells=st.lists(
        st.tuples(st.text(max_size=6), st.text(max_size=6), st.text(alphabet='0123456789 .,-"\n', max_size=8)),
        max_size=6,
    ),
    delimiter=st.sampled_from(",;\t"),
)
def test_any_rows_of_a_key(cells: list[tuple[str, str, str]], delimiter: str) -> None:
    rows = "\n".join(delimiter.join(row) for row in (("code", "name", "value"), *cells))
    assert_answered(loaded(example() | {"keys/befolkning.csv": rows.encode("utf-8", "replace")}))


@TRIES
@given(name=st.text(max_size=20), content=st.binary(max_size=40))
def test_any_name_of_a_file(name: str, content: bytes) -> None:
    files = {path: str(text).encode() for path, text in example().items()} | {name: content}
    assert_answered(load(AgreementFiles(files)))


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_nesting_without_end(opening: str) -> None:
    assert_answered(loaded({"agreement.yaml": "a: " + opening * 20_000}))


def test_a_bomb_of_aliases() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    result = loaded({"agreement.yaml": "\n".join(lines)})
    assert [finding.id for finding in result.findings] == ["A023"]


def test_fractions_survive_the_cache_exactly() -> None:
    result = loaded(example())
    assert result.agreement is not None
    assert library.unpacked(library.packed(result)) == result
    assert (result.agreement.key("befolkning").values or {})["09"] == Fraction(60972)
