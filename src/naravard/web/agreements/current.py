"""The agreements that the pages show, read and allocated once per process and snapshot.

A page asks the database which snapshots are current (one small question) and takes the rest from memory. An agreement
reads as its amendments have left it today.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from threading import Lock

from django.db import connection
from django.http import Http404
from django.utils.translation import gettext as _

from naravard.agreement.amendments import amended, number_in_force
from naravard.agreement.findings import Finding
from naravard.agreement.library import open_files
from naravard.agreement.model import Agreement
from naravard.allocation import AllocationError, allocate
from naravard.allocation.model import Allocation
from naravard.indicators.load import open_indicators
from naravard.indicators.model import Indicator
from naravard.questionnaire.load import open_questionnaires
from naravard.questionnaire.model import Questionnaire
from naravard.web.agreements.clauses import ClauseBook
from naravard.web.agreements.models import AgreementSnapshot, CurrentSnapshot, reads_as
from naravard.web.site.clock import today
from naravard.web.site.request_memory import once_a_request


@dataclass(frozen=True, slots=True)
class FixedVersion:
    """Which fixed version an allocation is."""

    number: int
    """1, 2, … within the agreement."""
    fixed_at: datetime.datetime
    other_files: bool
    """Whether the agreement has been taken in again since, with other words or numbers, or amended."""


@dataclass(frozen=True, eq=False)
class Shown:
    """One agreement as the pages show it."""

    agreement: Agreement
    """As its amendments have left it."""
    signed: Agreement
    """As it was signed."""
    digest: str
    loaded_at: datetime.datetime
    warnings: tuple[Finding, ...]
    allocation: Allocation | None
    problem: AllocationError | None
    """Why the money cannot be allocated, when it cannot."""
    forms: tuple[Questionnaire, ...] = ()
    """The forms of its reports, in every version."""
    indicators: tuple[Indicator, ...] = ()
    """What its results are measured by, in every version."""
    version: FixedVersion | None = None
    """The fixed version that the allocation is; None for what the agreement's own rules give."""

    @property
    def reads(self) -> str:
        """A word for how the agreement reads: its files, and how many of their amendments have changed it."""
        return reads_as(self.digest, self.agreement.holding)

    @cached_property
    def clauses(self) -> ClauseBook:
        """The agreement's text as a book to look up in, with what rests on each clause."""
        return ClauseBook(self.agreement)


_READ: dict[str, Shown] = {}
"""As signed, by the digest of the files."""
_AMENDED: dict[str, Shown] = {}
"""As amendments have changed it, by the word for how it reads."""
_LOCK = Lock()


@once_a_request
def all_shown() -> tuple[Shown, ...]:
    """Return every agreement as it reads today, the latest period first."""
    day = today()
    signed = [_signed(digest) for digest in _current()]
    found = [_amended(shown, number_in_force(shown.agreement, day)) for shown in signed]
    found.sort(key=lambda shown: shown.agreement.name.sv)
    found.sort(key=lambda shown: (shown.agreement.period.to, shown.agreement.total.amount), reverse=True)
    return tuple(found)


def still_open(every: Sequence[Shown], day: datetime.date) -> tuple[Shown, ...]:
    """Return the agreements under which something may still be to be done on a day."""
    return tuple(shown for shown in every if not shown.agreement.is_closed(day))


def foremost(every: Sequence[Shown]) -> Shown:
    """Return the agreement that the start page shows: the latest of those that matter most in money.

    An agreement with less than a tenth of the greatest sum does not push a great one aside.
    """
    greatest = max(shown.agreement.total.amount for shown in every)
    return next(shown for shown in every if shown.agreement.total.amount * 10 >= greatest)


def shown_named(agreement_id: str) -> Shown | None:
    """Return the agreement with this id; None if none is shown."""
    return next((shown for shown in all_shown() if shown.agreement.id == agreement_id), None)


def shown_or_404(agreement_id: str) -> Shown:
    """Return the agreement with this id; 404 with words when there is none."""
    shown = shown_named(agreement_id)
    if shown is None:
        raise Http404(_("Det finns ingen överenskommelse som heter ”%(id)s” här.") % {"id": agreement_id})
    return shown


def shown_of(digest: str, amendments: int) -> Shown:
    """Return an agreement as it was when a snapshot was loaded, whether the pages show that one now or another.

    ``amendments`` is how many of them it reads as changed by.

    Raises:
        AgreementSnapshot.DoesNotExist: when no such files were ever loaded here.
    """
    return _amended(_signed(digest), amendments)


def _current() -> list[str]:
    """Return the digests of the snapshots that are current.

    Every page asks this, and every act several times. Django puts a question's words together each time it is asked,
    which takes ten times as long as the answer; so they are put together once.
    """
    with connection.cursor() as cursor:
        cursor.execute(_question(connection.vendor))
        return [digest for (digest,) in cursor.fetchall()]


@cache
def _question(_vendor: str) -> str:
    return str(CurrentSnapshot.objects.order_by().values_list("snapshot__digest").query)


def _signed(digest: str) -> Shown:
    with _LOCK:
        if digest not in _READ:
            _READ[digest] = _read(digest)
        return _READ[digest]


def _amended(shown: Shown, number: int) -> Shown:
    """Return the agreement as so many of its amendments have changed it."""
    if not number:
        return shown
    word = reads_as(shown.digest, number)
    with _LOCK:
        if word not in _AMENDED:
            agreement = amended(shown.signed, number)
            allocation, problem = _allocated(agreement)
            _AMENDED[word] = replace(shown, agreement=agreement, allocation=allocation, problem=problem)
        return _AMENDED[word]


def _read(digest: str) -> Shown:
    snapshot = AgreementSnapshot.objects.get(digest=digest)
    loaded = open_files(snapshot.files)
    if loaded.agreement is None:
        message = f"the snapshot {digest} no longer loads: {[finding.id for finding in loaded.findings]}"
        raise RuntimeError(message)
    allocation, problem = _allocated(loaded.agreement)
    return Shown(
        agreement=loaded.agreement,
        signed=loaded.agreement,
        digest=digest,
        loaded_at=snapshot.loaded_at,
        warnings=tuple(loaded.findings),
        allocation=allocation,
        problem=problem,
        forms=open_questionnaires(snapshot.files, loaded.agreement).questionnaires,
        indicators=open_indicators(snapshot.files, loaded.agreement).indicators,
    )


def _allocated(agreement: Agreement) -> tuple[Allocation | None, AllocationError | None]:
    try:
        return allocate(agreement), None
    except AllocationError as error:
        return None, error
