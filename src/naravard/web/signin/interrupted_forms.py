"""What was written in a form whose session had ended: kept, and given back to the one who wrote it.

It lies in the new session until the same account has signed in, and nowhere else. Files and passwords are not kept. So
it is too with a form from before one signed in again in another tab: its token is old, and nothing was done.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from naravard.web.access.addresses import EVERYONE

KEPT = "kept_form"
LARGEST = 200_000
"""How many characters are kept, names and values together."""
_NEVER = ("password", "losenord", "csrf", "secret")
_NEVER_ALONE = frozenset({"code"})
"""A code of the second step; a postal code is kept."""


@dataclass(frozen=True, slots=True)
class InterruptedForm:
    """What was written: to which address, the fields, and whether there were files, which must be chosen again."""

    path: str
    fields: list[tuple[str, str]]
    had_files: bool


def keep(request: HttpRequest, account_id: int) -> bool:
    """Keep what was sent for the one who wrote it; tell whether there was anything to keep."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _NEVER_ALONE and not any(part in name.lower() for part in _NEVER)
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


def keep_with_old_token(request: HttpRequest) -> bool:
    """Keep what was sent with a token that no longer holds, if it comes from this site's own page.

    A browser says where a form stood (``Origin``). What another site sends is never kept, so that nobody is asked to
    send on what somebody else has written.
    """
    account = getattr(request, "user", None)
    match = request.resolver_match
    if match is None or request.method != "POST" or account is None or not account.is_authenticated:
        return False
    if getattr(match.func, "access", None) in (None, EVERYONE):
        return False
    if request.headers.get("Origin") != f"{request.scheme}://{request.get_host()}":
        return False
    return keep(request, account.pk)


def kept_of(request: HttpRequest, account_id: int) -> InterruptedForm | None:
    """Return what the account wrote, if anything is kept; another's is thrown away unseen."""
    kept: dict[str, Any] | None = request.session.get(KEPT)
    if kept is None:
        return None
    if kept["account"] != account_id:
        drop(request)
        return None
    return InterruptedForm(kept["path"], [(name, value) for name, value in kept["fields"]], kept["files"])


def drop(request: HttpRequest) -> None:
    """Throw what is kept away."""
    request.session.pop(KEPT, None)


def drop_when_sent(request: HttpRequest) -> None:
    """Throw what is kept away when it is sent to where it was meant for."""
    kept = request.session.get(KEPT)
    if kept is not None and kept["path"] == request.get_full_path():
        drop(request)
