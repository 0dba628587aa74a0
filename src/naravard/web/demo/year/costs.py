"""The money used, as steps: a region's decision, its activities, and costs booked on activities through the year."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet

from naravard.agreement.model import Agreement, Grant
from naravard.agreement.wording import long_day
from naravard.ledger import Terms
from naravard.web.access.permissions import Permission
from naravard.web.activities.acts import decide_activity, propose_activity
from naravard.web.activities.decisions.appointment import appoint_area_officer
from naravard.web.activities.decisions.board_decision import enter_board_decision
from naravard.web.activities.decisions.preparation import Wording, begin_decision, propose_decision, write_decision
from naravard.web.activities.models import Activity
from naravard.web.activities.values import Described
from naravard.web.agreements.current import shown_or_404
from naravard.web.costs.acts import book_cost
from naravard.web.demo.year.actors import someone
from naravard.web.demo.year.chance import moment, number, workday
from naravard.web.demo.year.steps import ScriptStep
from naravard.web.ledger.accounts import money_of, moneys_of
from naravard.web.ledger.holders import uses_of
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Person

Do = Callable[[datetime.datetime], object]
_BEGUN, _PROPOSED, _BOARD = datetime.date(2022, 3, 1), datetime.date(2022, 3, 15), datetime.date(2022, 4, 5)
_ACTIVITIES, _DECIDED = datetime.date(2022, 4, 11), datetime.date(2022, 4, 25)
_BOOKED = (datetime.date(2022, 6, 15), datetime.date(2022, 10, 12), datetime.date(2022, 12, 20))
"""When costs are booked; the last after the money of most has been paid."""
_LATE, _LATE_BOOKED = datetime.date(2022, 12, 28), datetime.date(2023, 1, 17)
_OTHERS_BEGIN = datetime.date(2022, 9, 5)
_NAMES = (
    "Fler fasta kontakter på vårdcentralerna",
    "Mobila team till dem som bor hemma",
    "Handledning på arbetsplatsen",
    "Gemensam introduktion för nya medarbetare",
    "Enhetlig dokumentation i vårdens processer",
    "Samordnad vårdplanering med kommunerna",
    "Kompetens för hela larmkedjan",
)
_GROUPS = (
    "Personer med stora och sammansatta behov",
    "Sköra äldre",
    "Vårdens medarbetare",
    "Barn och unga",
    "Alla listade",
)
_EFFECTS = (
    "Fler möter samma läkare och sjuksköterska; mäts som andel besök hos den fasta kontakten.",
    "Färre oplanerade besök på akutmottagning för dem som ingår.",
    "Fler stannar kvar i yrket; mäts som andel som slutat inom ett år.",
)
_SHARES = (20, 35, 37)
"""Per cent of an activity's budget that is booked each time, before a variation."""
_EACH = (62, 30)
"""Per cent of a grant that its first and second activity may cost."""


def decided(agreement: Agreement, code: str, terms: Terms) -> Iterator[ScriptStep]:
    """Give the steps of a region's own decision, and of the activities that rest on it."""

    def step(day: datetime.date, do: Do, *words: object) -> ScriptStep:
        day = workday(day + datetime.timedelta(days=number(12, code, "decision")))
        return ScriptStep(moment(day, code, *words), code, do)

    yield step(_BEGUN, _decision_begun(agreement.id, code), "decision begun")
    yield step(_PROPOSED, _decision_proposed(agreement.id, code), "decision proposed")
    yield step(_BOARD, _board_decided(agreement.id, code), "board")
    for one in terms.grants:
        for place in range(len(_EACH)):
            yield step(_ACTIVITIES, _proposed(agreement, code, one.grant, place), one.grant.id, place, "proposed")
    yield step(_DECIDED, _all_decided(agreement.id, code), "activities decided")


def used(agreement: Agreement, code: str, terms: Terms) -> Iterator[ScriptStep]:
    """Give the steps that book a recipient's costs; who is no region sets its activities down first."""
    if not code.startswith("region-"):
        for one in terms.grants:
            if not terms.onward and one.needs_requisition:
                at = moment(_OTHERS_BEGIN, code, one.grant.id, "set down")
                yield ScriptStep(at, code, _proposed(agreement, code, one.grant, 0))
    for place, day in enumerate(_BOOKED if any(one.needs_requisition for one in terms.grants) else ()):
        yield ScriptStep(moment(day, code, "booked"), code, _booked(agreement.id, code, place))


