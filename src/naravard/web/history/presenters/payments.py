"""Sentences of :mod:`naravard.web.payments`. The event's organisation is the recipient, of a batch the payer."""

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.history.presenters.people import who
from naravard.web.history.presenters.presenter import Presenter
from naravard.web.history.told import Told


def _told(sv: str, en: str) -> Presenter:
    """Make a presenter: ``{whose}``, ``{amount}``, ``{day}``, ``{count}`` and ``{thing}`` are the event's own."""

    def presenter(told: Told) -> Text:
        return Text(_filled(told, sv, "sv"), _filled(told, en, "en"))

    return presenter


def _filled(told: Told, words: str, language: str) -> str:
    values = {**(told.before or {}), **(told.after or {})}
    amount = values.get("amount")
    done = words.format(
        whose=told.organisation.name.in_language(language) if told.organisation else "–",
        amount=kronor(amount) if isinstance(amount, int) else "–",
        day=values.get("day", "–"),
        count=values.get("payments", "–"),
        thing=told.thing.name.in_language(language).lower(),
    )
    return f"{who(told).in_language(language)} {done}."


PRESENTERS: dict[str, Presenter] = {
    "requisition-accepted": _told(
        "godtog rekvisitionen från {whose}: {amount}", "accepted the requisition from {whose}: {amount}"
    ),
    "requisition-returned": _told(
        "lämnade tillbaka rekvisitionen till {whose}: {amount}", "returned the requisition to {whose}: {amount}"
    ),
    "payment-recorded": _told(
        "registrerade att {amount} betalades ut till {whose} {day}",
        "recorded that {amount} was paid to {whose} on {day}",
    ),
    "payment-undone": _told(
        "tog tillbaka registreringen av att {amount} betalades ut till {whose} {day}",
        "took back the record that {amount} was paid to {whose} on {day}",
    ),
    "payment-batch-made": _told(
        "beställde {count} betalningar på tillsammans {amount} av banken till {day} ({thing})",
        "ordered {count} payments of {amount} in all from the bank for {day} ({thing})",
    ),
    "payment-put-back": _told(
        "la tillbaka betalningen av {amount} till {whose}: den blev inte av ({thing})",
        "put the payment of {amount} to {whose} back: it was not made ({thing})",
    ),
}
