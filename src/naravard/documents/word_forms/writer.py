"""A form as a Word document in the printed form's order: its words, quotations, check boxes, and room for text."""

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from naravard.agreement import wording
from naravard.agreement.model import Text
from naravard.documents.word import (
    element_of,
    name_of,
    page_numbers,
    paragraph_into,
    prepared,
    still_bytes,
    text_into,
)
from naravard.documents.word_forms.fields import (
    FORM_PROPERTY,
    PLACEHOLDER,
    REPORTER_PROPERTY,
    UNCHECKED,
    VERSION_PROPERTY,
    WordField,
    fields_of,
)
from naravard.documents.word_forms.words_in_word import CHECKED
from naravard.questionnaire.answer_words import DECLINES, NOT_OUR_CARE, number_words
from naravard.questionnaire.answers import (
    SEXES,
    AmountsByGrant,
    AmountStated,
    Answer,
    Answers,
    Chosen,
    ChosenSeveral,
    Counted,
    Declined,
    NotOurCare,
    NumberBySex,
    NumbersBySex,
    WrittenAnswer,
)
from naravard.questionnaire.model import Question, Questionnaire

if TYPE_CHECKING:
    from docx.document import Document

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_CELL_STYLE = "Tabelltext"
_LABEL_CM, _BOX_CM, _NUMBER_CM, _WHOLE_CM = 12.0, 4.2, 2.8, 16.2
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"


def form_as_word(
    form: Questionnaire,
    answers: Answers,
    *,
    reporter: str,
    reporter_code: str,
    day: datetime.date,
    grants: Mapping[str, Text] | None = None,
) -> bytes:
    """Return a form as a Word document, filled in as far as it is answered; the same data give the same bytes.

    Args:
        form: The form, as it is put to whoever reports.
        answers: What is answered so far.
        reporter: Whose report it is, by name.
        reporter_code: And by code.
        day: The day that stands in the document's properties.
        grants: The names of the grants whose amounts are reported, by id.
    """
    document = prepared(title=form.title, author=reporter, subject=form.name.sv, keywords=form.id, day=day)
    section = document.sections[0]
    section.header.paragraphs[0].style = "Sidhuvud"
    text_into(section.header.paragraphs[0], f"{reporter}\t{form.name.sv}")
    page_numbers(section.footer.paragraphs[0])
    text_into(paragraph_into(document, "Title"), form.title)
    _paragraphs(document, form.introduction)
    places = _Places()
    for part in form.parts:
        text_into(paragraph_into(document, "Heading 1"), part.heading)
        _paragraphs(document, part.introduction)
        for quote in part.quotes:
            if quote.lead:
                text_into(paragraph_into(document), quote.lead).bold = True
            _paragraphs(document, quote.text)
        for question in part.questions:
            _question(document, question, answers.get(question.id), grants or {}, places)
    _paragraphs(document, form.closing)
    _custom_properties(
        document, {FORM_PROPERTY: form.id, VERSION_PROPERTY: str(form.version), REPORTER_PROPERTY: reporter_code}
    )
    return still_bytes(document)


class _Places:
    """Numbers for bookmarks and content controls, each its own in the document."""

    def __init__(self) -> None:
        self.last = 0

    def next(self) -> str:
        self.last += 1
        return str(self.last)


def _question(
    document: "Document", question: Question, answer: Answer | None, grants: Mapping[str, Text], places: _Places
) -> None:
    asked = paragraph_into(document)
    asked.paragraph_format.keep_with_next = True
    number = f"{question.number}. " if question.number else ""
    first, *rest = f"{number}{question.text}".split("\n")
    text_into(asked, first).bold = True
    for line in rest:
        text_into(paragraph_into(document), line)
    fields = list(fields_of(question, grants))
    short = [field for field in fields if field.kind not in ("answer", "comment")]
    if short and short[0].kind == "row":
        _numbers_by_sex(document, short, answer, places)
    elif short:
        table = _table(document, len(short), (_LABEL_CM, _BOX_CM))
        for row, field in zip(table.rows, short, strict=True):
            _label(row.cells[0], field, places)
            if field.kind == "option":
                _check_box(row.cells[1], field, places, checked=_is_marked(answer, field.id))
            else:
                _room(row.cells[1], field, places, _amount(answer, field.id))
    for field in fields:
        if field.kind in ("answer", "comment"):
            if field is not fields[0]:
                paragraph_into(document, _CELL_STYLE)  # without a paragraph between, two tables become one
            table = _table(document, 2, (_WHOLE_CM,))
            _label(table.rows[0].cells[0], field, places)
            _room(table.rows[1].cells[0], field, places, _written(question, field, answer))
    paragraph_into(document)


def _numbers_by_sex(document: "Document", fields: list[WordField], answer: Answer | None, places: _Places) -> None:
    table = _table(document, len(fields) + 1, (_WHOLE_CM - 3 * _NUMBER_CM, _NUMBER_CM, _NUMBER_CM, _NUMBER_CM))
    for cell, words in zip(table.rows[0].cells[1:], SEXES.values(), strict=True):
        text_into(cell.paragraphs[0], words.sv)
    rows = answer.rows if isinstance(answer, NumbersBySex) else {}
    for row, field in zip(table.rows[1:], fields, strict=True):
        _label(row.cells[0], field, places)
        numbers = rows.get(field.id, NumberBySex())
        for cell, sex in zip(row.cells[1:], SEXES, strict=True):
            number = getattr(numbers, sex)
            _room(cell, field, places, "" if number is None else str(number))


