"""Banks' answers: a file is taken in, what it means is shown payment by payment, and one confirmation records it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.exchange.bank_answers import MOST_BYTES, BankAnswer, NotAnAnswerError, Verdict, read_apart
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.large_uploads import takes_large_files, was_too_large
from naravard.web.access.permissions import Permission
from naravard.web.agreements.frame import Crumb
from naravard.web.handovers.overview import someone_elses
from naravard.web.papers.words import time_in_words
from naravard.web.payments import answer_acts, refusals
from naravard.web.payments.answers import RECORDABLE, AnsweredPayment, AnsweredRepayment, AnswerMeaning, meaning_of
from naravard.web.payments.claims import claim_words
from naravard.web.payments.models import ReceivedAnswer
from naravard.web.payments.views.lookup import PAYMENTS, PaymentRequest, answered, asked_for
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Field, Written
from naravard.web.site.forms.step import OwnYes, Step

_ORE = 100
FILE, SEEN = "fil", "sett"
_VERDICTS = {
    Verdict.PAID: Text("Bokförs som betald", "Is recorded as paid"),
    Verdict.REFUSED: Text("Läggs tillbaka", "Is put back"),
    Verdict.RETURNED: Text("Bokförs som tillbaka", "Is recorded as come back"),
    Verdict.PARTLY: Text("En del av beloppet", "A part of the sum"),
    Verdict.MORE: Text("Mer än beställt", "More than was ordered"),
    Verdict.RETURNED_IN_PART: Text("Delvis tillbaka", "Come back in part"),
    Verdict.OTHER_CURRENCY: Text("Inte i kronor", "Not in kronor"),
    Verdict.PENDING: Text("Väntar hos banken", "Waits at the bank"),
    Verdict.KNOWN: Text("Redan bokfört", "Recorded already"),
    Verdict.CONTRADICTS: Text("Motsäger det bokförda", "Contradicts what is recorded"),
}
_NOT_RECORDED = Text("Kan inte bokföras", "Cannot be recorded")
_NEXT = {
    Verdict.PARTLY: Text(
        "Inget bokförs än. Kommer resten i ett senare svar läggs delarna ihop. Kommer det inte, fråga banken.",
        "Nothing is recorded yet. If the rest comes in a later answer, the parts are added up. If not, ask the bank.",
    ),
    Verdict.MORE: Text(
        "Inget bokförs: banken säger mer än det som beställdes. Fråga banken vad som har betalts, och begär tillbaka "
        "det som är för mycket.",
        "Nothing is recorded: the bank says more than was ordered. Ask the bank what has been paid, and ask for what "
        "is too much to be sent back.",
    ),
    Verdict.OTHER_CURRENCY: Text(
        "Inget bokförs: beloppet i filen är inte i hela kronor och ören (SEK). Fråga banken vad som har betalts.",
        "Nothing is recorded: the amount in the file is not in kronor and öre (SEK). Ask the bank what has been paid.",
    ),
    Verdict.RETURNED_IN_PART: Text(
        "Inget bokförs än. Kommer resten tillbaka i ett senare svar läggs delarna ihop. Kommer den inte, fråga banken.",
        "Nothing is recorded yet. If the rest comes back in a later answer, the parts are added up. If not, ask the "
        "bank.",
    ),
    Verdict.PENDING: Text("Banken har den och har inte betalat än.", "The bank has it and has not paid yet."),
    Verdict.KNOWN: Text("Det här svaret ändrar inget.", "This answer changes nothing."),
    Verdict.CONTRADICTS: Text(
        "Inget bokförs. Fråga banken hur det är, och rätta betalningen för hand.",
        "Nothing is recorded. Ask the bank how it is, and correct the payment by hand.",
    ),
}


@takes_large_files(Permission.PAY, MOST_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PAY)
def answers(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Which answers have been taken in, and the form to take one in. What it means is shown before it is recorded."""
    asked = asked_for(request, actor, agreement_id)

    def read_file(written: Written) -> tuple[str, bytes, BankAnswer] | None:
        uploaded: Any = written.files.get(FILE)
        if was_too_large(request):
            written.wrong(FILE, _TOO_LARGE.sv, _TOO_LARGE.en)
        elif uploaded is None or not uploaded.size:
            written.wrong(
                FILE,
                "Ingen fil är vald, eller den är tom. Välj filen som banken har lämnat.",
                "No file is chosen, or it is empty. Choose the file that the bank gave.",
            )
        if written.problems:
            return None
        content = uploaded.read()
        try:
            return uploaded.name or "", content, read_apart(content)
        except NotAnAnswerError as error:
            written.wrong(FILE, error.says.sv, error.says.en)
            return None

    def do(given: tuple[str, bytes, BankAnswer], _seen: int | None) -> str:
        name, content, answer = given
        made = answer_acts.receive_answer(
            actor=actor, organisation=asked.organisation, name=name, content=content, answer=answer, at=now()
        )
        return _url(asked, made.number)

    step: Step[Any] = Step(
        title=Text("Läs in bankens svar", "Take in the bank's answer"),
        explains=Text(
            "Filen läses och visas betalning för betalning. Inget bokförs förrän någon har sett efter och bekräftar. "
            "Det som filen säger om andras betalningar sparas inte.",
            "The file is read and shown payment by payment. Nothing is recorded until someone has looked at it and "
            "confirms. What the file says of others' payments is not kept.",
        ),
        button=Text("Läs in", "Take in"),
        fields=[
            Field(
                name=FILE,
                label=Text("Fil från banken", "File from the bank"),
                kind="file",
                hint=Text(
                    f"pain.002, camt.054 eller camt.053 (XML), eller BgMax. Högst {_MOST} MB.",
                    f"pain.002, camt.054 or camt.053 (XML), or BgMax. At most {_MOST} MB.",
                ),
                accept=".xml,.txt,.bgmax,.pain002,.camt054",
            )
        ],
        read=read_file,
        do=do,
        done=Text("Filen är inläst. Inget är bokfört än.", "The file is taken in. Nothing is recorded yet."),
        back=reverse(PAYMENTS, args=[asked.organisation.code, agreement_id]),
        template="payments/answers.html",
        extra=lambda: {
            "received": [
                (one, _url(asked, one.number), _says(one.answer))
                for one in ReceivedAnswer.objects.filter(payer=asked.organisation)
            ]
        },
    )
    return answered(asked, step, _crumb(asked), room=PAYMENTS)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PAY)
