"""What holds for every fact, and words that the rules share."""

import datetime
from collections.abc import Iterable

from msgspec import Struct

from naravard.agreement.duties import only_extends, swedish_day
from naravard.agreement.wording import day, kronor
from naravard.ledger.book import Book
from naravard.ledger.facts import (
    Allotted,
    CostReversed,
    Fact,
    OnwardReturned,
    Paid,
    PaidOnward,
    PaymentReturned,
    Reclaimed,
    Repaid,
    Requisitioned,
    Sum,
    Used,
)
from naravard.ledger.refusals import Refusal, refuse, same
from naravard.ledger.tally import TwoRecipientsError
from naravard.ledger.terms import DutyStanding, Standings, Terms


def later_day(case: "Case") -> tuple[str, str]:
    """Return who can give more time where a right lapses, as a way out: ``bara … kan förlänga tiden``."""
    only = only_extends(case.terms.extender)
    return tuple(f"{words[:1].lower()}{words[1:].rstrip('.')}" for words in (only.sv, only.en))  # type: ignore[return-value]


class Case(Struct, frozen=True, kw_only=True):
    """What a rule looks at beside the fact."""

    book: Book
    terms: Terms
    standings: Standings

    def standing(self, duty_id: str) -> DutyStanding:
        """Return what has been done about a duty."""
        return self.standings.get(duty_id, DutyStanding())

    def allotted(self, grant: str) -> Sum | None:
        """Return what the fixed allocation gives of a grant."""
        fixed = self.book.tally.allotted
        return next((part for part in fixed.sums if part.grant == grant), None) if fixed else None

    def name(self, grant: str) -> tuple[str, str]:
        """Return a grant's name in both languages, its id for one that the agreement does not have."""
        terms = self.terms.grant(grant)
        return (terms.grant.name.sv, terms.grant.name.in_language("en")) if terms else (grant, grant)


def every_fact(fact: Fact, case: Case) -> Refusal | None:
    """Refuse what no fact may be. A fact of another recipient is a mistake in the program, not a refusal."""
    if fact.recipient != case.terms.recipient:
        raise TwoRecipientsError(case.terms.recipient, fact.recipient)
    return _known(fact, case) or _time(fact, case) or _amounts(fact) or _grants(fact, case)


def _known(fact: Fact, case: Case) -> Refusal | None:
    if fact.id not in case.book.facts:
        return None
    return refuse(
        "recorded-before",
        what=("Det är redan registrerat.", "This is already recorded."),
        found=(f"identiteten {fact.id} finns", f"the identity {fact.id} is there"),
        expected=("en ny identitet", "a new identity"),
        way_out=(
            "rätta genom att registrera det på nytt. Det som är registrerat ändras aldrig",
            "correct by recording something new; what is recorded never changes",
        ),
    )


def _time(fact: Fact, case: Case) -> Refusal | None:
    today = swedish_day(fact.at)
    if case.book.latest is not None and fact.at < case.book.latest:
        return refuse(
            "before-the-latest",
            what=("Dagen är tidigare än den senast registrerade.", "This is earlier than what was recorded last."),
            found=same(fact.at.isoformat()),
            expected=(f"tidigast {case.book.latest.isoformat()}", f"{case.book.latest.isoformat()} or later"),
            way_out=("läs in sidan på nytt och försök igen", "load the page again and try once more"),
        )
    happened = _day(fact)
    if happened is None or happened <= today:
        return None
    return refuse(
        "day-not-come",
        what=("Dagen har inte kommit än.", "The day has not come yet."),
        found=same(day(happened)),
        expected=(f"senast {day(today)}", f"{day(today)} or earlier"),
        way_out=("registrera det när det har inträffat", "record it when it has happened"),
    )


def _day(fact: Fact) -> datetime.date | None:
    if isinstance(fact, (Paid, PaymentReturned, PaidOnward, OnwardReturned, Used, CostReversed, Repaid, Reclaimed)):
        return fact.day
    return None


def _amounts(fact: Fact) -> Refusal | None:
    for grant, amount, least in amounts_of(fact):
        if type(amount) is not int or amount < least:
            return refuse(
                "amount-not-whole-kronor",
                what=("Beloppet går inte att använda.", "The amount cannot be used."),
                found=(f"{amount!r} för {grant}", f"{amount!r} for {grant}"),
                expected=(f"hela kronor, minst {kronor(least)}", f"whole kronor, at least {kronor(least)}"),
                way_out=("skriv beloppet i hela kronor", "write the amount in whole kronor"),
            )
    return None


