"""The small example as a dict of files, and changes to it: each test breaks one thing and sees what is found."""

from pathlib import Path

from naravard.agreement.files import AgreementFiles
from naravard.agreement.findings import Finding, Loaded
from naravard.agreement.load import load

REPOSITORY = Path(__file__).parents[2]
EXAMPLE = REPOSITORY / "docs" / "examples" / "litet-exempel"

Files = dict[str, str | bytes]
Change = tuple[str, str, str]
"""A file, what stands in it, and what is to stand there instead."""


def example() -> Files:
    """The small example's files as text."""
    paths = (path for path in EXAMPLE.rglob("*") if path.is_file())
    return {path.relative_to(EXAMPLE).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def changed(*changes: Change, files: Files | None = None) -> Files:
    """The small example with changes; what is to be replaced must stand there."""
    result = dict(example() if files is None else files)
    for file, old, new in changes:
        text = result[file]
        assert isinstance(text, str)
        assert old in text, f"{old!r} does not stand in {file}"
        result[file] = text.replace(old, new, 1)
    return result


def line_of(file: str, text: str) -> int:
    """The line of the small example on which a text stands first."""
    content = example()[file]
    assert isinstance(content, str)
    return content[: content.index(text)].count("\n") + 1


def loaded(files: Files, *, name: str = "") -> Loaded:
    """Load files as a folder would be."""
    return load(AgreementFiles({path: _bytes(content) for path, content in files.items()}, name=name))


def found(files: Files, *, name: str = "") -> tuple[Finding, ...]:
    """What is found in these files."""
    return loaded(files, name=name).findings


def ids(files: Files) -> list[str]:
    """The ids of what is found."""
    return [finding.id for finding in found(files)]


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content
