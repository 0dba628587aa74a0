"""How the sharing of a grant stands, in words, and what comes next for the RSS."""

import datetime
from dataclasses import dataclass

from django.urls import reverse

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.agreement.status_words import DONE, NOT_BEGUN, UNDER_WAY, ShownStatus, waiting_for
from naravard.agreement.wording import day, kronor
from naravard.web.sharing.acts.consent import why_not_decided
from naravard.web.sharing.models import Proposal
from naravard.web.sharing.overview import GrantSharing, answers_of

_MUNICIPALITIES = Text("kommunerna", "the municipalities")
_PAYMENT = Text("betalning vidare", "payment onward")


@dataclass(frozen=True, slots=True)
class NextAction:
    """Something that can be done next."""

    name: str
    """The name of the address."""
    label: Text
    is_main: bool = True

    def url(self, sharing: GrantSharing) -> str:
        """Return the address."""
        agreement_id = sharing.shown.agreement.id
        return reverse(self.name, args=[sharing.money.organisation.code, agreement_id, sharing.grant.id])


def tag(sharing: GrantSharing) -> ShownStatus:
    """Return how it stands."""
    if sharing.sent:
        return waiting_for(_MUNICIPALITIES)
    if sharing.draft:
        return UNDER_WAY
    if sharing.whole is None or sharing.decided is None:
        return NOT_BEGUN
    return DONE if sharing.is_passed_on else waiting_for(_PAYMENT)


def sentence(sharing: GrantSharing, now: datetime.datetime) -> Text:
    """Say how the sharing of a grant stands."""
    if sharing.whole is None:
        return Text(
            "Beloppet är inte tilldelat än. Det delas när fördelningen är fastställd.",
            "The grant has not been allotted yet. It is shared out when the allocation has been fixed.",
        )
    if sharing.sent:
        return _sent(sharing, sharing.sent, now)
    decided = _decided(sharing, sharing.decided) if sharing.decided else Text("", "")
    if sharing.draft:
        number = sharing.draft.number
        return Text(
            f"Version {number} är ett utkast som kommunerna inte ser. {decided.sv}".strip(),
            f"Version {number} is a draft that the municipalities do not see. {decided.en}".strip(),
        )
    if sharing.decided:
        return decided
    return Text("Det finns inget förslag än.", "There is no proposal yet.")


def _sent(sharing: GrantSharing, sent: Proposal, now: datetime.datetime) -> Text:
    answers, count = answers_of(sent), len(sharing.members)
    consenting = sum(1 for answer in answers.values() if answer.consents)
    last = day(sent.answer_by) if sent.answer_by else "–"
    over = not sent.takes_answers(now)
    return Text(
        f"Version {sent.number} är skickad till kommunerna. {len(answers)} av {count} har svarat, {consenting} "
        f"samtycker. Sista dagen att svara {'var' if over else 'är'} {last}.",
        f"Version {sent.number} has been sent to the municipalities. {len(answers)} of {count} have answered, "
        f"{consenting} consent. The last day to answer {'was' if over else 'is'} {last}.",
    )


def _decided(sharing: GrantSharing, decided: Proposal) -> Text:
    when = day(swedish_day(decided.decided_at)) if decided.decided_at else "–"
    left = sum(holding.to_come.amount for holding in sharing.holdings)
    if left:
        rest = (f"{kronor(left)} återstår att betala vidare.", f"{kronor(left)} remain to be passed on.")
    else:
        rest = ("Allt som är beslutat är betalt vidare.", "All that is decided has been passed on.")
    return Text(
        f"Version {decided.number} beslutades {when}. {rest[0]}",
        f"Version {decided.number} was decided on {when}. {rest[1]}",
    )


def steps(sharing: GrantSharing, now: datetime.datetime, *, payment_waits: bool = False) -> list[NextAction]:
    """Return what the RSS can do next, the foremost first; no other payment is prepared while one waits."""
    if sharing.whole is None:
        return []
    if sharing.draft:
        return [
            NextAction(
                "sharing:send", Text("Granska och skicka till kommunerna", "Check and send to the municipalities")
            ),
            NextAction("sharing:amounts", Text("Ändra belopp för hand", "Change amounts by hand"), is_main=False),
            NextAction("sharing:draft", Text("Ändra hur summan delas", "Change how the sum is shared"), is_main=False),
            NextAction("sharing:discard", Text("Kasta utkastet", "Throw the draft away"), is_main=False),
        ]
    new = NextAction("sharing:draft", Text("Skriv en ny version", "Write a new version"), is_main=False)
    if sharing.sent:
        extend = NextAction("sharing:extend", Text("Ge mer tid att svara", "Give more time to answer"), is_main=False)
        refused = why_not_decided(sharing.proposals, sharing.money.terms.onward, now)
        decide = NextAction("sharing:decide", Text("Besluta om fördelningen", "Decide on the sharing"))
        return [*([] if refused else [decide]), new, extend]
    if sharing.decided:
        return [*_after_decision(sharing, payment_waits=payment_waits), new]
    return [NextAction("sharing:draft", Text("Skriv ett förslag", "Write a proposal"))]


def _after_decision(sharing: GrantSharing, *, payment_waits: bool) -> list[NextAction]:
    found = []
    if not payment_waits and sharing.paid and any(holding.to_come.amount for holding in sharing.holdings):
        found.append(NextAction("sharing:pay", Text("Förbered betalning vidare", "Prepare payment onwards")))
    if any(holding.left for holding in sharing.holdings):
        found.append(
            NextAction(
                "sharing:back", Text("Registrera pengar som kommit åter", "Record money come back"), is_main=False
            )
        )
    return found
