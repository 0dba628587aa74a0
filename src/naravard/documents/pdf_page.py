"""Setting a page as PDF/A-2a and PDF/UA-1 with Typst: any text that can be saved comes out.

The page is a Typst template beside the module that asks; the data go in as JSON. Only the fonts that come with Typst
and with Naravard are used, and the day is passed in, so that the same data give the same bytes on every machine.
Texts in Latin, Greek and Cyrillic letters need the fonts of Typst only; others are set with Noto's too. A sign that
no font has stands as a square, since a document must never fail for what somebody wrote.
"""

import datetime
import importlib.util
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from naravard.agreement.plain_text import SQUARE, printable
from naravard.agreement.wording import unbroken

if TYPE_CHECKING:
    import typst

_FONTS = Path(__file__).with_name("fonts")
_CJK = "cvttf_NotoSansCJK_Regular"
_USUAL = re.compile("[\u0000-\u058f\u1e00-\u2bff\ufb00-\ufb06]*")
"""Signs that the fonts of Typst have, but for some odd ones."""
_NOT_SHOWN = re.compile(r'(?:the text|the codepoint) `"(?P<text>(?:[^"\\]|\\.)*)"`')
"""How Typst names what no font has, and what the standards forbid in any font."""
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")

_PROPERTIES = frozenset({"title", "author", "description", "keywords", "parties"})
"""What stands in a file's properties, for machines: left as it is."""


def typeset(template: Path, data: object, day: datetime.date) -> bytes:
    """Return a page as PDF; Typst refuses to write what breaks either standard. ``day`` is the document's own."""
    import typst

    unusual = _USUAL.fullmatch(json.dumps(data, ensure_ascii=False)) is None
    missing: frozenset[str] = frozenset()
    while True:
        try:
            return typst.compile(
                template,
                root=template.parent,
                font_paths=_world() if unusual else [],
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps(_on_paper(data, missing), ensure_ascii=False)},
                pdf_standards=["a-2a", "ua-1"],
                timestamp=datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC),
            )
        except typst.TypstError as error:
            found = _not_shown(error)
            if unusual and not found - missing:
                raise
            missing, unusual = (missing | found if unusual else missing), True


@cache
def _world() -> "typst.Fonts":
    """Return the fonts of the world's scripts; read once."""
    import typst

    cjk = importlib.util.find_spec(_CJK)
    places = [_FONTS, *(cjk.submodule_search_locations or () if cjk else ())]
    return typst.Fonts(include_system_fonts=False, font_paths=places)


def _not_shown(error: "typst.TypstError") -> frozenset[str]:
    texts = (match["text"] for match in _NOT_SHOWN.finditer(f"{error.message} {error.diagnostic}"))
    return frozenset(sign for text in texts for sign in _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text))


def _on_paper(data: object, missing: frozenset[str]) -> object:
    """Return data whose texts have only signs that can be set, and in which no line can end within a number."""
    if isinstance(data, str):
        return _set(unbroken(printable(data)), missing)
    if isinstance(data, dict):
        return {
            key: value if key in _PROPERTIES and not missing else _on_paper(value, missing)
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [_on_paper(value, missing) for value in data]
    return data


def _set(text: str, missing: frozenset[str]) -> str:
    return text.translate({ord(sign): SQUARE for sign in missing}) if missing else text