def used_late(agreement: Agreement, code: str) -> Iterator[ScriptStep]:
    """Give the steps of money that comes in the last weeks: shared by what was reported, or passed on by another."""
    yield ScriptStep(moment(_LATE, code, "late"), code, _late_described(agreement, code))
    yield ScriptStep(moment(_LATE_BOOKED, code, "late booked"), code, _late_booked(agreement, code))


def _late_described(agreement: Agreement, code: str) -> Do:
    def do(at: datetime.datetime) -> None:
        came = list(_came_late(agreement, code, at))
        if came and code.startswith("region-"):
            _decided_again(agreement.id, code, at)
        for grant, received in came:
            activity = propose_activity(
                actor=someone(code, Permission.PROPOSE_ACTIVITIES, at.date()),
                values=Described(
                    name=_NAMES[number(len(_NAMES), code, grant.id, "late")],
                    grant=grant.id,
                    area=grant.area or "",
                    budget=received,
                    from_day=agreement.period.from_,
                    to_day=agreement.period.to,
                    target_group=_GROUPS[number(len(_GROUPS), code, grant.id)],
                    reach=Activity.BROAD,
                    expected_effect=_EFFECTS[number(len(_EFFECTS), code, grant.id)],
                ),
                **_given(agreement.id, code, at),
            )
            if activity.status == Activity.PROPOSED:
                decide_activity(
                    actor=someone(code, Permission.DECIDE_ON_ACTIVITIES, at.date()),
                    number=activity.number,
                    budget=activity.budget,
                    **_given(agreement.id, code, at),
                )

    return do


def _decided_again(agreement_id: str, code: str, at: datetime.datetime) -> None:
    """Let the board decide on what has been allotted since its first decision: it is in no frame until then."""
    actor, given = someone(code, Permission.PREPARE_DECISIONS, at.date()), _given(agreement_id, code, at)
    decision = begin_decision(actor=actor, reason="Medel har fördelats sedan det första beslutet.", **given)
    propose_decision(actor=actor, number=decision.number, day=at.date(), **given)
    enter_board_decision(
        actor=actor,
        number=decision.number,
        board="Regionstyrelsen",
        protocol=f"{at.year}-12",
        paragraph=str(140 + number(60, code, "second paragraph")),
        decided_on=at.date(),
        today=at.date(),
        **given,
    )


def _late_booked(agreement: Agreement, code: str) -> Do:
    """Book what was used of it: of some all, of most a little less."""

    def do(at: datetime.datetime) -> None:
        for grant, received in _came_late(agreement, code, at):
            activity = _activities(agreement.id, code).filter(grant=grant.id, status=Activity.DECIDED).last()
            amount = received * (82 + number(19, code, grant.id, "used")) // 100
            if activity is not None and amount:
                book_cost(
                    actor=someone(code, Permission.BOOK_COSTS, at.date()),
                    activity_number=activity.number,
                    amount=amount,
                    day=agreement.period.to - datetime.timedelta(days=number(25, code, grant.id, "day")),
                    text="Kostnader under året",
                    **_given(agreement.id, code, at),
                )

    return do


def _came_late(agreement: Agreement, code: str, at: datetime.datetime) -> Iterator[tuple[Grant, int]]:
    """Give the grants that came late, and what the organisation holds of each."""
    shown, uses = shown_or_404(agreement.id), uses_of(shown_or_404(agreement.id), code)
    recipients = Organisation.objects.in_bulk({use.recipient for use in uses})
    moneys = {money.organisation.code: money for money in moneys_of(shown, list(recipients.values()), at)}
    for use in uses:
        money = moneys[use.recipient]
        terms = money.terms.grant(use.grant.id)
        if not use.holder and (terms is None or terms.needs_requisition):
            continue
        balance = money.balance.grant(use.grant.id)
        received = balance.share(use.holder).received if use.holder else balance.allotted
        if received:
            yield use.grant, received


def _decision_begun(agreement_id: str, code: str) -> Do:
    def do(at: datetime.datetime) -> None:
        actor, given = someone(code, Permission.PREPARE_DECISIONS, at.date()), _given(agreement_id, code, at)
        begin_decision(actor=actor, **given)
        reference = f"{code.rpartition('-')[2]}-{at.year}-{100 + number(800, code, 'reference')}"
        wording = Wording(reference_number=reference, board="Regionstyrelsen", served_on="Hälso- och sjukvårdsnämnden")
        write_decision(actor=actor, number=1, wording=wording, **given)
        officer = someone(code, Permission.PROPOSE_ACTIVITIES, at.date(), but_not=Permission.PREPARE_DECISIONS)
        if officer.person_id:
            person = Person.objects.get(pk=officer.person_id)
            for area in shown_or_404(agreement_id).agreement.areas:
                appoint_area_officer(actor=actor, area=area.id, person=person, day=at.date(), **given)

    return do


