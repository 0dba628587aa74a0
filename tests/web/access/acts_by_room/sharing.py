"""The acts of `naravard.web.sharing`, and the places of its addresses."""

import datetime
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from sampling import Sample, someone

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Equal
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.current import shown_or_404
from naravard.web.organisations.models import Organisation
from naravard.web.sharing.acts.consent import answer_sharing, decide_sharing, send_sharing
from naravard.web.sharing.acts.draft import WrittenProposal, draft_sharing
from naravard.web.sharing.acts.keys import add_county_key
from naravard.web.sharing.acts.onward_payments import pay_onward
from naravard.web.sharing.acts.onward_preparation import prepare_onward
from naravard.web.sharing.county import rss_of
from naravard.web.sharing.overview import county_sharing
from naravard.web.site.clock import now
from sharing_steps import AFTER, AT, GRANT, LAST_DAY, allotted, paid
from web_shared import WHOLE

RSS, MUNICIPALITY = "rss-09", "kommun-0980"
"""A county with one municipality, so that an example is made quickly."""
BY = frozenset({RSS})
WRITTEN = WrittenProposal(rule=Equal(), kept=0, kept_reason="", motivation="Lika.")


def _of(rss: str = RSS, **more: Any) -> dict[str, Any]:
    return {"organisation": Organisation.objects.get(pk=rss), "agreement_id": WHOLE, "grant_id": GRANT} | more


def _without_grant(**more: Any) -> dict[str, Any]:
    return {name: value for name, value in _of(**more).items() if name != "grant_id"}


def _drafted(rss: str = RSS) -> dict[str, Any]:
    allotted(rss)
    draft_sharing(actor=THE_SERVICE, **_of(rss), written=WRITTEN, at=AT)
    return _of(rss)


def _sent(rss: str = RSS) -> dict[str, Any]:
    _drafted(rss)
    send_sharing(actor=THE_SERVICE, **_of(rss), answer_by=LAST_DAY, at=AT)
    return _of(rss)


def _decided(rss: str = RSS) -> dict[str, Any]:
    paid(rss)
    _sent(rss)
    decide_sharing(actor=THE_SERVICE, **_of(rss), account="Ingen har svarat.", at=AFTER)
    return _of(rss)


def _passed_on(rss: str = RSS, municipality: str = MUNICIPALITY) -> str:
    _decided(rss)
    (fact,) = pay_onward(
        actor=THE_SERVICE, **_of(rss), payments={municipality: 9}, day=AFTER.date(), reference="B 7", at=AFTER
    )
    return fact.id


def _prepared_payment() -> dict[str, Any]:
    paying = _decided()
    prepare_onward(actor=someone("rss-coordinator", RSS), **paying, **_payment(payments={MUNICIPALITY: 9}), at=AFTER)
    return paying


def _payment(**more: Any) -> dict[str, Any]:
    return {"day": AFTER.date(), "reference": "B 7"} | more


def _key() -> dict[str, Any]:
    named = {"name": "Invånare", "unit": "invånare", "source": "SCB", "describes": "2021-11-01"}
    return _without_grant(numbers={"0980": Fraction(1)}, **named)


def _everything_passed_on() -> dict[str, Any]:
    paid(RSS)
    shown = shown_or_404(WHOLE)
    rss = Organisation.objects.get(pk=RSS)
    for sharing in county_sharing(shown, rss, AFTER).grants:
        place = _of(grant_id=sharing.grant.id)
        draft_sharing(actor=THE_SERVICE, **place, written=WRITTEN, at=AT)
        send_sharing(actor=THE_SERVICE, **place, answer_by=LAST_DAY, at=AT)
        done = decide_sharing(actor=THE_SERVICE, **place, account="Ingen har svarat.", at=AFTER)
        pay_onward(actor=THE_SERVICE, **place, payments={MUNICIPALITY: done.shared}, **_payment(), at=AFTER)
    return _without_grant()


def _answer() -> Sample:
    _sent()
    municipality = Organisation.objects.get(pk=MUNICIPALITY)
    return Sample(
        _of() | {"organisation": municipality, "number": 1, "stance": "consents"},
        by=frozenset({MUNICIPALITY}),
        at=AT,
    )


