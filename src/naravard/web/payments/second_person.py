"""Money goes out by two persons: who orders a batch neither fetches its file nor confirms that it is paid.

So every krona has passed two persons before the file can reach the bank, also where no requisition was accepted, and
two are enough: who accepted may order, or fetch and confirm, but not both of the latter. What was paid without a batch
is recorded by another than who accepted it. An authority that is too small says who does it alone
(:mod:`naravard.web.people.four_eyes`).
"""

from collections.abc import Iterable

from naravard.agreement.model import Text
from naravard.ledger.facts import RequisitionAccepted
from naravard.web.access.actor import Actor
from naravard.web.access.permissions import Permission
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.ledger.models import RecordedFact, fact_of
from naravard.web.organisations.models import Organisation
from naravard.web.payments.claims import REQUISITION
from naravard.web.payments.models import Batch
from naravard.web.people.four_eyes import first_hands, require_second_person

Choice = tuple[str, str]
"""An organisation's code and what it claims."""
_ORDERED = Text("beställt betalningarna", "ordered the payments")


def require_confirmer(actor: Actor, batch: Batch) -> None:
    """Refuse the one who ordered a batch, and would fetch its file or confirm what it pays.

    Raises:
        FourEyesProblem: when it is the same person, or no person acts.
    """
    require_second_person(actor, Permission.PAY, than=batch.made_by, what=_ORDERED)


def require_recorder(actor: Actor, agreement_id: str, whose: Organisation, claim: str) -> None:
    """Refuse the one who accepted a requisition, and would record that it was paid without a batch.

    Raises:
        FourEyesProblem: when it is the same person, or no person acts.
        MoneyRefusedError: when the claim needs no requisition, so that nobody else has seen it: a batch is made.
    """
    if claim.startswith(f"{REQUISITION}:"):
        by = accepters(agreement_id, [whose.code]).get((whose.code, claim), "")
        what = Text(f"godtagit rekvisitionen från {whose.name}", f"accepted the requisition from {whose.name}")
        require_second_person(actor, Permission.PAY, than=by, what=what)
    elif actor.organisation is not None and first_hands(actor.organisation, Permission.PAY, actor.who.code):
        raise _needs_batch(whose)


def can_record(actor: Actor, agreement_id: str, choices: Iterable[Choice]) -> set[Choice]:
    """Return what of some claims the actor may record as paid without a batch."""
    if actor.organisation is None:
        return set(choices)
    own = first_hands(actor.organisation, Permission.PAY, actor.who.code)
    asked = list(choices)
    by = accepters(agreement_id, {code for code, _claim in asked})
    return {
        (code, claim)
        for code, claim in asked
        if not own or (claim.startswith(f"{REQUISITION}:") and by.get((code, claim), "") not in own)
    }


def accepters(agreement_id: str, codes: Iterable[str]) -> dict[Choice, str]:
    """Return the code of who accepted each requisition, by the recipient's code and the claim that it is."""
    facts = RecordedFact.objects.filter(
        account__agreement_id=agreement_id, account__organisation__in=set(codes), kind="requisition-accepted"
    )
    rows = facts.values_list("account__organisation", "content", "by")
    return {(code, f"{REQUISITION}:{_accepted(content)}"): by for code, content, by in rows}


def _accepted(content: str) -> str:
    fact = fact_of(content)
    return fact.requisition if isinstance(fact, RequisitionAccepted) else ""


def _needs_batch(whose: Organisation) -> MoneyRefusedError:
    return MoneyRefusedError(
        "needs-batch",
        Text(
            f"{whose.name}: pengar som betalas utan rekvisition har ingen annan sett. Gör en utbetalningsomgång, så "
            "bekräftar någon annan den.",
            f"{whose.name}: nobody else has seen money that is paid without a requisition. Make a payment batch, "
            "which someone else confirms.",
        ),
        "chosen",
    )
