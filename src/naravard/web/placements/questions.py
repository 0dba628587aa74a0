"""What a report of keys asks for, read out of the agreement's data: the keys that it brings, and what it states beside.

Nothing is known here of weeks or places: the names and units are the data's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from naravard.agreement.duties import organisation_code
from naravard.agreement.model import Agreement, Duty, Increase, Text
from naravard.agreement.rule_tree import Node, walk
from naravard.allocation.keys import keys_of_grant
from naravard.web.access.doings import Doing
from naravard.web.agreements.current import Shown
from naravard.web.ledger.accounts import terms_for
from naravard.web.site.forms.posted_values import decimals_in_words
from naravard.web.tasks.duty_book import duty_book

ABOUT = "key-report"
MOST = 9_999_999
"""The greatest number that can be reported."""


@dataclass(frozen=True, slots=True)
class KeyQuestion:
    """One number that a report asks for."""

    id: str
    name: Text
    unit: Text
    is_key: bool
    """Whether money is shared by it."""
    decimals: int
    """With how many decimals it is reported at most."""

    @property
    def hint(self) -> Text:
        """What is to be written."""
        sv, en = self.unit.sv, self.unit.in_language("en")
        if not self.decimals:
            return Text(
                f"Antal {sv}, ett heltal. 0 om det inte finns några.",
                f"Number of {en}, a whole number. 0 where there are none.",
            )
        most = decimals_in_words(self.decimals)
        return Text(
            f"Antal {sv}, {most.sv}. 0 om det inte finns några.", f"Number of {en}, {most.en}. 0 where there are none."
        )

    def takes(self, number: int | Fraction) -> bool:
        """Tell whether a number can be reported: not too great, and with no more decimals than are asked for."""
        return 0 <= number <= MOST and (Fraction(number) * 10**self.decimals).denominator == 1


def as_text(number: int | Fraction) -> str:
    """Return a number as it is kept and shown in its field: exact, with a decimal point where it is not whole."""
    exact = Fraction(number)
    return str(exact) if exact.denominator == 1 else format(Decimal(exact.numerator) / exact.denominator, "f")


def asked_of(agreement: Agreement, duty: Duty) -> tuple[KeyQuestion, ...]:
    """Return the numbers that a report asks for: the keys first, then what it states beside them."""
    keys = [agreement.key(key_id) for key_id in duty.brings]
    return (
        *(KeyQuestion(key.id, key.name, key.unit, is_key=True, decimals=key.decimals) for key in keys),
        *(
            KeyQuestion(number.id, number.name, number.unit, is_key=False, decimals=number.decimals)
            for number in duty.states
        ),
    )


def reports_of(shown: Shown, code: str) -> tuple[Duty, ...]:
    """Return an organisation's duties to report keys."""
    return tuple(duty for duty in duty_book(shown).of(code) if duty.about == ABOUT)


def received_by(shown: Shown, code: str) -> tuple[Duty, ...]:
    """Return the duties to report keys that an organisation receives, or shares money by."""
    shares = code in shown.agreement.mandated(Doing.SHARES)
    return tuple(duty for duty in shown.agreement.duties if duty.about == ABOUT and (shares or duty.to == code))


def coordinator_of(shown: Shown, code: str) -> str:
    """Return the code of the RSS that may coordinate an organisation's report; empty where there is none."""
    members = [member for group in shown.agreement.recipients for member in group.members if member.kind == "rss"]
    codes = dict.fromkeys(map(organisation_code, members))
    return next((rss for rss in codes if code in terms_for(shown, rss).onward), "")


def coordinated_by(shown: Shown, code: str) -> tuple[Duty, ...]:
    """Return the reports of others that an organisation may coordinate."""
    county = terms_for(shown, code).onward
    book = duty_book(shown)
    return tuple(
        duty for duty in book.duties.values() if duty.about == ABOUT and county.intersection(book.holders[duty.id])
    )


@dataclass(frozen=True, slots=True)
class Rise:
    """Two keys between which the agreement shares money by increase."""

    before: str
    after: str

    def of(self, numbers: Mapping[str, Fraction]) -> Fraction | None:
        """Return how much a number has risen, below zero for a fall, or None if one of the numbers is missing."""
        if self.before not in numbers or self.after not in numbers:
            return None
        return numbers[self.after] - numbers[self.before]


def rises_of(agreement: Agreement, duty: Duty) -> tuple[Rise, ...]:
    """Return the increases that a report's keys decide, each once."""
    keys = {key.id: key for key in agreement.keys}
    found = [
        Rise(node.rule.before, node.rule.after)
        for grant in agreement.grants
        if not set(duty.brings).isdisjoint(keys_of_grant(grant))
        for node in walk(Node(grant.rule, None, ()), keys)
        if isinstance(node.rule, Increase)
    ]
    return tuple(dict.fromkeys(found))
