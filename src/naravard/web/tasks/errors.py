"""Why an act on a duty was refused.

``DutyRefusedError``
├── ``DutyChangedError``   someone else did something since the page was shown
└── ``NoSuchDutyError``    the agreement has no such duty for the organisation: to whoever asks it does not exist
"""

from naravard.agreement.model import Text
from naravard.web.site.refusals import Refused


class DutyRefusedError(Refused):
    """An act on a duty was refused; nothing was changed."""


class DutyChangedError(DutyRefusedError):
    """Someone else did something to the duty since the actor saw it."""

    def __init__(self, says: Text) -> None:
        super().__init__("changed-meanwhile", says)


class NoSuchDutyError(DutyRefusedError):
    """No agreement that is shown lays this duty on the organisation."""

    def __init__(self, agreement_id: str, duty_id: str, organisation_code: str) -> None:
        what = f"{agreement_id}/{duty_id}/{organisation_code}"
        super().__init__("no-such-duty", Text(f"Det finns ingen sådan skyldighet: {what}.", f"No such duty: {what}."))
