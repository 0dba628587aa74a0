"""What stands in the way of an act on people, said to the one who can mend it: what, and the way out."""

from typing import ClassVar

from naravard.agreement.model import Text
from naravard.web.site.refusals import Refused


class PeopleProblem(Refused):
    """The act cannot be done as it was asked for. ``field`` is the name of what to mend; empty when it is no field."""

    named: ClassVar[str] = "people"
    """Its code."""

    def __init__(self, what: Text, way_out: Text, *, field: str = "") -> None:
        says = Text(f"{what.sv} {way_out.sv}", f"{what.in_language('en')} {way_out.in_language('en')}")
        super().__init__(self.named, says, field)
        self.what, self.way_out = what, way_out


class SpentInvitation(PeopleProblem):
    """The invitation cannot be accepted any more, or never could."""


class FourEyesProblem(PeopleProblem):
    """The same person would do both of two things that two persons are to do."""

    named = "same-person"
