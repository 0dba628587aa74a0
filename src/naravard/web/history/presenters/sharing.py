"""Sentences of :mod:`naravard.web.sharing`."""

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.history.presenters.people import who
from naravard.web.history.presenters.presenter import Presenter
from naravard.web.history.told import Told


def _told(sv: str, en: str) -> Presenter:
    """Make a presenter: ``{thing}``, ``{whose}``, ``{by}``, ``{version}``, ``{day}``, ``{amount}`` are the event's."""

    def presenter(told: Told) -> Text:
        return Text(_filled(told, sv, "sv", "”"), _filled(told, en, "en", "“"))

    return presenter


def _filled(told: Told, words: str, language: str, opening: str) -> str:
    values = {**(told.before or {}), **(told.after or {})}
    amount = values.get("amount")
    done = words.format(
        thing=f"{opening}{told.thing.name.in_language(language)}”",
        whose=told.organisation.name.in_language(language) if told.organisation else "–",
        by=told.by.name.in_language(language) if told.by else "–",
        version=values.get("version", "–"),
        day=values.get("answer_by") or values.get("day") or "–",
        amount=kronor(amount) if isinstance(amount, int) else "–",
    )
    return f"{who(told).in_language(language)} {done}."


def _answered(told: Told) -> Text:
    consents = (told.after or {}).get("stance") == "consents"
    sv = "samtyckte för {by} till" if consents else "lämnade synpunkter för {by} på"
    en = "consented for {by} to" if consents else "left views for {by} on"
    return _told(
        f"{sv} version {{version}} av hur {{thing}} delas", f"{en} version {{version}} of how {{thing}} is shared"
    )(told)


PRESENTERS: dict[str, Presenter] = {
    "sharing-key-added": _told("lade till nyckeln {thing} för {whose}", "added the key {thing} for {whose}"),
    "sharing-key-removed": _told("tog bort nyckeln {thing} för {whose}", "removed the key {thing} for {whose}"),
    "sharing-drafted": _told(
        "skrev version {version} av hur {thing} delas i {whose}",
        "wrote version {version} of how {thing} is shared in {whose}",
    ),
    "sharing-amounts-set": _told(
        "satte belopp i version {version} av hur {thing} delas i {whose}",
        "set amounts in version {version} of how {thing} is shared in {whose}",
    ),
    "sharing-draft-discarded": _told(
        "kastade utkastet till version {version} av hur {thing} delas i {whose}",
        "threw away the draft of version {version} of how {thing} is shared in {whose}",
    ),
    "sharing-sent": _told(
        "skickade version {version} av hur {thing} delas till kommunerna, för svar senast {day}",
        "sent version {version} of how {thing} is shared to the municipalities, to be answered by {day}",
    ),
    "sharing-time-extended": _told(
        "gav kommunerna tid till {day} att svara på hur {thing} delas",
        "gave the municipalities until {day} to answer on how {thing} is shared",
    ),
    "sharing-answered": _answered,
    "sharing-decided": _told(
        "beslutade för {whose} om hur {thing} delas, version {version}",
        "decided for {whose} on how {thing} is shared, version {version}",
    ),
    "paid-onward": _told(
        "registrerade att {amount} av {thing} har betalats vidare till kommunerna",
        "recorded that {amount} of {thing} has been passed on to the municipalities",
    ),
    "onward-returned": _told(
        "registrerade att {amount} av {thing} har kommit tillbaka från en kommun",
        "recorded that {amount} of {thing} has come back from a municipality",
    ),
    "onward-undone": _told(
        "tog tillbaka registreringen av {amount} av {thing} mellan {whose} och en kommun",
        "took back the recording of {amount} of {thing} between {whose} and a municipality",
    ),
    "onward-handed-in": _told(
        "meddelade att {whose} har betalat vidare allt: {thing}",
        "stated that {whose} has passed everything on: {thing}",
    ),
}
