"""The forms of what one person has prepared: another decides on what was seen, or it is taken back."""

from collections.abc import Callable, Mapping
from typing import Any

from naravard.agreement.model import Text
from naravard.web.ledger.models import PreparedDecision
from naravard.web.ledger.preparation import nothing_prepared, prepared_words
from naravard.web.site.forms import Written
from naravard.web.site.forms.step import Step, read_nothing

_ROW = "prepared"


def seen_row(waits: PreparedDecision | None) -> Mapping[str, Any]:
    """Return the part of a :class:`.Step` that decides: it sends and reads which row the reader saw (0 if none)."""
    return {
        "read": _row_read,
        "hidden": {_ROW: str(waits.pk) if waits is not None else ""},
        "tells_seen": frozenset({_ROW}),
    }


def words_of(waits: PreparedDecision | None) -> Text:
    """Say who prepared what waits, and when; nothing if nothing waits."""
    return prepared_words(waits) if waits is not None else Text("")


def withdrawal(
    waits: PreparedDecision | None,
    withdraw: Callable[[], object],
    *,
    title: Text,
    done: Text,
    back: str,
    of: Text | None = None,
) -> Step[None]:
    """Return the form that asks whether what is prepared is to be taken back, and then takes it back."""

    def do(_values: None, _seen: int | None) -> str:
        withdraw()
        return back

    return Step(
        title=title,
        of=of or Text(""),
        explains=words_of(waits),
        button=Text("Ta tillbaka", "Take back"),
        read=read_nothing,
        do=do,
        done=done,
        back=back,
        closed=nothing_prepared().says if waits is None else None,
    )


def _row_read(written: Written) -> int:
    sent = written.raw(_ROW)
    return int(sent) if sent.isdecimal() else 0
