"""What a paragraph on duties can try: how a duty of the signed agreement stands at a moment, by Swedish clocks."""

import datetime
from collections.abc import Sequence
from functools import cache

from naravard.agreement.duties import (
    DutyState,
    Progress,
    Status,
    mandated_by_name,
    receiver_of,
    reminder_due,
    state_of,
)
from naravard.agreement.duties.deadlines import STOCKHOLM
from naravard.agreement.library import open_agreement
from naravard.agreement.model import Agreement, Duty
from naravard.agreement.wording import clause_reference, day, whole
from spec.paragraphs import Paragraph, markdown_table

MAILED = datetime.time(6)
"""When the timer of the examples runs."""


@cache
def signed() -> Agreement:
    """Return God och nära vård 2022."""
    return open_agreement("god-och-nara-vard-2022").agreement


class Spec(Paragraph):
    """A paragraph on duties. Times are Swedish, as ``2022-09-30 23:59:59``; facts count from their time on."""

    def stands(
        self,
        duty_id: str,
        moments: Sequence[tuple[str, int | None, str]],
        *,
        happens: dict[str, str] | None = None,
        extended_to: str = "",
    ) -> None:
        """Tell how a duty stands: each moment with the days left and the name of the status."""
        rows = []
        for moment, left, label in moments:
            state = _state(duty_id, moment, happens or {}, extended_to)
            assert (moment, state.days_left, state.status.label.sv) == (moment, left, label)
            rows.append([moment, "–" if left is None else whole(left), label])
        self._begin(duty_id, happens or {}, extended_to)
        self.markdown.append(markdown_table(["Svensk tid", "Dagar kvar", "Läge"], rows, words=True))

    def comes_in(self, duty_id: str, arrivals: Sequence[tuple[str, str]], *, extended_to: str = "") -> None:
        """Tell whether what is handed in at these times is in time."""
        rows = []
        for moment, answer in arrivals:
            state = _state(duty_id, moment, {"inlämnad": moment}, extended_to)
            assert (moment, "för sent" if state.was_late else "i tid") == (moment, answer)
            rows.append([moment, answer])
        self._begin(duty_id, {}, extended_to)
        self.markdown.append(markdown_table(["Inlämnad, svensk tid", "Det är"], rows, words=True))

    def is_locked(self, duty_id: str, moment: str, says: str, *, happens: dict[str, str] | None = None) -> None:
        """Tell why a duty cannot be changed at a moment, in the words that the page shows."""
        locked = _state(duty_id, moment, happens or {}, "").locked
        assert locked is not None
        assert locked.sv.replace("\u00a0", " ") == says
        self.markdown.append(f"Så här står det {moment} ({signed().duty(duty_id).name.sv}):\n\n> {says}")

    def reminds(self, duty_id: str, runs: Sequence[tuple[str, str]], *, happens: dict[str, str] | None = None) -> None:
        """Tell what is sent when the timer runs in the morning of these days: a sentence, or nothing."""
        sent: set[int] = set()
        rows = []
        for run, says in runs:
            reminder = reminder_due(_state(duty_id, f"{run} {MAILED}", happens or {}, ""), frozenset(sent))
            assert (run, reminder.says.sv if reminder else "") == (run, says)
            sent |= {reminder.offset} if reminder else set()
            rows.append([run, says or "Inget skickas."])
        self._begin(duty_id, happens or {}, "")
        self.markdown.append(markdown_table(["Morgonen den", "Påminnelse"], rows, words=True))

    def names_the_statuses(self, names: Sequence[str]) -> None:
        """List the statuses with what they mean."""
        assert [status.label.sv for status in Status] == list(names)
        rows = [[f"**{status.label.sv}**", status.meaning.sv] for status in Status]
        self.markdown.append(markdown_table(["Läge", "Betyder"], rows, words=True))

    def _begin(self, duty_id: str, happens: dict[str, str], extended_to: str) -> None:
        duty = signed().duty(duty_id)
        last = f"sista dag {day(duty.due)}" if duty.due else "ingen sista dag i texten"
        opens = f"öppnar {day(duty.opens)}, " if duty.opens else ""
        said = [f"**{duty.name.sv}**, {clause_reference(duty.clause)}: {opens}{last}."]
        said += [f"Tiden är förlängd till {extended_to}."] if extended_to else []
        said += [f"{_names(facts).capitalize()} {moment}." for moment, facts in _by_moment(happens).items()]
        self.markdown.append(" ".join(said))


def _state(duty_id: str, moment: str, happens: dict[str, str], extended_to: str) -> DutyState:
    duty: Duty = signed().duty(duty_id)
    now = _time(moment)
    times = {fact: _time(when) for fact, when in happens.items()}
    happened = {fact: when for fact, when in times.items() if when <= now}
    progress = Progress(
        begun_at=happened.get("börjad"),
        submitted_at=happened.get("inlämnad"),
        done_at=happened.get("klar"),
        reopened_at=happened.get("öppnad igen"),
    )
    return state_of(
        duty,
        progress,
        now=now,
        extended_to=datetime.date.fromisoformat(extended_to) if extended_to else None,
        receiver=receiver_of(signed(), duty),
        extender=mandated_by_name(signed(), "extends"),
    )


def _time(moment: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(moment).replace(tzinfo=STOCKHOLM)


def _by_moment(happens: dict[str, str]) -> dict[str, list[str]]:
    moments: dict[str, list[str]] = {}
    for fact, moment in happens.items():
        moments.setdefault(moment, []).append(fact)
    return moments


def _names(facts: Sequence[str]) -> str:
    return " och ".join(facts)
