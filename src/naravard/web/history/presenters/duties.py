"""Sentences about duties. The event's organisation is the one whose duty it is."""

from naravard.agreement.model import Text
from naravard.web.history.presenters.people import who
from naravard.web.history.presenters.presenter import Presenter
from naravard.web.history.told import Told


def _told(sv: str, en: str) -> Presenter:
    """Make a presenter of what was done: ``{duty}``, ``{whose}`` and ``{day}`` stand for the event's own."""

    def presenter(told: Told) -> Text:
        return Text(_filled(told, sv, "sv", "”"), _filled(told, en, "en", "“"))

    return presenter


def _filled(told: Told, words: str, language: str, opening: str) -> str:
    organisation = told.organisation.name.in_language(language) if told.organisation else "–"
    done = words.format(
        duty=f"{opening}{told.thing.name.in_language(language)}”",
        whose=organisation,
        day=(told.after or {}).get("last_day") or "–",
    )
    return f"{who(told).in_language(language)} {done}."


PRESENTERS: dict[str, Presenter] = {
    "duty-begun": _told("påbörjade {duty} för {whose}", "began {duty} for {whose}"),
    "duty-put-back": _told("ångrade påbörjandet av {duty} för {whose}", "undid the beginning of {duty} for {whose}"),
    "duty-submitted": _told("lämnade in {duty} för {whose}", "submitted {duty} for {whose}"),
    "duty-signed": _told("skrev under och lämnade in {duty} för {whose}", "signed and submitted {duty} for {whose}"),
    "duty-accepted": _told("godtog {duty} från {whose}", "accepted {duty} from {whose}"),
    "duty-reopened": _told("öppnade {duty} från {whose} igen", "opened {duty} from {whose} again"),
    "duty-extended": _told(
        "förlängde tiden för {duty} för {whose} till {day}", "extended the time for {duty} for {whose} to {day}"
    ),
    "duty-extension-taken-back": _told(
        "tog tillbaka den förlängda tiden för {duty} för {whose}; sista dagen är {day}",
        "took back the extended time for {duty} for {whose}; the last day is {day}",
    ),
}