def _decision_proposed(agreement_id: str, code: str) -> Do:
    def do(at: datetime.datetime) -> None:
        propose_decision(
            actor=someone(code, Permission.PREPARE_DECISIONS, at.date()),
            number=1,
            day=at.date(),
            **_given(agreement_id, code, at),
        )

    return do


def _board_decided(agreement_id: str, code: str) -> Do:
    def do(at: datetime.datetime) -> None:
        enter_board_decision(
            actor=someone(code, Permission.PREPARE_DECISIONS, at.date()),
            number=1,
            board="Regionstyrelsen",
            protocol=f"{at.year}-04",
            paragraph=str(40 + number(60, code, "paragraph")),
            decided_on=at.date(),
            today=at.date(),
            **_given(agreement_id, code, at),
        )

    return do


def _proposed(agreement: Agreement, code: str, grant: Grant, place: int) -> Do:
    """Describe an activity: the first of a grant is broadly introduced, the second a project."""

    def do(at: datetime.datetime) -> None:
        shown, organisation = shown_or_404(agreement.id), Organisation.objects.get(pk=code)
        balance = money_of(shown, organisation, at).balance.grant(grant.id)
        if not balance.allotted:
            return
        earmark = grant.earmarks[0].id if grant.earmarks and place else ""
        most = next((one.allotted for one in balance.earmarks if one.earmark == earmark), balance.allotted)
        general = balance.allotted - sum(one.allotted for one in balance.earmarks)
        budget = (most if earmark else general) * (95 if earmark else _EACH[place]) // 100 // 1000 * 1000
        actor = someone(code, Permission.PROPOSE_ACTIVITIES, at.date(), but_not=Permission.PREPARE_DECISIONS)
        words = (code, grant.id, place)
        propose_activity(
            actor=someone(code, Permission.PROPOSE_ACTIVITIES, at.date()),
            organisation=organisation,
            agreement_id=agreement.id,
            values=Described(
                name=_NAMES[number(len(_NAMES), *words, "name")],
                grant=grant.id,
                area=grant.area or "",
                earmark=earmark,
                officer=Person.objects.get(pk=actor.person_id) if actor.person_id else None,
                budget=budget,
                from_day=at.date(),
                to_day=agreement.period.to,
                target_group=_GROUPS[number(len(_GROUPS), *words, "group")],
                reach=Activity.PROJECT if place else Activity.BROAD,
                expected_effect=_EFFECTS[number(len(_EFFECTS), *words, "effect")],
            ),
            at=at,
        )

    return do


def _all_decided(agreement_id: str, code: str) -> Do:
    """Let the region director decide on what has been proposed."""

    def do(at: datetime.datetime) -> None:
        actor = someone(code, Permission.DECIDE_ON_ACTIVITIES, at.date())
        for activity in _activities(agreement_id, code).filter(status=Activity.PROPOSED):
            decide_activity(
                actor=actor, number=activity.number, budget=activity.budget, **_given(agreement_id, code, at)
            )

    return do


def _booked(agreement_id: str, code: str, time: int) -> Do:
    """Book what each activity has cost since the last time; a few go above their budget, most stay below it."""

    def do(at: datetime.datetime) -> None:
        actor = someone(code, Permission.BOOK_COSTS, at.date())
        for activity in _activities(agreement_id, code).filter(status=Activity.DECIDED):
            share = _SHARES[time] + number(13, code, activity.number, time) - 6
            amount = activity.budget * share // 100
            if amount > 0:
                book_cost(
                    actor=actor,
                    activity_number=activity.number,
                    amount=amount,
                    day=at.date() - datetime.timedelta(days=number(20, code, activity.number, time, "day")),
                    text=f"Kostnader till och med {long_day(at.date()).sv}",
                    **_given(agreement_id, code, at),
                )

    return do


def _activities(agreement_id: str, code: str) -> "QuerySet[Activity]":
    return Activity.objects.filter(agreement_id=agreement_id, organisation=code)


def _given(agreement_id: str, code: str, at: datetime.datetime) -> dict[str, Any]:
    return {"organisation": Organisation.objects.get(pk=code), "agreement_id": agreement_id, "at": at}
