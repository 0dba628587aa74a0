"""A draft of an agreement: the files of its folder as they are now, owned by the organisation that drafts."""

from django.db import models

from naravard.agreement.files import AgreementFiles
from naravard.agreement.model import Text
from naravard.web.agreements.models import unpack
from naravard.web.history.content import Thing
from naravard.web.history.witness import Witnessed, WitnessedRows
from naravard.web.organisations.models import Organisation


class AgreementDraft(Witnessed):
    """A draft. Its files are the truth; the pages change them value by value."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="agreement_drafts")
    number = models.PositiveIntegerField()
    """1, 2, … within the organisation."""
    agreement_id = models.CharField(max_length=200)
    """The short name that the agreement is to have; its folder's name too."""
    name = models.CharField(max_length=300)
    """The agreement's name in Swedish, as the draft says it now."""
    content = models.BinaryField()
    """The folder's files, packed (:func:`naravard.web.agreements.models.pack`)."""
    begun_from = models.CharField(max_length=64)
    """The digest of the agreement that it was begun from."""
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)
    """The code of the person."""
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=100)
    version = models.PositiveIntegerField(default=1)
    """Grows with every change."""
    put_away_at = models.DateTimeField(null=True, blank=True)
    """When it was put away; it can be taken up again."""

    objects = WitnessedRows.as_manager()

    class Meta:
        """In the order of their numbers."""

        ordering = ("organisation", "number")
        constraints = (models.UniqueConstraint(fields=["organisation", "number"], name="agreement_draft_number_once"),)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.number} {self.agreement_id}"

    @property
    def files(self) -> AgreementFiles:
        """The folder's files as they are now."""
        return unpack(bytes(self.content), self.agreement_id)

    def thing(self) -> Thing:
        """Return the draft as what an event is about."""
        return Thing("agreement-draft", f"{self.organisation_id}/{self.number}", Text(self.name))