def _is_marked(answer: Answer | None, option: str) -> bool:
    match answer:
        case Chosen(option=chosen):
            return chosen == option
        case ChosenSeveral(options=options):
            return option in options
    return False


def _amount(answer: Answer | None, grant: str) -> str:
    amounts = answer.amounts if isinstance(answer, AmountsByGrant) else {}
    return wording.whole(amounts[grant]) if grant in amounts else ""


def _written(question: Question, field: WordField, answer: Answer | None) -> str:
    """Return what stands in an answer's or a comment's room; a reason not to answer stands where words can."""
    reasons_here = field.kind == "comment" or question.kind == "text"
    match answer:
        case None:
            return ""
        case Declined(reason=reason):
            return f"{DECLINES} {reason}" if reasons_here else ""
        case NotOurCare(reason=reason):
            return f"{NOT_OUR_CARE} {reason}" if reasons_here else ""
        case WrittenAnswer(text=text):
            return text
        case Counted() if field.kind == "answer":
            return number_words(question, answer)
        case AmountStated(amount=amount) if field.kind == "answer":
            return "" if amount is None else wording.whole(amount)
    return answer.comment


# --- what Word is made of ---


def _table(document: "Document", rows: int, widths: tuple[float, ...]) -> Any:
    from docx.shared import Cm

    table = document.add_table(rows=rows, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element_of("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    return table


def _label(cell: Any, field: WordField, places: _Places) -> None:
    """Write a label with a bookmark round it."""
    paragraph = cell.paragraphs[0]
    paragraph._p.style = _CELL_STYLE
    paragraph.paragraph_format.keep_with_next = True
    number = places.next()
    start, end = element_of("w:bookmarkStart"), element_of("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(name_of("w:id"), number)
    start.set(name_of("w:name"), field.bookmark)
    paragraph._p.append(start)
    text_into(paragraph, field.label)
    paragraph._p.append(end)


def _check_box(cell: Any, field: WordField, places: _Places, *, checked: bool) -> None:
    from lxml import etree

    box = etree.Element(f"{{{W14}}}checkbox", nsmap={"w14": W14})
    for name, value in (("checked", "1" if checked else "0"),):
        etree.SubElement(box, f"{{{W14}}}{name}").set(f"{{{W14}}}val", value)
    for name, sign in (("checkedState", "2612"), ("uncheckedState", "2610")):
        state = etree.SubElement(box, f"{{{W14}}}{name}")
        state.set(f"{{{W14}}}val", sign)
        state.set(f"{{{W14}}}font", "MS Gothic")
    control, content = _control(field, places)
    control[0].append(box)
    content.append(_run(CHECKED if checked else UNCHECKED))
    cell.paragraphs[0]._p.style = _CELL_STYLE
    cell.paragraphs[0]._p.append(control)


def _room(cell: Any, field: WordField, places: _Places, text: str) -> None:
    """Write room for text: a control round whole paragraphs, so that lines stay apart in every program."""
    control, content = _control(field, places)
    if not text:
        control[0].append(element_of("w:showingPlcHdr"))
    for line in (text or PLACEHOLDER).split("\n"):
        paragraph = element_of("w:p")
        paragraph.append(_run(line, placeholder=not text))
        content.append(paragraph)
    empty = cell.paragraphs[0]._p
    empty.addprevious(control)
    cell._tc.remove(empty)
    cell._tc.append(element_of("w:p"))  # a cell ends with a paragraph, whatever stands before it


def _control(field: WordField, places: _Places) -> tuple[Any, Any]:
    control, properties, content = element_of("w:sdt"), element_of("w:sdtPr"), element_of("w:sdtContent")
    for name, value in (("w:alias", field.label[:60]), ("w:tag", field.tag), ("w:id", places.next())):
        properties.append(element_of(name, value))
    control.extend([properties, content])
    return control, content


def _run(text: str, *, placeholder: bool = False) -> Any:
    run = element_of("w:r")
    if placeholder:
        look = element_of("w:rPr")
        look.append(element_of("w:rStyle", "PlaceholderText"))
        run.append(look)
    for place, piece in enumerate(text.split("\t")):
        if place:
            run.append(element_of("w:tab"))
        written = element_of("w:t")
        written.text = piece
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(written)
    return run


def _paragraphs(document: "Document", text: str) -> None:
    for line in text.split("\n") if text else ():
        bullet = line.startswith("• ")
        text_into(paragraph_into(document, "List Bullet" if bullet else None), line.removeprefix("• "))


def _custom_properties(document: "Document", values: Mapping[str, str]) -> None:
    """Say which form and version it is, and whose, in the properties that every program keeps."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    rows = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), start=2)
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_VALUES}">{rows}</Properties>'
    )
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    package = document.part.package
    part = Part(PackURI("/docProps/custom.xml"), kind, content.encode(), package)
    package.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties")
