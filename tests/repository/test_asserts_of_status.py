"""Tests say which answer is right: none accepts several statuses."""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
STATUS = frozenset({"status_code", "status", "returncode", "exit_code"})


def accepted_several(source: str) -> list[int]:
    """Return the lines with an ``assert`` that holds for several statuses of an answer or a program."""
    asserts = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Assert)]
    return sorted({node.lineno for each in asserts for node in ast.walk(each.test) if accepts_several(node)})


def accepts_several(node: ast.AST) -> bool:
    """Tell whether something is a status compared with one of several, with anything but one, or with one or else.

    Several answers that are taken away from those that came are accepted too.
    """
    if isinstance(node, ast.Compare):
        how, right = node.ops[0], node.comparators[0]
        if isinstance(how, ast.In):
            return is_status(node.left) and is_several(right, of=node.left)
        if isinstance(how, ast.LtE):
            return is_call(node.left, "set") and isinstance(right, ast.Set) and any(map(is_answer, right.elts))
        return is_some_of(node.left) or (isinstance(how, ast.NotEq) and is_code(node.left) and is_answer(right))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
        return isinstance(node.right, ast.Set) and any(map(is_answer, node.right.elts))
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
        return any(isinstance(one, ast.Compare) and is_status(one.left) for one in node.values)
    return False


def is_several(node: ast.AST, *, of: ast.AST) -> bool:
    """Tell whether something is a row of answers, or the name of one; a duty has a status too, of a class's states."""
    if isinstance(node, ast.Set | ast.Tuple | ast.List):
        return not any(isinstance(one, ast.Attribute) for one in node.elts)
    return isinstance(node, ast.Name) and is_code(of)


def is_code(node: ast.AST) -> bool:
    """Tell whether something can only be how an answer or a program ended."""
    return isinstance(node, ast.Attribute) and node.attr in STATUS - {"status"}


def is_some_of(node: ast.AST) -> bool:
    """Tell whether something says how many of several were answered so, and not how the others were."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "count"
        and any(map(is_answer, node.args))
    )


def is_answer(node: ast.AST) -> bool:
    """Tell whether something is the number of an answer over HTTP."""
    return isinstance(node, ast.Constant) and isinstance(node.value, int) and 200 <= node.value < 600


def is_call(node: ast.AST, name: str) -> bool:
    """Tell whether something is a call of a function."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def is_status(node: ast.AST) -> bool:
    """Tell whether something is how an answer or a program ended, or several did."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "statuses"
    return (isinstance(node, ast.Attribute) and node.attr in STATUS) or (
        isinstance(node, ast.Name) and node.id in STATUS | {"code"}
    )


def test_no_test_accepts_several_answers() -> None:
    found = {
        path.relative_to(TESTS).as_posix(): lines
        for path in sorted(TESTS.rglob("*.py"))
        if (lines := accepted_several(path.read_text()))
    }
    assert found == {}


@pytest.mark.parametrize(("examples", "found"), [("asserts_that_accept_several", [1]), ("asserts_that_accept_one", [])])
def test_what_accepts_several_is_found_and_nothing_else(examples: str, found: list[int]) -> None:
    lines = (TESTS / "repository" / f"{examples}.txt").read_text().splitlines()
    assert {line: accepted_several(line) for line in lines} == dict.fromkeys(lines, found)
