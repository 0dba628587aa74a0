"""What Word documents share: styles, language, properties, page numbers, content controls and tables for people.

python-docx makes the parts that it knows; content controls, fields and the marks of a header row are put in as the
elements that the standard (ISO/IEC 29500) has for them.
"""

import datetime
import io
import re
import zipfile
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

from naravard.agreement.plain_text import printable
from naravard.agreement.wording import unbroken
from naravard.documents.figures import shown
from naravard.documents.table import Row, Table

if TYPE_CHECKING:
    from docx.document import Document

_STILL = (1980, 1, 1, 0, 0, 0)
_FONT = "Cambria"
"""A serif that every Word has, with figures of one width and height: the papers' look is that of the PDF (look.typ)."""
_INK = "14304F"
_HAIR = "B9B9B9"
_LANGUAGE = "sv-SE"
_HEAD = "Sidhuvud"
"""The style of the line at the head of every page."""
_PIECES = re.compile(r"(\t|(?<=\d)-(?=\d))")
_EMU_A_CM = 360_000
_SHORT, _LONG = 10, 40
"""Signs: columns of texts share the room as if none were shorter or longer than these."""
_USUAL, _SMALL, _FEW = 10, 9, 6
"""Points of a table's type: the usual, and where there are more than a few columns."""
_WIDEST_SIGN, _WIDE_LETTER, _CM_A_POINT, _CELL_MARGINS = 0.7, 0.62, 2.54 / 72, 0.4
"""Ems of a bold digit, and of letters of a word, in a wide font that stands in for another; and what a cell leaves
empty, in centimetres."""
_UPRIGHT, _LYING = (21.0, 2.4), (29.7, 1.4)
"""Centimetres: how wide a page is, and its margins to the left and to the right."""
_SIZES = {
    "Normal": (11, 0, 8),
    "Title": (18, 0, 14),
    "Heading 1": (13, 18, 8),
    "Caption": (10, 6, 4),
    "List Bullet": (11, 0, 3),
    "List Number": (11, 0, 5),
}
"""Points of a style's type, and of the space before and after."""


def prepared(*, title: str, author: str, subject: str, keywords: str, day: datetime.date) -> "Document":
    """Return an empty document on A4 in Swedish, with the house's styles and the properties of an archive."""
    import docx

    document = docx.Document(io.BytesIO(_empty()))
    core = document.core_properties
    midnight = datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC).replace(tzinfo=None)
    core.title, core.author, core.subject, core.keywords = title, author, subject, keywords
    core.language, core.comments, core.last_modified_by = _LANGUAGE, "", author
    core.created = core.modified = midnight
    core.revision = 1
    return document


