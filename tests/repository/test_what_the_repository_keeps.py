"""What the repository promises about itself: what is in it, what must never be, and that its words are one language."""

import importlib
import inspect
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Spelt in parts, so that this file does not itself hold what it looks for.
REGISTRIES = ["py" + "pi.org", "python" + "hosted.org", "registry." + "npmjs", "deb." + "debian.org"]


def tracked_files() -> list[Path]:
    """Return the files git knows, with those added but not yet committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    return [path for name in listed.decode().split("\0") if name and (path := ROOT / name).is_file()]


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def public_classes(room: str) -> list[tuple[str, str]]:
    """Return (room, class) for each public class of a room's model."""
    model = importlib.import_module(f"naravard.{room}.model")
    return [
        (room, name)
        for name, item in sorted(vars(model).items())
        if inspect.isclass(item) and item.__module__.startswith(f"naravard.{room}.model") and not name.startswith("_")
    ]


def test_no_file_names_a_package_registry():
    found = [
        f"{path.relative_to(ROOT)}: {host}" for path in tracked_files() for host in REGISTRIES if host in text_of(path)
    ]
    assert found == []


def test_no_lock_file_holds_an_address():
    locks = [path for path in tracked_files() if "lock" in path.name or path.parent.name == "requirements"]
    assert len(locks) >= 4
    assert [path.name for path in locks if re.search(r"https?://", text_of(path)) and path.suffix != ".py"] == []


def test_nothing_that_is_built_or_installed_is_kept():
    """Fonts, styles and scripts of others come with the installation, after the lock."""
    built = ROOT / "src" / "naravard" / "web" / "static"
    kept = [path for path in tracked_files() if built in path.parents or path.suffix in {".woff2", ".css", ".mo"}]
    assert kept == []


def test_no_file_names_a_path_of_this_machine():
    here = f"{ROOT}/"
    assert [str(path.relative_to(ROOT)) for path in tracked_files() if here in text_of(path)] == []


def test_no_row_is_locked_against_those_that_only_refer_to_it():
    """On PostgreSQL a lock without ``no_key`` holds up every row that refers to the locked one: two acts lock up."""
    modules = [path for path in tracked_files() if path.suffix == ".py" and "src" in path.parts]
    locks = {
        str(m.relative_to(ROOT)): re.findall(r"select_for_update\(([^()]*(?:\([^()]*\))?[^()]*)\)", text_of(m))
        for m in modules
    }
    assert [name for name, found in locks.items() if any("no_key=True" not in given for given in found)] == []


@pytest.mark.parametrize(("room", "name"), [*public_classes("agreement"), *public_classes("allocation")])
def test_every_class_of_the_field_stands_in_the_glossary(room: str, name: str):
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    in_code = {
        word.strip()
        for line in glossary.splitlines()
        if line.startswith("| ")
        for word in line.split("|")[1].split(",")
    }
    assert name in in_code, f"{room}.model.{name} is missing from docs/glossary.md"


def test_readme_begins_with_what_it_is_and_the_two_commands():
    first_screen = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:45]
    text = "\n".join(first_screen)
    assert "make run" in text
    assert "make test" in text
    picture = re.search(r"!\[[^\]]+\]\(([^)]+)\)", text)
    assert picture, "no picture of the running program on the first screen"
    assert (ROOT / picture.group(1)).is_file()


def test_make_alone_lists_every_target():
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    for target in ("install", "run", "test", "check", "bench", "docs"):
        assert f"make {target}" in listed


@pytest.mark.parametrize(
    "name", ["README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", ".ci/run", "docs/architecture.md"]
)
def test_files_a_newcomer_expects(name: str):
    assert (ROOT / name).stat().st_size > 100


def test_every_decision_has_a_number_of_its_own_and_stands_in_the_list():
    folder = ROOT / "docs" / "decisions"
    pages = sorted(page for page in tracked_files() if page.parent == folder and page.name != "README.md")
    numbers = [page.name[:4] for page in pages]
    assert len(pages) >= 10
    assert len(set(numbers)) == len(numbers)
    listed = re.findall(r"^- \[(.+)\]\((.+)\)$", (folder / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert listed == [(text_of(page).splitlines()[0].removeprefix("# "), page.name) for page in pages]
