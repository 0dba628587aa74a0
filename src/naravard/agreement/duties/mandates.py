"""The mandates in words: the names of those who have one, and what follows if nobody does."""

from naravard.agreement.model import Agreement, Text
from naravard.agreement.wording import either


def mandated_by_name(agreement: Agreement, does: str) -> Text | None:
    """Return the names of those who have a mandate, as alternatives; ``None`` where nobody has it."""
    called = {mandate.who: mandate.name for mandate in agreement.mandates if mandate.name is not None}
    codes = agreement.mandated(does)
    names = [called.get(one.id, one.name) for one in agreement.organisations if one.id in codes]
    return either(names) if names else None


def only_extends(extender: Text | None) -> Text:
    """Say who can give more time where a right lapses: those named, or nobody."""
    if extender is None:
        return Text("Överenskommelsen ger ingen rätt att förlänga tiden.", "The agreement lets no one extend the time.")
    return Text(f"Bara {extender.sv} kan förlänga tiden.", f"Only {extender.in_language('en')} can extend the time.")
