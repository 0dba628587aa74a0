"""Proposals on how a county's money is shared: for municipalities to answer, for the RSS to decide and to pay by."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse

from naravard.agreement.duties import ends_at, organisation_code
from naravard.agreement.model import Text
from naravard.agreement.wording import kronor, long_day
from naravard.web.access.permissions import Permission
from naravard.web.handovers.handover import Asked, Handover, source
from naravard.web.ledger.models import PreparedDecision
from naravard.web.ledger.preparation import prepared_handover
from naravard.web.organisations.kinds import Kind
from naravard.web.sharing.acts.onward_payments import onward_duty
from naravard.web.sharing.acts.onward_preparation import onward_matter, onward_rests_on
from naravard.web.sharing.county import members_of, rss_of
from naravard.web.sharing.models import Proposal
from naravard.web.sharing.overview import answers_of, county_sharing

if TYPE_CHECKING:
    from django.db.models import QuerySet


@source
def to_answer(asked: Asked) -> Iterator[Handover]:
    """Give each proposal that a municipality has not answered and still can."""
    towns = [
        code for code in asked.codes(Permission.ANSWER_SHARING) if asked.organisations[code].kind == Kind.MUNICIPALITY
    ]
    if not towns:
        return
    for proposal in (
        Proposal.objects.filter(status=Proposal.SENT).prefetch_related("answers").select_related("organisation")
    ):
        shown, at, last = asked.shown(proposal.agreement_id), proposal.sent_at, proposal.answer_by
        if shown is None or at is None or last is None or not proposal.takes_answers(asked.now):
            continue
        answered, name, rss = answers_of(proposal), shown.agreement.grant(proposal.grant).name, proposal.organisation
        for code in towns:
            if code in answered or rss_of(shown, code) != rss.code:
                continue
            yield Handover(
                id="proposal-to-answer", organisation=asked.organisations[code], permission=Permission.ANSWER_SHARING,
                shown=shown, about=f"{proposal.grant}-{proposal.number}", since=at, due=last,
                url=reverse("sharing:county_grant", args=[code, proposal.agreement_id, proposal.grant]),
                what=Text(f"Svara på förslaget: {name.sv}", f"Answer the proposal: {name.in_language('en')}"),
                why=Text(
                    f"{rss.text.sv} föreslår hur länets pengar delas. Svara senast {long_day(last).sv}.",
                    f"{rss.text.in_language('en')} proposes how the county's money is shared. Answer by "
                    f"{long_day(last).en}.",
                ),
                follows=Text(
                    "Den som inte har svarat räknas inte som ja.", "Those who have not answered do not count as a yes."
                ),
            )  # fmt: skip


@source
def to_decide(asked: Asked) -> Iterator[Handover]:
    """Give each proposal that all have answered, or whose time to answer is over, so that the RSS decides."""
    codes = asked.codes(Permission.SHARE_OUT)
    found = Proposal.objects.filter(organisation__in=codes, status=Proposal.SENT).prefetch_related("answers")
    for proposal in found:
        shown, last = asked.shown(proposal.agreement_id), proposal.answer_by
        if shown is None or last is None:
            continue
        members = [organisation_code(one) for one in members_of(shown, proposal.organisation_id)]
        answers = answers_of(proposal)
        is_over = not proposal.takes_answers(asked.now)
        if not is_over and any(code not in answers for code in members):
            continue
        name, consent = shown.agreement.grant(proposal.grant).name, sum(one.consents for one in answers.values())
        since = ends_at(last) if is_over else max(one.at for one in answers.values())
        yield Handover(
            id="proposal-to-decide", organisation=asked.organisations[proposal.organisation_id],
            permission=Permission.SHARE_OUT, shown=shown, about=f"{proposal.grant}-{proposal.number}", since=since,
            url=reverse("sharing:grant", args=[proposal.organisation_id, proposal.agreement_id, proposal.grant]),
            what=Text(f"Besluta om fördelningen: {name.sv}", f"Decide on the sharing: {name.in_language('en')}"),
            why=Text(
                f"{len(answers)} av {len(members)} kommuner har svarat, {consent} samtycker.",
                f"{len(answers)} of {len(members)} municipalities have answered, {consent} consent.",
            ),
        )  # fmt: skip


@source
def to_pass_on(asked: Asked) -> Iterator[Handover]:
    """Give the money of each grant that has been paid to an RSS and decided on, and neither passed on nor prepared."""
    codes = [code for code in asked.codes(Permission.PAY_ONWARD) if asked.organisations[code].kind == Kind.RSS]
    decided = Proposal.objects.filter(organisation__in=codes, status=Proposal.DECIDED)
    places = list(
        decided.values_list("agreement_id", "organisation_id").distinct().order_by("agreement_id", "organisation_id")
    )
    if not places:
        return
    prepared = {(one.agreement_id, one.about): one for one in _prepared(codes)}
    for agreement_id, code in places:
        shown = asked.shown(agreement_id)
        if shown is None:
            continue
        for sharing in county_sharing(shown, asked.organisations[code], asked.now).grants:
            name, book = sharing.grant.name, sharing.money.book
            waits = prepared.get((agreement_id, onward_matter(code, agreement_id, sharing.grant.id).about))
            rests_on = onward_rests_on(book, sharing.grant.id, sharing.decided)
            if waits is not None:
                yield prepared_handover(
                    waits, asked, shown, seen=rests_on, more=(sharing.grant.id,),
                    what=Text(
                        f"Bekräfta betalningen vidare: {name.sv}",
                        f"Confirm the payment onwards: {name.in_language('en')}",
                    ),
                    where=("sharing:confirm", "sharing:grant"),
                )  # fmt: skip
            left = sum(one.to_come.amount for one in sharing.holdings)
            left -= waits.amount if waits is not None and waits.seen == rests_on else 0
            if not sharing.paid or left <= 0 or sharing.decided is None:
                continue
            decided_at, amount, duty = sharing.decided.decided_at, kronor(left), onward_duty(shown, code)
            yield Handover(
                id="to-pass-on", organisation=asked.organisations[code], permission=Permission.PAY_ONWARD, shown=shown,
                about=sharing.grant.id, duty=duty.id if duty else "",
                due=sharing.money.state_of(duty).due if duty else None, follows=duty.if_missed if duty else None,
                since=max([*(one.at for one in book.payments()), *filter(None, [decided_at])]),
                url=reverse("sharing:grant", args=[code, agreement_id, sharing.grant.id]),
                what=Text(
                    f"Betala vidare {amount} till kommunerna", f"Pass {amount} on to the municipalities"
                ),
                why=Text(
                    f"”{name.sv}” är betalt till er och beslutat.",
                    f"“{name.in_language('en')}” has been paid to you and decided on.",
                ),
            )  # fmt: skip


def _prepared(codes: list[str]) -> "QuerySet[PreparedDecision]":
    return PreparedDecision.objects.filter(
        permission=Permission.PAY_ONWARD.value, organisation__in=codes, state=PreparedDecision.WAITING
    )
