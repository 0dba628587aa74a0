"""Run as a process of its own: fills a database with requisitions and payments, and signs two handlers in."""

import json
import sys


def main() -> dict[str, object]:
    """Bring requisitions to every state that they can be in; return the cookies and what was made."""
    from django.conf import settings
    from django.test import override_settings

    from money_steps import fixed
    from naravard.agreement.library import folders
    from naravard.exchange.bank_answers import BankAnswer, PaymentOutcome, ReportedPayment
    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.agreements.intake import take_in_folders
    from naravard.web.organisations.intake import take_in_organisations
    from naravard.web.payments import acts, answer_acts, batch_acts
    from naravard.web.site.clock import now, today
    from payments_steps import (
        ACCEPTED,
        BLEKINGE,
        CAME,
        GOTLAND,
        PAYER,
        PAYS,
        RSS,
        accepted,
        batched,
        details,
        handler,
        organisation,
        reported,
        requisitioned,
    )
    from people_samples import member, signed_in_as
    from token_samples import made_token
    from web_shared import WHOLE

    take_in_organisations(actor=THE_SERVICE, at=now())
    take_in_folders(list(folders()), now())
    fixed()
    claims = {code: accepted(code) for code in (GOTLAND, BLEKINGE, RSS, "rss-10", "region-13", "region-14")}
    first = batched((GOTLAND, claims[GOTLAND]), (BLEKINGE, claims[BLEKINGE]), (RSS, claims[RSS]))
    lines = list(first.lines.all())
    fact = batch_acts.confirm_line(actor=handler(), line=lines[0].pk, day=PAYS.date(), at=PAYS)
    said = ReportedPayment(
        outcome=PaymentOutcome.RETURNED, end_to_end_id=lines[0].end_to_end_id, amount=lines[0].amount * 100,
        day=PAYS.date(), reasons=("AC04",),
    )  # fmt: skip
    booked = ReportedPayment(
        outcome=PaymentOutcome.MADE, end_to_end_id=lines[2].end_to_end_id, amount=100, day=PAYS.date()
    )
    answer_acts.receive_answer(
        actor=handler(), organisation=organisation(PAYER), name="avisering.xml", content=b"<Document/>", at=PAYS,
        answer=BankAnswer(format="camt.054.001.08", message_id="AVI1", lines=(said, booked)),
    )  # fmt: skip
    batch_acts.put_line_back(actor=handler(), line=lines[1].pk, reason="Kontot är avslutat.", at=PAYS)
    details("region-17")
    reported("region-17")
    requisitioned("region-17")
    requisitioned("region-18")
    back = requisitioned("region-19", CAME)
    acts.return_requisition(
        actor=handler(),
        organisation=organisation("region-19"),
        agreement_id=WHOLE,
        requisition=back.id,
        reason="Diarienumret för regeringsbeslutet saknas.",
        at=ACCEPTED,
    )
    with override_settings(ALLOWED_HOSTS=["*"]):
        clients = [signed_in_as(member(PAYER, "payment-handler", name)) for name in ("Kim Öst", "Bo Al")]
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "cookies": [client.cookies[settings.SESSION_COOKIE_NAME].value for client in clients],
        "payment": fact.id,
        "claims": claims,
        "line": lines[2].pk,
        "key": made_token(PAYER, at=now(), to_day=today()).secret,
    }


if __name__ == "__main__":
    from naravard.web.startup import start_django

    start_django()
    from django.db import transaction

    with transaction.atomic():
        told = main()
    sys.stdout.write(json.dumps(told))
