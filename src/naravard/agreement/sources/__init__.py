"""What an agreement takes from its other files: the text's clauses, the recipients, the keys' numbers, the annexes.

Each part that cannot be filled has its finding here, and is marked in the draft, so that no check speaks of it again.
"""

from msgspec.structs import replace

from naravard.agreement import reference
from naravard.agreement.draft import Draft
from naravard.agreement.model import Amendment, Duty
from naravard.agreement.sources.clauses import clauses_of, fill_clauses
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
    draft.replace(published=tuple(filled_published(draft, tables, table) for table in draft.agreement.published))
    draft.replace(amendments=tuple(_filled(draft, tables, one) for one in draft.agreement.amendments))
    draft.replace(duties=_closed(draft, draft.agreement.duties))


def _filled(draft: Draft, tables: Tables, amendment: Amendment) -> Amendment:
    """Fill an amendment from the files that it names."""
    filled = replace(
        amendment,
        clauses=clauses_of(draft, amendment, amendment.text) or (),
        keys=tuple(filled_key(draft, tables, key) for key in amendment.keys),
        published=tuple(filled_published(draft, tables, table) for table in amendment.published),
        duties=_closed(draft, amendment.duties),
    )
    draft.places.move(amendment, filled)
    return filled


def _closed(draft: Draft, duties: tuple[Duty, ...]) -> tuple[Duty, ...]:
    """Let each duty know the day on which its agreement is closed, so that it stands the same wherever it is asked."""
    closed = draft.agreement.closed
    if closed is None:
        return duties
    told = tuple(replace(duty, closed=closed) for duty in duties)
    for old, new in zip(duties, told, strict=True):
        draft.places.move(old, new)
    return told
