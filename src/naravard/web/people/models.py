"""A person, the accounts of the person, the roles held, stand-ins and invitations.

A person is the identity: where four eyes are asked for, persons are compared. An account is a way to sign in; a person
may have several. A role is held in an organisation from a day to a day, both included; without a last day it is held
until it is taken back.
"""

import datetime
import uuid
from typing import Any, ClassVar, Self

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from naravard.agreement.model import Text
from naravard.web.access.permissions import BY_CODE as PERMISSIONS
from naravard.web.access.roles import BY_CODE, Role
from naravard.web.history.content import Named, Thing
from naravard.web.history.models import Event
from naravard.web.history.witness import Witnessed, WitnessedRows
from naravard.web.organisations.models import Organisation


class Person(models.Model):
    """Someone. Nothing is kept of a person but the name, and that in the accounts and roles."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    proposed_name = models.CharField(max_length=200, blank=True)
    """What the person wants to be called, until an administrator has answered; empty if nothing waits."""
    proposed_name_at = models.DateTimeField(null=True, blank=True)
    became = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="was_also")
    """The person this one was found to be. Accounts, roles and stand-ins have moved there, and the row is empty; it
    remains so that the events that name it can be followed to someone."""
    erasure_asked_at = models.DateTimeField(null=True, blank=True)
    """When the person asked for what names the person to be erased; empty if nothing is asked."""
    erased_at = models.DateTimeField(null=True, blank=True)
    """When it was erased. The row remains without a name, so that who did what can still be told apart."""

    class Meta:
        """By name."""

        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name

    def named(self) -> Named:
        """Return the person as events name it."""
        return Named(f"person-{self.id}", Text(self.name))

    def thing(self) -> Thing:
        """Return the person as what an event is about."""
        return Thing("person", str(self.id), Text(self.name))


class Accounts(BaseUserManager["Account"]):
    """Accounts, each with its person, found by e-mail address in small letters."""

    def get_queryset(self) -> "models.QuerySet[Account]":
        """Return the accounts with their persons: whoever is signed in is asked for on every page."""
        return WitnessedRows(self.model, using=self._db).select_related("person")

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Return the account with this address, however it is written."""
        return self.get(email=(username or "").strip().lower())


class Account(Witnessed, AbstractBaseUser):
    """A way for a person to sign in."""

    unwitnessed = ("last_login",)

    email = models.EmailField(unique=True)
    """In small letters."""
    person = models.ForeignKey(Person, models.PROTECT, related_name="accounts")
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    objects = Accounts()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.email

    def check_password(self, raw_password: str | None) -> bool:
        """Tell whether a password is right.

        It is not hashed again meanwhile: a password changes by an act, which is witnessed. A stronger way of hashing is
        taken into use when the password is next chosen.
        """
        return check_password(raw_password, self.password)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the address in small letters."""
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)


class PeriodQuerySet(WitnessedRows[Any]):
    """What is held from a day to a day."""

    def on(self, day: datetime.date, *, of: str = "") -> Self:
        """Return those that hold on a day; ``of`` names what must hold instead, as ``membership__``."""
        first, last = f"{of}from_day__lte", f"{of}to_day"
        return self.filter(Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": day}), **{first: day})

    def between(self, first: datetime.date, last: datetime.date | None) -> Self:
        """Return those that hold on any day from a first to a last, or from the first on.

        What was taken back before it began, and so ends before it starts, is not among them.
        """
        held = Q(to_day__isnull=True) | Q(to_day__gte=first) & Q(to_day__gte=F("from_day"))
        found = self.filter(held)
        return found if last is None else found.filter(from_day__lte=last)


class Membership(Witnessed):
    """A person's role in an organisation."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40)
    from_day = models.DateField()
    to_day = models.DateField(null=True, blank=True)
    """The last day."""

    objects = PeriodQuerySet.as_manager()

    class Meta:
        """Found by person and by organisation."""

        ordering = ("organisation", "role", "from_day")
        indexes = (models.Index(fields=["organisation", "role"], name="membership_by_organisation"),)

    def __str__(self) -> str:
        return f"{self.person} {self.role} {self.organisation_id}"

    @property
    def role_class(self) -> type[Role]:
        """The role."""
        return BY_CODE[self.role]

    def thing(self) -> Thing:
        """Return the membership as what an event is about: the person."""
        return self.person.thing()


