"""Warnings as pages show them: those that ask for the same thing together, and one line for pages of other rooms."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from naravard.agreement.model import Text
from naravard.agreement.wording import day, kronor
from naravard.ledger import Book
from naravard.ledger.risks import Level, Risk
from naravard.web.agreements.current import Shown
from naravard.web.funds.picture import activities_of, made_picture
from naravard.web.ledger.accounts import Money, facts_of, standings_under
from naravard.web.ledger.models import Account
from naravard.web.organisations.models import Organisation

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
    def is_one(self) -> bool:
        """Whether there is only one."""
        return len(self.risks) == 1


@dataclass(frozen=True, slots=True)
class WarningLine:
    """What an organisation risks under an agreement, in a sentence, with the page that tells more."""

    level: Level
    says: Text
    url: str

    @property
    def tag(self) -> str:
        """The colour of the level."""
        return TAGS[self.level]


def grouped(risks: Sequence[Risk]) -> list[Warned]:
    """Return warnings with those that ask for the same thing together, in the order given."""
    together = groupby(risks, key=lambda risk: (risk.kind, risk.level, risk.do))
    return [Warned(tuple(same)) for _, same in together]


def warning_lines(
    organisations: Sequence[Organisation], every: Sequence[Shown], now: datetime.datetime
) -> list[WarningLine]:
    """Return a line for each kind of warning of some organisations' own money, where it is loud enough.

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
        picture = made_picture(shown, organisation, [money], activities, now)
        found += _lines(shown, organisation, picture.risks, several=len(by_code) > 1)
    return found


def _lines(shown: Shown, organisation: Organisation, risks: Sequence[Risk], *, several: bool) -> list[WarningLine]:
    url = reverse("funds:follow_up", args=[organisation.code, shown.agreement.id])
    told = [risk for risk in risks if risk.level in _TOLD]
    whose = Text(f"{organisation.name}: ", f"{organisation.text.in_language('en')}: ") if several else Text("", "")
    found = []
    right = next((risk for risk in told if risk.kind == "right" and risk.level is not Level.PASSED), None)
    if right is not None:
        says = Text(f"{whose.sv}{right.says.sv}", f"{whose.en}{right.says.in_language('en')}")
        found.append(WarningLine(right.level, says, url))
    unused = [risk for risk in told if risk.kind == "unused"]
    if unused and unused[0].due is not None:
        amount, due = kronor(sum(risk.amount or 0 for risk in unused)), day(unused[0].due)
        found.append(
            WarningLine(
                unused[0].level,
                Text(
                    f"{whose.sv}{amount} skulle ha betalats tillbaka senast {due}.",
                    f"{whose.en}{amount} should have been paid back by {due}.",
                )
                if unused[0].level is Level.PASSED
                else Text(
                    f"{whose.sv}{amount} riskerar att behöva betalas tillbaka senast {due}.",
                    f"{whose.en}{amount} may have to be paid back by {due}.",
                ),
                url,
            )
        )
    return found