def amounts_of(fact: Fact) -> Iterable[tuple[str, int, int]]:
    """Return each amount of a fact with its grant and the least that it may be."""
    if isinstance(fact, (Allotted, Requisitioned, Paid)):
        for part in fact.sums:
            yield from _parts(part, 0)
    elif isinstance(fact, (PaidOnward, OnwardReturned)):
        yield from _parts(fact.sum, 1)
    elif isinstance(fact, (Used, Repaid, Reclaimed)):
        yield fact.grant, fact.amount, 1
    elif isinstance(fact, CostReversed):
        yield fact.cost.grant, fact.amount, 1


def _parts(part: Sum, least: int) -> Iterable[tuple[str, int, int]]:
    yield part.grant, part.amount, least
    yield from ((f"{part.grant}/{earmark}", amount, 0) for earmark, amount in part.earmarks.items())
    yield part.grant, part.general, 0


def _grants(fact: Fact, case: Case) -> Refusal | None:
    grants = [grant.partition("/")[0] for grant, _, _ in amounts_of(fact)]
    for grant in grants:
        terms = case.terms.grant(grant)
        if terms is None:
            return refuse(
                "grant-not-the-recipients",
                what=("Beloppet går inte till den mottagaren.", "The grant does not go to this recipient."),
                found=same(grant),
                expected=_one_of([each.grant.id for each in case.terms.grants]),
                way_out=("välj ett av mottagarens belopp", "choose one of the recipient's grants"),
            )
        if not isinstance(fact, Allotted) and case.allotted(grant) is None:
            return not_allotted(grant, case)
    return _repeated(fact)


def _repeated(fact: Fact) -> Refusal | None:
    if not isinstance(fact, (Allotted, Requisitioned, Paid)):
        return None
    grants = [part.grant for part in fact.sums]
    twice = sorted({grant for grant in grants if grants.count(grant) > 1})
    if not twice:
        return None
    return refuse(
        "grant-twice",
        what=("Samma belopp står två gånger.", "The same grant stands twice."),
        found=same(", ".join(twice)),
        expected=("varje belopp en gång", "each grant once"),
        way_out=("lägg ihop dem till ett", "add them up to one"),
    )


def not_allotted(grant: str, case: Case) -> Refusal:
    """Refuse money before it has been allotted: nothing is fixed, or the grant awaits a key."""
    fixed = case.book.tally.allotted
    terms = case.terms.grant(grant)
    name = case.name(grant)
    return refuse(
        "not-allotted" if fixed is None else "grant-not-allotted",
        terms.grant.clause if terms else "",
        what=("Beloppet är inte tilldelat än.", "The grant has not been allotted yet."),
        found=(
            ("ingen fastställd fördelning", "no fixed allocation")
            if fixed is None
            else (f"”{name[0]}” väntar på sin fördelning", f"“{name[1]}” awaits its allocation")
        ),
        expected=("ett belopp i den fastställda fördelningen", "a sum in the fixed allocation"),
        way_out=(
            "vänta tills fördelningen är fastställd",
            "wait until the allocation has been fixed",
        ),
    )


def _one_of(ids: list[str]) -> tuple[str, str]:
    listed = ", ".join(ids) or "–"
    return (f"något av {listed}", f"one of {listed}")


def without_reason(reason: str) -> Refusal | None:
    """Refuse what needs a reason and has none."""
    if reason.strip():
        return None
    return refuse(
        "reason-missing",
        what=("Skälet saknas.", "The reason is missing."),
        found=("ingen text", "no text"),
        expected=("ett skäl i ord", "a reason in words"),
        way_out=("skriv varför", "write why"),
    )


def not_as_recorded(told: Fact, case: Case) -> Refusal | None:
    """Refuse what carries another fact than the one that was recorded."""
    if case.book.facts.get(told.id) == told and told.id not in case.book.undone:
        return None
    return refuse(
        "not-as-recorded",
        what=("Det som ska rättas finns inte.", "What is to be corrected is not there."),
        found=(f"{told.id} finns inte, eller är redan rättad", f"{told.id} is not there, or is already corrected"),
        expected=("något registrerat som gäller", "something recorded that stands"),
        way_out=("läs in sidan på nytt", "load the page again"),
    )
