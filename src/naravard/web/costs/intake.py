"""The acts on files: receive one, take its costs in, work them out again, discard it.

Reading and comparing are done before the act, since they take seconds, and an act holds others up. The act looks that
nothing has changed since, and then books the differences: afterwards the facts of each activity add up to what is
taken in from the source, rounded once (:mod:`naravard.exchange.costs.amounts`).
"""

import datetime
from collections.abc import Mapping

from django.db.models import Prefetch

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.exchange.costs.amounts import bookable
from naravard.exchange.costs.records import chart_bytes
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.permissions import Permission
from naravard.web.activities.models import Activity
from naravard.web.agreements.current import shown_or_404
from naravard.web.costs.intake_preview import Prepared, seen_of
from naravard.web.costs.models import BookedCost, CostCorrection, CostFile, CostFilePiece, TakenIn, TakenInPiece
from naravard.web.costs.places import CostPlace, stands, use_for
from naravard.web.costs.received_file import ReceivedFile
from naravard.web.costs.row_locks import LockedCosts, locked_costs
from naravard.web.history.content import Plain, Thing
from naravard.web.history.kinds import event, example
from naravard.web.ledger.errors import LedgerRefusedError, MoneyChangedError, MoneyRefusedError
from naravard.web.organisations.models import Organisation

_MOST_SHOWN = 100
"""Findings of a file that are shown."""
_AT_ONCE = 20
"""Pieces of half a megabyte that are written at a time."""
_RECOUNTED = Text("Räknad om med den koppling som gäller", "Worked out again with the mapping that holds")

_FILE = Thing("cost-file", "exempel/region-09-2", Text("Fil 2: mars.se", "File 2: mars.se"))


@act(
    Permission.BOOK_COSTS,
    leaves=event(
        "cost-file-received",
        Text(
            "{who} läste in en fil för {whose} som väntar på att bokföras ({thing}, {vouchers} verifikationer).",
            "{who} took in a file for {whose} that waits to be booked ({thing}, {vouchers} vouchers).",
        ),
        example(_FILE, after={"vouchers": 17}),
    ),
)
def receive_file(
    *, actor: Actor, organisation: Organisation, agreement_id: str, received: ReceivedFile, at: datetime.datetime
) -> CostFile:
    """Keep a file that has been read without errors, whole and with its hash. Nothing is booked yet.

    Raises:
        MoneyRefusedError: when it has errors, or the same file has been received before.
    """
    refuse_errors(received)
    locked = locked_costs(organisation, agreement_id, by=actor, at=at, recipients=set())
    refuse_same(organisation, agreement_id, received.sha256)
    gathered = received.gathered
    file = CostFile.objects.create(
        agreement_id=agreement_id,
        organisation=organisation,
        number=locked.next_file(),
        source=received.source,
        form=received.form,
        name=received.name,
        size=received.size,
        sha256=received.sha256,
        facts=received.facts,
        warnings=received.warnings,
        vouchers=gathered.vouchers,
        rows=gathered.rows,
        first_day=_day(gathered.first, received.covers[0]),
        last_day=_day(gathered.last, received.covers[1]),
        covers_from=received.covers[0],
        covers_to=received.covers[1],
        chart=chart_bytes(gathered.chart),
        received_at=at,
        received_by=actor.who.code,
    )
    for kind, pieces in (
        (CostFilePiece.ORIGINAL, received.original),
        (CostFilePiece.VOUCHERS, gathered.pieces),
    ):
        CostFilePiece.objects.bulk_create(
            (CostFilePiece(file=file, kind=kind, number=number, content=piece) for number, piece in enumerate(pieces)),
            batch_size=_AT_ONCE,
        )
    locked.changed()
    tell(
        actor=actor,
        organisation=organisation,
        thing=file.thing(),
        kind="cost-file-received",
        at=at,
        before=None,
        after={
            "name": file.name,
            "form": file.form,
            "size": file.size,
            "sha256": file.sha256,
            "vouchers": file.vouchers,
            "rows": file.rows,
        },
    )
    return file


