"""How a sentence names who acted: the person, the role, and whom the person stood in for."""

from naravard.agreement.model import Text
from naravard.web.history.told import SERVICE_ROLE, Told


def who(told: Told) -> Text:
    """Return who acted: ``Anna Ek (ekonomichef, i stället för Bo Al)``; the service acts by its name alone."""
    if told.role.code == SERVICE_ROLE.code:
        return told.actor.name
    return Text(_who(told, "sv", "i stället för"), _who(told, "en", "standing in for"))


def _who(told: Told, language: str, instead_of: str) -> str:
    role = told.role.name.in_language(language)
    if told.for_whom is not None:
        role = f"{role}, {instead_of} {told.for_whom.name.in_language(language)}"
    return f"{told.actor.name.in_language(language)} ({role})"
