"""Activities: what a recipient uses its money for, with budget, period and officer."""

from django.db import models
from django.db.models import F, Q

from naravard.agreement.model import Text
from naravard.web.history.content import Thing
from naravard.web.history.witness import Witnessed, WitnessedRows
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Person


class Activity(Witnessed):
    """One activity of one organisation under one agreement, for one grant.

    A region's activity is proposed by its area officer and decided on by the region director; those of others are
    decided on outside this, and stand as decided from the beginning.
    """

    PROPOSED, DECIDED, DECLINED, ENDED = "proposed", "decided", "declined", "ended"
    PROJECT, BROAD = "project", "broad"

    agreement_id = models.CharField(max_length=100)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="activities")
    """Whose activity it is: region, RSS, municipality or SKR."""
    number = models.PositiveIntegerField()
    """1, 2, … within the organisation and the agreement: its code, which never changes."""
    name = models.CharField(max_length=200)
    grant = models.CharField(max_length=100)
    """The id of the grant that pays for it."""
    area = models.CharField(max_length=100, blank=True)
    """The id of the area that it belongs to. A grant's own area wherever it has one, unless the board has moved money
    of the grant to another area; chosen where the grant serves several areas; empty where there is none."""
    earmark = models.CharField(max_length=100, blank=True)
    """The id of the earmark whose purpose it serves; empty for the grant's purpose at large."""
    requirement = models.CharField(max_length=100, blank=True)
    """The id of the requirement that it meets; empty where none is named."""
    officer = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    """Who answers for it."""
    budget = models.BigIntegerField(default=0)
    """Kronor: what it is proposed or decided to cost at most."""
    from_day = models.DateField()
    to_day = models.DateField()
    target_group = models.CharField(max_length=300, blank=True)
    reach = models.CharField(max_length=10, default=PROJECT)
    """``project``, or ``broad``: broadly introduced."""
    expected_effect = models.TextField(blank=True)
    status = models.CharField(max_length=10, default=PROPOSED)
    reason = models.TextField(blank=True)
    """Why it was declined or ended, or why its budget last changed."""
    decided_at = models.DateTimeField(null=True, blank=True)
    """When it was decided on; what is declined or proposed has none."""
    decided_by = models.CharField(max_length=100, blank=True)
    """The code of the person."""
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)
    """The code of the person."""
    version = models.PositiveIntegerField(default=1)
    """Grows with every change."""

    objects = WitnessedRows.as_manager()

    class Meta:
        """In the order of their numbers."""

        ordering = ("agreement_id", "organisation", "number")
        constraints = (
            models.UniqueConstraint(fields=["agreement_id", "organisation", "number"], name="activity_number_once"),
            models.CheckConstraint(condition=Q(budget__gte=0), name="activity_budget_not_below_zero"),
            models.CheckConstraint(condition=Q(to_day__gte=F("from_day")), name="activity_from_before_to"),
        )

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.code}"

    @property
    def code(self) -> str:
        """The activity's code, unique over all: ``region-09-1``."""
        return f"{self.organisation_id}-{self.number}"

    @property
    def text(self) -> Text:
        """Its name."""
        return Text(self.name)

    def thing(self) -> Thing:
        """Return the activity as what an event is about."""
        return Thing("activity", f"{self.agreement_id}/{self.code}", self.text)
