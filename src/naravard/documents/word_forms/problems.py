"""What can be wrong with a Word document that comes back: each by an id, with its words and the way out."""

from typing import Literal

from msgspec import Struct

from naravard.agreement.model import Text

ProblemId = Literal[
    "not-word", "old-word", "open-document", "macros", "bomb", "half", "no-form", "other-form", "other-version",
    "unknown-version", "missing", "several-marks", "not-a-mark", "not-a-number",
]  # fmt: skip

WORDS: dict[ProblemId, Text] = {
    "not-word": Text(
        "Filen är inget Worddokument (.docx). Spara formuläret som .docx och lämna den filen.",
        "The file is no Word document (.docx). Save the form as .docx and give that file.",
    ),
    "old-word": Text(
        "Filen är i Words gamla format eller skyddad med lösenord. Spara den som .docx, utan lösenord.",
        "The file is in Word's old format, or protected by a password. Save it as .docx, without a password.",
    ),
    "open-document": Text(
        "Filen är i OpenDocument-format (.odt). Spara den som .docx.",
        "The file is an OpenDocument (.odt). Save it as .docx.",
    ),
    "macros": Text(
        "Filen har makron. Spara den som .docx, utan makron.", "The file has macros. Save it as .docx, without macros."
    ),
    "bomb": Text("Filen packas upp till mer än vad ett formulär kan vara.", "The file unpacks to more than any form."),
    "half": Text(
        "Filen är skadad eller halv. Hämta den på nytt ur det program som den skrevs i.",
        "The file is damaged, or only half. Take it again from the program that it was written in.",
    ),
    "no-form": Text(
        "Ingen av formulärets frågor känns igen i filen. Är det rätt fil?",
        "None of the form's questions is recognised in the file. Is it the right file?",
    ),
    "other-form": Text("Filen är ett annat formulär: {what}.", "The file is another form: {what}."),
    "other-version": Text(
        "Filen är version {what} av formuläret. Hämta den version som gäller och flytta över svaren.",
        "The file is version {what} of the form. Take the version that holds, and move the answers.",
    ),
    "unknown-version": Text(
        "Filen säger inte vilken version av formuläret den är. Jämför det som är läst med filen.",
        "The file does not say which version of the form it is. Compare what is read with the file.",
    ),
    "missing": Text("Platsen ”{what}” finns inte kvar i filen.", "The place “{what}” is no longer in the file."),
    "several-marks": Text(
        "Flera alternativ är markerade och bara ett får vara det: {what}.",
        "Several options are marked, and only one may be: {what}.",
    ),
    "not-a-mark": Text(
        "I rutan för ”{what}” står något som inte är ett kryss.", "In the box of “{what}” stands what is no mark."
    ),
    "not-a-number": Text("”{what}” är inget tal som går att läsa.", "“{what}” is no number that can be read."),
}


class WordProblem(Struct, frozen=True, kw_only=True):
    """One thing that is wrong, and at which question."""

    id: ProblemId
    question: str
    text: Text


def problem(problem_id: ProblemId, question: str = "", what: str = "") -> WordProblem:
    """Make a problem of its words."""
    words = WORDS[problem_id]
    return WordProblem(
        id=problem_id, question=question, text=Text(words.sv.format(what=what), words.en.format(what=what))
    )
