"""A form goes out as a Word document and comes back filled in, through LibreOffice too, and whatever else is given."""

import datetime
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from msgspec.structs import replace

from filled_form import FORM, GRANTS, REPORT, SHIPPED
from naravard.documents.word_forms import package
from naravard.documents.word_forms.fields import PLACEHOLDER
from naravard.documents.word_forms.problems import WORDS
from naravard.documents.word_forms.reader import WordDifference, differences, read_word_form
from naravard.documents.word_forms.writer import form_as_word
from naravard.questionnaire.answers import (
    AmountStated,
    Answer,
    Chosen,
    Counted,
    WrittenAnswer,
)
from naravard.questionnaire.model import Questionnaire

DAY = datetime.date(2023, 3, 1)


def as_word(answers: dict[str, Answer] | None = None, form: Questionnaire = FORM) -> bytes:
    filled = REPORT if answers is None else answers
    return form_as_word(form, filled, reporter="RSS i Kalmar län", reporter_code="rss-08", day=DAY, grants=GRANTS)


def read(content: bytes, form: Questionnaire = FORM) -> tuple[dict[str, Answer], list[str]]:
    found = read_word_form(content, form, grants=GRANTS)
    return found.answers, [problem.id for problem in found.problems]


def repacked(content: bytes, change: Callable[[str], str] | None = None, **parts: bytes | None) -> bytes:
    """The document with its own part changed, and other parts given or (None) taken away."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            written = source.read(name)
            if name == "word/document.xml" and change is not None:
                before = written.decode()
                written = change(before).encode()
                assert written.decode() != before, "nothing was changed"
            if parts.get(name.replace("/", "_").replace(".", "_"), b"") is not None:
                target.writestr(name, written)
        for name, given in parts.items():
            if given is not None:
                target.writestr(name, given)
    return made.getvalue()


def test_what_is_filled_in_is_read_as_it_was_filled_in() -> None:
    found = read_word_form(as_word(), FORM, grants=GRANTS)
    assert found.answers == REPORT
    assert found.problems == ()
    assert found.reporter == "rss-08"


def test_an_empty_form_says_nothing() -> None:
    assert read(as_word({})) == ({}, [])


def test_the_same_data_give_the_same_bytes() -> None:
    assert as_word() == as_word()


def test_the_printed_form_stands_in_its_own_words_and_order() -> None:
    form = SHIPPED["slutredovisning-kommuner"]
    content = as_word({}, form)
    assert read(content, form) == ({}, [])
    document = docx.Document(io.BytesIO(content))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    places = [words.index(f"{question.number}. ") for question in form.questions if question.number]
    assert places == sorted(places)
    for part in form.parts:
        assert part.heading in words
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for option in form.question("egna-planer").options:
        assert option.text in cells


def test_what_differs_from_what_stands_is_shown_before_anything_is_saved() -> None:
    found = read_word_form(as_word(), FORM, grants=GRANTS)
    standing = {**REPORT, "kronor": AmountStated(amount=5), "skalen": WrittenAnswer(text="Kvar.")}
    assert differences(found, REPORT, FORM) == ()
    assert differences(found, standing, FORM) == (
        WordDifference(question="kronor", standing=AmountStated(amount=5), read=AmountStated(amount=1_000_000)),
        WordDifference(question="skalen", standing=WrittenAnswer(text="Kvar."), read=None),
    )


# --- through LibreOffice ---


@pytest.fixture(scope="module")
def through_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The document opened and saved by LibreOffice: as Word at once, and by way of OpenDocument."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing: make test installs it"
    folder = tmp_path_factory.mktemp("libreoffice")

    def turned(kind: str, *files: Path) -> None:
        subprocess.run(
            [program, f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", "--convert-to", kind,
             "--outdir", str(folder / "ut"), *map(str, files)],
            check=True, capture_output=True, timeout=600,
        )  # fmt: skip

    straight, roundabout = folder / "rakt.docx", folder / "omvag.docx"
    straight.write_bytes(as_word())
    roundabout.write_bytes(as_word())
    turned("odt", roundabout)
    turned("docx:MS Word 2007 XML", straight, folder / "ut" / "omvag.odt")
    return {name: (folder / "ut" / f"{name}.docx").read_bytes() for name in ("rakt", "omvag")}


@pytest.mark.parametrize("way", ["rakt", "omvag"])
def test_a_form_comes_back_from_libreoffice(through_libreoffice: dict[str, bytes], way: str) -> None:
    assert read(through_libreoffice[way]) == (REPORT, [])


# --- filled in by hand, in ways that programs and people have ---


def typed(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


def test_a_typed_x_is_a_mark() -> None:
    content = repacked(as_word({}), typed('<w:t xml:space="preserve">☐</w:t>', "<w:t>☐ X</w:t>"))
    assert read(content) == ({"planer": Chosen(option="alla")}, [])


def test_two_marks_where_one_may_be_are_told_and_neither_is_taken() -> None:
    content = repacked(as_word(), typed("☐", "☒"))
    answers, problems = read(content)
    assert problems == ["several-marks"]
    assert answers["planer"] == Chosen(comment="Fem av åtta.\nDe andra 2026.")


def test_words_in_a_box_are_no_mark_and_words_in_a_numbers_place_no_number() -> None:
    content = repacked(as_word({}), typed('<w:t xml:space="preserve">☐</w:t>', "<w:t>kanske</w:t>"))
    assert read(content) == ({}, ["not-a-mark"])
    content = repacked(as_word(), typed("72,5", "de flesta"))
    answers, problems = read(content)
    assert problems == ["not-a-number"]
    assert answers["omfattning"] == Counted(comment="Av dem som skrevs ut.")


def test_numbers_are_read_as_they_are_written_in_sweden() -> None:
    content = repacked(
        as_word(), lambda text: re.sub("1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000", "1000000 kr", text)
    )
    assert read(content) == (REPORT, [])


def test_a_document_without_controls_is_read_by_its_bookmarks() -> None:
    without = re.compile(r"</?w:sdt>|<w:sdtPr>.*?</w:sdtPr>|</?w:sdtContent>", re.DOTALL)
    assert read(repacked(as_word(), lambda text: without.sub("", text))) == (REPORT, [])


def test_a_document_without_bookmarks_is_read_by_its_tags() -> None:
    without = re.compile(r"<w:bookmark(Start|End)[^>]*/>")
    assert read(repacked(as_word(), lambda text: without.sub("", text)))[0].items() >= {
        "hembesok": REPORT["hembesok"], "arbetssatt": REPORT["arbetssatt"], "bidraget": REPORT["bidraget"],
    }.items()  # fmt: skip


def test_foreign_nested_and_locked_controls_change_nothing() -> None:
    def more(text: str) -> str:
        locked = text.replace("<w:sdtPr>", '<w:sdtPr><w:lock w:val="sdtContentLocked"/>')
        foreign = '<w:sdt><w:sdtPr><w:tag w:val="frammande"/></w:sdtPr><w:sdtContent>'
        return re.sub(
            r"(<w:p>(?:(?!</w:p>).)*Två stycken\..*?</w:p>)", rf"{foreign}\1</w:sdtContent></w:sdt>", locked, count=1
        )

    assert read(repacked(as_word(), more)) == (REPORT, [])


def test_what_is_struck_out_in_tracked_changes_is_not_there_and_what_is_put_in_is() -> None:
    def tracked(text: str) -> str:
        deleted = '<w:del w:id="9001"><w:r><w:delText>gammalt</w:delText></w:r></w:del>'
        inserted = '<w:ins w:id="9002"><w:r><w:t>Nytt: </w:t></w:r></w:ins>'
        return re.sub(r"(<w:r><w:t[^>]*>Kvinnor som bor)", rf"{deleted}{inserted}\1", text, count=1)

    answers, problems = read(repacked(as_word(), tracked))
    assert problems == []
    assert answers["bidraget"] == WrittenAnswer(text="Nytt: Kvinnor som bor ensamma har fått stöd hemma.")


def test_the_placeholder_is_known_by_its_words() -> None:
    content = repacked(as_word(), typed("Två stycken.", f"{PLACEHOLDER} Två stycken."))
    assert read(content) == (REPORT, [])


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("å" * 100_000, "å" * 100_000),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"),
        ("\u202eomvänt\u202c och \u200fmer", "omvänt och mer"),
    ],
    ids=["long", "markup", "right-to-left"],
)
def test_whatever_is_pasted_is_kept_as_words(pasted: str, kept: str) -> None:
    answers, problems = read(repacked(as_word({"bidraget": WrittenAnswer(text="HÄR")}), typed("HÄR", pasted)))
    assert (answers, problems) == ({"bidraget": WrittenAnswer(text=kept)}, [])


def test_a_place_that_is_taken_away_is_told_and_the_rest_is_read() -> None:
    def without(text: str) -> str:
        table = next(one for one in re.findall(r"<w:tbl>.*?</w:tbl>", text, re.DOTALL) if "Två stycken." in one)
        return text.replace(table, "")

    answers, problems = read(repacked(as_word(), without))
    assert problems == ["missing"]
    assert answers == {name: answer for name, answer in REPORT.items() if name != "hembesok"}


# --- what is no form ---


def other_form() -> bytes:
    return as_word({}, replace(FORM, id="delredovisning"))


def old_version() -> bytes:
    return as_word({}, replace(FORM, version=2))


def bomb() -> bytes:
    return repacked(as_word({}), **{"word/media.xml": b"\0" * 15_000_000})


def a_letter() -> bytes:
    made = io.BytesIO()
    docx.Document().save(made)
    return made.getvalue()


def open_document() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return made.getvalue()


REFUSED: dict[str, Callable[[], bytes]] = {
    "not-word": lambda: b"%PDF-1.7",
    "old-word": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "open-document": open_document,
    "macros": lambda: repacked(as_word({}), **{"word/vbaProject.bin": b"Sub"}),
    "bomb": bomb,
    "half": lambda: as_word()[:3_000],
    "no-form": a_letter,
    "other-form": other_form,
    "other-version": old_version,
}


@pytest.mark.parametrize("kind", sorted(REFUSED))
def test_what_cannot_be_read_gets_a_clear_answer(kind: str) -> None:
    found = read_word_form(REFUSED[kind](), FORM, grants=GRANTS)
    assert found.answers == {}
    assert [problem.id for problem in found.problems] == [kind]
    assert found.problems[0].text.sv


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK", b"\0" * 50])
def test_anything_can_be_given(content: bytes) -> None:
    assert read(content)[0] == {}


def test_entities_and_types_of_its_own_are_refused() -> None:
    content = repacked(
        as_word(), lambda text: re.sub(r"(<w:document)", r'<!DOCTYPE x [<!ENTITY a "b">]>\1', text, count=1)
    )
    assert read(content) == ({}, ["half"])


def test_sizes_that_an_archive_lies_about_are_held_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_PART", 1_000)
    assert read(as_word()) == ({}, ["half"])


def test_a_document_that_does_not_say_its_version_is_read_with_a_warning() -> None:
    content = repacked(as_word(), docProps_custom_xml=None)
    assert read(content) == (REPORT, ["unknown-version"])


def test_every_problem_is_tried() -> None:
    elsewhere = {"missing", "several-marks", "not-a-mark", "not-a-number", "unknown-version"}
    assert set(WORDS) == set(REFUSED) | elsewhere
