"""What waits in a region because of its own decision: areas without an officer, the board's decision, new amounts."""

from collections.abc import Iterator

from django.urls import reverse

from naravard.agreement.model import Text
from naravard.web.access.permissions import Permission
from naravard.web.activities.decisions.models import AreaOfficer, Decision
from naravard.web.handovers.handover import Asked, Handover, source
from naravard.web.handovers.overview import holders_in
from naravard.web.ledger.models import FixedAllocation
from naravard.web.organisations.kinds import Kind


@source
def board_decisions(asked: Asked) -> Iterator[Handover]:
    """Give each memorandum that the board has, so that its decision is entered."""
    codes = asked.codes(Permission.PREPARE_DECISIONS)
    for one in Decision.objects.filter(organisation__in=codes, state=Decision.PROPOSED).defer("memorandum"):
        shown = asked.shown(one.agreement_id)
        if shown is None or one.proposed_at is None:
            continue
        yield Handover(
            id="board-decision", organisation=asked.organisations[one.organisation_id],
            permission=Permission.PREPARE_DECISIONS, shown=shown, about=str(one.number), since=one.proposed_at,
            url=reverse("decisions:decision", args=[one.organisation_id, one.agreement_id, one.number]),
            what=Text(
                f"För in nämndens beslut om tjänsteskrivelse {one.number}",
                f"Enter the board's decision on memorandum {one.number}",
            ),
            why=Text(
                "Tjänsteskrivelsen är lämnad till nämnden. Inget kan planeras förrän beslutet är infört.",
                "The memorandum has been handed to the board. Nothing can be planned until its decision is entered.",
            ),
        )  # fmt: skip


@source
def outdated_frames(asked: Asked) -> Iterator[Handover]:
    """Give each decision whose amounts are from an earlier version of the allocation than the current one."""
    codes = asked.codes(Permission.PREPARE_DECISIONS)
    newest: dict[str, FixedAllocation] = {}
    for fixed in FixedAllocation.objects.order_by("version"):
        newest[fixed.agreement_id] = fixed
    found: dict[tuple[str, str], Decision] = {}
    prepared = set()
    for one in Decision.objects.filter(organisation__in=codes).defer("memorandum").order_by("number"):
        if one.state == Decision.DECIDED:
            found[one.agreement_id, one.organisation_id] = one
        elif one.state in (Decision.DRAFT, Decision.PROPOSED):
            prepared.add((one.agreement_id, one.organisation_id))
    for (agreement_id, code), one in found.items():
        shown, current = asked.shown(agreement_id), newest.get(agreement_id)
        if shown is None or current is None or one.rests_on >= current.version or (agreement_id, code) in prepared:
            continue
        yield Handover(
            id="outdated-frames", organisation=asked.organisations[code], permission=Permission.PREPARE_DECISIONS,
            shown=shown, about=str(current.version), since=current.made_at,
            url=reverse("decisions:decisions", args=[code, agreement_id]),
            what=Text(
                "Pröva om nämnden måste besluta om nya belopp", "See whether the board must decide on new amounts"
            ),
            why=Text(
                f"Fördelningen har en ny version, {current.version}. Nämndens beslut bygger på version {one.rests_on}.",
                f"The allocation has a new version, {current.version}. The board decided on version {one.rests_on}.",
            ),
        )  # fmt: skip


@source
def areas_of_leavers(asked: Asked) -> Iterator[Handover]:
    """Give the areas whose officer no longer has a role in the region, so that someone takes them over."""
    codes = [
        code for code in asked.codes(Permission.PREPARE_DECISIONS) if asked.organisations[code].kind == Kind.REGION
    ]
    rows = list(AreaOfficer.objects.filter(organisation__in=codes).select_related("person"))
    if not rows:
        return
    there = {code: {holder.code for holder in some} for code, some in holders_in(codes, asked.today).items()}
    gone: dict[tuple[str, str], list[AreaOfficer]] = {}
    for row in rows:
        if row.person.named().code not in there.get(row.organisation_id, set()):
            gone.setdefault((row.agreement_id, row.organisation_id), []).append(row)
    for (agreement_id, code), some in gone.items():
        shown = asked.shown(agreement_id)
        if shown is None:
            continue
        names = {area.id: area.name for area in shown.agreement.areas}
        areas = [names[row.area] for row in some if row.area in names]
        people = ", ".join(dict.fromkeys(row.person.name for row in some))
        yield Handover(
            id="areas-of-leavers", organisation=asked.organisations[code], permission=Permission.PREPARE_DECISIONS,
            shown=shown, count=len(some), since=max(row.made_at for row in some),
            url=reverse("decisions:officers", args=[code, agreement_id]),
            what=Text(
                "Utse ny ansvarig: " + ", ".join(area.sv for area in areas),
                "Appoint a new officer: " + ", ".join(area.in_language("en") for area in areas),
            ),
            why=Text(
                f"{people} har ingen roll hos er längre.", f"{people} no longer has a role in your organisation."
            ),
        )  # fmt: skip
