"""Days: the period, the duties' last days, what they are to state, and the goals' levels."""

from naravard.agreement.draft import Draft


def period(draft: Draft) -> None:
    """A150: the first day is not after the last."""
    period = draft.agreement.period
    if draft.whole(draft.agreement, "period") and period.from_ > period.to:
        draft.report("A150", draft.at(period), first=period.from_, last=period.to)


def duties(draft: Draft) -> None:
    """A151–A153: a duty's days lie in the period, or say why not, and in the right order."""
    period = draft.agreement.period
    known_period = draft.whole(draft.agreement, "period") and period.from_ <= period.to
    for duty in draft.agreement.duties:
        if duty.due is None:
            if duty.lapses and draft.whole(duty, "due"):
                draft.report("A153", draft.at(duty, "lapses"), duty=duty.id)
            continue
        if known_period and duty.due > period.to and duty.after_period is None and draft.whole(duty, "after_period"):
            draft.report("A151", draft.at(duty, "due"), duty=duty.id, due=duty.due, last=period.to)
        if duty.opens is not None and duty.opens > duty.due:
            draft.report("A152", draft.at(duty, "opens"), duty=duty.id, opens=duty.opens, due=duty.due)


def stated_numbers(draft: Draft) -> None:
    """A158–A159: what a duty is to state beside its keys is none of those keys, and is asked for in a key report."""
    for duty in draft.agreement.duties:
        for number in duty.states:
            if number.id in duty.brings:
                draft.report("A158", draft.at(number), duty=duty.id, number=number.id)
        if duty.states and duty.about != "key-report" and draft.whole(duty, "about"):
            draft.report("A159", draft.at(duty, "states"), duty=duty.id, about=duty.about)


def targets(draft: Draft) -> None:
    """A156, A157: a target has a number, but for a significant increase and what is achieved or not."""
    for goal in draft.agreement.goals:
        target = goal.target
        numbered = target.kind not in ("significant-increase", "achieved")
        if draft.whole(target, "value") and (target.value is not None) != numbered:
            draft.report("A156" if numbered else "A157", draft.at(target), goal=goal.id, kind=target.kind)
