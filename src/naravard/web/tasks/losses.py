"""What an act on a duty takes away, in kronor, with the yes that it needs: time taken back, what is opened again.

How much money hangs on a duty is known in the rooms above, which say so::

    staked_by(kronor_on)
"""

import datetime
from collections.abc import Callable, Sequence

from naravard.agreement.duties import is_acted, swedish_day
from naravard.agreement.model import Text
from naravard.agreement.wording import kronor, long_day
from naravard.web.site.clock import now
from naravard.web.site.forms.step import OwnYes
from naravard.web.tasks.duties import Task

Stake = Callable[[Task, datetime.datetime], int]
_STAKES: list[Stake] = []


def staked_by(ask: Stake) -> None:
    """Let a room above say how many kronor an organisation does not get while a duty is not done."""
    if ask not in _STAKES:
        _STAKES.append(ask)


def at_stake(task: Task, at: datetime.datetime) -> int:
    """Return how many kronor the organisation does not get while the duty is not done; 0 if none hang on it."""
    return sum(ask(task, at) for ask in _STAKES)


def yes_to_time_back(task: Task) -> Sequence[OwnYes]:
    """Return the yes to what follows when an extended time is taken back: a right that lapses, or that it is late."""
    day = task.state.original_due
    if day is None:
        return ()
    at, last = now(), long_day(day)
    amount, passed = at_stake(task, at), day < swedish_day(at)
    sum_, whose = kronor(amount), task.organisation.text
    if not amount:
        follows = Text("Då är det försenat genast.", "It is then late at once.") if passed else Text("", "")
    elif task.duty.lapses:
        follows = (
            Text(f"Rätten till {sum_} förfaller genast.", f"The right to {sum_} lapses at once.")
            if passed
            else Text(
                f"Rätten till {sum_} förfaller om det inte har kommit in då.",
                f"The right to {sum_} lapses if it has not come in by then.",
            )
        )
    else:
        follows = Text(
            f"Utbetalningen av {sum_} hänger på att det kommer in i tid.",
            f"The payment of {sum_} depends on that it comes in in time.",
        )
    says = Text(
        f"Sista dagen för {whose.sv} är {last.sv} igen. {follows.sv}".strip(),
        f"The last day for {whose.in_language('en')} is {last.en} again. {follows.en}".strip(),
    )
    lost = Text(f" för {sum_}", f" for {sum_}") if amount else Text("", "")
    return (OwnYes(says, Text(f"Ja, ta tillbaka tiden{lost.sv}", f"Yes, take the time back{lost.en}")),)


def yes_to_opening(task: Task) -> Sequence[OwnYes]:
    """Return the yes to that what was handed in no longer holds: what is to be done again, and what waits for it."""
    if is_acted(task.duty):
        again = Text("göra det igen", "do it again")
    elif task.demand.four_eyes:
        again = Text("skriva under och lämna in igen", "sign and hand in again")
    else:
        again = Text("lämna in igen", "hand in again")
    waits, name, en = at_stake(task, now()), task.organisation.name, task.organisation.text.in_language("en")
    money = (
        Text(f" {kronor(waits)} betalas inte ut innan dess.", f" {kronor(waits)} is not paid before that.")
        if waits
        else Text("", "")
    )
    return (
        OwnYes(
            Text(
                f"Det som kom in gäller inte längre. {name} måste {again.sv}.{money.sv}",
                f"What came in no longer holds. {en} must {again.en}.{money.en}",
            ),
            Text(f"Ja, {name} ska {again.sv}", f"Yes, {en} is to {again.en}"),
        ),
    )
