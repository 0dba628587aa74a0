"""Papers that were handed in: an organisation's own, and those that it received."""

from collections.abc import Sequence

from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from naravard.web.history.models import Event
from naravard.web.organisations.models import Organisation
from naravard.web.papers.models import HandedInPaper
from naravard.web.papers.receipt_numbers import read_receipt_number
from naravard.web.tasks.extensions import Extended, extended_since
from naravard.web.tasks.models import Extension

_WITHOUT_FILES = ("pdf", "signed_pdf", "content")


def own_papers(organisation: Organisation, agreement_id: str) -> Sequence[HandedInPaper]:
    """Return what an organisation has handed in under an agreement, newest first, without the files."""
    return list(
        HandedInPaper.objects.filter(organisation=organisation, agreement_id=agreement_id)
        .select_related("organisation")
        .defer(*_WITHOUT_FILES)
    )


def received_papers(organisation: Organisation, agreement_id: str) -> Sequence[HandedInPaper]:
    """Return what has been handed in to an organisation under an agreement, newest first, without the files."""
    return list(
        HandedInPaper.objects.filter(receiver_code=organisation.code, agreement_id=agreement_id)
        .select_related("organisation")
        .defer(*_WITHOUT_FILES)
    )


def extensions_after(papers: Sequence[HandedInPaper]) -> dict[int, Extended]:
    """Return the later days that duties were given after papers came in, by the paper's row, if one stands."""
    concerned = Extension.objects.filter(
        organisation__in={paper.organisation_id for paper in papers},
        agreement_id__in={paper.agreement_id for paper in papers},
    )
    newest: dict[tuple[str, str, str], Extension] = {}
    for given in concerned:
        newest.setdefault((given.organisation_id, given.agreement_id, given.duty_id), given)
    found = {
        paper.pk: extended_since(
            newest.get((paper.organisation_id, paper.agreement_id, paper.duty_id)), paper.first_handed_in_at
        )
        for paper in papers
    }
    return {row: extended for row, extended in found.items() if extended is not None}


def extension_after(paper: HandedInPaper) -> Extended | None:
    """Return the later day that the duty was given after a paper came in; None if none stands."""
    return extensions_after([paper]).get(paper.pk)


def counts_as_late(paper: HandedInPaper, extended: Extended | None) -> bool:
    """Tell whether a paper counts as late now: it came too late, and no later day given since lets it count as in time.

    ``extended`` is what :func:`extension_after` says of it.
    """
    return paper.was_late and not (extended is not None and extended.is_in_time)


def newest_paper(organisation: Organisation, agreement_id: str, duty_id: str) -> HandedInPaper | None:
    """Return the current edition of a duty's paper, or None if none has been handed in."""
    return (
        HandedInPaper.objects.filter(organisation=organisation, agreement_id=agreement_id, duty_id=duty_id)
        .order_by("-edition")
        .first()
    )


def paper_or_404(organisation: Organisation, receipt_number: str) -> HandedInPaper:
    """Return a paper that an organisation has handed in or received; to others it does not exist."""
    mine = Q(organisation=organisation) | Q(receiver_code=organisation.code)
    paper: HandedInPaper | None = (
        HandedInPaper.objects.filter(mine, receipt_number=read_receipt_number(receipt_number))
        .select_related("organisation")
        .first()
    )
    if paper is None:
        raise Http404(_("Det finns inget sådant kvitto här."))
    return paper


def edition_before(paper: HandedInPaper) -> HandedInPaper | None:
    """Return the edition that came before; none for the first."""
    return (
        HandedInPaper.objects.filter(
            agreement_id=paper.agreement_id,
            organisation=paper.organisation_id,
            duty_id=paper.duty_id,
            edition__lt=paper.edition,
        )
        .order_by("-edition")
        .first()
    )


def is_newest(paper: HandedInPaper) -> bool:
    """Tell whether no later edition has been handed in."""
    return not HandedInPaper.objects.filter(
        agreement_id=paper.agreement_id,
        organisation=paper.organisation_id,
        duty_id=paper.duty_id,
        edition__gt=paper.edition,
    ).exists()


def event_of(paper: HandedInPaper) -> Event | None:
    """Return the event that tells that the paper was handed in."""
    if paper.event_sequence is None:
        return None
    return Event.objects.filter(sequence=paper.event_sequence).first()