def _remove() -> Sample:
    key = add_county_key(actor=someone("rss-coordinator", RSS), **_key(), at=AT)
    return Sample(_without_grant(key_id=key.key_id), by=BY, at=AT)


def _set() -> Sample:
    whole = _drafted()
    shared = county_sharing(shown_or_404(WHOLE), whole["organisation"], AT).grants[0].whole
    assert shared is not None
    return Sample(whole | {"amounts": {MUNICIPALITY: shared.amount}, "reasons": {}}, by=BY, at=AT)


def _draft() -> Sample:
    allotted(RSS)
    return Sample(_of(written=WRITTEN), by=BY, at=AT)


def _undo() -> Sample:
    return Sample(_without_grant(fact_id=_passed_on(), reason="Fel."), by=BY, at=AFTER)


def _back() -> Sample:
    _passed_on()
    return Sample(_of(municipality=MUNICIPALITY, amount=1, **_payment()), by=BY, at=AFTER)


def _later() -> Sample:
    return Sample(_sent() | {"answer_by": LAST_DAY + datetime.timedelta(days=1), "reason": "Semester"}, by=BY, at=AT)


SAMPLES: dict[str, Callable[[], Sample]] = {
    "add_county_key": lambda: Sample(_key(), by=BY, at=AT),
    "remove_county_key": _remove,
    "draft_sharing": _draft,
    "set_shares": _set,
    "discard_draft": lambda: Sample(_drafted(), by=BY, at=AT),
    "send_sharing": lambda: Sample(_drafted() | {"answer_by": LAST_DAY}, by=BY, at=AT),
    "extend_answering": _later,
    "answer_sharing": _answer,
    "decide_sharing": lambda: Sample(_sent() | {"account": "Ingen har svarat."}, by=BY, at=AFTER),
    "prepare_onward": lambda: Sample(_decided() | _payment(payments={MUNICIPALITY: 9}), by=BY, at=AFTER),
    "withdraw_onward": lambda: Sample(_prepared_payment(), by=BY, at=AFTER),
    "pay_onward": lambda: Sample(_prepared_payment() | _payment(payments={MUNICIPALITY: 9}), by=BY, at=AFTER),
    "record_return": _back,
    "undo_onward": _undo,
    "hand_in_onward": lambda: Sample(_everything_passed_on(), by=BY, at=AFTER),
}
"""By the name of the act."""
NOWHERE: dict[str, str] = {"onward_fact": "0" * 32}
"""Each place of the room's addresses, filled with what names nothing."""


def places(code: str) -> dict[str, str]:
    """Make one of each thing that the room's addresses can name in an organisation; return the places."""
    rss = rss_of(shown_or_404(WHOLE), code) if code.startswith("kommun-") else code
    if rss is None or not rss.startswith("rss-"):
        return {}
    organisation = Organisation.objects.get(pk=rss)
    at = now()
    allotted(rss, at)
    draft_sharing(actor=THE_SERVICE, **_of(rss), written=WRITTEN, at=at)
    tomorrow = swedish_day(at) + datetime.timedelta(days=1)
    send_sharing(actor=THE_SERVICE, **_of(rss), answer_by=tomorrow, at=at)
    county = county_sharing(shown_or_404(WHOLE), organisation, at)
    if len(county.members) > 1 or code != rss:
        return {}
    paid(rss, at)
    (municipality,) = county.money.terms.onward
    answer_sharing(actor=THE_SERVICE, **_of(municipality), number=1, stance="consents", at=at)
    decide_sharing(actor=THE_SERVICE, **_of(rss), account="", at=at)
    (fact,) = pay_onward(
        actor=THE_SERVICE, **_of(rss), payments={municipality: 9}, day=swedish_day(at), reference="B 7", at=at
    )
    return {"onward_fact": fact.id}


def is_for(kind: str, route: str, code: str) -> bool:
    """Tell whether one of the room's pages is there at all for an organisation of a kind."""
    if "/vidare" in route:
        return kind == "rss" and ("onward_fact" not in route or code == RSS)
    return kind == "municipality" if "/lanets-fordelning" in route else True
