"""Why an act was refused, as every room says it: a code for programs, words for people, and what to put right.

Rooms have kinds of their own under :class:`Refused`, so that an act can tell which it met; pages need to know only this
one. What a rule has to say in parts (what, found, expected, way out, clause) comes as ``parts``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from naravard.agreement.findings import FindingWords
from naravard.agreement.model import Text

MEANWHILE = "changed-meanwhile"
"""How the codes end that say that someone else has acted."""
WRONG, CHANGED = 422, 409
"""What was asked for cannot be done; someone else has acted since it was shown."""


InBoth = tuple[FindingWords, FindingWords]
"""A finding's words in Swedish and in English."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A refusal in parts, as ``site/parts/refused.html`` shows it."""

    what: Text
    found: Text
    expected: Text
    way_out: Text
    clause: str = ""
    """Empty if it follows from no clause of the agreement."""


class Refused(Exception):  # noqa: N818 - an answer to the one who asks, not a fault of the program
    """An act was refused; nothing was changed."""

    status = WRONG
    """What a browser is answered with. The API has its own, by what its description promises
    (:mod:`naravard.web.api.errors`)."""

    def __init__(
        self,
        code: str,
        says: Text,
        field: str = "",
        *,
        status: int | None = None,
        parts: Parts | None = None,
        findings: Sequence[InBoth] = (),
        problems: Mapping[str, Text] | None = None,
    ) -> None:
        super().__init__(says.en or says.sv)
        self.code, self.says, self.field, self.parts = code, says, field, parts
        self.findings = tuple(findings)
        """What is wrong in a file that was sent, in Swedish and in English."""
        self.problems = dict(problems or {})
        """What is wrong by field, if it is in several."""
        if status is not None:
            self.status = status
        elif code.endswith(MEANWHILE):
            self.status = CHANGED


def written_down(refused: Refused) -> dict[str, Any]:
    """Return a refusal as it is kept with what was written, for the page that tells of it."""
    parts = refused.parts
    return {
        "code": refused.code,
        "says": [refused.says.sv, refused.says.en],
        "field": refused.field,
        "status": refused.status,
        "parts": [
            *([text.sv, text.en] for text in (parts.what, parts.found, parts.expected, parts.way_out)),
            parts.clause,
        ]
        if parts
        else None,
        "problems": {name: [one.sv, one.en] for name, one in refused.problems.items()},
        "findings": [[list(words) for words in both] for both in refused.findings],
    }


def read_again(kept: dict[str, Any]) -> Refused:
    """Return a refusal that was written down."""
    parts = None
    if kept["parts"]:
        *texts, clause = kept["parts"]
        what, found, expected, way_out = (Text(*text) for text in texts)
        parts = Parts(what, found, expected, way_out, str(clause))
    findings = [(FindingWords(*sv), FindingWords(*en)) for sv, en in kept["findings"]]
    return Refused(
        kept["code"],
        Text(*kept["says"]),
        kept["field"],
        status=kept["status"],
        parts=parts,
        findings=findings,
        problems={name: Text(*one) for name, one in kept["problems"].items()},
    )
