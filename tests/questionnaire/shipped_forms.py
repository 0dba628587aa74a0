"""The forms that are shipped, and those of the small example, loaded once; and forms with changes."""

from functools import cache
from pathlib import Path

from naravard.agreement.files import AgreementFiles
from naravard.agreement.findings import Finding
from naravard.agreement.load import load as load_agreement
from naravard.agreement.model import Agreement
from naravard.questionnaire.load import LoadedQuestionnaires, load
from naravard.questionnaire.model import Questionnaire

REPOSITORY = Path(__file__).parents[2]
EXAMPLE = REPOSITORY / "docs" / "examples" / "litet-exempel"
SHIPPED = REPOSITORY / "agreements" / "god-och-nara-vard-2022"
EXAMPLE_FORM = "questionnaires/slutredovisning.yaml"


@cache
def files_of(folder: Path) -> AgreementFiles:
    return AgreementFiles.from_folder(folder)


@cache
def agreement_of(folder: Path) -> Agreement:
    agreement = load_agreement(files_of(folder)).agreement
    assert agreement is not None
    return agreement


@cache
def loaded(folder: Path = SHIPPED) -> LoadedQuestionnaires:
    return load(files_of(folder), agreement_of(folder))


def shipped(form_id: str) -> Questionnaire:
    """One of the shipped forms."""
    return next(form for form in loaded().questionnaires if form.id == form_id)


def example() -> Questionnaire:
    """The form of the small example, which uses every field."""
    (form,) = loaded(EXAMPLE).questionnaires
    return form


def changed(*changes: tuple[str, str], more: dict[str, str] | None = None) -> LoadedQuestionnaires:
    """The small example's form with changes; what is to be replaced must stand there."""
    text = files_of(EXAMPLE)[EXAMPLE_FORM].decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    added = {path: content.encode() for path, content in (more or {}).items()}
    files = {**files_of(EXAMPLE), EXAMPLE_FORM: text.encode(), **added}
    return load(AgreementFiles(files, name=EXAMPLE.name), agreement_of(EXAMPLE))


def example_text() -> str:
    """The small example's form as it is written."""
    return files_of(EXAMPLE)[EXAMPLE_FORM].decode()


def ids(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.id for finding in findings]
