"""What was written in a form when the session had ended: kept, and given back to the one who wrote it.

It lies in the new session until the same account has signed in, and nowhere else. Files and passwords are not kept.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

KEPT = "kept_form"
LARGEST = 200_000
"""How many characters are kept, names and values together."""
_NEVER = ("password", "losenord", "csrf", "secret", "code")


@dataclass(frozen=True, slots=True)
class Kept:
    """What was written: to which address, the fields, and whether there were files, which must be chosen again."""

    path: str
    fields: list[tuple[str, str]]
    had_files: bool

    @property
    def shown(self) -> list[tuple[str, str]]:
        """The fields that someone wrote something in, as they can be read."""
        return [(name, value) for name, value in self.fields if name != "once" and value.strip()]


def keep(request: HttpRequest, account_id: int) -> bool:
    """Keep what was sent for the one who wrote it; tell whether there was anything to keep."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if not any(part in name.lower() for part in _NEVER)
        for value in values
    ]
    size = sum(len(name) + len(value) for name, value in fields)
    if not fields or size > LARGEST:
        return False
    request.session[KEPT] = {
        "account": account_id,
        "path": request.get_full_path(),
        "fields": fields,
        "files": bool(request.FILES),
    }
    return True


def kept_of(request: HttpRequest, account_id: int) -> Kept | None:
    """Return what the account wrote, if anything is kept; another's is thrown away unseen."""
    kept: dict[str, Any] | None = request.session.get(KEPT)
    if kept is None:
        return None
    if kept["account"] != account_id:
        drop(request)
        return None
    return Kept(kept["path"], [(name, value) for name, value in kept["fields"]], kept["files"])


def drop(request: HttpRequest) -> None:
    """Throw what is kept away."""
    request.session.pop(KEPT, None)


def drop_when_sent(request: HttpRequest) -> None:
    """Throw what is kept away when it is sent to where it was meant for."""
    kept = request.session.get(KEPT)
    if kept is not None and kept["path"] == request.get_full_path():
        drop(request)
