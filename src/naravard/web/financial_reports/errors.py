"""Why an act on a financial report was refused."""

import datetime

from naravard.agreement.model import Text
from naravard.agreement.wording import long_day
from naravard.web.papers.errors import PaperRefusedError
from naravard.web.site.refusals import CHANGED


def not_over(last: datetime.date) -> PaperRefusedError:
    """Say that the time that is reported is not over."""
    day = long_day(last)
    return PaperRefusedError(
        "period-not-over",
        Text(
            f"Redovisningen gäller tiden till och med {day.sv}, som inte är slut. Kostnader kan ännu tillkomma, så den "
            "kan göras klar dagen efter.",
            f"The report is for the time until {day.en}, which is not over. Costs can still come, so it can be drawn "
            "up the day after.",
        ),
    )


def drawn_up_already() -> PaperRefusedError:
    """Say that the report has been drawn up."""
    return PaperRefusedError(
        "drawn-up-already",
        Text(
            "Redovisningen är redan klar. Öppna den igen med ett skäl om den ska ändras.",
            "The report has already been drawn up. Reopen it with a reason if it is to be changed.",
        ),
        status=CHANGED,
    )


def not_drawn_up() -> PaperRefusedError:
    """Say that there is no report that is drawn up."""
    return PaperRefusedError(
        "not-drawn-up",
        Text(
            "Det finns ingen redovisning som är klar. Den kan ha öppnats igen sedan du läste den.",
            "There is no report that is drawn up. It may have been reopened since you read it.",
        ),
        status=CHANGED,
    )


def not_certified() -> PaperRefusedError:
    """Say that the CFO has not reviewed the report."""
    return PaperRefusedError(
        "not-certified",
        Text(
            "Ekonomichefen har inte granskat redovisningen än. Den kan skrivas under sedan.",
            "The chief financial officer has not reviewed the report yet. It can be signed after that.",
        ),
    )


def handed_in() -> PaperRefusedError:
    """Say that the report has been handed in, and who can open it again."""
    return PaperRefusedError(
        "handed-in",
        Text(
            "Redovisningen är inlämnad. Bara den som har tagit emot den kan öppna den igen. Ni kan be om det.",
            "The report has been handed in. Only the one who has received it can reopen it; you can ask for that.",
        ),
    )


def not_handed_in() -> PaperRefusedError:
    """Say that the report has not been handed in."""
    return PaperRefusedError(
        "not-handed-in",
        Text(
            "Redovisningen är inte inlämnad, så ni kan själva öppna den igen.",
            "The report has not been handed in, so you can reopen it yourselves.",
        ),
    )


def reason_missing() -> PaperRefusedError:
    """Say that a reason is asked for."""
    return PaperRefusedError(
        "reason-missing", Text("Skälet saknas. Skriv varför.", "The reason is missing. Write why."), "reason"
    )
