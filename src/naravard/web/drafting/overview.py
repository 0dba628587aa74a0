"""What several pages of drafts ask: what the check says, and what a draft gives whom."""

from dataclasses import dataclass
from functools import cached_property

from naravard.agreement.amendments import amended
from naravard.agreement.findings import Loaded
from naravard.agreement.library import open_files
from naravard.agreement.manuscript import Manuscript
from naravard.allocation import AllocationError, allocate
from naravard.allocation.model import Allocation
from naravard.allocation.simulation import Comparison, compare
from naravard.web.agreements.current import Shown, shown_named, shown_of
from naravard.web.agreements.models import AgreementSnapshot
from naravard.web.drafting.models import AgreementDraft
from naravard.web.drafting.parts import DraftPart, Remaining, remaining


@dataclass(frozen=True, eq=False)
class Reading:
    """A draft as it is now: its files as a manuscript, and what the check says of them."""

    draft: AgreementDraft

    @cached_property
    def manuscript(self) -> Manuscript:
        """The files, to be read value by value."""
        return Manuscript(self.draft.files)

    @cached_property
    def loaded(self) -> Loaded:
        """What ``naravard check`` finds."""
        return open_files(self.draft.files)

    @cached_property
    def remaining(self) -> list[Remaining]:
        """What remains to be put right, and where."""
        return remaining(self.manuscript, self.loaded.findings)

    def in_part(self, part: DraftPart) -> list[Remaining]:
        """Return what remains in a part."""
        return [one for one in self.remaining if one.part is part]

    @cached_property
    def origin(self) -> Shown | None:
        """The agreement that it was begun from, as it was then; None if that is not here any more."""
        try:
            signed = shown_of(self.draft.begun_from, 0)
        except AgreementSnapshot.DoesNotExist:
            return None
        if signed.agreement.id != self.draft.agreement_id:
            return signed
        return shown_of(self.draft.begun_from, len(signed.agreement.amendments))

    @cached_property
    def amends(self) -> Shown | None:
        """The agreement that the draft is to change, as it is shown now; None for a draft of a new one."""
        origin = self.origin
        return shown_named(self.draft.agreement_id) if origin and origin.signed.id == self.draft.agreement_id else None

    @cached_property
    def is_without_amendment(self) -> bool:
        """Whether the draft is to change an agreement and holds no amendment beside those that are there already."""
        written, amends = self.loaded.agreement, self.amends
        if written is None or amends is None:
            return False
        return len(written.amendments) <= len(amends.signed.amendments)

    @cached_property
    def allocated(self) -> tuple[Allocation | None, AllocationError | None]:
        """What the draft gives whom, or why that cannot be worked out; neither while the check finds errors."""
        if self.loaded.agreement is None:
            return None, None
        try:
            agreement = self.loaded.agreement
            return allocate(amended(agreement, len(agreement.amendments))), None
        except AllocationError as error:
            return None, error

    @cached_property
    def comparison(self) -> Comparison | None:
        """The draft beside the agreement that it was begun from; None if either cannot be worked out."""
        after, origin = self.allocated[0], self.origin
        if after is None or origin is None or origin.allocation is None:
            return None
        return compare(origin.allocation, after)
