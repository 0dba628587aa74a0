"""Papers that have been made ready and wait to be signed."""

from collections.abc import Iterator

from naravard.agreement.model import Text
from naravard.web.handovers.handover import Asked, Handover, source
from naravard.web.papers.kinds import kind_of, kinds
from naravard.web.people.names import names_of
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.next_steps import ready_papers


@source
def to_sign(asked: Asked) -> Iterator[Handover]:
    """Give each paper that waits to be signed, for those who have not prepared it.

    A kind with pages of its own says itself for whom its papers wait.
    """
    codes = asked.codes(*(kind.signs for kind in kinds() if not kind.has_own_pages))
    ready = ready_papers(codes)
    names = names_of(one.by for one in ready.values())
    for (agreement_id, code, duty_id), waits in ready.items():
        shown = asked.shown(agreement_id)
        duty = duty_book(shown).find(duty_id, code) if shown else None
        kind = kind_of(duty) if duty else None
        if shown is None or duty is None or kind is None or kind.has_own_pages:
            continue
        paper = kind.find(shown, asked.organisations[code], asked.now, duty_id)
        yield Handover(
            id="paper-to-sign", organisation=paper.organisation, permission=waits.permission, shown=shown,
            duty=paper.task.duty.id, since=waits.since, url=kind.url("sign", shown, code, duty),
            due=paper.task.state.due, follows=paper.task.duty.if_missed,
            not_for=waits.not_for, what=kind.order(paper),
            why=Text(
                f"{names[waits.by]} har gjort {kind.the.sv} klar för underskrift.",
                f"{names[waits.by]} has made {kind.the.in_language('en')} ready to be signed.",
            ),
        )  # fmt: skip
