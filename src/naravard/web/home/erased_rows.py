"""Taking a person out of the rows of the database: what names the person, wherever it stands and may be taken out.

What the law requires to be kept stays as it is (:data:`KEPT_BY_LAW`): papers that were signed and handed in, decisions,
accounts. Everything else is gone through, also free words that others have written; a table that is added is gone
through too, unless it is named here.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from naravard.web.history.content import Told
from naravard.web.history.erasure import INSTEAD, Naming
from naravard.web.history.models import Event
from naravard.web.once.models import GivenAnswer, WrittenForm
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import (
    Account,
    Invitation,
    LoneWork,
    Membership,
    Person,
    ProposedRole,
    RightsMail,
    StandIn,
)
from naravard.web.reminders.models import (
    CalendarSecret,
    GivenReminder,
    HandoverMailChoice,
    ReminderMail,
    RemindersOff,
    ToldHandover,
)
from naravard.web.signin.models import Session
from naravard.web.site.written_once import WrittenOnce
from naravard.web.tokens.models import ApiToken

KEPT_BY_LAW = frozenset(
    {
        "papers.HandedInPaper",
        "reports.SealedAnswers",
        "tasks.HandedInContent",
        "financial_reports.DrawnUpReport",
        "decisions.Decision",
        "decisions.SentMemorandum",
        "decisions.Reallocation",
        "sharing.Proposal",
        "sharing.Answer",
        "sharing.Share",
        "costs.CostBook",
        "costs.CostMapping",
        "costs.CostFile",
        "costs.CostFilePiece",
        "costs.TakenIn",
        "costs.TakenInPiece",
        "costs.BookedCost",
        "costs.CostCorrection",
        "payments.Batch",
        "payments.Line",
        "payments.FetchedFile",
        "payments.ReceivedAnswer",
    }
)
"""Signed papers, decisions, accounts and what they rest on. Rows that are written once (:class:`.WrittenOnce`) are such
too: reports, fixed allocations, facts of money, agreements."""
_NOT_ROWS_OF_OURS = frozenset({"contenttypes", "auth", "sessions", "history"})
_OF_THE_PERSON = (GivenReminder, ToldHandover, HandoverMailChoice, RemindersOff, CalendarSecret, ReminderMail)
_ADDRESS = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+")
_CHUNK = 500


def naming_of(person: Person) -> Naming:
    """Return what names a person: every name and address that rows and events know the person by."""
    same = _found_to_be(person)
    codes = frozenset(one.named().code for one in same)
    accounts = Account.objects.filter(person__in=same)
    addresses = {one.email for one in accounts}
    addresses.update(EmailAddress.objects.filter(user__in=accounts).values_list("email", flat=True))
    names = {name for one in same for name in (one.name, one.proposed_name)}
    for told in _events_of(codes):
        names.update(_names_in(told, codes))
        if told.thing.code in codes:
            addresses.update(one for one in _words(told) if _ADDRESS.fullmatch(one))
    names.update(Invitation.objects.filter(email__in=addresses).values_list("name", flat=True))
    names -= {"", INSTEAD.sv, INSTEAD.en or ""}
    others = Person.objects.exclude(pk__in=[one.pk for one in same]).annotate(lower=Lower("name"))
    return Naming(
        codes=codes,
        names=frozenset(names),
        addresses=frozenset(addresses),
        numbers=frozenset(_numbers(same, names, addresses)),
        others=frozenset(name.casefold() for name in others.values_list("name", flat=True)),
    )


def erase_from_rows(person: Person, naming: Naming, day: datetime.date, at: datetime.datetime) -> int:
    """Take what names a person out of the rows, and close all that opens something; return how many rows said it."""
    same = _found_to_be(person)
    _end_roles(same, day, at)
    _close(same, naming)
    for one in same:
        one.name, one.proposed_name, one.proposed_name_at = INSTEAD.sv, "", None
        one.erasure_asked_at, one.erased_at = None, at
        one.save()
    changed = _clear_contacts(same, naming)
    return changed + sum(_gone_through(model, naming, same) for model in gone_through())


def gone_through() -> list[type[models.Model]]:
    """Return the tables whose words are gone through."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label not in _NOT_ROWS_OF_OURS
        and model._meta.label not in KEPT_BY_LAW
        and not issubclass(model, WrittenOnce)
        and _word_fields(model)
    ]


def remove_mail_files(naming: Naming) -> None:
    """Remove the mails that lie as files, where no server is set, and are to the person or name the person."""
    folder = Path(settings.MAIL_FOLDER)
    for file in folder.glob("*.eml") if folder.is_dir() else ():
        with suppress(OSError):
            mail = message_from_bytes(file.read_bytes(), policy=policy.default)
            body = mail.get_body(("plain",))
            said = f"{mail['To']}\n{mail['Subject']}\n{body.get_content() if body else ''}"
            if naming.without(said, own=False) != said:
                file.unlink()


def _found_to_be(person: Person) -> list[Person]:
    """Return a person's row, locked, and those of persons who were found to be that person."""
    rows = Person.objects.select_for_update(no_key=True).filter(Q(pk=person.pk) | Q(became=person))
    return list(rows.order_by("pk"))


def _events_of(codes: Iterable[str]) -> Iterator[Told]:
    asked = Q()
    for code in codes:
        asked |= Q(content__contains=f'"{code}"') | Q(thing_kind="person", thing_id=code.removeprefix("person-"))
    for event in Event.objects.filter(asked).order_by("sequence").iterator(chunk_size=_CHUNK):
        yield event.told