@act(
    Permission.BOOK_COSTS,
    leaves=(
        event(
            "costs-taken-in",
            Text(
                "{who} bokförde kostnaderna ur {thing} för {whose}: {before.total:kronor} blev {after.total:kronor}.",
                "{who} booked the costs of {thing} for {whose}: {before.total:kronor} became {after.total:kronor}.",
            ),
            example(_FILE, before={"total": 1_000}, after={"total": 1_250}),
        ),
        event(
            "costs-recounted",
            Text(
                "{who} räknade om de inlästa kostnaderna för {whose}: {before.total:kronor} blev {after.total:kronor}.",
                "{who} worked out the costs taken in for {whose} again: {before.total:kronor} became "
                "{after.total:kronor}.",
            ),
            example(_FILE, before={"total": 1_000}, after={"total": 1_250}),
        ),
    ),
)
def take_in_costs(
    *, actor: Actor, organisation: Organisation, agreement_id: str, prepared: Prepared, at: datetime.datetime
) -> TakenIn:
    """Take a waiting file's costs in, or work out again what is taken in: book what is more, take back the rest.

    Raises:
        MoneyChangedError: when the file, the mapping or what was taken in is no longer as it was when it was compared.
        LedgerRefusedError: when a financial report stands, or the money is not allotted.
    """
    place = CostPlace(shown_or_404(agreement_id), organisation, at)
    activities = {
        one.number: one for one in Activity.objects.filter(organisation=organisation, agreement_id=agreement_id)
    }
    sums = prepared.outcome.comparison.sums
    locked = locked_costs(
        organisation, agreement_id, by=actor, at=at, recipients=_recipients(place, prepared, activities)
    )
    file = _still_waiting(prepared)
    if seen_of(place, prepared.source) != prepared.seen or not set(sums) <= set(place.activities):
        raise MoneyChangedError
    for money in locked.moneys.values():
        if (refused := stands(money)) is not None:  # type: ignore[arg-type]  # it has what is asked of it
            raise LedgerRefusedError(refused)
    booked = _booked(organisation, agreement_id, prepared.source)
    before = {number: sum(cost.left for cost in costs) for number, costs in booked.items()}
    for number in sorted({*sums, *booked}):
        _adjust(
            locked, activities[number], bookable(sum(sums.get(number, {}).values())), booked.get(number, []), prepared
        )
    taken = _keep(place, prepared, actor, at)
    if file is not None:
        _settle(file, CostFile.BOOKED, actor, at)
        file.covers_from, file.covers_to = prepared.covers
        file.save(update_fields=["covers_from", "covers_to"])
    locked.changed()
    after = {number: bookable(sum(months.values())) for number, months in sums.items()}
    tell(
        actor=actor,
        organisation=organisation,
        thing=file.thing() if file else _thing(organisation, agreement_id, prepared.source),
        kind="costs-taken-in" if file else "costs-recounted",
        at=at,
        before=_told(before, activities),
        after=_told(after, activities) | _counts(prepared),
    )
    return taken


@act(
    Permission.BOOK_COSTS,
    leaves=event(
        "cost-file-discarded",
        Text(
            "{who} kastade {thing} för {whose}, som inte hade bokförts.",
            "{who} discarded {thing} for {whose}, which was not booked.",
        ),
        example(_FILE, before={"state": "waiting"}, after={"state": "discarded"}),
    ),
)
def discard_file(
    *, actor: Actor, organisation: Organisation, agreement_id: str, file_number: int, at: datetime.datetime
) -> CostFile:
    """Discard a file that waits: its content is removed, that it came and its hash are kept. Nothing was booked."""
    locked = locked_costs(organisation, agreement_id, by=actor, at=at, recipients=set())
    file = CostFile.objects.filter(organisation=organisation, agreement_id=agreement_id, number=file_number).first()
    if file is None or not file.is_waiting:
        raise _not_waiting()
    CostFilePiece.objects.filter(file=file).delete()
    _settle(file, CostFile.DISCARDED, actor, at)
    locked.changed()
    tell(
        actor=actor,
        organisation=organisation,
        thing=file.thing(),
        kind="cost-file-discarded",
        at=at,
        before={"state": CostFile.WAITING},
        after={"state": CostFile.DISCARDED, "sha256": file.sha256},
    )
    return file


def refuse_errors(received: ReceivedFile) -> None:
    """Refuse a file that has errors, with the first of them; what is only noticed stands after them."""
    if not received.has_errors:
        return
    errors = [one for one in received.findings if one.level == "error"]
    others = [one for one in received.findings if one.level != "error"]
    more = max(len(received.findings) - _MOST_SHOWN, 0)
    left_out = (f" {more} till visas inte.", f" {more} more are not shown.") if more else ("", "")
    raise MoneyRefusedError(
        "file-has-errors",
        Text(
            f"Filen har fel, och inget är sparat: {len(errors)} fel i {received.name}.{left_out[0]}",
            f"The file has errors, and nothing is saved: {len(errors)} in {received.name}.{left_out[1]}",
        ),
        "fil",
        findings=[(one.in_language("sv"), one.in_language("en")) for one in [*errors, *others][:_MOST_SHOWN]],
    )


def refuse_same(organisation: Organisation, agreement_id: str, sha256: str) -> None:
    """Refuse a file that has been received before, byte for byte, unless it was discarded."""
    same = CostFile.objects.filter(organisation=organisation, agreement_id=agreement_id, sha256=sha256)
    there = same.exclude(state=CostFile.DISCARDED).first()
    if there is not None:
        day = swedish_day(there.received_at)
        raise MoneyRefusedError(
            "same-file",
            Text(
                f"Samma fil är redan mottagen {day} som fil {there.number} (”{there.name}”). Inget har lagts till.",
                f"The same file was received {day} as file {there.number} (“{there.name}”). Nothing has been added.",
            ),
        )


