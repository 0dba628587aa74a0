"""What changes the stored agreements: each act one function, one transaction."""

import datetime

from django.db import transaction

from naravard.agreement.files import AgreementFiles
from naravard.web.agreements.models import AgreementSnapshot, CurrentSnapshot, pack


@transaction.atomic
def take_in(*, agreement_id: str, files: AgreementFiles, at: datetime.datetime) -> bool:
    """Store a snapshot of a checked folder and let the pages show it; return whether it was new.

    The same files again add nothing; files that were shown before and come back are shown again.
    """
    snapshot, is_new = AgreementSnapshot.objects.get_or_create(
        digest=files.digest,
        defaults={
            "agreement_id": agreement_id,
            "folder_name": files.name,
            "content": pack(files),
            "loaded_at": at,
        },
    )
    CurrentSnapshot.objects.update_or_create(agreement_id=agreement_id, defaults={"snapshot": snapshot})
    return is_new