class StandIn(Witnessed):
    """A role handed to a colleague for a time. The one who hands it over keeps it."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="stand_ins")
    person = models.ForeignKey(Person, models.PROTECT, related_name="stands_in")
    from_day = models.DateField()
    to_day = models.DateField()
    """The last day; a stand-in always has one."""
    reason = models.CharField(max_length=500)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        """Newest first."""

        ordering = ("-from_day", "id")

    def __str__(self) -> str:
        return f"{self.person} för {self.membership}"


class Invitation(models.Model):
    """An offer of a role, sent by mail; only the hash of its secret is kept."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=40)
    from_day = models.DateField()
    to_day = models.DateField(null=True, blank=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-made_at", "-id")

    def __str__(self) -> str:
        return f"{self.email} {self.role} {self.organisation_id}"

    @property
    def role_class(self) -> type[Role]:
        """The role offered."""
        return BY_CODE[self.role]

    def thing(self) -> Thing:
        """Return the invitation as what an event is about."""
        return Thing("invitation", str(self.pk), Text(self.name))


class ProposedRole(models.Model):
    """A role that has been given or accepted, and gives no rights until another person has confirmed it."""

    SECOND_PERSON, OTHER_ACCOUNT = "second-person", "other-account"

    person = models.ForeignKey(Person, models.PROTECT, related_name="proposed_roles")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="proposed_roles")
    role = models.CharField(max_length=40)
    from_day = models.DateField()
    to_day = models.DateField(null=True, blank=True)
    because = models.CharField(max_length=20)
    """``second-person``: the role signs or pays; ``other-account``: an invitation was accepted by an account with
    another address than the one it was sent to, or in another name."""
    invited_as = models.CharField(max_length=500, blank=True)
    """The name and the address that the invitation was sent to; empty if there was none."""
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)
    """The code of the person who gave the role or invited."""
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Oldest first."""

        ordering = ("made_at", "id")

    def __str__(self) -> str:
        return f"{self.person} {self.role} {self.organisation_id} {self.because}"

    @property
    def role_class(self) -> type[Role]:
        """The role."""
        return BY_CODE[self.role]

    @property
    def is_waiting(self) -> bool:
        """Whether it has been neither confirmed nor withdrawn."""
        return self.confirmed_at is None and self.withdrawn_at is None


class LoneWork(Witnessed):
    """That one person does alone in an organisation what two otherwise do with money. It ends, and is kept."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="lone_works")
    permission = models.CharField(max_length=40)
    """What is done alone: the code of one of :data:`~naravard.web.access.permissions.NEEDS_TWO`."""
    person = models.ForeignKey(Person, models.PROTECT, related_name="lone_works")
    reason = models.CharField(max_length=500)
    """Why there are not two."""
    since = models.DateTimeField()
    stated_by = models.CharField(max_length=100)
    """The code of the person who said so: another than who works alone."""
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=100, blank=True)

    objects = WitnessedRows.as_manager()

    class Meta:
        """By organisation; one person at a time for each thing."""

        ordering = ("organisation", "permission", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "permission"], condition=Q(ended_at=None), name="lone_work_once_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.permission} {self.organisation_id}"

    @property
    def does(self) -> Text:
        """What is done alone, in words."""
        return PERMISSIONS[self.permission].words


class RightsMail(models.Model):
    """A mail about someone's roles, account or rights that has not been sent: made with the act, gone when it is sent.

    It says what the event says, and is made of the event each time. It is tried again by the timer, ever more seldom.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    address = models.EmailField(max_length=320)
    made_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    refused = models.TextField(blank=True)
    """Why the last try failed, in words; empty before the first."""

    class Meta:
        """Oldest first."""

        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.event_id} {self.address}"