def _adjust(locked: LockedCosts, activity: Activity, target: int, costs: list[BookedCost], prepared: Prepared) -> None:
    """Make the facts of an activity add up to what it is to be; the newest costs are taken back first."""
    file, today = prepared.file, swedish_day(locked.at)
    reason = file.text.sv if file else _RECOUNTED.sv
    there = 0
    for cost in costs:
        if (cost.grant, cost.earmark) == (activity.grant, activity.earmark):
            there += cost.left
        elif cost.left:  # booked when the activity belonged to another grant
            locked.take_back(cost, amount=cost.left, day=today, reason=reason, file=file)
    if target > there:
        day = prepared.outcome.comparison.last_days[activity.number]
        locked.book_cost(activity, amount=target - there, day=day, source=prepared.source, text=reason[:200], file=file)
        return
    too_much = there - target
    for cost in reversed(costs):
        part = min(too_much, cost.left) if (cost.grant, cost.earmark) == (activity.grant, activity.earmark) else 0
        if part:
            locked.take_back(cost, amount=part, day=today, reason=reason, file=file)
            too_much -= part


def _booked(organisation: Organisation, agreement_id: str, source: str) -> dict[int, list[BookedCost]]:
    """Return the costs that were booked from a source, by activity's number, in order."""
    found: dict[int, list[BookedCost]] = {}
    costs = BookedCost.objects.filter(organisation=organisation, agreement_id=agreement_id, source=source)
    corrections = Prefetch("corrections", CostCorrection.objects.all())
    for cost in costs.select_related("activity").prefetch_related(corrections).order_by("number"):
        found.setdefault(cost.activity.number, []).append(cost)
    return found


def _recipients(place: CostPlace, prepared: Prepared, activities: Mapping[int, Activity]) -> set[str]:
    """Return whose accounts will be booked in."""
    own = {"organisation": place.organisation, "agreement_id": place.shown.agreement.id}
    booked = BookedCost.objects.filter(**own, source=prepared.source).values_list("recipient", flat=True).distinct()
    named = prepared.outcome.comparison.sums
    return {*booked, *(use_for(place.shown, activities[number]).recipient for number in named if number in activities)}


def _keep(place: CostPlace, prepared: Prepared, actor: Actor, at: datetime.datetime) -> TakenIn:
    """Put the vouchers as they are now in the place of those that were."""
    outcome, mapping = prepared.outcome, place.mapping
    there = place.taken_in.get(prepared.source)
    taken, _ = TakenIn.objects.update_or_create(
        agreement_id=place.shown.agreement.id,
        organisation=place.organisation,
        source=prepared.source,
        defaults={
            "version": there.version + 1 if there else 1,
            "mapping_version": mapping.version if mapping else 0,
            "chart": chart_bytes(outcome.chart),
            "sums": {str(number): months for number, months in outcome.comparison.sums.items()},
            "file": prepared.file or (there.file if there else None),
            "at": at,
            "by": actor.who.code,
        },
    )
    TakenInPiece.objects.filter(taken=taken).delete()
    TakenInPiece.objects.bulk_create(
        (TakenInPiece(taken=taken, number=number, content=piece) for number, piece in enumerate(outcome.pieces)),
        batch_size=_AT_ONCE,
    )
    return taken


def _still_waiting(prepared: Prepared) -> CostFile | None:
    if prepared.file is None:
        return None
    file = CostFile.objects.get(pk=prepared.file.pk)
    if not file.is_waiting:
        raise _not_waiting()
    return file


def _settle(file: CostFile, state: str, actor: Actor, at: datetime.datetime) -> None:
    CostFilePiece.objects.filter(file=file, kind=CostFilePiece.VOUCHERS).delete()
    file.state, file.settled_at, file.settled_by = state, at, actor.who.code
    file.chart, file.comparison, file.compared_with = b"", "", ""
    file.save(update_fields=["state", "settled_at", "settled_by", "chart", "comparison", "compared_with"])


def _not_waiting() -> MoneyRefusedError:
    return MoneyRefusedError(
        "file-not-waiting",
        Text(
            "Filen väntar inte längre: någon har redan bokfört eller kastat den.",
            "The file no longer waits: someone has already booked or discarded it.",
        ),
    )


def _thing(organisation: Organisation, agreement_id: str, source: str) -> Thing:
    name = Text("Inlästa kostnader", "Costs taken in")
    return Thing("costs", f"{agreement_id}/{organisation.code}-{source}", name)


def _told(sums: Mapping[int, int], activities: Mapping[int, Activity]) -> dict[str, Plain]:
    by_activity: list[str | int] = [f"{activities[number].code}: {sums[number]}" for number in sorted(sums)]
    return {"total": sum(sums.values()), "activities": by_activity}


def _counts(prepared: Prepared) -> dict[str, Plain]:
    counts = prepared.outcome.comparison.counts
    return {"new": counts.new, "changed": counts.changed, "gone": counts.gone, "unchanged": counts.unchanged}


def _day(ordinal: int, otherwise: datetime.date) -> datetime.date:
    return datetime.date.fromordinal(ordinal) if ordinal else otherwise
