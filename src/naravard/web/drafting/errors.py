"""What acts on drafts refuse."""

from naravard.agreement.model import Text
from naravard.web.site.refusals import Refused


class DraftRefusedError(Refused):
    """Something cannot be done with a draft."""


def taken_id(agreement_id: str) -> DraftRefusedError:
    """Return the refusal of a short name that an agreement has already."""
    return DraftRefusedError(
        "agreement-id-taken",
        Text(
            f"Det finns redan en överenskommelse med kortnamnet ”{agreement_id}”. Välj ett annat, till exempel med "
            "det nya året sist.",
            f"There is an agreement with the short name “{agreement_id}” already. Choose another, for example with "
            "the new year last.",
        ),
        "id",
    )


def put_away() -> DraftRefusedError:
    """Return the refusal of a change in a draft that is put away."""
    return DraftRefusedError(
        "draft-put-away-meanwhile",
        Text(
            "Utkastet är undanlagt. Ta fram det igen för att ändra i det.",
            "The draft is put away. Take it up again to change it.",
        ),
    )


def gone() -> DraftRefusedError:
    """Return the refusal where what was to be changed is gone."""
    return DraftRefusedError(
        "draft-part-gone-meanwhile",
        Text(
            "Någon annan har tagit bort eller flyttat det du ändrar. Gå tillbaka till utkastet och se hur det ser ut "
            "nu.",
            "Someone else has taken away or moved what you are changing. Go back to the draft and see how it stands "
            "now.",
        ),
    )
