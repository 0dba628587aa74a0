"""What `docs/architecture.md` says of the code is true."""

import doctest
import re
from pathlib import Path

import pytest

from architecture_page import PAGE, ROOT, blocks
from locks import order
from sie_samples import CHART, HEAD, VOUCHER, file

WRITTEN = ["docs/architecture.md", "CONTRIBUTING.md"]


def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "export.se").write_bytes(file(HEAD, CHART, VOUCHER))
    monkeypatch.chdir(tmp_path)
    examples = "\n".join(block.body for block in blocks() if block.body.startswith(">>> "))
    runner = doctest.DocTestRunner()
    runner.run(doctest.DocTestParser().get_doctest(examples, {}, PAGE.name, str(PAGE), 0))
    failed, tried = runner.summarize(verbose=False)
    assert tried > 20
    assert failed == 0


@pytest.mark.parametrize("block", blocks(), ids=lambda block: block.head or block.body[:40])
def test_code_is_an_example_that_runs_a_quotation_or_a_recipe(block) -> None:
    assert block.body.startswith(">>> ") or block.head.startswith(("recipe: ", "src/"))


@pytest.mark.parametrize(
    "block", [block for block in blocks() if block.head.startswith("src/")], ids=lambda block: block.head
)
def test_what_is_quoted_from_a_file_stands_there(block) -> None:
    source, place = (ROOT / block.head).read_text(encoding="utf-8"), 0
    for piece in re.split(r"^…\n", block.body, flags=re.MULTILINE):
        place = source.find(piece, place)
        assert place >= 0, piece
        place += len(piece)


@pytest.mark.parametrize("name", WRITTEN)
def test_every_file_and_folder_that_is_named_exists(name: str) -> None:
    """A name is looked for from the root, and in the rooms: ``access/roles.py``, ``web/once/``."""
    text = re.sub(r"^```.*?^```", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    named = {path for path in re.findall(r"`([\w./-]+/[\w./-]*)`", text) if not path.startswith("/")}
    package = ROOT / "src" / "naravard"
    places = [
        ROOT,
        package,
        package / "web",
        ROOT / "tests" / "web" / "access",
        *(package / "web").glob("*/"),
        *(package / "web").glob("*/templates"),
    ]
    assert len(named) > 5
    assert sorted(path for path in named if not any((place / path).exists() for place in places)) == []


def test_views_change_no_rows() -> None:
    """Acts do; a view asks and renders."""
    changing = ["save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"]
    changes = re.compile(rf"\.({'|'.join(changing)})\(|objects.*\.update\(")
    web = ROOT / "src" / "naravard" / "web"
    views = [*web.glob("*/views/**/*.py"), *web.glob("*/views.py")]
    assert len(views) > 90
    assert [str(path.relative_to(web)) for path in views if changes.search(path.read_text(encoding="utf-8"))] == []


def test_the_table_of_locks_names_every_kind_of_row_that_is_locked() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/naravard/web").rglob("*.py"))
    found = re.findall(r"(\w+)\.objects\.(?:select_for_update|update_or_create)", code)
    locked = set(found) - {"WrittenForm"}  # what is written in forms is kept outside the acts
    assert locked == {name.rpartition(".")[2] for name in order()}
