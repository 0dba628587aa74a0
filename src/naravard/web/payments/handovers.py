"""Payments: what can be paid, what the bank has been asked to pay, and recipients without an account."""

import datetime
from collections.abc import Iterator, Sequence

from django.urls import reverse

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.exchange.bank_answers import Verdict
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown
from naravard.web.handovers.handover import Asked, Handover, source
from naravard.web.ledger.accounts import Money, moneys_of, moneys_under, newest_fixed, recipients_of
from naravard.web.ledger.models import RecordedFact
from naravard.web.organisations.models import Organisation
from naravard.web.payments.answers import meaning_of
from naravard.web.payments.claims import returned_and_not_paid
from naravard.web.payments.models import WAITING, Batch, ReceivedAnswer
from naravard.web.payments.payers import payers_of
from naravard.web.payments.payouts import Payable, payables_of
from naravard.web.people.four_eyes import first_hands
from naravard.web.people.names import names_of
from naravard.web.tasks.paper_duties import fixed_agreements


@source
def to_pay(asked: Asked) -> Iterator[Handover]:
    """Give, to those who pay under an agreement, what can be paid now and what has no account to go to."""
    payers = asked.codes(Permission.PAY)
    if not payers:
        return
    fixed = fixed_agreements()
    for shown in asked.every:
        paying = [code for code in payers if code in payers_of(shown)]
        if not paying or shown.agreement.id not in fixed:
            continue
        moneys = moneys_of(shown, recipients_of(shown), asked.now)
        free = [one for one in payables_of(moneys) if one.is_free]
        payable, without = [one for one in free if one.giro], [one for one in free if not one.giro]
        for code in paying:
            if payable:
                yield _payable(asked, shown, code, moneys, payable)
            if without:
                yield _without_account(asked, shown, code, moneys, without)


def _payable(asked: Asked, shown: Shown, code: str, moneys: Sequence[Money], some: Sequence[Payable]) -> Handover:
    amount, count = kronor(sum(one.claim.amount for one in some)), len(some)
    return Handover(
        id="to-pay", organisation=asked.organisations[code], permission=Permission.PAY, shown=shown, count=count,
        since=_latest(moneys, some, shown), url=reverse("payments:order", args=[code, shown.agreement.id]),
        what=Text(f"Betala ut {amount} till {_recipients(some)}", f"Pay {amount} to {_recipients(some)}"),
        why=Text("Villkoren för utbetalningen är uppfyllda.", "The conditions of the payment are met."),
    )  # fmt: skip


def _without_account(
    asked: Asked, shown: Shown, code: str, moneys: Sequence[Money], some: Sequence[Payable]
) -> Handover:
    amount, names = kronor(sum(one.claim.amount for one in some)), _recipients(some)
    return Handover(
        id="without-account", organisation=asked.organisations[code], permission=Permission.PAY, shown=shown,
        count=len(some), since=_latest(moneys, some, shown),
        url=reverse("payments:payments", args=[code, shown.agreement.id]),
        what=Text(
            f"Be om konto: {amount} till {names} kan inte betalas", f"Ask for an account: {amount} to {names} wait"
        ),
        why=Text(
            "Varken bankgiro eller plusgiro är ifyllt hos dem.", "They have filled in neither bankgiro nor plusgiro."
        ),
    )  # fmt: skip


def _recipients(some: Sequence[Payable]) -> str:
    names = list(dict.fromkeys(one.organisation.name for one in some))
    return ", ".join(names) if len(names) <= _NAMED else f"{len(names)} mottagare"


_NAMED = 3


def _latest(moneys: Sequence[Money], some: Sequence[Payable], shown: Shown) -> datetime.datetime:
    """Return when the last of some claims came to be payable, as far as the facts tell: its newest fact."""
    codes = {one.organisation.code for one in some}
    moments = [one.book.latest for one in moneys if one.organisation.code in codes and one.book.latest]
    return max(moments, default=shown.loaded_at)


@source
def batches_to_confirm(asked: Asked) -> Iterator[Handover]:
    """Give each batch that waits for the second person: to fetch its file, and to say that the bank has paid."""
    payers = asked.codes(Permission.PAY)
    waiting = Batch.objects.filter(payer__in=payers, lines__state=WAITING).distinct()
    found = waiting.prefetch_related("lines", "fetched_files")
    batches = list(found)
    names = names_of(one.made_by for one in batches)
    for one in batches:
        shown = asked.shown(one.agreement_id)
        if shown is None:
            continue
        lines = [line for line in one.lines.all() if line.state == WAITING]
        amount, payer = kronor(sum(line.amount for line in lines)), asked.organisations[one.payer_id]
        is_fetched = bool(one.fetched_files.all())
        if is_fetched and one.execution_day < asked.today:
            yield _unanswered(one, payer, shown, amount)
            continue
        yield Handover(
            id="batch-to-confirm", organisation=payer, permission=Permission.PAY,
            shown=shown, about=str(one.number), since=one.made_at,
            not_for=first_hands(payer, Permission.PAY, one.made_by),
            url=reverse("payments:batch", args=[one.payer_id, one.agreement_id, one.number]),
            what=Text(
                f"Bekräfta utbetalningsomgång {one.number}: {amount}", f"Confirm payment batch {one.number}: {amount}"
            )
            if is_fetched
            else Text(
                f"Granska utbetalningsomgång {one.number} och hämta betalfilen: {amount}",
                f"Check payment batch {one.number} and fetch the payment file: {amount}",
            ),
            why=Text(
                f"{names[one.made_by]} beställde den till {one.execution_day}. Inget räknas som betalt än.",
                f"{names[one.made_by]} ordered it for {one.execution_day}. Nothing counts as paid yet.",
            ),
        )  # fmt: skip


