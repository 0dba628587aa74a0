"""Findings as the terminal shows them: file by file, each with what is wrong, found, expected, and the way out."""

from collections.abc import Iterable, Iterator

from naravard.agreement.findings import Finding
from naravard.agreement.model import Text

_LABELS = {"sv": ("Hittat", "Väntat", "Gör så här"), "en": ("Found", "Expected", "Way out")}
_LEVELS = {"error": Text("fel", "error"), "warning": Text("varning", "warning")}
_FOLDER = Text("Mappen", "The folder")
_LINE = Text("rad", "line")


def findings_text(findings: Iterable[Finding], language: str) -> str:
    """Return the findings as text, grouped by file, with their count last."""
    listed = list(findings)
    lines: list[str] = []
    for file in dict.fromkeys(finding.file for finding in listed):
        lines += [file or _FOLDER.in_language(language), ""]
        for finding in listed:
            if finding.file == file:
                lines += [*_lines(finding, language), ""]
    return "\n".join([*lines, count_text(listed, language)])


def count_text(findings: Iterable[Finding], language: str) -> str:
    """Say how many errors and warnings there are."""
    levels = [finding.level for finding in findings]
    errors, warnings = levels.count("error"), levels.count("warning")
    if language == "en":
        return f"{errors} {'error' if errors == 1 else 'errors'}, {warnings} " + (
            "warning." if warnings == 1 else "warnings."
        )
    return f"{errors} fel, {warnings} {'varning' if warnings == 1 else 'varningar'}."


def findings_data(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Return the findings as data, in both languages."""
    return [
        {
            "id": finding.id,
            "level": finding.level,
            "file": finding.file,
            "line": finding.line,
            **{
                name: {"sv": text.sv, "en": text.in_language("en")}
                for name, text in (
                    ("what", finding.what),
                    ("found", finding.found),
                    ("expected", finding.expected),
                    ("way_out", finding.way_out),
                )
            },
        }
        for finding in findings
    ]


def _lines(finding: Finding, language: str) -> Iterator[str]:
    words = finding.in_language(language)
    level = _LEVELS[finding.level].in_language(language)
    line = f"{_LINE.in_language(language)} {finding.line}, " if finding.line is not None else ""
    yield f"  {finding.id} {line}{level}: {words.what}"
    for label, text in zip(_LABELS[language], (words.found, words.expected, words.way_out), strict=True):
        if text:
            yield f"       {label}: {text}"
