"""What a table from a page was made from."""

from django.utils.timezone import localdate

from naravard.documents.table import Provenance
from naravard.web.agreements.current import Shown


def provenance(shown: Shown) -> Provenance:
    """Return the agreement, the digest of its files and the fixed version, for the foot of a document or file."""
    return Provenance(
        agreement=shown.agreement.name,
        agreement_id=shown.agreement.id,
        digest=shown.digest,
        version=shown.version.number if shown.version else None,
        fixed=localdate(shown.version.fixed_at) if shown.version else None,
    )
