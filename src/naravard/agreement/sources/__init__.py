"""What an agreement takes from its other files: the text's clauses, the recipients, the keys' numbers, the annexes.

Each part that cannot be filled has its finding here, and is marked in the draft, so that no check speaks of it again.
"""

import msgspec

from naravard.agreement import reference
from naravard.agreement.draft import Draft
from naravard.agreement.sources.clauses import fill_clauses
from naravard.agreement.sources.folder_files import Tables
from naravard.agreement.sources.grants import tell_grants_apart
from naravard.agreement.sources.keys import filled_key
from naravard.agreement.sources.published import filled_published
from naravard.agreement.sources.recipients import fill_organisations, filled_group, organisation_groups


def fill(draft: Draft) -> None:
    """Fill the agreement from the files it names."""
    tables = Tables(draft)
    fill_clauses(draft)
    fill_organisations(draft)
    own = tuple(filled_group(draft, tables, group) for group in draft.agreement.recipients)
    draft.replace(recipients=(*reference.groups(), *own, *organisation_groups(draft)))
    tell_grants_apart(draft)
    draft.replace(keys=tuple(filled_key(draft, tables, key) for key in draft.agreement.keys))
    _close_duties(draft)
    draft.replace(published=tuple(filled_published(draft, tables, table) for table in draft.agreement.published))


def _close_duties(draft: Draft) -> None:
    """Let each duty know the day on which its agreement is closed, so that it stands the same wherever it is asked."""
    closed = draft.agreement.closed
    if closed is None:
        return
    duties = tuple(msgspec.structs.replace(duty, closed=closed) for duty in draft.agreement.duties)
    for old, new in zip(draft.agreement.duties, duties, strict=True):
        draft.places.move(old, new)
    draft.replace(duties=duties)
