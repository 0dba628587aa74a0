"""Which form a duty is reported in: the agreement's data say, version by version."""

from collections.abc import Mapping

from naravard.agreement.duties import duties_of
from naravard.agreement.model import Duty, Text
from naravard.questionnaire.model import Questionnaire
from naravard.web.agreements.current import Shown
from naravard.web.ledger.holders import uses_of

_USABLE = frozenset({"decided", "corrected", "proposed"})
"""How a form stands that can be answered: one that is replaced is only read."""


def form_of(shown: Shown, duty: Duty) -> Questionnaire | None:
    """Return the form that a duty is reported in now: the newest version of it that can be answered."""
    found = [form for form in shown.forms if form.duty == duty.id and form.standing in _USABLE]
    return max(found, key=lambda form: form.version, default=None)


def form_in(shown: Shown, form_id: str, version: int) -> Questionnaire | None:
    """Return a form in one of its versions; None if the agreement has no such form any more."""
    return next((form for form in shown.forms if form.key == (form_id, version)), None)


def group_of(shown: Shown, form: Questionnaire, code: str) -> str:
    """Return as which of those who answer a form an organisation does: ``regions``, ``municipalities``."""
    duties = {duty.id: duty for duty in duties_of(shown.agreement, code)}
    own = duties.get(form.duty)
    groups = [one.id for one in shown.agreement.recipients if code in _codes(shown, one.id)]
    candidates = [*groups, code]
    wanted = form.who if own is not None else form.answered_by
    return next((one for one in candidates if one in wanted), wanted[0] if wanted else "")


def _codes(shown: Shown, group: str) -> frozenset[str]:
    from naravard.agreement.duties import organisation_code

    found = next(one for one in shown.agreement.recipients if one.id == group)
    return frozenset(map(organisation_code, found.members))


def grants_of(shown: Shown, code: str) -> Mapping[str, Text]:
    """Return the names of the grants that an organisation uses, by id: a form may ask how each was used."""
    return {use.grant.id: use.grant.name for use in uses_of(shown, code)}
