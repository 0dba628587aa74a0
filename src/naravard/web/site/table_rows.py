"""A table's rows as HTML, put together in code: a template takes ten times as long, and a table may have 300 rows."""

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from naravard.web.site.templatetags.naravard import words

if TYPE_CHECKING:
    from naravard.web.site.tables import ShownCell

_LINK = '<a class="govuk-link govuk-link--no-visited-state" href="{}">{}</a>'
_NOTE = ' <span class="nv-table__note">{}</span>'


def rows_html(rows: "Iterable[tuple[ShownCell, ...]]", *, stacked: bool) -> SafeString:
    """Return ``<tr>`` elements; the first cell of each row is its heading. Everything from outside is escaped."""
    return mark_safe("\n".join(_row(row, stacked) for row in rows))  # noqa: S308 - each text is escaped below


def _row(row: "tuple[ShownCell, ...]", stacked: bool) -> str:  # noqa: FBT001 - private
    first, *others = row
    start, end = ('<th scope="row"', "</th>") if first.text else ("<td", "</td>")  # an empty heading heads nothing
    heading = f"{start}{_attributes(first)}>{_content(first)}{end}"
    cells = (f"<td{_label(cell) if stacked else ''}{_attributes(cell)}>{_content(cell)}</td>" for cell in others)
    return f"<tr>{heading}{''.join(cells)}</tr>"


def _attributes(cell: "ShownCell") -> str:
    kind = ' class="nv-table__number"' if cell.is_numeric else ' class="nv-figure"' if cell.unbroken else ""
    return f'{kind} lang="sv"' if cell.swedish else kind


def _label(cell: "ShownCell") -> str:
    """Return the heading that stands before the value where the table is stacked, on a phone."""
    return f' data-label="{escape(words(cell.heading))}"'


def _content(cell: "ShownCell") -> str:
    text = escape(cell.text)
    if cell.url:
        text = _LINK.format(escape(cell.url), text)
    return f"{text}{_NOTE.format(escape(cell.note))}" if cell.note else text
