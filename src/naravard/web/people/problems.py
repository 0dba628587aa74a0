"""What stands in the way of an act on people, said to the one who can mend it: what, and the way out."""

from naravard.agreement.model import Text


class PeopleProblem(Exception):  # noqa: N818 - an answer to the one who asks, not an error of the program
    """The act cannot be done as it was asked for. ``field`` is the name of what to mend; empty when it is no field."""

    def __init__(self, what: Text, way_out: Text, *, field: str = "") -> None:
        super().__init__(f"{what.sv} {way_out.sv}")
        self.what, self.way_out, self.field = what, way_out, field

    def in_language(self, code: str) -> str:
        """Return both sentences in a language."""
        return f"{self.what.in_language(code)} {self.way_out.in_language(code)}"


class SpentInvitation(PeopleProblem):
    """The invitation cannot be accepted any more, or never could."""


class FourEyesProblem(PeopleProblem):
    """The same person would do both of two things that two persons are to do."""
