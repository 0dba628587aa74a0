"""A report in words as a paper: the same words in PDF and in Word, in the form's order."""

import datetime
import io

import docx

from filled_form import FORM, GRANTS, REPORT
from naravard.agreement.model import Text
from naravard.documents.paper_pdf import PaperDocument, as_draft, paper_pdf
from naravard.documents.paper_word import paper_word
from naravard.documents.report_paper import report_sections
from naravard.documents.table import Provenance
from naravard.documents.word_forms.comments import read_comments
from naravard.documents.word_forms.problems import WordProblem
from naravard.questionnaire.answers import ChosenSeveral
from pdf_reading import lines_of

PAPER = PaperDocument(
    title=Text("Slutredovisning"),
    running=Text("RSS i Kalmar län"),
    to=Text("Socialstyrelsen"),
    sender=Text("RSS i Kalmar län"),
    edition=1,
    reference_numbers=((Text("Överenskommelsens diarienummer"), "S2025/00001"),),
    sections=report_sections(FORM, REPORT, grants=GRANTS),
    provenance=Provenance(
        agreement=Text("Trygg hemgång 2025"), agreement_id="litet-exempel", digest="", program="Naravard",
        made=datetime.date(2026, 3, 1),
    ),
    version=0,
)  # fmt: skip
SAID = [
    "1. Upprättar kommunerna i länet planer innan patienter skrivs ut?", "Ja mer än hälften", "Kommentar: Fem av åtta.",
    "Möte före utskrivning", "Två stycken.", "Avstår från att svara, därför att: Inte mätt.", "72,5 procent",
    "Läkare: 0 kvinnor, 5 män", "Andra: 3 okänt kön", "1 000 000 kr", "Hemgång: 999 999 kr",
    "Inte vår vård, därför att: Förbundet.", "S2025/00001",
]  # fmt: skip


def plain(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_the_pdf_and_the_word_document_say_every_answer_in_the_forms_order() -> None:
    document = docx.Document(io.BytesIO(paper_word(PAPER)))
    for words in (
        plain(" ".join(lines_of(paper_pdf(PAPER)))),
        plain("\n".join(one.text for one in document.paragraphs)),
    ):
        places = [words.index(plain(said)) for said in SAID[:-1]]
        assert places == sorted(places)
        assert SAID[-1] in words


def test_a_draft_says_so_on_every_page() -> None:
    document = docx.Document(io.BytesIO(paper_word(as_draft(PAPER))))
    assert document.sections[0].header.paragraphs[0].text == "Utkast"


def test_what_is_not_asked_is_left_out_and_what_is_not_answered_has_a_dash() -> None:
    sections = report_sections(FORM, {"arbetssatt": ChosenSeveral(options=("mote",))}, first=3)
    assert [section.number for section in sections] == [3, 4, 5]
    asked = {heading.sv: text.sv for heading, text in sections[0].texts}
    assert "2a. Beskriv hembesöken." not in asked
    assert asked["3. Beskriv om möjligt effekterna."] == ""


def test_the_same_data_give_the_same_bytes() -> None:
    assert paper_word(PAPER) == paper_word(PAPER)


# --- a draft out to others, and back with their comments ---


def with_comments() -> bytes:
    document = docx.Document(io.BytesIO(paper_word(as_draft(PAPER))))
    for words, said in (("Två stycken.", "Vilka?"), ("1 000 000 kr", "Stämmer det?")):
        run = next(
            run
            for one in document.paragraphs
            if words in plain(one.text)
            for run in one.runs
            if words in plain(run.text)
        )
        document.add_comment(run, text=said, author="Ordförande", initials="O")
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def test_comments_come_back_with_their_question_and_the_words_they_are_about() -> None:
    read = read_comments(with_comments(), FORM)
    assert not isinstance(read, WordProblem)
    assert [(one.author, one.question, one.text) for one in read] == [
        ("Ordförande", "hembesok", "Vilka?"),
        ("Ordförande", "kronor", "Stämmer det?"),
    ]
    assert read[0].passage == "Två stycken."


def test_a_document_without_comments_has_none_and_what_is_no_document_is_told() -> None:
    assert read_comments(paper_word(PAPER), FORM) == ()
    refused = read_comments(b"%PDF", FORM)
    assert isinstance(refused, WordProblem)
    assert refused.id == "not-word"