def _names_in(told: Told, codes: frozenset[str]) -> Iterator[str]:
    if told.actor.code in codes:
        yield told.actor.name.sv
    if told.for_whom is not None and told.for_whom.code in codes:
        yield told.for_whom.name.sv
    if told.thing.code in codes:
        yield told.thing.name.sv
        for values in (told.before, told.after):
            name = (values or {}).get("name")
            if isinstance(name, str):
                yield name


def _words(told: Told) -> Iterator[str]:
    for values in (told.before or {}, told.after or {}):
        yield from (one for one in values.values() if isinstance(one, str))


def _contacts(same: list[Person], names: Iterable[str], addresses: Iterable[str]) -> list[Organisation]:
    """Return the organisations that the person is the contact of: by address, or by name where there was a role."""
    own = {name.casefold() for name in names}
    theirs = set(Membership.objects.filter(person__in=same).values_list("organisation_id", flat=True))
    found = Organisation.objects.exclude(contact_name="", contact_email="")
    return [
        one
        for one in found.order_by("pk")
        if one.contact_email.casefold() in addresses or (one.pk in theirs and one.contact_name.casefold() in own)
    ]


def _numbers(same: list[Person], names: set[str], addresses: set[str]) -> Iterator[str]:
    yield from (one.contact_phone for one in _contacts(same, names, addresses) if one.contact_phone)


def _clear_contacts(same: list[Person], naming: Naming) -> int:
    found = _contacts(same, naming.names, naming.addresses)
    for one in found:
        one.contact_name = one.contact_email = one.contact_phone = ""
        one.version += 1
        one.save(update_fields=["contact_name", "contact_email", "contact_phone", "version"])
    return len(found)


def _end_roles(same: list[Person], day: datetime.date, at: datetime.datetime) -> None:
    """End what the person holds, and what rests on it; a role that never began ends before it does."""
    before = day - datetime.timedelta(days=1)
    still = Q(to_day__isnull=True) | Q(to_day__gt=before)
    Membership.objects.filter(still, person__in=same).update(to_day=before)
    lent = StandIn.objects.filter(Q(person__in=same) | Q(membership__person__in=same), to_day__gt=before)
    lent.update(to_day=before)
    ProposedRole.objects.filter(person__in=same, confirmed_at=None, withdrawn_at=None).update(withdrawn_at=at)
    LoneWork.objects.filter(person__in=same, ended_at=None).update(ended_at=at, ended_by="service")
    ApiToken.objects.filter(made_by__in=same, revoked_at=None).update(revoked_at=at)


def _close(same: list[Person], naming: Naming) -> None:
    """Let nothing of the person's open anything, and remove what only the person needed."""
    accounts = list(Account.objects.select_for_update(no_key=True, of=("self",)).filter(person__in=same).order_by("pk"))
    keys = [one.pk for one in accounts]
    Session.objects.filter(account_id__in=keys).delete()
    for model in (EmailAddress, Authenticator, SocialAccount):
        model._default_manager.filter(user__in=keys).delete()
    for account in accounts:
        account.email, account.is_active, account.last_login = f"raderad-{account.pk}@raderad.invalid", False, None
        account.set_unusable_password()
        account.save()
    for kept in _OF_THE_PERSON:
        kept._default_manager.filter(person__in=same).delete()
    RightsMail.objects.filter(address__in=naming.addresses).delete()
    for written in (GivenAnswer, WrittenForm):
        written._default_manager.filter(by__in=naming.codes).delete()


def _word_fields(model: type[models.Model]) -> list[str]:
    kinds = (models.CharField, models.TextField, models.JSONField)
    return [
        field.attname
        for field in model._meta.concrete_fields
        if isinstance(field, kinds) and not field.primary_key and not field.choices
    ]


def _gone_through(model: type[models.Model], naming: Naming, same: list[Person]) -> int:
    """Go through the words of a table; return how many rows were changed."""
    names = _word_fields(model)
    relations = [
        field.attname for field in model._meta.concrete_fields if field.is_relation and field.related_model is Person
    ]
    ids = {one.pk for one in same}
    changed = 0
    rows = model._base_manager.order_by("pk").values_list("pk", *names, *relations)
    for key, *values in list(rows.iterator(chunk_size=_CHUNK)):
        words, held = values[: len(names)], set(values[len(names) :])
        said = {one for one in words if isinstance(one, str)}
        own = bool(held & ids) or not said.isdisjoint(naming.codes | naming.addresses)
        left = {name: _without(value, naming, own=own) for name, value in zip(names, words, strict=True)}
        if now := {name: left[name] for name, value in zip(names, words, strict=True) if left[name] != value}:
            _save(model, key, now)
            changed += 1
    return changed


def _without(value: Any, naming: Naming, *, own: bool) -> Any:
    if isinstance(value, str):
        return naming.without(value, own=own)
    if isinstance(value, list):
        return [_without(one, naming, own=own) for one in value]
    if isinstance(value, dict):
        return {name: _without(one, naming, own=own) for name, one in value.items()}
    return value


def _save(model: type[models.Model], key: Any, now: dict[str, Any]) -> None:
    """Save a row's words by itself, so that what witnesses rows sees it."""
    row = model._base_manager.get(pk=key)
    for name, value in now.items():
        longest = getattr(model._meta.get_field(name), "max_length", None)
        setattr(row, name, value[:longest] if longest and isinstance(value, str) else value)
    row.save(update_fields=list(now))
