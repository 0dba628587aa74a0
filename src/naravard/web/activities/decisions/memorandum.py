"""A decision's memorandum: what it says by default, out of the agreement's data, and what it says as it stands."""

import datetime

from naravard.agreement.model import Agreement, Area
from naravard.agreement.wording import listed
from naravard.documents.memorandum import (
    AREAS,
    LIST_SIGN,
    SUM,
    BoardDecision,
    FrameMove,
    FrameSum,
    Memorandum,
    MemorandumArea,
    PlannedActivity,
    Signature,
    in_kronor,
    read,
)
from naravard.web.access.roles import ROLES
from naravard.web.activities.decisions.frame_transfers import Frames, starting_frames
from naravard.web.activities.decisions.frames import current_decision, frames_in
from naravard.web.activities.decisions.models import Decision
from naravard.web.activities.decisions.officers import officers_of
from naravard.web.activities.grants import area_name, grant_name, requirement_of
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import BINDING, Plan, default_frames
from naravard.web.history.content import SERVICE
from naravard.web.ledger.accounts import reference_numbers, terms_for
from naravard.web.people.models import Membership
from naravard.web.people.names import names_of

_DIRECTOR = "region-director"
_BOARD = "Regionstyrelsen"
_TOLD = frozenset({_DIRECTOR, "cfo", "area-officer"})
"""The roles that get an extract of the minutes, unless something else is written: they use and follow the money."""


def fill(decision: Decision, plan: Plan, day: datetime.date) -> None:
    """Fill a new decision with what can be said out of the agreement's data and the region's people."""
    agreement = plan.shown.agreement
    decision.heading = f"Fördelning av överenskommelsen {whole_name(agreement)}"
    decision.background = background_of(agreement, decision.activities_by)
    decision.points = points_of(agreement, decision.activities_by)
    decision.board = _BOARD
    held = Membership.objects.on(day).filter(organisation=plan.organisation, role=_DIRECTOR).select_related("person")
    decision.extracts = [role.name.sv[:1].upper() + role.name.sv[1:] for role in ROLES if role.code in _TOLD]
    decision.signatures = [[one.person.name, "Regiondirektör"] for one in held.order_by("from_day", "pk")[:1]]


def whole_name(agreement: Agreement) -> str:
    """Return the agreement's name with its subtitle."""
    return f"{agreement.name.sv} – {agreement.subtitle.sv}" if agreement.subtitle else agreement.name.sv


def background_of(agreement: Agreement, activities_by: str) -> str:
    """Return the matter in whole sentences, out of the agreement's own data, for the region to go on from."""
    parties = listed([party.name.sv for party in agreement.parties])
    parts = [
        agreement.introduction.sv
        if agreement.introduction
        else f"{parties} har kommit överens om {whole_name(agreement)}."
    ]
    if agreement.areas:
        parts.append(f"De medel som regionen tilldelas föreslås användas så här:\n{AREAS}")
        parts += [_about(area) for area in agreement.areas if area.summary]
    if activities_by == Decision.BY_DIRECTOR:
        parts.append(
            "I bilagt beslutsunderlag redovisas förslaget till användning av medlen per utvecklingsområde. Inom varje "
            "utvecklingsområde utses en ansvarig tjänsteperson, som har till uppdrag att föreslå aktiviteter inom sitt "
            "område. Regiondirektören föreslås sedan fastställa den slutliga fördelningen på aktiviteter."
        )
    else:
        parts.append(
            "I bilagt beslutsunderlag redovisas förslaget till användning av medlen per utvecklingsområde och "
            "aktivitet."
        )
    return "\n\n".join(parts)


def _about(area: Area) -> str:
    """Return what an area holds as a sentence, out of a summary that may begin with the section it sums up."""
    summary = area.summary.sv if area.summary else ""
    section, stop, said = summary.partition(". ")
    where = f" enligt {section.lower()} i överenskommelsen" if stop and section.startswith("Avsnitt ") else ""
    said = said if where else summary
    if said[1:2].islower():
        said = said[:1].lower() + said[1:]
    return f"I utvecklingsområdet ”{area.name.sv}” ingår{where} följande: {said}"


def points_of(agreement: Agreement, activities_by: str) -> list[str]:
    """Return the points of the proposal as a region would first write them."""
    if activities_by == Decision.BY_BOARD:
        return [
            f"Fördelning av {SUM} i överenskommelsen {whole_name(agreement)} enligt bilagt beslutsunderlag godkänns."
        ]
    return [
        f"Förslag till fördelning av {SUM} enligt överenskommelsen {whole_name(agreement)} godkänns.",
        "Regiondirektören får i uppdrag att besluta om aktiviteter för respektive utvecklingsområde samt vid behov "
        "besluta om omfördelning inom utvecklingsområdet.",
    ]


def memorandum_of(decision: Decision, plan: Plan, day: datetime.date) -> Memorandum:
    """Return what a decision's memorandum says: as it was proposed, or as the draft has it on a day."""
    return read(decision.memorandum) if decision.memorandum else drafted(decision, plan, day)


