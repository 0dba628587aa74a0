"""A decision's memorandum: what it says by default, out of the agreement's data, and what it says as it stands."""

import datetime

from naravard.agreement.model import Agreement
from naravard.agreement.wording import listed
from naravard.documents.memorandum import (
    LIST_SIGN,
    SUM,
    BoardDecision,
    FrameSum,
    Memorandum,
    MemorandumArea,
    PlannedActivity,
    Signature,
    read,
)
from naravard.web.activities.decisions.models import Decision
from naravard.web.activities.decisions.officers import officers_of
from naravard.web.activities.grants import area_name, grant_name, requirement_of
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import BINDING, Plan
from naravard.web.ledger.accounts import reference_numbers, terms_for
from naravard.web.people.models import Membership

_DIRECTOR = "region-director"
_BOARD = "Regionstyrelsen"
_NUMBERS = {2: "två", 3: "tre", 4: "fyra", 5: "fem", 6: "sex", 7: "sju", 8: "åtta", 9: "nio", 10: "tio"}


def fill(decision: Decision, plan: Plan, day: datetime.date) -> None:
    """Fill a new decision with what can be said out of the agreement's data and the region's people."""
    agreement = plan.shown.agreement
    decision.heading = f"Fördelning av överenskommelsen {whole_name(agreement)}"
    decision.background = background_of(agreement, decision.activities_by)
    decision.points = points_of(agreement, decision.activities_by)
    decision.board = _BOARD
    held = Membership.objects.on(day).filter(organisation=plan.organisation, role=_DIRECTOR).select_related("person")
    decision.signatures = [[one.person.name, "Regiondirektör"] for one in held.order_by("from_day", "pk")[:1]]


def whole_name(agreement: Agreement) -> str:
    """Return the agreement's name with its subtitle."""
    return f"{agreement.name.sv}. {agreement.subtitle.sv}" if agreement.subtitle else agreement.name.sv


def background_of(agreement: Agreement, activities_by: str) -> str:
    """Return the matter in words, out of the agreement's own data, for the region to go on from."""
    parties = listed([party.name.sv for party in agreement.parties])
    parts = [f"{parties} har kommit överens om {whole_name(agreement)}."]
    if agreement.introduction:
        parts.append(agreement.introduction.sv)
    if agreement.areas:
        count = _NUMBERS.get(len(agreement.areas), str(len(agreement.areas)))
        noun = "utvecklingsområde" if len(agreement.areas) == 1 else "utvecklingsområden"
        names = "\n".join(f"{LIST_SIGN}{area.name.sv}" for area in agreement.areas)
        count = "ett" if len(agreement.areas) == 1 else count
        parts.append(f"Överenskommelsen består av {count} {noun}:\n{names}")
        parts += [f"{area.name.sv}. {area.summary.sv}" for area in agreement.areas if area.summary]
    if activities_by == Decision.BY_DIRECTOR:
        parts.append(
            "I beslutsunderlaget redovisas förslag till användning av medlen per utvecklingsområde. Inom respektive "
            "utvecklingsområde utses ansvarig tjänsteperson, som har till uppdrag att föreslå aktiviteter inom sitt "
            "område. Regiondirektören föreslås sedan fastställa den slutliga fördelningen."
        )
    else:
        parts.append("I beslutsunderlaget redovisas underlag för användning av medlen.")
    return "\n\n".join(parts)


def points_of(agreement: Agreement, activities_by: str) -> list[str]:
    """Return the points of the proposal as a region would first write them."""
    if activities_by == Decision.BY_BOARD:
        return [
            f"Fördelning av {SUM} i överenskommelsen {whole_name(agreement)} enligt bilagt beslutsunderlag godkänns."
        ]
    return [
        f"Förslag till fördelning av {whole_name(agreement)}, {SUM}, godkänns.",
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
        background=decision.background,
        areas=_areas(decision, plan),
        points=(*decision.points, *served),
        signatures=tuple(Signature(name, title) for name, title in decision.signatures),
        extracts=tuple(decision.extracts),
        basis=tuple(_planned(plan, one) for one in basis_of(plan)),
        rests_on=decision.rests_on,
        dated=day,
    )


def basis_of(plan: Plan) -> list[Activity]:
    """Return the activities of the decision basis: those proposed or decided on, by area and number."""
    areas = [cell.area for cell in plan.areas]
    chosen = [one for one in plan.activities if one.status in BINDING | {Activity.PROPOSED}]
    return sorted(chosen, key=lambda one: (areas.index(one.area), one.number))


def board_decision(decision: Decision) -> BoardDecision:
    """Return what the board decided, for the documents; empty before it has."""
    if decision.decided_on is None:
        return BoardDecision()
    return BoardDecision(
        board=decision.board,
        protocol=decision.protocol,
        paragraph=decision.paragraph,
        decided_on=decision.decided_on,
    )


def _areas(decision: Decision, plan: Plan) -> tuple[MemorandumArea, ...]:
    agreement = plan.shown.agreement
    officers = officers_of(agreement.id, plan.organisation)
    every = [line for line in decision.frames.all() if line.amount or line.area]
    filled = {line.area for line in every if line.amount}
    lines = [line for line in every if line.amount or line.area not in filled]  # an area with nothing says so
    order = {area.id: place for place, area in enumerate(agreement.areas)}
    grants = {grant.id: place for place, grant in enumerate(agreement.grants)}
    lines.sort(key=lambda line: (order.get(line.area, len(order)), grants.get(line.grant, len(grants))))
    return tuple(
        MemorandumArea(
            name=area_name(agreement, area).sv,
            officer=officers[area].name if area in officers else "",
            frames=tuple(
                FrameSum(grant=grant_name(agreement, line.grant).sv, amount=line.amount)
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
