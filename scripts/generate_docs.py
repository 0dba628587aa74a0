"""Generate the documents that come from code, data and tests, so that they cannot drift from them.

``python scripts/generate_docs.py`` writes them; with ``--check`` nothing is written, and the exit code is 1 when a file
is not what it would be. Each line of ``DOCUMENTS`` is a file and the function that returns its content.
"""

import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

from naravard.agreement import findings_catalogue, schema
from naravard.agreement.format_document import format_document
from naravard.cli import reference
from naravard.indicators import schema as indicator_schema
from naravard.questionnaire import report_rules
from naravard.questionnaire import schema as questionnaire_schema
from naravard.web.environment import settings_page

REPOSITORY = Path(__file__).resolve().parent.parent


def _web() -> None:
    """Start the web room, without a database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naravard.web.settings")
    import django

    django.setup()


def pages() -> str:
    """Return the page of addresses."""
    _web()
    from naravard.web.addresses import as_markdown

    return as_markdown()


def access() -> str:
    """Return the page of who may do what, made from the roles and the addresses."""
    _web()
    from naravard.web.reference import as_markdown

    return as_markdown()


def glossary() -> str:
    """Return the glossary: what people have written, and after it the kinds of events, made from the acts."""
    _web()
    from naravard.web.reference import EVENTS, events_as_markdown

    written, _, _ = (REPOSITORY / "docs" / "glossary.md").read_text(encoding="utf-8").partition(f"{EVENTS}\n")
    return written + events_as_markdown()


def api() -> str:
    """Return the page of the JSON API, made from its own description."""
    _web()
    from naravard.web.api.documentation import as_markdown

    return as_markdown()


def chapter(name: str) -> str:
    """Return a chapter of the handbook, written from the specification under ``tests/spec``."""
    sys.path.insert(0, str(REPOSITORY / "tests"))
    written: str = importlib.import_module("spec.handbook").as_markdown(name)
    return written


def asvs_page() -> str:
    """Return the table of OWASP ASVS, made from its data."""
    import asvs

    return asvs.as_markdown()


DOCUMENTS: dict[str, Callable[[], str]] = {
    "docs/cli.md": reference.as_markdown,
    "docs/pages.md": pages,
    "docs/access.md": access,
    "docs/settings.md": settings_page,
    "docs/api.md": api,
    "docs/glossary.md": glossary,
    "docs/asvs.md": asvs_page,
    "docs/findings.md": findings_catalogue.as_markdown,
    "docs/agreement.schema.json": schema.as_json,
    "docs/report-rules.md": report_rules.as_markdown,
    "docs/questionnaire.schema.json": questionnaire_schema.as_json,
    "docs/indicator.schema.json": indicator_schema.as_json,
    "docs/agreement-format.md": lambda: format_document(REPOSITORY / "docs"),
    "docs/handbok/fordelning.md": lambda: chapter("fordelning"),
    "docs/handbok/skyldigheter.md": lambda: chapter("skyldigheter"),
    "docs/handbok/pengar.md": lambda: chapter("pengar"),
    "docs/handbok/kontinuitet.md": lambda: chapter("kontinuitet"),
    "docs/handbok/resultat.md": lambda: chapter("resultat"),
}


def main(arguments: list[str]) -> int:
    """Write or check every document; return the exit code."""
    check = "--check" in arguments
    differing = [path for path, generate in DOCUMENTS.items() if _differs(REPOSITORY / path, generate(), check=check)]
    for path in differing:
        print(f"{path} is not current: run make docs" if check else f"{path} written")
    return 1 if check and differing else 0


def _differs(file: Path, content: str, *, check: bool) -> bool:
    """Tell whether a file is not what it should be, and write it unless only checking."""
    differs = not file.is_file() or file.read_text(encoding="utf-8") != content
    if differs and not check:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return differs


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
