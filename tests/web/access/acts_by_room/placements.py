"""The acts of `naravard.web.placements`, and the places of its addresses."""

from collections.abc import Callable
from typing import Any

from sampling import AT, OWN, Sample, someone

from naravard.web.access.actor import THE_SERVICE
from naravard.web.organisations.models import Organisation
from naravard.web.placements.acts import choose_coordination, submit_report
from naravard.web.placements.fixation import prepare_shares
from naravard.web.placements.models import Coordination, SubmittedReport
from naravard.web.site.clock import now
from placement_steps import DECEMBER, DUTY, WEEKS, looks_fixed, reported, weeks
from web_shared import WHOLE

VFU, GOTLAND = "vfu-report", "kommun-0980"
NUMBERS = {"vfu-weeks-2021": 10, "vfu-weeks-2022": 14, "vfu-places-2021": 3, "vfu-places-2022": 4}
RECEIVER = frozenset({"socialstyrelsen"})


def _report(code: str = OWN) -> dict[str, Any]:
    looks_fixed(WHOLE)
    return {"organisation": Organisation.objects.get(pk=code), "agreement_id": WHOLE, "duty_id": VFU}


def _submitted() -> dict[str, Any]:
    given = _report()
    submit_report(actor=THE_SERVICE, **given, numbers=NUMBERS, at=AT)
    return given


def _coordinated() -> dict[str, Any]:
    given = _report(GOTLAND)
    choose_coordination(actor=THE_SERVICE, **given, wanted=True, at=AT)
    return given


def _all_reported() -> dict[str, Any]:
    weeks()
    reported("region-09", 10, 14)
    return {"agreement_id": WEEKS, "duty_id": DUTY, "reason": "Alla tal är inne"}


def _prepared() -> dict[str, Any]:
    given = _all_reported()
    prepare_shares(actor=someone("report-analyst", "socialstyrelsen"), **given, at=DECEMBER)
    return given


SAMPLES: dict[str, Callable[[], Sample]] = {
    "save_report": lambda: Sample(_report() | {"numbers": {"vfu-weeks-2021": 10}}),
    "submit_report": lambda: Sample(_coordinated() | {"numbers": NUMBERS}, frozenset({GOTLAND, "rss-09"})),
    "choose_coordination": lambda: Sample(_report(GOTLAND) | {"wanted": True}, frozenset({GOTLAND})),
    "accept_report": lambda: Sample(_submitted(), RECEIVER),
    "reopen_report": lambda: Sample(_submitted() | {"reason": "Fel termin"}, RECEIVER),
    "prepare_shares": lambda: Sample(_all_reported(), RECEIVER, at=DECEMBER),
    "withdraw_shares": lambda: Sample(
        {name: one for name, one in _prepared().items() if name != "reason"}, RECEIVER, at=DECEMBER
    ),
    "share_by_reports": lambda: Sample(_prepared(), RECEIVER, at=DECEMBER),
}
"""By the name of the act."""
NOWHERE: dict[str, str] = {
    "report_id": "ingen-redovisning",
    "shared_id": "ingen-redovisning",
    "holder_code": "kommun-0000",
    "report_number": "0",
}
"""Each place of the room's addresses, filled with what names nothing."""
REPORTERS = ("region", "municipality")


def places(code: str) -> dict[str, str]:
    """Make one of each thing that the room's addresses can name in an organisation; return the places."""
    if code.startswith(("region-", "kommun-")):
        _handed_in(code)
        return {"duty_id": VFU, "report_number": "1"}
    if code.startswith("rss-"):
        let = "kommun-0980" if code == "rss-09" else "kommun-0780"
        _handed_in(let)
        Coordination.objects.create(
            agreement_id=WHOLE, duty_id=VFU, organisation_id=let, coordinator=code, decided_at=now(), decided_by="x"
        )
        return {"report_id": VFU, "holder_code": let, "report_number": "1"}
    if code == "socialstyrelsen":
        return {"shared_id": VFU, "holder_code": GOTLAND}
    return {}


def is_for(kind: str, route: str, code: str) -> bool:
    """Tell whether one of the room's pages is there at all for an organisation of a kind."""
    if "fordelning-efter-tal" in route:
        return code == "socialstyrelsen"
    if "samordning" in route:
        return kind == "municipality"
    if "redovisade-tal/lan/" in route:
        return kind == "rss"
    if "redovisade-tal/<" in route:
        return kind in REPORTERS
    return "redovisade-tal.<" not in route or kind in (*REPORTERS, "rss")


def _handed_in(code: str) -> None:
    SubmittedReport(
        agreement_id=WHOLE,
        duty_id=VFU,
        organisation_id=code,
        number=1,
        numbers={name: str(number) for name, number in NUMBERS.items()},
        submitted_at=now(),
        submitted_by="person-00000000-0000-4000-8000-000000000000",
        submitted_in=code,
        digest="0" * 64,
    ).save()
