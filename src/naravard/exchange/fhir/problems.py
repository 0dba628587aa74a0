"""What is wrong with a resource that comes in: each problem by an id, with its linkId and its words.

Neither of the two validators that the tests use finds a linkId that stands twice, or one that is not in the form; a
response is therefore held against its form here.
"""

from typing import Literal

from msgspec import Struct

from naravard.agreement.model import Text

ProblemId = Literal[
    "not-json", "not-r4", "other-form", "other-version", "unknown-link", "doubled-link", "misplaced-link",
    "wrong-value",
    "unknown-option", "too-many-answers", "nested-under-answer", "two-kinds-of-answer", "unknown-type", "bad-link",
    "nothing-asked",
]  # fmt: skip

WORDS: dict[ProblemId, Text] = {
    "not-json": Text("Filen är inte JSON som går att läsa.", "The file is not JSON that can be read."),
    "not-r4": Text("Filen är inte en {wanted} i FHIR R4.", "The file is no {wanted} of FHIR R4."),
    "other-form": Text("Svaren hör till ett annat formulär: {what}.", "The answers belong to another form: {what}."),
    "other-version": Text(
        "Svaren hör till en annan version av formuläret: {what}.",
        "The answers belong to another version of the form: {what}.",
    ),
    "unknown-link": Text("”{link}” finns inte i formuläret.", "“{link}” is not in the form."),
    "doubled-link": Text("”{link}” står två gånger.", "“{link}” stands twice."),
    "misplaced-link": Text("”{link}” står inte i sin egen grupp.", "“{link}” does not stand in its own group."),
    "wrong-value": Text("Svaret på ”{link}” är inte av frågans slag.", "The answer to “{link}” is of another kind."),
    "unknown-option": Text("Svaret på ”{link}” är inget av alternativen.", "The answer to “{link}” is no option."),
    "too-many-answers": Text(
        "”{link}” har flera svar och får ha ett.", "“{link}” has several answers and may have one."
    ),
    "nested-under-answer": Text(
        "Under svaret på ”{link}” ligger andra svar. De hör hemma bredvid.",
        "Beneath the answer to “{link}” lie other answers; they belong beside it.",
    ),
    "two-kinds-of-answer": Text(
        "”{link}” har både ett svar och ett skäl att inte svara.", "“{link}” has an answer and a reason not to answer."
    ),
    "unknown-type": Text("”{link}” är av slaget {what}, som inte går att ta in.", "“{link}” is of the kind {what}."),
    "bad-link": Text(
        "”{link}” kan inte vara en frågas kortnamn: a–z, siffror och bindestreck.",
        "“{link}” cannot be a question's id: a–z, digits and hyphens.",
    ),
    "nothing-asked": Text("Formuläret har inga frågor.", "The form has no questions."),
}


class FhirProblem(Struct, frozen=True, kw_only=True):
    """One thing that is wrong, and where."""

    id: ProblemId
    link: str
    text: Text


def problem(problem_id: ProblemId, link: str = "", **values: str) -> FhirProblem:
    """Make a problem of its words."""
    words = WORDS[problem_id]
    return FhirProblem(
        id=problem_id,
        link=link,
        text=Text(words.sv.format(link=link, **values), words.en.format(link=link, **values)),
    )
