"""The indicators that are shipped, and those of the small example, loaded once; and indicators with changes."""

from functools import cache
from pathlib import Path

from naravard.agreement.files import AgreementFiles
from naravard.agreement.load import load as load_agreement
from naravard.agreement.model import Agreement
from naravard.indicators.load import LoadedIndicators, load
from naravard.indicators.model import Indicator

REPOSITORY = Path(__file__).parents[2]
EXAMPLE = REPOSITORY / "docs" / "examples" / "litet-exempel"
SHIPPED = REPOSITORY / "agreements" / "god-och-nara-vard-2022"
EXAMPLE_FILE = "indicators/plan-vid-utskrivning.yaml"


@cache
def files_of(folder: Path) -> AgreementFiles:
    return AgreementFiles.from_folder(folder)


@cache
def agreement_of(folder: Path) -> Agreement:
    agreement = load_agreement(files_of(folder)).agreement
    assert agreement is not None
    return agreement


@cache
def loaded(folder: Path = SHIPPED) -> LoadedIndicators:
    return load(files_of(folder), agreement_of(folder))


def shipped(indicator_id: str) -> Indicator:
    """One of the shipped indicators."""
    return next(one for one in loaded().indicators if one.id == indicator_id)


def example() -> Indicator:
    """The indicator of the small example, which uses every field."""
    return next(one for one in loaded(EXAMPLE).indicators if one.version == 2)


def example_text() -> str:
    """The small example's indicator as it is written."""
    return files_of(EXAMPLE)[EXAMPLE_FILE].decode()


def changed(*changes: tuple[str, str], more: dict[str, str] | None = None, agreement: str = "") -> LoadedIndicators:
    """The small example's indicators with changes; what is to be replaced must stand there.

    ``agreement`` is what is to stand instead of the agreement's goal's target, for goals of other kinds.
    """
    text = example_text()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    added = {path: content.encode() for path, content in (more or {}).items()}
    files = {**files_of(EXAMPLE), EXAMPLE_FILE: text.encode(), **added}
    loaded_agreement = agreement_of(EXAMPLE)
    if agreement:
        target = b"target: {kind: at-least, value: 80 %}"
        assert target in files["agreement.yaml"]
        files["agreement.yaml"] = files["agreement.yaml"].replace(target, agreement.encode())
        found = load_agreement(AgreementFiles(files, name=EXAMPLE.name)).agreement
        assert found is not None
        loaded_agreement = found
    return load(AgreementFiles(files, name=EXAMPLE.name), loaded_agreement)
