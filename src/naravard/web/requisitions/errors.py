"""Why an act on a requisition was refused."""

from naravard.agreement.model import Text
from naravard.web.papers.errors import PaperRefusedError


class RequisitionLacksError(PaperRefusedError):
    """The requisition lacks something that annex 2 asks for, so it cannot be made ready."""

    def __init__(self, lacks: list[Text]) -> None:
        super().__init__(
            "requisition-lacks",
            Text(
                "Rekvisitionen är inte fullständig. " + " ".join(one.sv for one in lacks),
                "The requisition is not complete. " + " ".join(one.in_language("en") for one in lacks),
            ),
        )
