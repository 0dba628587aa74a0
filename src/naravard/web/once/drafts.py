"""What someone has written in a form that is not done yet: kept by person and address, until it is done or a week old.

So a page that asks can always be got with GET: the way back in the browser, or a link, leads to what was written.
"""

import datetime
from typing import Any

from naravard.web.once.models import WrittenForm
from naravard.web.once.receipts import fingerprint_of

_LONGEST = 500


def keep(by: str, address: str, content: dict[str, Any], *, at: datetime.datetime) -> None:
    """Keep what is written at an address in place of what was kept there before."""
    kept = {"content": _storable(content), "at": at}
    WrittenForm.objects.update_or_create(by=by, address=_short(address), defaults=kept)


def kept(by: str, address: str) -> dict[str, Any] | None:
    """Return what was written at an address, if anything is kept."""
    found = WrittenForm.objects.filter(by=by, address=_short(address)).values_list("content", flat=True).first()
    return dict(found) if found is not None else None


def forget(by: str, address: str) -> None:
    """Throw away what was written at an address."""
    WrittenForm.objects.filter(by=by, address=_short(address)).delete()


def _short(address: str) -> str:
    return address if len(address) <= _LONGEST else fingerprint_of(address)


def _storable(value: Any) -> Any:
    """Return what is written without NUL, a sign that PostgreSQL cannot store and that nobody can write on purpose."""
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, dict):
        return {_storable(name): _storable(one) for name, one in value.items()}
    return [_storable(one) for one in value] if isinstance(value, list) else value
