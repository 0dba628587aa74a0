"""What waits for those who fix allocations: one that has not been fixed, files taken in since, numbers to state."""

from collections.abc import Iterator

from django.urls import reverse

from naravard.agreement.duties import organisation_code
from naravard.agreement.model import Text
from naravard.agreement.wording import kronor, signed_kronor
from naravard.web.access.doings import Doing
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown
from naravard.web.agreements.in_force import numbers_in_force
from naravard.web.fixing.acts import rests_on
from naravard.web.fixing.addresses import version_url
from naravard.web.fixing.status import changed_by
from naravard.web.fixing.tables import ChangedSum, amendment_of
from naravard.web.handovers.handover import ANSWERS_STAND, Asked, Handover, source
from naravard.web.ledger.accounts import moneys_of
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
        if fixed is not None and fixed.reads == shown.reads:
            continue
        total = kronor(shown.agreement.total.amount)
        for code in mandated:
            yield Handover(
                id="allocation-to-fix", organisation=asked.organisations[code], permission=Permission.FIX_ALLOCATION,
                shown=shown, about=shown.reads if fixed else "", since=shown.loaded_at,
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
                    f"Överenskommelsen har tagits in på nytt, eller ändrats av ett tillägg, sedan version "
                    f"{fixed.version} fastställdes.",
                    f"The agreement has been taken in again, or changed by an amendment, since version "
                    f"{fixed.version} was fixed.",
                ),
            )  # fmt: skip


@source
def sums_amended(asked: Asked) -> Iterator[Handover]:
    """Give each recipient whose sum a version by a new amendment has changed the news, for some days."""
    codes = asked.codes(Permission.WORK_ON_DUTIES)
    amended = {one.agreement.id: one for one in asked.every if one.agreement.holding} if codes else {}
    if not amended:
        return
    versions: dict[str, list[FixedAllocation]] = {}
    for fixed in FixedAllocation.objects.filter(agreement_id__in=amended).order_by("version"):
        versions.setdefault(fixed.agreement_id, []).append(fixed)
    for agreement_id, found in versions.items():
        before, fixed = found[-2:] if len(found) > 1 else (found[0], found[0])
        if fixed.amendments > before.amendments and fixed.made_at >= asked.now - ANSWERS_STAND:
            yield from _sums_of(asked, amended[agreement_id], before, fixed, codes)


def _sums_of(
    asked: Asked, shown: Shown, before: FixedAllocation, fixed: FixedAllocation, codes: list[str]
) -> Iterator[Handover]:
    whose: dict[str, list[ChangedSum]] = {}
    for one in changed_by(before, fixed):
        if one.sum.earmark is None:
            whose.setdefault(organisation_code(one.sum.cell.recipient), []).append(one)
    name = amendment_of(shown, fixed)
    concerned = [asked.organisations[code] for code in codes if code in whose]
    back = {money.organisation.code: money.balance.total.paid_above for money in moneys_of(shown, concerned, asked.now)}
    for code in codes:
        if changed := whose.get(code):
            difference, sums = sum(one.difference for one in changed), len(changed)
            above = back.get(code, 0)
            to_repay = (
                Text(
                    f" {kronor(above)} är utbetalda över det och ska återbetalas.",
                    f" {kronor(above)} have been paid above that and are to be repaid.",
                )
                if above
                else Text("", "")
            )
            yield Handover(
                id="sum-amended", organisation=asked.organisations[code], permission=Permission.WORK_ON_DUTIES,
                shown=shown, about=str(fixed.version), since=fixed.made_at, url=version_url(fixed),
                what=Text(
                    f"Era medel är ändrade med {signed_kronor(difference)}, i {sums} belopp",
                    f"Your money is changed by {signed_kronor(difference)}, in {sums} sums",
                ),
                why=Text(
                    f"Version {fixed.version} av fördelningen är fastställd enligt ”{name.sv if name else ''}”."
                    f"{to_repay.sv}",
                    f"Version {fixed.version} of the allocation is fixed by "
                    f"“{name.in_language('en') if name else ''}”.{to_repay.in_language('en')}",
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
