"""Collect the texts to translate, and compile the translations. Swedish stands in the code; English in a catalogue.

    python scripts/messages.py                  collect texts into django.po, keep translations, compile
    python scripts/messages.py --compile-only   compile only (part of the installation)
    python scripts/messages.py --check          fail when the catalogue is not complete and current

No GNU gettext is needed: Babel reads and writes the catalogues, and Django itself turns templates into calls.
"""

import argparse
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

WEB = Path(__file__).resolve().parents[1] / "src" / "naravard" / "web"
PO = WEB / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
LEFT_OUT = (
    b'"Project-Id-Version',
    b'"Report-Msgid-Bugs-To',
    b'"POT-Creation-Date',
    b'"PO-Revision-Date',
    b'"Last-Translator',
    b'"Language-Team',
    b'"Generated-By',
)
"""What a catalogue's head says about times and persons; left out, so that the same texts give the same file."""
HEADER = "# English texts of Naravard's pages. The Swedish stands in the code; see scripts/messages.py.\n#"


def main() -> int:
    """Do what is asked for on the command line."""
    parser = argparse.ArgumentParser(description="Collect and compile the texts to translate.")
    parser.add_argument("--compile-only", action="store_true")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    if asked.check:
        faults = list(shortcomings())
        print(*faults, sep="\n")
        return 1 if faults else 0
    if not asked.compile_only:
        PO.parent.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(current_po())
        missing = [message for message in _catalogue() if message.id and not _translated(message.string)]
        print(f"{len(_catalogue())} texts, {len(missing)} without English")
    compile_catalogue()
    return 0


def compile_catalogue() -> None:
    """Write the catalogue that Django reads, when it is not newer than its source."""
    target = PO.with_suffix(".mo")
    if PO.is_file() and not (target.is_file() and target.stat().st_mtime >= PO.stat().st_mtime):
        draft = target.with_suffix(".mo.draft")
        with draft.open("wb") as file:
            write_mo(file, _catalogue())
        draft.replace(target)


def shortcomings() -> Iterator[str]:
    """Give what is wrong with the catalogue: texts without English, uncertain ones, ones that are not collected."""
    for message in _catalogue():
        if message.id and not _translated(message.string):
            yield f"without English: {message.id}"
        if message.id and message.fuzzy:
            yield f"uncertain: {message.id}"
    if not PO.is_file() or PO.read_bytes() != current_po():
        yield "django.po is not current; run: make messages"


def current_po() -> bytes:
    """Return the catalogue as it should be: every text of the code, with the translations there are."""
    known = _catalogue()
    catalogue = Catalog(
        locale="en",
        domain="django",
        project="Naravard",
        header_comment=HEADER,
        fuzzy=False,
    )
    for file, text, context in sorted(texts(), key=lambda found: (found[0], str(found[1]))):
        old = known.get(_first(text), context)
        string = old.string if old and old.id == text else None
        catalogue.add(text, string, locations=[(file, 0)], context=context)
    out = io.BytesIO()
    write_po(out, catalogue, width=120, include_lineno=False)
    return b"".join(line for line in out.getvalue().splitlines(keepends=True) if not line.startswith(LEFT_OUT))


def texts() -> Iterator[tuple[str, str | tuple[str, str], str | None]]:
    """Give every text to translate: the file, the text (or singular and plural), the context."""
    for file in sorted(WEB.rglob("*.py")):
        yield from _extracted(file, file.read_text(encoding="utf-8"))
    for file in sorted([*WEB.rglob("templates/**/*.html"), *WEB.rglob("templates/**/*.txt")]):
        yield from _extracted(file, _as_calls(file.read_text(encoding="utf-8")))


def _as_calls(template: str) -> str:
    """Turn a template into lines of Python that hold its texts, each on a line of its own."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure(USE_I18N=True)
    lines = (line.strip() for line in templatize(template).splitlines())
    return "\n".join(part for line in lines for part in _calls(line))


def _calls(line: str) -> Iterator[str]:
    """Give the calls in a line of what Django made of a template; the rest of it is filling."""
    place = 0
    while (start := min((at for name in KEYWORDS if (at := line.find(f"{name}(", place)) >= 0), default=-1)) >= 0:
        end = _end_of_call(line, line.index("(", start))
        yield line[start:end]
        place = end


def _end_of_call(line: str, opening: int) -> int:
    """Return where the call that opens at ``opening`` ends; brackets inside quotes do not count."""
    quote, depth, place = "", 0, opening
    while place < len(line):
        sign = line[place]
        if quote:
            place += sign == "\\"
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        else:
            depth += (sign == "(") - (sign == ")")
            if not depth:
                return place + 1
        place += 1
    return place


def _extracted(file: Path, code: str) -> Iterator[tuple[str, str | tuple[str, str], str | None]]:
    name = file.relative_to(WEB).as_posix()
    for _line, text, _comments, context in extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS):
        yield name, (text[0], text[1]) if isinstance(text, tuple) else text, context


def _catalogue() -> Catalog:
    """Return the catalogue as it lies on disk; an empty one when there is none."""
    if not PO.is_file():
        return Catalog(locale="en", domain="django")
    with PO.open("rb") as file:
        return read_po(file, locale="en", domain="django")


def _translated(string: object) -> bool:
    """Say whether a text has its translation, in the plural too."""
    return all(string) if isinstance(string, list | tuple) else bool(string)


def _first(text: str | tuple[str, str]) -> str:
    return text if isinstance(text, str) else text[0]


if __name__ == "__main__":
    sys.exit(main())
