"""The words under which the fields of a kept form are shown, and what their codes mean.

The names are those of all forms for people who have signed in; a test walks the pages and finds one that is missing.
What is not here was hidden on its page: a version, what it was before. It is kept and sent, and not shown.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from naravard.agreement.model import Text
from naravard.web.access.roles import BY_CODE as ROLES
from naravard.web.people.models import Person
from naravard.web.tokens.scopes import BY_CODE as SCOPES

WORDS = {
    "address": _("Postadress"),
    "bankgiro": _("Bankgiro"),
    "city": _("Postort"),
    "contact_email": _("E-post"),
    "contact_name": _("Kontaktperson"),
    "contact_phone": _("Telefon med riktnummer"),
    "decided_on": _("Beslutets dag"),
    "email": _("E-postadress"),
    "file": _("Fil"),
    "from_day": _("Första dagen"),
    "goes": _("Personen som visade sig vara densamma"),
    "gor": _("Det du skulle göra"),
    "last_day": _("Sista dagen"),
    "name": _("Namn"),
    "note": _("Meddelande till mottagaren"),
    "number": _("Organisationsnummer"),
    "organisation_number": _("Organisationsnummer"),
    "person": _("Ställföreträdare"),
    "plusgiro": _("Plusgiro"),
    "postal_code": _("Postnummer"),
    "reason": _("Skäl"),
    "reference_number": _("Ert diarienummer"),
    "role": _("Roll"),
    "scopes": _("Vad nyckeln får göra"),
    "stays": _("Personen som blir kvar"),
    "text": _("Det som lämnas in"),
    "to_day": _("Sista dagen"),
    "vantar": _("När vill du få mejl?"),
}
"""By the name of the field."""


def in_words(fields: Iterable[tuple[str, str]], reader: Person) -> list[tuple[str, str]]:
    """Return the fields that someone wrote something in, as that one reads them."""
    return [
        (str(WORDS[name]), _meaning(name, value, reader)) for name, value in fields if name in WORDS and value.strip()
    ]


def _meaning(name: str, value: str, reader: Person) -> str:
    if name in PERSONS:
        return _colleague(value, reader)
    meant = CODES[name]().get(value) if name in CODES else None
    return meant.in_language("en" if get_language() == "en" else "sv") if meant else value


def _colleague(code: str, reader: Person) -> str:
    """Return the name of someone in an organisation of the reader's; others do not exist."""
    try:
        known = Person.objects.filter(pk=uuid.UUID(code), memberships__organisation__memberships__person=reader)
    except ValueError:
        return code
    found = known.first()
    return found.name if found else code


PERSONS = frozenset({"person", "stays", "goes"})
"""The fields whose values are persons."""
CODES: dict[str, Callable[[], Mapping[str, Text]]] = {
    "role": lambda: {code: role.name for code, role in ROLES.items()},
    "scopes": lambda: {code: scope.name for code, scope in SCOPES.items()},
}
"""What the values mean that are codes, by the name of the field. A room with a code of its own adds it when it is
ready."""
