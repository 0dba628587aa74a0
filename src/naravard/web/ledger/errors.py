"""Why an act on money was refused.

``MoneyRefusedError``        the base, a :class:`~naravard.web.site.refusals.Refused`
├── ``LedgerRefusedError``   a rule of the ledger said no; ``refusal`` is its clause, what was found and the way out
├── ``MoneyChangedError``    someone else recorded something since the page was shown
└── ``NoMoneyError``         no agreement that is shown gives the organisation money: to whoever asks it does not exist
"""

from naravard.agreement.model import Text
from naravard.ledger import Refusal
from naravard.web.site.refusals import CHANGED, Parts, Refused

_MEANWHILE = frozenset({"accepted-before", "requisition-not-standing"})
"""The rules that say no because someone else has acted since the page was shown."""


class MoneyRefusedError(Refused):
    """An act on money was refused; nothing was changed."""


class LedgerRefusedError(MoneyRefusedError):
    """A rule of the ledger refused."""

    def __init__(self, refusal: Refusal, field: str = "") -> None:
        says = Text(refusal.in_language("sv"), refusal.in_language("en"))
        parts = Parts(refusal.what, refusal.found, refusal.expected, refusal.way_out, refusal.clause)
        status = CHANGED if refusal.id in _MEANWHILE else None
        super().__init__(refusal.id, says, field, parts=parts, status=status)
        self.refusal = refusal

    def of(self, name: Text) -> "LedgerRefusedError":
        """Return the same with a recipient's name in front of the words."""
        named = LedgerRefusedError(self.refusal, self.field)
        named.says = Text(f"{name.sv}: {self.says.sv}", f"{name.in_language('en')}: {self.says.in_language('en')}")
        named.args = (named.says.in_language("en"),)
        return named


class MoneyChangedError(MoneyRefusedError):
    """Someone else recorded something about the same money since the page was shown."""

    def __init__(self) -> None:
        super().__init__(
            "changed-meanwhile",
            Text(
                "Någon annan har registrerat något om medlen sedan du öppnade sidan. Inget av det du skickade har "
                "gjorts. Nu visas hur det står.",
                "Someone else has recorded something about the money since you opened the page. Nothing of what you "
                "sent was done. This is how it stands now.",
            ),
        )


class NoMoneyError(MoneyRefusedError):
    """No agreement that is shown gives the organisation money."""

    def __init__(self, agreement_id: str, organisation_code: str) -> None:
        super().__init__(
            "no-money",
            Text(
                f"Överenskommelsen {agreement_id} ger inga medel till {organisation_code}.",
                f"The agreement {agreement_id} gives no money to {organisation_code}.",
            ),
        )
