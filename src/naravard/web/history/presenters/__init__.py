"""Events as sentences: one presenter for each kind of event, in Swedish and English.

A kind that is not here cannot be recorded. A presenter is never removed, since the events that it tells stay.
"""

from collections.abc import Mapping

from naravard.agreement.model import Text
from naravard.web.history.presenters import agreements, duties, memberships, organisations, reminders, signin, tokens
from naravard.web.history.presenters.presenter import Presenter
from naravard.web.history.told import Told

PRESENTERS: Mapping[str, Presenter] = {
    **agreements.PRESENTERS,
    **duties.PRESENTERS,
    **memberships.PRESENTERS,
    **organisations.PRESENTERS,
    **reminders.PRESENTERS,
    **signin.PRESENTERS,
    **tokens.PRESENTERS,
}
"""Every kind of event and its presenter; each subject's module lists its own."""


class UnknownKindError(LookupError):
    """No presenter can tell an event of this kind."""


def known(kind: str) -> Presenter:
    """Return the presenter of a kind of event; ``UnknownKindError`` when there is none."""
    if kind not in PRESENTERS:
        message = f"no presenter tells of the kind {kind!r}: add one to {__name__}"
        raise UnknownKindError(message)
    return PRESENTERS[kind]


def sentence(told: Told) -> Text:
    """Return the event as a sentence in both languages."""
    return known(told.kind)(told)
