"""Everything that is defined is used: what no other line names has been left behind, and goes."""

import ast
import re
from collections import Counter
from collections.abc import Iterator

from test_what_the_repository_keeps import ROOT, text_of, tracked_files

WORD = re.compile(r"[A-Za-z_]\w*")
NAMING = {".py", ".html", ".toml", ".yaml", ".typ"}
CALLED_BY_DJANGO = {"process_view", "to_url"}
"""What Django calls by its name in classes without a base of Django's: a middleware's step, a converter's way back."""
LEAVES_IT_TO_BE_NAMED = {"property", "staticmethod", "classmethod", "cache", "dataclass"}
"""Other decorators register what they stand on: a route, a template's tag."""


def defined(within: list[ast.stmt]) -> Iterator[str]:
    """Give the functions and classes that nobody uses unless by name; a base class may call its children's methods."""
    for node in within:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        if not node.name.startswith("__") and {decorator(one) for one in node.decorator_list} <= LEAVES_IT_TO_BE_NAMED:
            yield node.name
        if isinstance(node, ast.ClassDef) and not node.bases:
            yield from defined(node.body)


def decorator(node: ast.expr) -> str:
    named = node.func if isinstance(node, ast.Call) else node
    return named.attr if isinstance(named, ast.Attribute) else ast.unparse(named)


def test_all_that_is_defined_is_named_somewhere_else():
    files = [path for path in tracked_files() if path.suffix in NAMING]
    times = Counter(word for path in files for word in WORD.findall(text_of(path)))
    ours = [path for path in files if path.suffix == ".py" and "src" in path.parts and "migrations" not in path.parts]
    never = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in ours
        if path.name != "apps.py"  # Django finds what is in it by itself
        for name in defined(ast.parse(text_of(path)).body)
        if times[name] == 1 and name not in CALLED_BY_DJANGO
    }
    assert never == set()
