"""Sentences of :mod:`naravard.web.repayments`. The event's organisation is the recipient that owes."""

from collections.abc import Mapping

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.history.presenters.people import who
from naravard.web.history.presenters.presenter import Presenter
from naravard.web.history.told import Plain, Told

_DUTY = {
    "done": Text(" Inget mer är kvar att återbetala.", " Nothing more is left to repay."),
    "reopened": Text(" Det finns åter något att återbetala.", " There is something to repay again."),
}


def _told(sv: str, en: str) -> Presenter:
    """Make a presenter: ``{amount}``, ``{day}``, ``{number}``, ``{whose}`` and ``{left}`` are the event's own."""

    def presenter(told: Told) -> Text:
        return Text(_filled(told, sv, "sv"), _filled(told, en, "en"))

    return presenter


def _filled(told: Told, words: str, language: str) -> str:
    after = told.after or {}
    facts: Mapping[str, Plain] = {**(told.before or {}), **after}
    done = words.format(
        amount=_kronor(facts.get("amount")),
        day=facts.get("day") or "–",
        number=facts.get("reference") or "–",
        whose=told.organisation.name.in_language(language) if told.organisation else "–",
        left=_kronor(after.get("to_repay")),
    )
    became = _DUTY.get(str(after.get("duty")), Text("", "")).in_language(language)
    return f"{who(told).in_language(language)} {done}.{became}"


def _kronor(value: Plain) -> str:
    return kronor(value) if isinstance(value, int) else "–"


PRESENTERS: dict[str, Presenter] = {
    "repayment-recorded": _told(
        "registrerade att {whose} återbetalade {amount} den {day}, referens {number}; {left} återstår",
        "recorded that {whose} repaid {amount} on {day}, reference {number}; {left} remain",
    ),
    "repayment-undone": _told(
        "tog tillbaka den registrerade återbetalningen av {amount} den {day} från {whose}; {left} återstår",
        "took back the recorded repayment of {amount} on {day} from {whose}; {left} remain",
    ),
    "reclaim-decided": _told(
        "beslutade att återkräva {amount} av {whose}, diarienummer {number}; {left} ska återbetalas",
        "decided to demand {amount} back from {whose}, reference number {number}; {left} are to be repaid",
    ),
    "reclaim-undone": _told(
        "tog tillbaka återkravet på {amount} av {whose}, diarienummer {number}; {left} ska återbetalas",
        "took back the reclaim of {amount} from {whose}, reference number {number}; {left} are to be repaid",
    ),
}
