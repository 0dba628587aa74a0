"""Markdown to HTML, for the agreement's own words and the handbook. HTML in the source is shown as text, never run."""

from functools import lru_cache

from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable(["table", "strikethrough"])


@lru_cache(maxsize=512)
def as_html(text: str, headings_from: int = 1) -> SafeString:
    """Return the text as HTML; its topmost heading becomes a heading of level ``headings_from``."""
    tokens = _MARKDOWN.parse(text)
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    shift = headings_from - min(levels, default=1)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + shift)}"
    html: str = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return SafeString(html)  # the renderer escapes
