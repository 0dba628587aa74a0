"""Why an act on a paper was refused."""

from collections.abc import Sequence

from naravard.agreement.model import Text
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.site.refusals import CHANGED


class PaperRefusedError(MoneyRefusedError):
    """An act on a paper was refused; nothing was changed."""


def is_ready() -> PaperRefusedError:
    """Say that it waits to be signed, and how it is opened."""
    return PaperRefusedError(
        "is-ready",
        Text(
            "Handlingen är klar för underskrift och går inte att ändra. Öppna den för ändring först.",
            "The paper is ready to be signed and cannot be changed. Open it for changes first.",
        ),
        status=CHANGED,
    )


def not_ready() -> PaperRefusedError:
    """Say that it is being written, and that nothing of what was sent was done."""
    return PaperRefusedError(
        "not-ready",
        Text(
            "Handlingen är inte klar för underskrift. Någon kan ha öppnat den för ändring sedan du läste den.",
            "The paper is not ready to be signed. Someone may have opened it for changes since you read it.",
        ),
        status=CHANGED,
    )


def changed_meanwhile() -> PaperRefusedError:
    """Say that someone else has done something to the paper."""
    return PaperRefusedError(
        "changed-meanwhile",
        Text(
            "Någon annan har ändrat handlingen sedan du öppnade sidan. Inget av det du skickade har gjorts. Nu visas "
            "hur den är.",
            "Someone else has changed the paper since you opened the page. Nothing of what you sent was done. This is "
            "how it is now.",
        ),
    )


def not_described(paper_id: str) -> PaperRefusedError:
    """Say that the agreement's data do not say what the paper must hold."""
    return PaperRefusedError(
        "paper-not-described",
        Text(
            f"Överenskommelsens data säger inte vad handlingen ”{paper_id}” ska innehålla. Den behöver en post med det "
            "namnet under papers.",
            f"The agreement's data do not say what the paper “{paper_id}” must hold. It needs an item of that name "
            "under papers.",
        ),
    )


def lacks(code: str, what: Text, every: Sequence[Text]) -> PaperRefusedError:
    """Say what is missing in a paper before it can be made ready; ``what`` is the paper's name first in a sentence."""
    return PaperRefusedError(
        code,
        Text(
            f"{what.sv} är inte fullständig. " + " ".join(one.sv for one in every),
            f"{what.in_language('en')} is not complete. " + " ".join(one.in_language("en") for one in every),
        ),
    )
