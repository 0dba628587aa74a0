"""The audit of an agreement that the pages show, made once per process and snapshot."""

from functools import lru_cache

from naravard.allocation.audit import Audit, audit
from naravard.web.agreements.current import Shown

_KEPT = 16


@lru_cache(maxsize=_KEPT)
def audit_of(shown: Shown) -> Audit:
    """Return the agreement's audit. The money must have been possible to allocate."""
    return audit(shown.agreement)
