"""Words of the pages of fixed versions."""

from naravard.agreement.model import Agreement, Text
from naravard.web.ledger.fixed_version import COMPUTED, SIGNED, bases_of
from naravard.web.site.forms import Choice

BASES = (
    Choice(
        SIGNED,
        Text("Bilagorna som de är undertecknade", "The annexes as signed"),
        Text(
            "De beräknade beloppen med de avvikelser som bilagorna har.",
            "The computed sums with the differences that the annexes have.",
        ),
    ),
    Choice(
        COMPUTED,
        Text("Beräkningen", "The computation"),
        Text(
            "Beloppen som reglerna ger dem, utan bilagornas avvikelser.",
            "The sums as the rules give them, without the annexes' differences.",
        ),
    ),
)
"""What a version's sums are taken from."""


def bases_offered(agreement: Agreement) -> tuple[Choice, ...]:
    """Return what can be chosen under an agreement: no signed annexes where there are none."""
    return tuple(choice for choice in BASES if choice.value in bases_of(agreement))


def basis_words(basis: str) -> Text:
    """Return the name of a basis."""
    return next(choice.label for choice in BASES if choice.value == basis)
