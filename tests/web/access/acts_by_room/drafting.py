"""The acts of `naravard.web.drafting`, and the places of its addresses."""

from collections.abc import Callable
from typing import Any

from sampling import AT, Sample

from naravard.agreement.files import AgreementFiles
from naravard.agreement.manuscript import Manuscript
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.models import AgreementSnapshot
from naravard.web.drafting.acts import begin_agreement_draft, put_agreement_draft_away
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.models import Organisation
from web_shared import WHOLE

DRAFTER = "regeringskansliet"
DRAFTERS = frozenset({DRAFTER})


def _files() -> AgreementFiles:
    digest = shown_or_404(WHOLE).digest
    manuscript = Manuscript(AgreementSnapshot.objects.get(digest=digest).files)
    manuscript.put(("id",), "nytt")
    return AgreementFiles(manuscript.files, name="nytt")


def _begun(code: str = DRAFTER) -> dict[str, Any]:
    organisation = Organisation.objects.get(pk=code)
    made = begin_agreement_draft(
        actor=THE_SERVICE,
        organisation=organisation,
        files=_files(),
        begun_from=shown_or_404(WHOLE).digest,
        at=AT,
    )
    return {"organisation": organisation, "number": made.number}


def _put_away() -> dict[str, Any]:
    given = _begun()
    put_agreement_draft_away(actor=THE_SERVICE, at=AT, **given)
    return given


_GRANT = ("grants", "ambulans")
SAMPLES: dict[str, Callable[[], Sample]] = {
    "begin_agreement_draft": lambda: Sample(
        {
            "organisation": Organisation.objects.get(pk=DRAFTER),
            "files": _files(),
            "begun_from": shown_or_404(WHOLE).digest,
        },
        DRAFTERS,
    ),
    "change_agreement_draft": lambda: Sample(
        _begun() | {"path": _GRANT, "values": {"amount": "1"}, "version": 1}, DRAFTERS
    ),
    "add_to_agreement_draft": lambda: Sample(
        _begun() | {"path": ("areas",), "values": {"id": "ny", "name": "Nytt område"}}, DRAFTERS
    ),
    "take_out_of_agreement_draft": lambda: Sample(_begun() | {"path": _GRANT, "version": 1}, DRAFTERS),
    "write_agreement_draft_file": lambda: Sample(
        _begun()
        | {
            "file": "text.md",
            "change": lambda there: f"{there}\nMer",
            "was": lambda there: {"content": there},
            "version": 1,
        },
        DRAFTERS,
    ),
    "put_agreement_draft_away": lambda: Sample(_begun(), DRAFTERS),
    "take_agreement_draft_up": lambda: Sample(_put_away(), DRAFTERS),
}
"""By the name of the act."""
NOWHERE: dict[str, str] = {"draft_number": "0", "place": "grants/inget", "part": "inget", "clause_number": "0"}
"""Each place of the room's addresses, filled with what names nothing."""


def places(code: str) -> dict[str, str]:
    """Make one of each thing that the room's addresses can name in an organisation; return the places."""
    if Organisation.objects.get(pk=code).kind != Kind.MINISTRY:
        return {}
    return {"draft_number": str(_begun(code)["number"]), "place": "grants/ambulans", "part": "medel"}


def is_for(kind: str, route: str, code: str) -> bool:
    """Tell whether one of the room's pages is there at all for an organisation of a kind."""
    return "/utkast/" not in route or ("/lagg-till/" not in route and "/tal/" not in route)