@cache
def _empty() -> bytes:
    """Return an empty document on A4 in Swedish with the house's styles: every document begins as a copy of it."""
    import docx
    from docx.shared import Cm

    document = docx.Document()
    _without_thumbnail(document)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(_UPRIGHT[0]), Cm(29.7)
    section.left_margin = section.right_margin = Cm(_UPRIGHT[1])
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.2)
    _styles(document)
    _languages(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def content_control(paragraph: Any, tag: str, title: str, value: str, placeholder: str, *, day: bool = False) -> None:
    """Put a content control at a paragraph's end: plain text or a day, found by its tag, with a prompt while empty."""
    outer = element_of("w:sdt")
    properties = element_of("w:sdtPr")
    properties.append(element_of("w:alias", title))
    properties.append(element_of("w:tag", tag))
    if not value:
        properties.append(element_of("w:showingPlcHdr"))
    if day:
        date = element_of("w:date")
        if value:
            date.set(name_of("w:fullDate"), f"{value}T00:00:00Z")
        for name, given in (("w:dateFormat", "yyyy-MM-dd"), ("w:lid", _LANGUAGE), ("w:storeMappedDataAs", "date"),
                            ("w:calendar", "gregorian")):  # fmt: skip
            date.append(element_of(name, given))
        properties.append(date)
    else:
        properties.append(element_of("w:text"))
    content, run = element_of("w:sdtContent"), element_of("w:r")
    if not value:
        style = element_of("w:rPr")
        style.append(element_of("w:rStyle", "PlaceholderText"))
        run.append(style)
    _put(run, value or placeholder)
    content.append(run)
    outer.extend([properties, content])
    paragraph._p.append(outer)


def paragraph_into(document: "Document", style: str | None = None) -> Any:
    """Write an empty paragraph in a style, or the usual one, at a document's end and return it."""
    paragraph = document.add_paragraph()
    if style is not None:
        _set_style(paragraph, style)
    return paragraph


def _set_style(paragraph: Any, style: str) -> None:
    """Give a paragraph a style by the identity that Word makes of its name.

    python-docx would look through every style of the document twice for each paragraph, and so for each cell.
    """
    paragraph._p.style = style.replace(" ", "")


def parted(paragraph: Any) -> None:
    """Keep what follows as far from a paragraph as paragraphs are from one another, also after a list's last line."""
    from docx.shared import Pt

    paragraph.paragraph_format.space_after = Pt(_SIZES["Normal"][2])


def text_into(paragraph: Any, text: str) -> Any:
    """Write a run at a paragraph's end and return it; no line can end within a day, whatever the font.

    Word ends lines after a hyphen, so that those between digits are its own unbreakable ones.
    """
    run = paragraph.add_run()
    _put(run._r, text)
    return run


def mark_into(paragraph: Any, mark: str) -> None:
    """Write what every page is marked with, so that nobody takes it for something that was sent."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = text_into(paragraph, mark)
    run.bold, run.font.size, run.font.color.rgb = True, Pt(14), RGBColor.from_string("B10E1E")


def page_numbers(paragraph: Any) -> None:
    """Write ``Sida 1 av 3`` to the right, as fields that Word and LibreOffice count."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run("Sida ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" av ")
    _field(paragraph, "NUMPAGES")


def landscape(document: "Document") -> None:
    """Let what follows stand on pages that lie down, with the same head and foot."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm

    head = [deepcopy(paragraph._p) for paragraph in document.sections[-1].header.paragraphs]
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(_LYING[0]), Cm(21)
    section.left_margin = section.right_margin = Cm(_LYING[1])
    section.header.is_linked_to_previous = False
    section.header._element[:] = head
    for paragraph in section.header.paragraphs:
        if paragraph.style.name == _HEAD:
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(_between(_UPRIGHT)), WD_TAB_ALIGNMENT.CLEAR)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(_between(_LYING)), WD_TAB_ALIGNMENT.RIGHT)


def _between(page: tuple[float, float]) -> float:
    """Return how much of a page's width lies between its margins, in centimetres."""
    width, margin = page
    return width - 2 * margin


def table_into(document: "Document", table: Table) -> None:
    """Write a table: its caption, a header row that repeats on each page, figures to the right, the total in bold.

    Columns of figures and days are so wide that none is broken in any usual font; texts share the rest of the page, and
    none is narrower than its longest word while there is room.
    """
    from docx.shared import Cm

    room = _room(document)
    size = _SMALL if len(table.columns) > _FEW else _USUAL
    widths = _widths(table, room, size)
    caption = paragraph_into(document, "Caption")
    text_into(caption, unbroken(table.caption.sv))
    caption.paragraph_format.keep_with_next = True
    made = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    _describe(made, table.caption.sv)
    head = made.rows[0]
    for cell, column in zip(head.cells, table.columns, strict=True):
        _cell(cell, column.heading.sv, right=column.is_numeric, bold=True, size=size)
        _rule_under(cell)
    _mark(head, "w:tblHeader")
    bodies = [_row(made, table, row, bold=False, size=size) for row in table.rows]
    if table.total is not None:
        bodies.append(_row(made, table, table.total, bold=True, size=size))
    for row in (head, *bodies):
        _mark(row, "w:cantSplit")
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)


def _room(document: "Document") -> float:
    """Return how wide the text is on the page that is being written, in centimetres."""
    section = document.sections[-1]
    width, left, right = section.page_width, section.left_margin, section.right_margin
    assert width is not None and left is not None and right is not None  # noqa: S101, PT018 - prepared() sets them
    return (width - left - right) / _EMU_A_CM