def _unanswered(batch: Batch, payer: Organisation, shown: Shown, amount: str) -> Handover:
    """Give a batch whose day has passed and that the bank has not answered, as far as what is recorded tells."""
    return Handover(
        id="batch-to-confirm", organisation=payer, permission=Permission.PAY, shown=shown, about=str(batch.number),
        since=batch.made_at, not_for=first_hands(payer, Permission.PAY, batch.made_by),
        url=reverse("payments:batch", args=[payer.code, shown.agreement.id, batch.number]),
        what=Text(
            f"Läs in bankens svar om utbetalningsomgång {batch.number}: {amount}",
            f"Take in the bank's answer about payment batch {batch.number}: {amount}",
        ),
        why=Text(
            f"Den skulle betalas {batch.execution_day}, och inget svar om den är bokfört. "
            "Svarar banken inte med filer, bekräfta den för hand.",
            f"It was to be paid on {batch.execution_day}, and no answer about it is recorded. If the bank does not "
            "answer by files, confirm it by hand.",
        ),
    )  # fmt: skip


@source
def answers_to_record(asked: Asked) -> Iterator[Handover]:
    """Give each answer of a bank that was taken in and of which nothing is recorded, where there is something to."""
    payers = asked.codes(Permission.PAY)
    if not payers:
        return
    for one in ReceivedAnswer.objects.filter(payer__in=payers, recorded_at=None).select_related("payer"):
        meaning = meaning_of(one, asked.now)
        shown = next((shown for shown in asked.every if one.payer_id in payers_of(shown)), None)
        if shown is None or not meaning.is_recordable:
            continue
        by = {each.line.batch.made_by for each in meaning.of(Verdict.PAID)}
        yield Handover(
            id="bank-answer", organisation=asked.organisations[one.payer_id], permission=Permission.PAY, shown=shown,
            about=str(one.number), since=one.received_at,
            not_for=frozenset().union(*(first_hands(one.payer, Permission.PAY, each) for each in by)),
            url=reverse("payments:answer", args=[one.payer_id, shown.agreement.id, one.number]),
            what=Text(f"Bokför bankens svar {one.number}", f"Record the bank's answer {one.number}"),
            why=Text("Filen är inläst, och inget av den är bokfört.", "The file is taken in, and nothing is recorded."),
        )  # fmt: skip


@source
def own_payment_came_back(asked: Asked) -> Iterator[Handover]:
    """Give, to a recipient, each payment to it that came back from the bank and has not been paid again."""
    codes = asked.codes(Permission.CHANGE_PAYMENT_DETAILS)
    told = RecordedFact.objects.filter(account__organisation__in=codes, kind="payment-returned")
    places = set(told.values_list("account__organisation", "account__agreement_id")) if codes else set()
    wanted = [(shown, asked.organisations[code]) for code, one in sorted(places) if (shown := asked.shown(one))]
    for money in moneys_under(wanted, asked.now) if wanted else ():
        for fact in returned_and_not_paid(money.book, money.terms, swedish_day(money.now)):
            amount = kronor(sum(part.amount for part in fact.paid.sums))
            yield Handover(
                id="payment-came-back", organisation=money.organisation,
                permission=Permission.CHANGE_PAYMENT_DETAILS, shown=money.shown, about=fact.id, since=fact.at,
                url=reverse("organisations:change_payment_details", args=[money.organisation.code]),
                what=Text(
                    f"Se efter att ert konto stämmer: {amount} kom tillbaka från banken",
                    f"See that your account is right: {amount} came back from the bank",
                ),
                why=Text(
                    f"Utbetalningen gick inte in på kontot. {fact.reason.rstrip('.')}. Den betalas på nytt till det "
                    "konto som är ifyllt.",
                    f"The payment was not taken to the account. {fact.reason.rstrip('.')}. It is paid again to the "
                    "account that is filled in.",
                ),
            )  # fmt: skip


@source
def own_account_missing(asked: Asked) -> Iterator[Handover]:
    """Give, to a recipient without an account, what cannot be paid to it for that reason."""
    without = [
        asked.organisations[code]
        for code in asked.codes(Permission.CHANGE_PAYMENT_DETAILS)
        if not (asked.organisations[code].bankgiro or asked.organisations[code].plusgiro)
    ]
    fixed = fixed_agreements()
    if not without or not fixed:
        return
    for shown in asked.every:
        named = {one.code for one in recipients_of(shown)} if shown.agreement.id in fixed else set()
        concerned = [one for one in without if one.code in named]
        current = newest_fixed(shown.agreement.id) if concerned else None
        if current is None:
            continue
        for money in moneys_of(shown, concerned, asked.now):
            left = sum(max(0, grant.allotted - grant.paid) for grant in money.balance.grants)
            if left <= 0 or not money.is_fixed:
                continue
            amount = kronor(left)
            yield Handover(
                id="own-account", organisation=money.organisation, permission=Permission.CHANGE_PAYMENT_DETAILS,
                shown=shown, since=current.made_at,
                url=reverse("organisations:change_payment_details", args=[money.organisation.code]),
                what=Text(
                    f"Fyll i bankgiro eller plusgiro: {amount} kan inte betalas till er annars",
                    f"Fill in bankgiro or plusgiro: {amount} cannot be paid to you otherwise",
                ),
                why=Text("Ert konto är inte ifyllt.", "Your account has not been filled in."),
            )  # fmt: skip
