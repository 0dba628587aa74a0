"""Many things of one kind done at once: chosen in a list, looked through with every check, confirmed once.

A room says what can be chosen, what is decided and what does it; each thing is still done by its own act, with its own
event. All of it is done or nothing: what no longer can be done is told at once, all of it, before anything is done::

    step = many_step(things=…, title=…, deed=…, do=…, back=…, closed=…)
    return answer(request, actor, render, step)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.web.site.checks import Checklist
from naravard.web.site.forms.deeds import Deed
from naravard.web.site.forms.fields import Choice, Field, joined
from naravard.web.site.forms.posted_values import Written
from naravard.web.site.forms.step import Step

CHOSEN = "chosen"
_NOTHING = Text("")


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOfMany:
    """One thing that can be chosen."""

    value: str
    """What the form knows it by, after its name: what was looked at, so that another that has come since is not it."""
    name: Text
    """Whose it is, or what."""
    says: Text
    """How much, or which, beside the name."""
    url: str
    """Its own page."""
    checklist: Checklist
    """All that is checked of it."""

    @property
    def key(self) -> str:
        """What is sent: the name stands in it, so that one that is gone can still be named."""
        return f"{self.value}|{self.name.sv}"

    @property
    def choice(self) -> Choice:
        """The thing as a box to tick."""
        return Choice(self.key, joined(": ", [self.name, self.says]), self.checklist.says)


def many_step(
    *,
    things: Sequence[OneOfMany],
    title: Text,
    label: Text,
    deed: Callable[[Sequence[OneOfMany]], Deed],
    do: Callable[[Sequence[OneOfMany]], str],
    back: str,
    closed: Text,
    explains: Text = _NOTHING,
    apart: Sequence[OneOfMany] = (),
) -> Step[list[OneOfMany]]:
    """Return the form of many things.

    Args:
        things: those that can be done together.
        title: what is done.
        label: what stands over the list.
        deed: what is decided with those that are chosen.
        do: does it, in one transaction that is open; returns where to go on and, on a second line, what is said.
        back: where one goes who does nothing.
        closed: why there is nothing to choose, where there is nothing.
        explains: what it is, over the list.
        apart: those that have to be looked at one by one.
    """

    def read(written: Written) -> list[OneOfMany]:
        sent = list(dict.fromkeys(one for one in written.all(CHOSEN) if "|" in one))
        known = {one.key: one for one in things}
        gone = [one.rpartition("|")[2] for one in sent if one not in known]
        if gone:
            names = ", ".join(gone)
            written.wrong(
                CHOSEN,
                f"Det här har ändrats sedan sidan visades och är inte längre med: {names}. Se hur det står nu.",
                f"This has changed since the page was shown and is left out now: {names}. See how it stands now.",
            )
        elif not sent:
            written.wrong(CHOSEN, "Välj minst en.", "Choose at least one.")
        return [known[one] for one in sent if one in known]

    return Step(
        title=title,
        explains=explains,
        button=Text("Granska dem som är valda", "Look at those chosen"),
        fields=[
            Field(
                name=CHOSEN, label=label, kind="several", choices=[one.choice for one in things],
                all_or_none=True,
            )
        ],
        read=read,
        rows=lambda _chosen: [],
        deed=deed,
        do=lambda chosen, _seen: do(chosen),
        back=back,
        closed=None if things else closed,
        template="site/many.html",
        check_template="site/many_check.html",
        extra={"apart": apart},
        checked=lambda chosen: {"picked": chosen},
    )  # fmt: skip