def _widths(table: Table, room: float, size: int) -> list[float]:
    """Return the columns' widths in centimetres."""
    needed = [_needed(table, place, size) for place in range(len(table.columns))]
    rest = room - sum(one for one in needed if one is not None)
    texts: dict[int, float] = {place: _share(table, place) for place, one in enumerate(needed) if one is None}
    words = {place: _longest_word(table, place, size, _WIDE_LETTER) for place in texts}
    if sum(words.values()) >= rest:
        texts = {place: rest * word / sum(words.values()) for place, word in words.items()}
        return [texts[place] if one is None else one for place, one in enumerate(needed)]
    while tight := {place for place in texts if rest * texts[place] / sum(texts.values()) < words[place]}:
        for place in tight:
            needed[place] = words[place]
            rest -= words[place]
            del texts[place]
    return [rest * texts[place] / sum(texts.values()) if one is None else one for place, one in enumerate(needed)]


def _share(table: Table, place: int) -> int:
    """Return how much of the room that is left a column of texts gets, by its longest text."""
    column = table.columns[place]
    longest = max((len(shown(row[place], column)) for row in table.all_rows()), default=0)
    return min(max(longest, _SHORT), _LONG)


def _needed(table: Table, place: int, size: int) -> float | None:
    """Return what a column of figures, days or codes needs; none for a column of texts."""
    column = table.columns[place]
    if column.kind in ("text", "label"):
        return None
    return _longest_word(table, place, size, _WIDEST_SIGN)


def _longest_word(table: Table, place: int, size: int, sign: float) -> float:
    """Return how wide a column is, in centimetres, that breaks none of its words; a sign is given in ems."""
    column = table.columns[place]
    cells = [shown(row[place], column) for row in table.all_rows()]
    words = [word for text in (*cells, column.heading.sv) for word in text.split(" ")]
    return max(len(word) for word in words) * size * sign * _CM_A_POINT + _CELL_MARGINS


def _put(run: Any, text: str) -> None:
    """Put a text into a run's element: tabs, and hyphens between digits, as the elements that Word has for them."""
    for piece in _PIECES.split(printable(text)):
        if piece == "\t":
            run.append(element_of("w:tab"))
        elif piece == "-":
            run.append(element_of("w:noBreakHyphen"))
        elif piece:
            element = element_of("w:t")
            element.text = piece
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(element)


def _row(made: Any, table: Table, row: Row, *, bold: bool, size: int) -> Any:
    added = made.add_row()
    for cell, value, column in zip(added.cells, row, table.columns, strict=True):
        _cell(cell, shown(value, column), right=column.is_numeric, bold=bold, size=size)
    return added


def _cell(cell: Any, text: str, *, right: bool, bold: bool, size: int) -> None:
    """Write a cell's text as the elements of its paragraph: python-docx's own way takes five times as long a cell."""
    paragraph, run = cell._tc.p_lst[0], element_of("w:r")
    style, look = element_of("w:pPr"), element_of("w:rPr")
    style.append(element_of("w:pStyle", "Tabelltext"))
    if right:
        style.append(element_of("w:jc", "right"))
    look.extend([element_of("w:b", None if bold else "0"), element_of("w:sz", str(2 * size))])
    run.append(look)
    _put(run, unbroken(text))
    paragraph.extend([style, run])


def _without_thumbnail(document: "Document") -> None:
    """Leave out the picture of an empty page that the template has."""
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]


