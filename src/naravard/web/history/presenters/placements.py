"""Sentences of :mod:`naravard.web.placements`. The event's organisation is the one whose report it is."""

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.history.presenters.presenter import Presenter
from naravard.web.history.sentences import who
from naravard.web.history.told import Told


def _told(sv: str, en: str) -> Presenter:
    """Make a presenter: ``{duty}``, ``{whose}``, ``{number}`` and ``{by}`` stand for the event's own."""

    def presenter(told: Told) -> Text:
        return Text(_filled(told, sv, "sv", "”"), _filled(told, en, "en", "“"))

    return presenter


def _filled(told: Told, words: str, language: str, opening: str) -> str:
    whose = told.organisation.name.in_language(language) if told.organisation else "–"
    done = words.format(
        duty=f"{opening}{told.thing.name.in_language(language)}”",
        whose=whose,
        number=(told.after or {}).get("number") or "–",
    )
    return f"{who(told).in_language(language)} {done}."


def coordination_chosen(told: Told) -> Text:
    """Tell that the RSS may hand in, or may no longer."""
    if (told.after or {}).get("coordinator"):
        made = _told("lät RSS lämna in {duty} för {whose}", "let the RSS hand in {duty} for {whose}")
    else:
        made = _told(
            "tog tillbaka att RSS lämnar in {duty} för {whose}",
            "took back that the RSS hands in {duty} for {whose}",
        )
    return made(told)


def shares_fixed(told: Told) -> Text:
    """Tell that a version was fixed with what was reported."""
    after = told.after or {}
    version, total = after.get("version", "–"), after.get("total")
    amount = kronor(total) if isinstance(total, int) else "–"
    name, by = told.thing.name, who(told)
    return Text(
        f"{by.sv} fastställde version {version} av fördelningen i ”{name.sv}” efter de redovisade talen: {amount}.",
        f"{by.in_language('en')} fixed version {version} of the allocation in “{name.in_language('en')}” by the "
        f"numbers reported: {amount}.",
    )


PRESENTERS: dict[str, Presenter] = {
    "key-report-saved": _told("skrev på {duty} för {whose}", "wrote on {duty} for {whose}"),
    "key-report-submitted": _told(
        "lämnade in {duty} för {whose}, version {number}", "handed in {duty} for {whose}, version {number}"
    ),
    "key-report-accepted": _told("godtog {duty} från {whose}", "accepted {duty} from {whose}"),
    "key-report-reopened": _told("öppnade {duty} från {whose} igen", "opened {duty} from {whose} again"),
    "coordination-chosen": coordination_chosen,
    "reported-shares-fixed": shares_fixed,
}
