"""What awaits a municipality's answer, for any page to show."""

import datetime
from dataclasses import dataclass

from django.urls import reverse

from naravard.agreement.duties import days_left
from naravard.agreement.model import Text
from naravard.web.agreements.current import all_shown
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation
from naravard.web.sharing.county import rss_of
from naravard.web.sharing.models import Proposal
from naravard.web.sharing.overview import answers_of


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A version that a municipality has not answered and still can."""

    agreement_id: str
    agreement: Text
    grant: Text
    number: int
    answer_by: datetime.date
    days_left: int
    url: str
    """The page where it is read and answered."""


def awaiting_answer(organisation: Organisation, now: datetime.datetime) -> list[Awaiting]:
    """Return the proposals that a municipality has not answered and still can, the one that ends first first.

    Empty for an organisation of another kind. Two questions to the database.
    """
    if organisation.kind != Kind.MUNICIPALITY:
        return []
    every = {shown.agreement.id: shown for shown in all_shown()}
    own = {id_: rss_of(shown, organisation.code) for id_, shown in every.items()}
    proposals = Proposal.objects.filter(
        status=Proposal.SENT, organisation__in={code for code in own.values() if code}
    ).prefetch_related("answers")
    found = []
    for proposal in proposals:
        shown = every.get(proposal.agreement_id)
        if shown is None or own[proposal.agreement_id] != proposal.organisation_id or proposal.answer_by is None:
            continue
        if not proposal.takes_answers(now) or organisation.code in answers_of(proposal):
            continue
        found.append(
            Awaiting(
                proposal.agreement_id,
                shown.agreement.name,
                shown.agreement.grant(proposal.grant).name,
                proposal.number,
                proposal.answer_by,
                days_left(now, proposal.answer_by),
                reverse("sharing:county_grant", args=[organisation.code, proposal.agreement_id, proposal.grant]),
            )
        )
    return sorted(found, key=lambda one: (one.answer_by, one.agreement_id, one.grant.sv))
