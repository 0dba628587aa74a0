"""The names of those whom rows name by code: persons as they are called now, and the service itself."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from naravard.web.history.content import SERVICE
from naravard.web.people.models import Person

_PREFIX = "person-"


def names_of(codes: Iterable[str]) -> Mapping[str, str]:
    """Return the name of each code that events name an actor by; a code that names no person stands for itself."""
    wanted = set(codes)
    ids = {code: UUID(code.removeprefix(_PREFIX)) for code in wanted if code.startswith(_PREFIX)}
    found = Person.objects.in_bulk(list(ids.values()))
    named = {code: found[known].name for code, known in ids.items() if known in found}
    return {code: code for code in wanted} | {SERVICE.code: SERVICE.name.sv} | named
