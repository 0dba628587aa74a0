"""The acts of `naravard.web.payments`, and the places of its addresses."""

from collections.abc import Callable
from typing import Any

from sampling import Sample

from naravard.exchange.bank_answers import BankAnswer, PaymentOutcome, ReportedPayment
from naravard.exchange.pain001 import Version
from naravard.web.access.actor import THE_SERVICE
from naravard.web.payments import acts, answer_acts, batch_acts
from naravard.web.payments.answers import meaning_of
from naravard.web.payments.models import Line
from payments_steps import (
    GOTLAND,
    ON,
    PAYER,
    PAYS,
    accepted,
    allotted,
    batched,
    details,
    handler,
    organisation,
    requisitioned,
)
from web_shared import WHOLE

_ANOTHER = "region-21"
"""A recipient that no other room's places bring to a state."""
_BY = frozenset({PAYER})
_PAID = {"day": PAYS.date(), "reference": "BG 1"}


def _about() -> dict[str, Any]:
    return {"organisation": organisation(GOTLAND), "agreement_id": WHOLE}


def _waiting() -> dict[str, Any]:
    details(GOTLAND)
    allotted(GOTLAND)
    return _about() | {"requisition": requisitioned(GOTLAND).id}


def _line() -> int:
    batched((GOTLAND, accepted(GOTLAND)))
    return int(Line.objects.get().pk)


def _payment() -> str:
    fact = acts.record_payment(**_handler(), **_about(), claim=accepted(GOTLAND), **_PAID, at=PAYS)
    return str(fact.id)


def _handler() -> dict[str, Any]:
    return {"actor": handler("Bo Al")}


def _order() -> dict[str, Any]:
    claim = accepted(GOTLAND)
    details(PAYER)
    return {
        "organisation": organisation(PAYER),
        "agreement_id": WHOLE,
        "choices": [(GOTLAND, claim)],
        "execution_day": ON,
    }


def _file() -> dict[str, Any]:
    batch = batched((GOTLAND, accepted(GOTLAND)))
    return {
        "organisation": organisation(PAYER),
        "agreement_id": WHOLE,
        "number": batch.number,
        "version": Version.V09,
    }


def _answer() -> dict[str, Any]:
    batch = batched((GOTLAND, accepted(GOTLAND)))
    line = batch.lines.get()
    made = ReportedPayment(
        outcome=PaymentOutcome.MADE, end_to_end_id=line.end_to_end_id, amount=line.amount * 100, day=PAYS.date()
    )
    answer = BankAnswer(format="camt.054.001.08", message_id="AVI1", lines=(made,))
    return {"organisation": organisation(PAYER), "name": "svar.xml", "content": b"<svar/>", "answer": answer}


def _received() -> dict[str, Any]:
    received = answer_acts.receive_answer(actor=THE_SERVICE, **_answer(), at=PAYS)
    meaning = meaning_of(received, PAYS)
    return {"organisation": organisation(PAYER), "number": received.number, "seen": meaning.seen}


SAMPLES: dict[str, Callable[[], Sample]] = {
    "accept_requisition": lambda: Sample(_waiting(), _BY, at=PAYS),
    "return_requisition": lambda: Sample(_waiting() | {"reason": "Diarienumret saknas."}, _BY, at=PAYS),
    "record_payment": lambda: Sample(_about() | {"claim": accepted(GOTLAND)} | _PAID, _BY, at=PAYS),
    "undo_payment": lambda: Sample(_about() | {"payment": _payment(), "reason": "Fel mottagare"}, _BY, at=PAYS),
    "return_payment": lambda: Sample(
        _about() | {"payment": _payment(), "day": PAYS.date(), "reference": "B 1", "reason": "Kontot är avslutat"},
        _BY,
        at=PAYS,
    ),
    "receive_answer": lambda: Sample(_answer(), _BY, at=PAYS),
    "settle_answer": lambda: Sample(_received(), _BY, at=PAYS),
    "make_batch": lambda: Sample(_order(), _BY, at=PAYS),
    "fetch_file": lambda: Sample(_file(), _BY, at=PAYS),
    "confirm_line": lambda: Sample({"line": _line(), "day": PAYS.date()}, _BY, at=PAYS),
    "put_line_back": lambda: Sample({"line": _line(), "reason": "Banken avvisade den"}, _BY, at=PAYS),
}
"""By the name of the act."""
NOWHERE: dict[str, str] = {
    "recipient_code": "finns-inte",
    "batch_number": "0",
    "payment_id": "finns-inte",
    "answer_number": "0",
}
"""Each place of the room's addresses, filled with what names nothing."""
DUTIES: dict[str, str] = {"rekvisitioner": "requisition"}
"""Which kind of duty the addresses name after a part of them."""


def places(code: str) -> dict[str, str]:
    """Make one of each thing that the room's addresses can name in an organisation; return the places."""
    if code != PAYER:
        return {}
    batch = batched((_ANOTHER, accepted(_ANOTHER)))
    line = batch.lines.get()
    said = ReportedPayment(outcome=PaymentOutcome.MADE, end_to_end_id=line.end_to_end_id, amount=1, day=PAYS.date())
    given = {"name": "svar.xml", "content": batch.message_id.encode()}
    answer = BankAnswer(format="camt.054.001.08", message_id="AVI1", lines=(said,))
    received = answer_acts.receive_answer(
        **_handler(), organisation=organisation(PAYER), **given, answer=answer, at=PAYS
    )
    fact = batch_acts.confirm_line(**_handler(), line=line.pk, day=PAYS.date(), at=PAYS)
    return {
        "recipient_code": _ANOTHER, "batch_number": str(batch.number), "payment_id": fact.id,
        "answer_number": str(received.number),
    }  # fmt: skip


def is_for(kind: str, route: str, code: str) -> bool:
    """Tell whether one of the room's pages is there at all for an organisation of a kind."""
    return code == PAYER or not any(part in route for part in ("/rekvisitioner", "/utbetalningar"))
