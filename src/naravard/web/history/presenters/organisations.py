"""Sentences about organisations."""

from naravard.agreement.model import Text
from naravard.web.history.presenters.people import who
from naravard.web.history.presenters.presenter import Presenter
from naravard.web.history.told import Told


def organisations_taken_in(told: Told) -> Text:
    """Tell that organisations were taken in from the reference data, or got the names that they have there."""
    actor = who(told)
    added, renamed = _count(told, "added"), len(told.before or {})
    swedish = (
        _of(added, "la till {} organisation", "la till {} organisationer"),
        _of(renamed, "bytte namn på {}", "bytte namn på {}"),
    )
    english = (
        _of(added, "added {} organisation", "added {} organisations"),
        _of(renamed, "renamed {}", "renamed {}"),
    )
    return Text(
        f"{actor.sv} {' och '.join(filter(None, swedish))}.",
        f"{actor.in_language('en')} {' and '.join(filter(None, english))}.",
    )


def _count(told: Told, name: str) -> int:
    found = (told.after or {}).get(name)
    return len(found) if isinstance(found, list) else 0


def _of(count: int, one: str, several: str) -> str:
    return (one if count == 1 else several).format(count) if count else ""


PRESENTERS: dict[str, Presenter] = {"organisations-taken-in": organisations_taken_in}
