"""What the database keeps of a county's sharing: proposals in versions, what each gives whom, and the answers.

A version that has been sent is never changed; another one comes after it. What a decided version gives bounds what is
passed on, and that stands as facts of money (:mod:`naravard.web.ledger`).
"""

import datetime
from fractions import Fraction

from django.db import models
from django.db.models import Q

from naravard.agreement.duties.deadlines import ends_at
from naravard.agreement.model import Text
from naravard.ledger.facts import Sum
from naravard.web.history.content import Thing
from naravard.web.history.witness import Witnessed, WitnessedRows
from naravard.web.organisations.models import Organisation


class CountyKey(Witnessed):
    """Numbers that an RSS has brought, one for each municipality of the county, to share by. Never changed."""

    agreement_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="county_keys")
    """The RSS."""
    key_id = models.CharField(max_length=100)
    """``lan-1``, ``lan-2``, … within the RSS and the agreement."""
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=100)
    """What is counted: ``invånare``."""
    source = models.CharField(max_length=300)
    describes = models.CharField(max_length=100)
    """The day or the period that the numbers describe."""
    numbers = models.JSONField()
    """By municipality code; exact, as text."""
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)
    """The code of the person."""
    removed_at = models.DateTimeField(null=True, blank=True)
    """When it was taken out of the choices; proposals that rest on it have its numbers in themselves."""

    objects = WitnessedRows.as_manager()

    class Meta:
        """In the order that they were brought in."""

        ordering = ("agreement_id", "organisation", "id")
        constraints = (
            models.UniqueConstraint(fields=["agreement_id", "organisation", "key_id"], name="county_key_once"),
        )

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.organisation_id} {self.key_id}"

    @property
    def values(self) -> dict[str, Fraction]:
        """The numbers by municipality code."""
        return {code: Fraction(number) for code, number in self.numbers.items()}


class Proposal(Witnessed):
    """One version of how an RSS shares one grant out: a draft, sent for consent, decided, or replaced by a later one.

    Only drafts are changed. At most one version of a grant is a draft, one is sent, and one is decided.
    """

    DRAFT, SENT, DECIDED, REPLACED = "draft", "sent", "decided", "replaced"

    agreement_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="proposals")
    """The RSS."""
    grant = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    """1, 2, … within the RSS and the grant."""
    status = models.CharField(max_length=10, default=DRAFT)
    amount = models.BigIntegerField()
    """Kronor: the sum that is shared out and kept, as the RSS was given it, asked for it or was paid it."""
    earmarks = models.JSONField(default=dict)
    """Of the sum, set aside: kronor by earmark."""
    kept = models.BigIntegerField(default=0)
    """Kronor that stay with the RSS for its common work."""
    kept_by_rule = models.BigIntegerField(default=0)
    """Of what is kept: left by the rule, as where a greatest amount stops it."""
    kept_earmarks = models.JSONField(default=dict)
    kept_reason = models.TextField(blank=True)
    rule = models.TextField()
    """As the agreement format writes it: ``{kind: equal}``."""
    keys = models.JSONField(default=dict)
    """The numbers that the rule rests on, with their names and sources, by key id."""
    motivation = models.TextField()
    """Why the sum is shared so."""
    what_changed = models.TextField(blank=True)
    """What is other than in the version before, and why; empty for the first."""
    message = models.TextField(blank=True)
    """What the RSS writes to the municipalities."""
    answer_by = models.DateField(null=True, blank=True)
    """The last day to answer; ends at midnight in Sweden."""
    sent_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    account = models.TextField(blank=True)
    """The RSS's account of the answers, and of what was done about them."""
    reference_number = models.CharField(max_length=100, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)
    """The code of the person who made or last changed the draft."""
    version = models.PositiveIntegerField(default=1)
    """Grows with every act on it, so that whoever acts on an older version is told."""

    objects = WitnessedRows.as_manager()

    class Meta:
        """Newest first; each number once; one draft, one that is sent and one that is decided."""

        ordering = ("agreement_id", "organisation", "grant", "-number")
        constraints = (
            models.UniqueConstraint(fields=["agreement_id", "organisation", "grant", "number"], name="proposal_once"),
            *(
                models.UniqueConstraint(
                    fields=["agreement_id", "organisation", "grant"],
                    condition=Q(status=status),
                    name=f"one_proposal_{status}",
                )
                for status in ("draft", "sent", "decided")
            ),
            models.CheckConstraint(
                condition=Q(kept__gte=0) & Q(kept_by_rule__gte=0) & Q(amount__gte=0), name="proposal_not_below_zero"
            ),
        )

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.organisation_id} {self.grant} {self.number}"

    @property
    def whole(self) -> Sum:
        """The sum that is shared out and kept."""
        return Sum(self.grant, self.amount, self.earmarks)

    @property
    def shared(self) -> int:
        """Kronor that the municipalities get."""
        return self.amount - self.kept

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed."""
        return self.status == self.DRAFT

    def takes_answers(self, now: datetime.datetime) -> bool:
        """Tell whether municipalities can answer at a moment."""
        return self.status == self.SENT and self.answer_by is not None and now < ends_at(self.answer_by)

    def thing(self, name: Text) -> Thing:
        """Return the sharing of the grant with this name as what an event is about."""
        return Thing("sharing", f"{self.agreement_id}/{self.organisation_id}/{self.grant}", name)


class Share(Witnessed):
    """What one version gives one municipality."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    """The municipality."""
    computed = models.BigIntegerField()
    """Kronor by the rule."""
    amount = models.BigIntegerField()
    """Kronor that are proposed: by the rule, or by hand."""
    earmarks = models.JSONField(default=dict)
    """Of the amount, set aside: kronor by earmark."""
    reason = models.TextField(blank=True)
    """Why the amount departs from the rule's; empty where it does not."""

    objects = WitnessedRows.as_manager()

    class Meta:
        """In the order of the municipalities' codes."""

        ordering = ("proposal", "organisation")
        constraints = (
            models.UniqueConstraint(fields=["proposal", "organisation"], name="share_once"),
            models.CheckConstraint(condition=Q(amount__gte=0) & Q(computed__gte=0), name="share_not_below_zero"),
        )

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.organisation_id} {self.amount}"

    @property
    def change(self) -> int:
        """Kronor that the amount departs from the rule's."""
        return self.amount - self.computed


class Answer(Witnessed):
    """What a municipality answered about a version. Only added; the newest of a municipality is its answer."""

    CONSENTS, COMMENTS = "consents", "comments"

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="answers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    """The municipality."""
    stance = models.CharField(max_length=10)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=100)
    """The code of the person."""

    objects = WitnessedRows.as_manager()

    class Meta:
        """Oldest first."""

        ordering = ("proposal", "id")

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.organisation_id} {self.stance}"

    @property
    def consents(self) -> bool:
        """Whether the municipality consents."""
        return self.stance == self.CONSENTS
