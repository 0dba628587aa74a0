"""What waits for those who fix allocations: one that has not been fixed, files taken in since, numbers to state."""

from collections.abc import Iterator

from django.urls import reverse

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.access.doings import Doing
from naravard.web.access.permissions import Permission
from naravard.web.agreements.in_force import numbers_in_force
from naravard.web.fixing.acts import rests_on
from naravard.web.handovers.handover import Asked, Handover, source
from naravard.web.ledger.models import FixedAllocation
from naravard.web.ledger.preparation import prepared_handover, waiting_of


@source
def to_fix(asked: Asked) -> Iterator[Handover]:
    """Give each agreement whose allocation has not been fixed, or was fixed from other files than the current ones."""
    codes = asked.codes(Permission.FIX_ALLOCATION)
    if not codes:
        return
    newest = {one.agreement_id: one for one in FixedAllocation.objects.order_by("version")}
    waiting = waiting_of(Permission.FIX_ALLOCATION)
    for shown in asked.every:
        mandated = [code for code in codes if code in shown.agreement.mandated(Doing.FIXES)]
        if shown.allocation is None or not mandated:
            continue
        waits = waiting.get(shown.agreement.id)
        if waits is not None and waits.seen == rests_on(shown.agreement.id):
            continue
        fixed = newest.get(shown.agreement.id)
        if fixed is not None and fixed.digest == shown.digest:
            continue
        total = kronor(shown.agreement.total.amount)
        for code in mandated:
            yield Handover(
                id="allocation-to-fix", organisation=asked.organisations[code], permission=Permission.FIX_ALLOCATION,
                shown=shown, about=shown.digest if fixed else "", since=shown.loaded_at,
                url=reverse("fixing:fixing", args=[code, shown.agreement.id]),
                what=Text(f"Fastställ fördelningen av {total}", f"Fix the allocation of {total}")
                if fixed is None
                else Text("Pröva en ny version av fördelningen", "See whether the allocation needs a new version"),
                why=Text(
                    "Ingen kan rekvirera, och inget kan betalas, förrän fördelningen är fastställd.",
                    "Nobody can requisition, and nothing can be paid, until the allocation is fixed.",
                )
                if fixed is None
                else Text(
                    f"Överenskommelsen har tagits in på nytt sedan version {fixed.version} fastställdes.",
                    f"The agreement has been taken in again since version {fixed.version} was fixed.",
                ),
            )  # fmt: skip


@source
def prepared_versions(asked: Asked) -> Iterator[Handover]:
    """Give each version that one person has prepared: to the others who fix, or to all when it is void."""
    codes = asked.codes(Permission.FIX_ALLOCATION)
    waiting = waiting_of(Permission.FIX_ALLOCATION) if codes else {}
    for shown in asked.every:
        waits = waiting.get(shown.agreement.id)
        if waits is None or waits.organisation_id not in codes:
            continue
        number = waits.values["version"]
        yield prepared_handover(
            waits,
            asked,
            shown,
            seen=rests_on(shown.agreement.id),
            what=Text(f"Fastställ version {number} av fördelningen", f"Fix version {number} of the allocation"),
            where=("fixing:fix", "fixing:fixing"),
        )


@source
def numbers_to_state(asked: Asked) -> Iterator[Handover]:
    """Give the reference numbers that an agreement names, that its papers ask for, and that nobody has stated."""
    codes = asked.codes(Permission.FIX_ALLOCATION)
    if not codes:
        return
    first = {one.agreement_id: one for one in FixedAllocation.objects.order_by("-version")}
    for shown in asked.every:
        agreement, fixed = shown.agreement, first.get(shown.agreement.id)
        missing = [one.reference for one in numbers_in_force(shown) if not one.number] if fixed else []
        mandated = [code for code in codes if code in agreement.mandated(Doing.FIXES)]
        if fixed is None or not missing:
            continue
        for code in mandated:
            yield Handover(
                id="numbers-to-state", organisation=asked.organisations[code], permission=Permission.FIX_ALLOCATION,
                shown=shown, count=len(missing), since=fixed.made_at,
                url=reverse("fixing:fixing", args=[code, agreement.id]),
                what=Text(
                    "Ange diarienummer: " + ", ".join(one.name.sv for one in missing),
                    "State reference numbers: " + ", ".join(one.name.in_language("en") for one in missing),
                ),
                why=Text(
                    "De ska stå på mottagarnas handlingar och vid betalningarna.",
                    "They are to stand on the recipients' papers and at the payments.",
                ),
            )  # fmt: skip
