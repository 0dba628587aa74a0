"""Tests say which answer is right: none accepts several statuses."""

import ast
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
STATUS = frozenset({"status_code", "status", "returncode", "exit_code"})


def accepted_several(source: str) -> list[int]:
    """Return the lines with an ``assert`` that holds for several statuses of an answer or a program."""
    asserts = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Assert)]
    return sorted({node.lineno for each in asserts for node in ast.walk(each.test) if accepts_several(node)})


def accepts_several(node: ast.AST) -> bool:
    """Tell whether something is a status compared with one of several, or with one or else another."""
    if isinstance(node, ast.Compare):
        (one_of, right) = node.ops[0], node.comparators[0]
        several = isinstance(one_of, ast.In) and isinstance(right, ast.Set | ast.Tuple | ast.List)
        return several and is_status(node.left) and not any(isinstance(one, ast.Attribute) for one in right.elts)
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
        return sum(isinstance(one, ast.Compare) and is_status(one.left) for one in node.values) > 1
    return False


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


def test_what_accepts_several_is_found() -> None:
    for source in (
        "assert answer.status_code in {200, 404}",
        "assert reply.status in (303, 409), path",
        "assert done.returncode in [0, 1]",
        "assert answer.status_code == 200 or answer.status_code == 404",
        "assert statuses(answers) in ([303, 410], [303, 422])",
        "assert reply.status in {400, 404} or path == 'x'",
    ):
        assert accepted_several(source) == [1], source
    for source in (
        "assert answer.status_code == 200",
        "assert state.status in Status",
        "assert state.status in (Status.OPEN, Status.BEGUN)",  # a duty's, not an answer's
        "assert sorted(answers) == [303, 409]",
        "assert found in {1, 2}",
    ):
        assert accepted_several(source) == [], source