def answer(request: HttpRequest, actor: Actor, agreement_id: str, answer_number: int) -> HttpResponse:
    """What an answer means, payment by payment, and the one button that records it."""
    asked = asked_for(request, actor, agreement_id)
    found = (
        ReceivedAnswer.objects.filter(payer=asked.organisation, number=answer_number).select_related("payer").first()
    )
    if found is None:
        raise Http404
    meaning = meaning_of(found, now())

    def do(seen: str, _version: int | None) -> str:
        answer_acts.record_answer(
            actor=actor, organisation=asked.organisation, number=answer_number, seen=seen, at=now()
        )
        return request.path

    step: Step[Any] = Step(
        title=found.text,
        button=Text("Bokför det som står här", "Record what stands here"),
        read=lambda written: written.raw(SEEN),
        do=do,
        done=Text("Svaret är bokfört.", "The answer is recorded."),
        back=reverse("payments:answers", args=[asked.organisation.code, agreement_id]),
        hidden={SEEN: meaning.seen},
        tells_seen=frozenset({SEEN}),
        closed=_closed(asked, found, meaning),
        own_yes=_payable_again(meaning),
        template="payments/answer.html",
        closed_template="payments/answer_closed.html",
        extra=lambda: _shown(asked, found, meaning),
    )
    return answered(asked, step, _crumb(asked), _answers_crumb(asked), room=PAYMENTS)


def _says(answer: BankAnswer) -> Text:
    """Return how many payments an answer tells of, and what they come to where that is whole kronor."""
    count, ore = len(answer.lines), sum(one.amount or 0 for one in answer.lines)
    payments = Text("1 betalning", "1 payment") if count == 1 else Text(f"{count} betalningar", f"{count} payments")
    return (
        Text(f"{payments.sv}, {kronor(ore // _ORE)}", f"{payments.en}, {kronor(ore // _ORE)}")
        if ore and not ore % _ORE
        else payments
    )


