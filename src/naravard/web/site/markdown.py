"""Markdown to HTML, for the agreement's own words and the handbook. HTML in the source is shown as text, never run."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_BOX = '<div class="nv-table-box" role="group" tabindex="0" aria-label="Tabell"><table>'
"""A wide table scrolls within its own box, by keyboard too."""


@cache
def _markdown() -> "MarkdownIt":
    """Return what reads Markdown: imported when first asked for, since that takes a tenth of a command's start."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "typographer": False}).enable(["table", "strikethrough"])


@lru_cache(maxsize=4096)
def as_html(text: str, headings_from: int = 1) -> SafeString:
    """Return the text as HTML; its topmost heading becomes a heading of level ``headings_from``."""
    markdown = _markdown()
    tokens = markdown.parse(text)
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    shift = headings_from - min(levels, default=1)
    for token in tokens:
        if "style" in token.attrs:  # a column to the right; the content security policy allows no inline style
            token.attrs = {"class": "nv-markdown__right"} if "right" in str(token.attrs["style"]) else {}
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + shift)}"
    html: str = markdown.renderer.render(tokens, markdown.options, {})
    return SafeString(html.replace("<table>", _BOX).replace("</table>", "</table></div>"))  # the renderer escapes