def drafted(decision: Decision, plan: Plan, day: datetime.date) -> Memorandum:
    """Return what a draft says as it stands."""
    agreement = plan.shown.agreement
    names = reference_numbers(plan.shown)
    clause = terms_for(plan.shown, plan.organisation.code).clause
    frames = frames_in(decision)
    held = current_decision(agreement.id, plan.organisation.code)
    allotted = default_frames(plan.shown, plan.allotted)
    before = starting_frames(plan, held.frames if held else None)
    moves = frame_moves(plan, before, frames, shares_out=held is None)
    areas = _areas(decision, plan, before)
    served = [f"Protokollet ska delges {decision.served_on}."] if decision.served_on else []
    return Memorandum(
        region=plan.organisation.name,
        heading=decision.heading,
        reference_number=decision.reference_number,
        board=decision.board,
        agreement=whole_name(agreement),
        agreement_id=agreement.id,
        digest=plan.shown.digest,
        agreement_numbers=tuple(
            (one.name.sv, names[one.id]) for one in agreement.reference_numbers if one.clause == clause
        ),
        background=decision.background.replace(AREAS, _listed(areas)),
        areas=areas,
        points=(*decision.points, *(move.said for move in moves), *served),
        signatures=tuple(Signature(name, title) for name, title in decision.signatures),
        extracts=tuple(decision.extracts),
        basis=tuple(_planned(plan, one) for one in basis_of(plan)),
        rests_on=decision.rests_on,
        dated=day,
        handler=_handler(decision),
        moves=moves,
        moved_before=frame_moves(plan, allotted, before, shares_out=True),
    )


def frame_moves(plan: Plan, before: Frames, after: Frames, *, shares_out: bool) -> tuple[FrameMove, ...]:
    """Return what goes from one area to another between two sets of frames, grant by grant in the agreement's order.

    ``shares_out``: what belonged to no area is shared out among the areas, which is no move from one to another.
    """
    agreement = plan.shown.agreement
    names = {area.id: area.name.sv for area in agreement.areas} | {"": ""}
    order, found = list(names), []
    for grant in agreement.grants:
        left = {area: after.get((area, grant.id), 0) - before.get((area, grant.id), 0) for area in order}
        for giver in order:
            for taker in order:
                amount = min(-left[giver], left[taker])
                if amount > 0:
                    left[giver] += amount
                    left[taker] -= amount
                    if giver or not shares_out:
                        move = FrameMove(grant=grant.name.sv, giver=names[giver], taker=names[taker], amount=amount)
                        found.append(move)
    return tuple(found)


def _handler(decision: Decision) -> str:
    """Return who handles the matter: as written, or the one who began it; empty where nobody of that name is known."""
    if decision.handler:
        return decision.handler
    name = names_of([decision.made_by])[decision.made_by]
    return "" if decision.made_by == SERVICE.code or name == decision.made_by else name


def _listed(areas: tuple[MemorandumArea, ...]) -> str:
    return "\n".join(f"{LIST_SIGN}{area.name}: {in_kronor(area.amount)}" for area in areas)


def basis_of(plan: Plan) -> list[Activity]:
    """Return the activities of the decision basis: those proposed or decided on, by area and number."""
    areas = [cell.area for cell in plan.areas]
    chosen = [one for one in plan.activities if one.status in BINDING | {Activity.PROPOSED}]
    return sorted(chosen, key=lambda one: (areas.index(one.area), one.number))


def board_decision(decision: Decision) -> BoardDecision:
    """Return how a memorandum stands and what the board decided, for the documents; no more than the state before."""
    if decision.decided_on is None:
        return BoardDecision(state=decision.state)  # type: ignore[arg-type]  # the states have the same names
    return BoardDecision(
        state="decided",
        board=decision.board,
        protocol=decision.protocol,
        paragraph=decision.paragraph,
        decided_on=decision.decided_on,
    )


def _areas(decision: Decision, plan: Plan, before: Frames) -> tuple[MemorandumArea, ...]:
    agreement = plan.shown.agreement
    officers = officers_of(agreement.id, plan.organisation)
    had = {(line.area, line.grant): before.get((line.area, line.grant), 0) for line in decision.frames.all()}
    every = [line for line in decision.frames.all() if line.amount or line.area or had[line.area, line.grant]]
    filled = {line.area for line in every if line.amount}
    lines = [  # an area with nothing says so, and so does what has been emptied
        line for line in every if line.amount or line.area not in filled or had[line.area, line.grant]
    ]
    order = {area.id: place for place, area in enumerate(agreement.areas)}
    grants = {grant.id: place for place, grant in enumerate(agreement.grants)}
    lines.sort(key=lambda line: (order.get(line.area, len(order)), grants.get(line.grant, len(grants))))
    return tuple(
        MemorandumArea(
            name=area_name(agreement, area).sv,
            officer=officers[area].name if area in officers else "",
            frames=tuple(
                FrameSum(
                    grant=grant_name(agreement, line.grant).sv,
                    amount=line.amount,
                    before=had[line.area, line.grant],
                )
                for line in lines
                if line.area == area
            ),
        )
        for area in dict.fromkeys(line.area for line in lines)
    )


def _planned(plan: Plan, activity: Activity) -> PlannedActivity:
    agreement = plan.shown.agreement
    requirement = requirement_of(agreement, activity.requirement)
    return PlannedActivity(
        area=area_name(agreement, activity.area).sv,
        number=activity.number,
        name=activity.name,
        grant=grant_name(agreement, activity.grant).sv,
        clause=requirement.clause if requirement else "",
        officer=activity.officer.name if activity.officer else "",
        budget=activity.budget,
        from_day=activity.from_day,
        to_day=activity.to_day,
        proposed=activity.status == Activity.PROPOSED,
    )