def _styles(document: "Document") -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Cm, Pt, RGBColor

    styles = document.styles
    ink = RGBColor.from_string(_INK)
    for name, (points, before, after) in _SIZES.items():
        style = styles[name]
        style.font.name, style.font.size = _FONT, Pt(points)
        _fonts(style)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.15 if name == "Normal" else 1.0
        if name in ("Title", "Heading 1", "Caption"):
            style.font.color.rgb, style.font.bold, style.font.italic = ink, True, False
    _no_border(styles["Title"])
    _lines_of_tables(styles["Table Grid"])
    for name, after in (("Uppgift", 2), ("Rad", 2), ("Tabelltext", 1), ("Underskrift", 10)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(after), 1.0
    head = styles.add_style(_HEAD, WD_STYLE_TYPE.PARAGRAPH)
    head.base_style = styles["Normal"]
    head.font.size = Pt(9)
    head.paragraph_format.tab_stops.add_tab_stop(Cm(_between(_UPRIGHT)), WD_TAB_ALIGNMENT.RIGHT)
    styles["Uppgift"].paragraph_format.tab_stops.add_tab_stop(Cm(6.5))
    styles["Uppgift"].paragraph_format.left_indent = Cm(6.5)
    styles["Uppgift"].paragraph_format.first_line_indent = Cm(-6.5)
    styles["Underskrift"].paragraph_format.space_before = Pt(24)
    styles["Underskrift"].paragraph_format.keep_together = True
    styles["Tabelltext"].font.size = Pt(10)
    grey = styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    grey.font.color.rgb = RGBColor.from_string("595959")


def _fonts(style: Any) -> None:
    """Let the style's own font hold over the theme's, in every script."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(name_of(name), None)
    for name in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(name_of(name), _FONT)


def _no_border(style: Any) -> None:
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(name_of("w:pBdr")):
        properties.remove(border)


def _lines_of_tables(style: Any) -> None:
    """Let tables have hairlines between their rows and nothing between their columns."""
    for edge in style.element.iter(name_of("w:tblBorders")):
        for line in edge:
            is_between_rows = line.tag in {name_of("w:insideH"), name_of("w:bottom")}
            line.set(name_of("w:val"), "single" if is_between_rows else "nil")
            line.set(name_of("w:color"), _HAIR)


def _languages(document: "Document") -> None:
    """Say that the document is Swedish, wherever a language is said."""
    for language in document.styles.element.iter(name_of("w:lang")):
        language.set(name_of("w:val"), _LANGUAGE)
    for language in document.settings.element.iter(name_of("w:themeFontLang")):
        language.set(name_of("w:val"), _LANGUAGE)


def _describe(made: Any, text: str) -> None:
    """Give a table its title and description for those who hear it read."""
    properties = made._tbl.tblPr
    properties.append(element_of("w:tblCaption", text))
    properties.append(element_of("w:tblDescription", text))


def _rule_under(cell: Any) -> None:
    """Draw the line that parts a table's heading from its rows."""
    edges, line = element_of("w:tcBorders"), element_of("w:bottom", "single")
    for name, value in (("w:sz", "8"), ("w:space", "0"), ("w:color", _INK)):
        line.set(name_of(name), value)
    edges.append(line)
    cell._tc.get_or_add_tcPr().append(edges)


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(element_of(name))


def _field(paragraph: Any, instruction: str) -> None:
    for kind in ("begin", "instruction", "separate", "text", "end"):
        run = paragraph.add_run()
        if kind == "instruction":
            element = element_of("w:instrText")
            element.text = f" {instruction} "
        elif kind == "text":
            element = element_of("w:t")
            element.text = "1"
        else:
            element = element_of("w:fldChar")
            element.set(name_of("w:fldCharType"), kind)
        run._r.append(element)


def element_of(name: str, value: str | None = None) -> Any:
    """Make an element by its name with Word's prefix, ``w:tab``, and its value where it has one."""
    from docx.oxml import OxmlElement

    made = OxmlElement(name)
    if value is not None:
        made.set(name_of("w:val"), value)
    return made


def name_of(name: str) -> str:
    """Return a name with Word's prefix as the whole name of an element or attribute."""
    from docx.oxml.ns import qn

    return qn(name)


def still_bytes(document: "Document") -> bytes:
    """Return a document's bytes with every time in the archive the same: the same data give the same bytes."""
    made, still = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            written = zipfile.ZipInfo(entry.filename, _STILL)
            written.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(written, source.read(entry.filename))
    return still.getvalue()
