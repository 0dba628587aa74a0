"""Money back: recipients to try for a reclaim, and reclaims that a recipient has not paid."""

import datetime
from collections.abc import Iterator
from itertools import groupby

from django.urls import reverse

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.access.doings import Doing
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown
from naravard.web.handovers.handover import Asked, Handover, source
from naravard.web.ledger.accounts import moneys_under, terms_for
from naravard.web.ledger.models import Account, PreparedDecision
from naravard.web.ledger.preparation import prepared_handover
from naravard.web.organisations.models import Organisation
from naravard.web.repayments.acts import reclaim_rests_on
from naravard.web.repayments.overview import Repayment
from naravard.web.tasks.paper_duties import fixed_agreements


@source
def to_try(asked: Asked) -> Iterator[Handover]:
    """Give, to those who may demand money back, how many recipients there is cause to demand it from."""
    codes = asked.codes(Permission.RECLAIM)
    for shown, found in _of(asked, codes, None):
        marked = [one for one in found if one.total("paid") and one.has_cause and not one.reclaims]
        if marked:
            prepared = set(
                PreparedDecision.objects.filter(
                    permission=Permission.RECLAIM.value,
                    agreement_id=shown.agreement.id,
                    state=PreparedDecision.WAITING,
                ).values_list("about", flat=True)
            )
            marked = [one for one in marked if one.organisation.code not in prepared]
        if not marked:
            continue
        left, count = kronor(sum(one.total("left") for one in marked)), len(marked)
        for code in codes:
            if code not in shown.agreement.mandated(Doing.RECLAIMS):
                continue
            yield Handover(
                id="to-reclaim", organisation=asked.organisations[code], permission=Permission.RECLAIM, shown=shown,
                count=count, since=max(filter(None, map(_passed, marked)), default=asked.now),
                url=reverse("repayments:reclaims", args=[code, shown.agreement.id]),
                what=Text(
                    f"Pröva återkrav från {count} mottagare: {left} är inte återbetalt",
                    f"Consider reclaims from {count} recipients: {left} not repaid",
                ),
                why=Text(
                    "Redovisningen saknas eller kom för sent, eller pengarna är inte återbetalda i tid.",
                    "The report is missing or came late, or the money has not been repaid in time.",
                ),
            )  # fmt: skip


@source
def prepared_reclaims(asked: Asked) -> Iterator[Handover]:
    """Give each reclaim that one person has prepared: to the others who reclaim, or to all when it is void."""
    waiting = PreparedDecision.objects.filter(
        permission=Permission.RECLAIM.value,
        organisation__in=asked.codes(Permission.RECLAIM),
        state=PreparedDecision.WAITING,
    )
    rows = list(waiting)
    whose = Organisation.objects.in_bulk([one.about for one in rows])
    accounts = {
        (one.agreement_id, one.organisation_id): one for one in Account.objects.filter(organisation__in=list(whose))
    }
    for one in rows:
        shown, account = asked.shown(one.agreement_id), accounts.get((one.agreement_id, one.about))
        if shown is None or account is None:
            continue
        name = whose[one.about].text
        yield prepared_handover(
            one, asked, shown, seen=reclaim_rests_on(account), more=(one.about,),
            what=Text(
                f"Besluta om återkrav av {name.sv}", f"Decide on a reclaim from {name.in_language('en')}"
            ),
            where=("repayments:decide", "repayments:reclaimed"),
        )  # fmt: skip


@source
def to_pay_back(asked: Asked) -> Iterator[Handover]:
    """Give each recipient the reclaims that it has not paid in full."""
    organisations = [asked.organisations[code] for code in asked.codes(Permission.WORK_ON_DUTIES)]
    for shown, found in _of(asked, [], organisations):
        for one in found:
            unpaid = [each for each in one.reclaims if not each.is_undone and each.left]
            if not unpaid:
                continue
            left, code = kronor(sum(each.left for each in unpaid)), one.organisation.code
            references = ", ".join(each.fact.reference for each in unpaid)
            yield Handover(
                id="to-pay-back", organisation=one.organisation, permission=Permission.WORK_ON_DUTIES, shown=shown,
                count=len(unpaid), since=max(each.fact.at for each in unpaid),
                url=reverse("repayments:repayment", args=[code, shown.agreement.id]),
                what=Text(f"Betala återkravet: {left}", f"Pay the reclaim: {left}"),
                why=Text(f"Beslutat om återkrav, {references}.", f"A reclaim has been decided, {references}."),
            )  # fmt: skip


def _of(
    asked: Asked, codes: list[str], organisations: list[Organisation] | None
) -> Iterator[tuple[Shown, list[Repayment]]]:
    """Give each agreement whose allocation is fixed with the repayments of some organisations, or of all recipients."""
    if not codes and not organisations:
        return
    fixed, everyone = fixed_agreements(), Organisation.objects.all() if organisations is None else organisations
    concerned = [shown for shown in asked.every if shown.agreement.id in fixed]
    places = [(shown, one) for shown in concerned for one in everyone if terms_for(shown, one.code).grants]
    for shown, moneys in groupby(moneys_under(places, asked.now), key=lambda money: money.shown):
        yield shown, [Repayment(money) for money in moneys]


def _passed(one: Repayment) -> datetime.datetime | None:
    """Return when the latest day that has passed ended, of the report's and the repayment's."""
    days = [state.ends_at for state in (one.state, one.report_state) if state is not None and state.ends_at is not None]
    return max((day for day in days if day <= one.money.now), default=None)