def _shown(asked: PaymentRequest, found: ReceivedAnswer, meaning: AnswerMeaning) -> dict[str, Any]:
    return {
        "found": found,
        "answer": found.answer,
        "payments": [_payment_row(one) for one in meaning.payments],
        "repayments": [_repayment_row(asked, one) for one in meaning.repayments],
        "sums": [
            (_VERDICTS[verdict], len(some), sum(one.line.amount for one in some))
            for verdict in _VERDICTS
            if verdict in RECORDABLE and (some := meaning.of(verdict))
        ],
        "repaid": (len(meaning.to_repay), sum(one.amount for one in meaning.to_repay)),
    }


def _payment_row(one: AnsweredPayment) -> dict[str, Any]:
    name = _NOT_RECORDED if one.obstacle else _VERDICTS[one.verdict]
    said = one.matched.returned or one.matched.made
    return {
        "one": one,
        "name": name,
        "says": one.obstacle or _NEXT.get(one.verdict) or (_ADDED_UP if one.matched.added else None),
        "what": claim_words(one.line.claim, one.shown) if one.shown else Text("–"),
        "said": f"{said // 100:,}".replace(",", "\u00a0") + (f",{said % 100:02}" if said % 100 else "") if said else "",
    }


def _repayment_row(asked: PaymentRequest, one: AnsweredRepayment) -> dict[str, Any]:
    repayment = one.repayment
    place = [asked.organisation.code, repayment.shown.agreement.id, repayment.organisation.code]
    if one.is_known:
        name = _VERDICTS[Verdict.KNOWN]
    elif one.obstacle:
        name = _NOT_RECORDED
    else:
        name = Text("Bokförs som återbetald", "Is recorded as repaid")
    names = {grant.grant.id: grant.grant.name for grant in repayment.grants}
    return {
        "one": one,
        "name": name,
        "parts": [(names[grant], amount) for grant, amount in one.amounts.items()] if one.is_recordable else [],
        "url": reverse("repayments:record", args=place) if one.obstacle else reverse("repayments:account", args=place),
    }


def _closed(asked: PaymentRequest, found: ReceivedAnswer, meaning: AnswerMeaning) -> Text | None:
    """Say why the reader cannot record it: it is recorded, has nothing to record, or is for another to record."""
    if not meaning.is_recordable and found.recorded_at is not None:
        when = time_in_words(found.recorded_at)
        return Text(f"Svaret bokfördes {when.sv}.", f"The answer was recorded {when.en}.")
    if not meaning.is_recordable:
        return refusals.nothing_to_record().says
    does = Text("bokföra bankens svar", "record the bank's answer")
    for by in {one.line.batch.made_by for one in meaning.of(Verdict.PAID)}:
        told = someone_elses(asked.actor, Permission.PAY, than=by, does=does, day=today())
        if told is not None:
            return told
    return None


def _payable_again(meaning: AnswerMeaning) -> list[OwnYes]:
    """Return the yes to what can be paid once more, since the bank says that it is in the account."""
    back = meaning.of(Verdict.REFUSED, Verdict.RETURNED)
    if not back:
        return []
    amount, names = kronor(sum(one.line.amount for one in back)), ", ".join(one.line.creditor_name for one in back)
    return [
        OwnYes(
            Text(
                f"{amount} till {names} går att betala ut på nytt. Är pengarna hos mottagaren betalas de två gånger.",
                f"{amount} to {names} can be paid again. If the recipient has the money, it is paid twice.",
            ),
            Text(f"Ja, {amount} är kvar på kontot", f"Yes, {amount} is in the account"),
        )
    ]


_ADDED_UP = Text(
    "Lagt ihop med det som ett annat svar säger om samma betalning.",
    "Added up with what another answer says of the same payment.",
)
_MOST = MOST_BYTES // 1_000_000
_TOO_LARGE = Text(
    f"Filen är större än {_MOST} MB. Be banken om en fil för varje dag. Inget är sparat.",
    f"The file is larger than {_MOST} MB. Ask the bank for a file for each day. Nothing has been kept.",
)


def _url(asked: PaymentRequest, number: int) -> str:
    return reverse("payments:answer", args=[asked.organisation.code, asked.agreement_id, number])


def _crumb(asked: PaymentRequest) -> Crumb:
    return Crumb(_("Utbetalningar"), reverse(PAYMENTS, args=[asked.organisation.code, asked.agreement_id]))


def _answers_crumb(asked: PaymentRequest) -> Crumb:
    return Crumb(_("Bankens svar"), reverse("payments:answers", args=[asked.organisation.code, asked.agreement_id]))
