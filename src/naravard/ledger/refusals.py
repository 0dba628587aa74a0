"""Why a fact may not come next: a stable id, the clause, and four things said in both languages."""

from msgspec import Struct

from naravard.agreement.model import Text
from naravard.agreement.wording import clause_reference

_LABELS = {
    "sv": ("Hittat", "Väntat", "Gör så här"),
    "en": ("Found", "Expected", "Way out"),
}


class Refusal(Struct, frozen=True, kw_only=True):
    """A fact that may not come next."""

    id: str
    """Stable, for programs and tests: ``above-allotted``."""
    clause: str
    """Empty where it follows from how accounts are kept, not from a clause."""
    what: Text
    found: Text
    expected: Text
    way_out: Text

    def in_language(self, language: str) -> str:
        """Return the whole message in ``"sv"`` or ``"en"``, one line."""
        found, expected, way_out = _LABELS["en" if language == "en" else "sv"]
        what = self.what.in_language(language)
        if self.clause:
            what = f"{what.removesuffix('.')} ({clause_reference(self.clause, language)})."
        return (
            f"{what} {found}: {self.found.in_language(language)}. {expected}: {self.expected.in_language(language)}. "
            f"{way_out}: {self.way_out.in_language(language)}."
        )


Words = tuple[str, str]
"""Swedish and English."""


def refuse(refusal_id: str, clause: str = "", *, what: Words, found: Words, expected: Words, way_out: Words) -> Refusal:
    """Make a refusal out of words in both languages; ``what`` is a sentence, the others come without a full stop."""
    return Refusal(
        id=refusal_id,
        clause=clause,
        what=Text(*what),
        found=Text(*found),
        expected=Text(*expected),
        way_out=Text(*way_out),
    )


def same(words: str) -> Words:
    """Return words that are the same in both languages, as a sum or a date."""
    return (words, words)
