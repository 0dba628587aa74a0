"""What a table from a page was made from."""

from naravard.documents.table import Provenance
from naravard.web.agreements.current import Shown


def provenance(shown: Shown) -> Provenance:
    """Return the agreement and the digest of its files, for the foot of a document or file."""
    return Provenance(agreement=shown.agreement.name, agreement_id=shown.agreement.id, digest=shown.digest)
