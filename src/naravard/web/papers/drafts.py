"""The inner functions of acts on a paper that is being written: written in, made ready, opened again.

The acts (:mod:`.acts`) call these within their transaction, after they have locked the duty, and leave their event::

    draft = locked_draft(organisation, agreement_id, duty)
    write(draft, values, version=version, by=actor, at=at)
"""

import datetime
from collections.abc import Iterable, Mapping

from naravard.agreement.model import Duty
from naravard.documents.paper_pdf import PaperDocument, paper_pdf
from naravard.web.access.actor import Actor
from naravard.web.organisations.models import Organisation
from naravard.web.papers import errors
from naravard.web.papers.entries import as_json, entries_of
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.site.conflict import ChangedMeanwhileError


def draft_of(organisation: Organisation, agreement_id: str, duty: Duty) -> PaperDraft:
    """Return the paper of a duty being written; not saved, with the version 0, where no one has begun."""
    key = {"agreement_id": agreement_id, "organisation": organisation, "duty_id": duty.id}
    return PaperDraft.objects.filter(**key).first() or PaperDraft(**key, paper_id=duty.about)


def locked_draft(organisation: Organisation, agreement_id: str, duty: Duty) -> PaperDraft:
    """Lock the paper of a duty being written until the transaction ends."""
    draft: PaperDraft
    draft, _ = PaperDraft.objects.select_for_update(no_key=True).get_or_create(
        agreement_id=agreement_id, organisation=organisation, duty_id=duty.id, defaults={"paper_id": duty.about}
    )
    return draft


def write(
    draft: PaperDraft, values: Mapping[str, str], *, version: int, by: Actor, at: datetime.datetime
) -> dict[str, str]:
    """Write in the paper; whoever does has prepared it. Return what the values that changed were.

    Raises:
        PaperRefusedError: when it waits to be signed.
        ChangedMeanwhileError: when another version has been seen than the one that is.
    """
    if draft.is_ready:
        raise errors.is_ready()
    if draft.version != version:
        now = {name: str(draft.values.get(name, "")) for name in values}
        raise ChangedMeanwhileError(asked=version, version=draft.version, now=now)
    before = {name: str(draft.values.get(name, "")) for name in values if draft.values.get(name, "") != values[name]}
    draft.values = draft.values | dict(values)
    prepared(draft, by, at)
    return before


def make_ready(draft: PaperDraft, document: PaperDocument, *, version: int, by: Actor, at: datetime.datetime) -> None:
    """Fix what the paper says, and make the file that is to be signed. Whoever does has prepared it too."""
    if draft.is_ready:
        raise errors.is_ready()
    _require_version(draft, version)
    draft.ready_at, draft.ready_by = at, by.who.code
    draft.edition = document.edition
    draft.content = as_json(entries_of(document))
    draft.pdf = paper_pdf(document)
    draft.allocation_version, draft.digest = document.version, document.provenance.digest
    prepared(draft, by, at)


def make_again(draft: PaperDraft, document: PaperDocument, *, at: datetime.datetime) -> None:
    """Make the file of a paper that is ready again: what someone says of it has been written on it."""
    draft.content = as_json(entries_of(document))
    draft.pdf = paper_pdf(document)
    draft.version += 1
    draft.changed_at = at
    draft.save()


def open_for_changes(draft: PaperDraft, *, version: int, at: datetime.datetime) -> None:
    """Open a paper that waits to be signed, to be written in again; the file that was to be signed is thrown away."""
    if not draft.is_ready:
        raise errors.not_ready()
    _require_version(draft, version)
    clear(draft, at=at)


def clear(draft: PaperDraft, *, at: datetime.datetime) -> None:
    """Take away what was made ready: it has been handed in, or is to be changed. What was written is kept."""
    draft.ready_at, draft.ready_by, draft.edition, draft.content, draft.pdf = None, "", 0, [], None
    draft.allocation_version, draft.digest = 0, ""
    draft.version += 1
    draft.changed_at = at
    draft.save()


def next_edition(organisation: Organisation, agreement_id: str, duty_id: str) -> int:
    """Return the number of the edition of a duty's paper that comes next."""
    newest = (
        HandedInPaper.objects.filter(agreement_id=agreement_id, organisation=organisation, duty_id=duty_id)
        .order_by("-edition")
        .values_list("edition", flat=True)
        .first()
    )
    return (newest or 0) + 1


def require_ready(draft: PaperDraft, *, version: int) -> None:
    """Refuse a paper that is being written, or that is another than the one that was seen."""
    if not draft.is_ready or draft.pdf is None:
        raise errors.not_ready()
    _require_version(draft, version)


def add_preparers(draft: PaperDraft, codes: Iterable[str]) -> None:
    """Count further persons among those who have prepared the paper, each once."""
    draft.preparers = list(dict.fromkeys([*draft.preparers, *(code for code in codes if code)]))


def _require_version(draft: PaperDraft, version: int) -> None:
    if draft.version != version:
        raise errors.changed_meanwhile()


def prepared(draft: PaperDraft, by: Actor, at: datetime.datetime) -> None:
    """Keep that someone has written in the paper or made it ready: a new version, which that person has prepared."""
    add_preparers(draft, [by.who.code])
    draft.version += 1
    draft.changed_at, draft.changed_by = at, by.who.code
    draft.save()
