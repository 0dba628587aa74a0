"""What a grant waits for, in words: which keys, which duty brings them, and by when."""

from collections.abc import Sequence

from naravard.agreement.model import Agreement, AllocationKey, Text
from naravard.agreement.wording import clause_reference, day, listed
from naravard.allocation.model import GrantAllocation


def awaiting(agreement: Agreement, allocated: GrantAllocation) -> Text:
    """Say what a grant without amounts waits for, as one sentence that begins with the grant's name."""
    keys = [agreement.key(key_id) for key_id in allocated.awaits]
    return Text(_sentence(agreement, allocated, keys, "sv"), _sentence(agreement, allocated, keys, "en"))


def _sentence(agreement: Agreement, allocated: GrantAllocation, keys: Sequence[AllocationKey], language: str) -> str:
    names = listed([f"”{key.name.in_language(language)}” ({key.id})" for key in keys], language)
    grant = allocated.grant.name.in_language(language)
    reasons = " ".join(dict.fromkeys(_reason(agreement, key, language) for key in keys))
    if language == "en":
        return f"{grant} is not allocated yet: it is waiting for {names}. {reasons}".rstrip()
    word = "nyckeln" if len(keys) == 1 else "nycklarna"
    return f"{grant} fördelas inte ännu: inväntar {word} {names}. {reasons}".rstrip()


def _reason(agreement: Agreement, key: AllocationKey, language: str) -> str:
    if key.awaits is None:
        return key.unavailable.in_language(language) if key.unavailable else ""
    duty = agreement.duty(key.awaits)
    name, clause = duty.name.in_language(language), clause_reference(duty.clause, language)
    if language == "en":
        when = f" by {day(duty.due)}" if duty.due else ""
        return f"The numbers come with “{name}”{when} ({clause})."
    when = f" senast {day(duty.due)}" if duty.due else ""
    return f"Talen kommer med ”{name}”{when} ({clause})."
