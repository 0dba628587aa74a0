"""Warnings as pages show them: each stands on one page, and other pages count them.

What lapses and what hinders a payment stands with the money, what may be left unused in the follow-up; those that ask
for the same thing stand together, and at most three are open.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.ledger import Book
from naravard.ledger.risks import Level, Risk
from naravard.web.agreements.current import Shown
from naravard.web.funds.picture import Picture, activities_of, made_picture
from naravard.web.ledger.accounts import Money, facts_of, standings_under
from naravard.web.ledger.models import Account
from naravard.web.organisations.models import Organisation
from naravard.web.tasks.words import capital, distance

_TOLD = frozenset({Level.URGENT, Level.WARNING, Level.PASSED})
"""How loud a warning has to be for a line on a page of another room."""
TAGS = {Level.PASSED: "red", Level.URGENT: "red", Level.WARNING: "orange", Level.NOTICE: "yellow"}
"""The colour of each level; its word always stands in it."""


@dataclass(frozen=True, slots=True)
class Warned:
    """Warnings of one kind, equally loud, that ask for the same thing."""

    risks: tuple[Risk, ...]

    @property
    def first(self) -> Risk:
        """The one with most at risk."""
        return self.risks[0]

    @property
    def tag(self) -> str:
        """The colour of the level."""
        return TAGS[self.first.level]

    @property
    def amount(self) -> int:
        """Kronor at risk in all."""
        return sum(risk.amount or 0 for risk in self.risks)

    @property
    def days(self) -> Text | None:
        """How far the last day is; None if there is no last day."""
        left = self.first.days_left
        return None if left is None else capital(distance(left))

    @property
    def says(self) -> Text:
        """What is at risk in all, where that is several sums; how many conditions there are where no sum is known."""
        if not self.amount:
            count = len(self.risks)
            return Text(f"{count} villkor för utbetalning", f"{count} conditions of payment")
        return Text(f"Summa {kronor(self.amount)}", f"{kronor(self.amount)} in all")

    @property
    def is_one(self) -> bool:
        """Whether there is only one."""
        return len(self.risks) == 1


@dataclass(frozen=True, slots=True)
class WarningCount:
    """How many warnings stand on the page of an organisation's money under an agreement, with the way there."""

    says: Text
    url: str


def grouped(risks: Sequence[Risk]) -> list[Warned]:
    """Return warnings with those that ask for the same thing together, in the order given."""
    together = groupby(risks, key=lambda risk: (risk.kind, risk.level, risk.do))
    return [Warned(tuple(same)) for _, same in together]


def of_money(risks: Iterable[Risk], *, told: frozenset[str] = frozenset()) -> list[Warned]:
    """Return the warnings of the page of the money: what lapses and what hinders a payment, the nearest day first.

    ``told`` are the ids of duties that the page tells of already. What may be left unused stands in the follow-up.
    """
    some = [risk for risk in risks if risk.kind != UNUSED and risk.duty not in told]
    return sorted(grouped(some), key=lambda one: (one.first.due is None, one.first.due or datetime.date.max))


def of_follow_up(risks: Iterable[Risk]) -> list[Warned]:
    """Return the warnings of the follow-up: what may be left unused, the loudest first."""
    return grouped([risk for risk in risks if risk.kind == UNUSED])


def counted(pictures: Iterable[Picture], *, several: bool) -> list[WarningCount]:
    """Return how many warnings each page has that are loud enough to be shown elsewhere, with the way there.

    ``several`` says whether the pages of several organisations are counted, so that each is named.
    """
    found = []
    for picture in pictures:
        loud = [risk for risk in picture.risks if risk.level in _TOLD]
        for name, some in (("funds:money", of_money(loud)), ("funds:follow_up", of_follow_up(loud))):
            if some:
                url = reverse(name, args=[picture.organisation.code, picture.shown.agreement.id])
                found.append(WarningCount(_count_words(len(some), picture, name, several=several), url))
    return found


def pictures_of(organisations: Sequence[Organisation], every: Sequence[Shown], now: datetime.datetime) -> list[Picture]:
    """Return some organisations' own money under each agreement whose allocation has been fixed.

    One question to the database where nothing has been fixed; otherwise five, however many there are.
    """
    by_id, by_code = {shown.agreement.id: shown for shown in every}, {one.code: one for one in organisations}
    asked = Account.objects.filter(agreement_id__in=list(by_id), organisation__in=list(by_code), version__gt=0)
    accounts = list(asked.order_by("organisation", "agreement_id"))
    if not accounts:
        return []
    facts = facts_of([account.pk for account in accounts])
    concerned = [by_id[id_] for id_ in dict.fromkeys(account.agreement_id for account in accounts)]
    activities = activities_of(concerned, organisations)
    standings = standings_under([shown.agreement.id for shown in concerned], organisations)
    found = []
    for account in accounts:
        shown, organisation = by_id[account.agreement_id], by_code[account.organisation_id]
        theirs = standings.get((shown.agreement.id, organisation.code), {})
        money = Money(shown, organisation, account, Book(facts.get(account.pk, ())), theirs, now)
        found.append(made_picture(shown, organisation, [money], activities, now))
    return found


def _count_words(count: int, picture: Picture, page: str, *, several: bool) -> Text:
    whose = picture.organisation.text if several else Text("", "")
    where, name = _WHERE[page], picture.shown.agreement.name
    sv = f"{count} {'varning' if count == 1 else 'varningar'} {where.sv}, {name.sv}"
    en = f"{count} {'warning' if count == 1 else 'warnings'} {where.in_language('en')}, {name.in_language('en')}"
    return Text(f"{whose.sv}: {sv}" if whose.sv else sv, f"{whose.in_language('en')}: {en}" if whose.sv else en)


UNUSED = "unused"
"""The kind of warning that money may be left."""
_WHERE = {
    "funds:money": Text("om pengar som kan gå förlorade", "of money that may be lost"),
    "funds:follow_up": Text("om pengar som kan bli kvar", "of money that may be left"),
}
