"""A draft's folder as one file to fetch: the same files that ``naravard check`` reads."""

import io
import zipfile

from naravard.web.drafting.models import AgreementDraft

_MADE = (1980, 1, 1, 0, 0, 0)
"""The time of each file: the same draft gives the same bytes."""


def zipped(draft: AgreementDraft) -> bytes:
    """Return the folder as a ZIP: one folder with the agreement's short name, and its files in it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, file in draft.files.items():
            archive.writestr(zipfile.ZipInfo(f"{draft.agreement_id}/{path}", _MADE), file, zipfile.ZIP_DEFLATED)
    return content.getvalue()
