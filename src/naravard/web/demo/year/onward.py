"""An RSS's sharing out as steps: proposed, answered by the municipalities, decided, and paid onward."""

import datetime
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from naravard.agreement.model import Agreement, Grant
from naravard.agreement.model.rules import Proportional
from naravard.ledger import Terms
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.demo.year.actors import another, someone
from naravard.web.demo.year.chance import moment, number, weekday_after
from naravard.web.demo.year.steps import ScriptStep
from naravard.web.organisations.models import Organisation
from naravard.web.sharing.acts.consent import answer_sharing, decide_sharing, send_sharing
from naravard.web.sharing.acts.draft import WrittenProposal, draft_sharing
from naravard.web.sharing.acts.keys import add_county_key
from naravard.web.sharing.acts.onward_payments import pay_onward
from naravard.web.sharing.acts.onward_preparation import prepare_onward
from naravard.web.sharing.county import members_of
from naravard.web.sharing.models import Answer, CountyKey
from naravard.web.sharing.overview import county_sharing

Do = Callable[[datetime.datetime], object]
_KEY = datetime.date(2022, 3, 28)
_DRAFTED, _SENT, _ANSWER_BY = datetime.date(2022, 4, 4), datetime.date(2022, 4, 20), datetime.date(2022, 5, 20)
_DECIDED = datetime.date(2022, 6, 7)
_PAID_FROM = datetime.date(2022, 12, 5)
_TIMES, _WEEK = 6, datetime.timedelta(days=7)
_SILENT, _VIEWS = 25, 12
"""Of a hundred municipalities, how many say nothing, and how many have views."""


def shared_out(agreement: Agreement, code: str, terms: Terms) -> Iterator[ScriptStep]:
    """Give the steps of one RSS, grant by grant; most municipalities answer on the first, none on the others."""
    yield ScriptStep(moment(_KEY, code, "key"), code, _key_brought(agreement.id, code))
    for one in terms.grants:
        grant = one.grant
        words = (code, grant.id)
        yield ScriptStep(moment(_DRAFTED, *words, "drafted"), code, _drafted(agreement.id, code, grant))
        yield ScriptStep(moment(_SENT, *words, "sent"), code, _sent(agreement.id, code, grant.id))
        for municipality in sorted(terms.onward) if one is terms.grants[0] else ():
            roll = number(100, municipality, grant.id, "answers")
            if roll >= _SILENT:
                day = weekday_after(_SENT + datetime.timedelta(days=2 + number(25, municipality, grant.id, "day")))
                has_views = roll < _SILENT + _VIEWS
                yield ScriptStep(
                    moment(day, municipality, grant.id),
                    municipality,
                    _answered(agreement.id, code, grant.id, municipality, has_views=has_views),
                )
        yield ScriptStep(moment(_DECIDED, *words, "decided"), code, _decided(agreement.id, code, grant.id))
        for time in range(_TIMES):
            day = _PAID_FROM + time * _WEEK
            yield ScriptStep(moment(day, *words, "onward"), code, _paid_onward(agreement.id, code, grant.id))


def _given(agreement_id: str, code: str, grant_id: str, at: datetime.datetime) -> dict[str, Any]:
    organisation = Organisation.objects.get(pk=code)
    return {"organisation": organisation, "agreement_id": agreement_id, "grant_id": grant_id, "at": at}


def _coordinator(code: str, at: datetime.datetime) -> dict[str, Any]:
    return {"actor": someone(code, Permission.SHARE_OUT, at.date())}


def _key_brought(agreement_id: str, code: str) -> Do:
    """Bring numbers to share by. They are invented, and say so."""

    def do(at: datetime.datetime) -> None:
        members = members_of(shown_or_404(agreement_id), code)
        add_county_key(
            **_coordinator(code, at),
            organisation=Organisation.objects.get(pk=code),
            agreement_id=agreement_id,
            name="Personer med kommunal hälso- och sjukvård",
            unit="personer",
            source="påhittat för demonstrationen",
            describes=str(at.year - 1),
            numbers={one.code: Fraction(150 + number(4000, one.code, "persons")) for one in members},
            at=at,
        )

    return do


def _drafted(agreement_id: str, code: str, grant: Grant) -> Do:
    def do(at: datetime.datetime) -> None:
        key = CountyKey.objects.filter(agreement_id=agreement_id, organisation=code).latest("pk")
        written = WrittenProposal(
            rule=Proportional(key=key.key_id, clause=grant.clause),
            kept=0,
            kept_reason="",
            motivation="Medlen följer hur många som får kommunal hälso- och sjukvård.",
        )
        draft_sharing(**_coordinator(code, at), written=written, **_given(agreement_id, code, grant.id, at))

    return do


def _sent(agreement_id: str, code: str, grant_id: str) -> Do:
    def do(at: datetime.datetime) -> None:
        send_sharing(**_coordinator(code, at), answer_by=_ANSWER_BY, **_given(agreement_id, code, grant_id, at))

    return do


def _answered(agreement_id: str, rss: str, grant_id: str, municipality: str, *, has_views: bool) -> Do:
    def do(at: datetime.datetime) -> None:
        shown = shown_or_404(agreement_id)
        sharing = county_sharing(shown, Organisation.objects.get(pk=rss), at).grant(grant_id)
        sent = sharing.sent if sharing else None
        answer_sharing(
            actor=someone(municipality, Permission.ANSWER_SHARING, at.date()),
            stance=Answer.COMMENTS if has_views else Answer.CONSENTS,
            text="Små kommuner har samma grundkostnad som stora. Överväg ett grundbelopp." if has_views else "",
            number=sent.number if sent else 0,
            **_given(agreement_id, municipality, grant_id, at),
        )

    return do


def _decided(agreement_id: str, code: str, grant_id: str) -> Do:
    def do(at: datetime.datetime) -> None:
        decide_sharing(
            **_coordinator(code, at),
            account="Kommunernas synpunkter har behandlats i länets samverkansgrupp. Fördelningen ligger fast.",
            **_given(agreement_id, code, grant_id, at),
        )

    return do


def _paid_onward(agreement_id: str, code: str, grant_id: str) -> Do:
    """Pass on what has been decided and not passed on, once the money is there: two do it, one after the other."""

    def do(at: datetime.datetime) -> None:
        sharing = county_sharing(shown_or_404(agreement_id), Organisation.objects.get(pk=code), at).grant(grant_id)
        if sharing is None or sharing.decided is None or not sharing.paid:
            return
        payments = {one.code: one.to_come.amount for one in sharing.holdings if one.to_come.amount > 0}
        if payments:
            given = _given(agreement_id, code, grant_id, at) | {
                "payments": payments, "day": at.date(), "reference": f"{code} {grant_id} {at:%Y-%m}"
            }  # fmt: skip
            first = someone(code, Permission.PAY_ONWARD, at.date())
            prepare_onward(actor=first, **given)
            pay_onward(actor=another(code, Permission.PAY_ONWARD, at.date(), than=first.who.code), **given)

    return do
