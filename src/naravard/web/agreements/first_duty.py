"""Which duty what was kept by kind alone belonged to; asked by migrations only."""

from functools import lru_cache
from typing import Any

from naravard.agreement.duties import duties_of
from naravard.agreement.library import open_files
from naravard.agreement.model import Agreement
from naravard.web.agreements.models import unpack


def first_duty(apps: Any, agreement_id: str, organisation_code: str, about: str) -> str:
    """Return the id of an organisation's first duty of a kind, under the agreement as it is shown.

    Where the agreement is no longer here, or lays no such duty on the organisation any more, the kind stands for it:
    what was written is kept, and no page leads to it, as before.
    """
    current = apps.get_model("agreements", "CurrentSnapshot").objects.filter(agreement_id=agreement_id)
    row = current.values_list("snapshot__content", "snapshot__folder_name").first()
    agreement = _read(bytes(row[0]), row[1]) if row else None
    duties = duties_of(agreement, organisation_code) if agreement else ()
    return next((duty.id for duty in duties if duty.about == about), about)


@lru_cache(maxsize=8)
def _read(content: bytes, folder_name: str) -> Agreement | None:
    return open_files(unpack(content, folder_name)).agreement
