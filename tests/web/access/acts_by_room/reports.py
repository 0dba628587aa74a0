"""The acts of `naravard.web.reports`, and the places of its addresses."""

import datetime
from collections.abc import Callable
from typing import Any

from sampling import AT, OWN, Sample, someone

import report_steps as steps
from naravard.web.agreements.current import shown_or_404
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.lookup import municipalities_of
from naravard.web.organisations.models import Organisation
from naravard.web.papers.models import PaperDraft
from naravard.web.papers.signed_files import ON_PAPER
from naravard.web.reports.acts import give_reply, write_reply
from naravard.web.reports.attachments import attach_to_report
from naravard.web.reports.comments import Said, comment_on_report
from naravard.web.reports.models import ReportAnswer
from naravard.web.reports.paper_kinds import ACCOUNT_IN_WORDS, FINAL_REPORT, INTERIM_REPORT, ReportKind
from naravard.web.tasks.contents import AttachedFile
from web_shared import WHOLE

KINDS = (INTERIM_REPORT, FINAL_REPORT, ACCOUNT_IN_WORDS)


def _of(draft: PaperDraft, **more: Any) -> Sample:
    given = {"organisation": draft.organisation, "agreement_id": WHOLE, "version": draft.version}
    return Sample(given | more, frozenset({draft.organisation_id}))


def _samples(kind: ReportKind) -> dict[str, Callable[[], Sample]]:
    name, code = kind.id.replace("-", "_"), "skr" if kind is ACCOUNT_IN_WORDS else OWN
    return {
        f"write_{name}": lambda: _of(
            steps.report_of(code, kind, AT).draft, answers=steps.all_answered(steps.report_of(code, kind, AT))
        ),
        f"ready_{name}": lambda: _of(steps.written(code, kind)),
        f"open_{name}": lambda: _of(steps.ready(code, kind)),
        f"hand_in_{name}": lambda: _of(steps.ready(code, kind), way=ON_PAPER),
    }


TOWN, RSS, COUNTY_DUTY = "kommun-0980", "rss-09", "final-report-rss"


def _reply(**more: Any) -> dict[str, Any]:
    town = Organisation.objects.get(pk=TOWN)
    return {"organisation": town, "agreement_id": WHOLE, "duty_id": COUNTY_DUTY, **more}


def _whole_reply() -> dict[str, Any]:
    kept = write_reply(
        actor=someone("municipal-official", TOWN), answers=steps.whole_reply(TOWN), version=0, at=AT, **_reply()
    )
    return _reply(version=kept.version)


def _given() -> dict[str, Any]:
    give_reply(actor=someone("municipal-official", TOWN), at=AT, **_whole_reply())
    return _reply()


def _day() -> dict[str, Any]:
    return _reply(organisation=Organisation.objects.get(pk=RSS), day=datetime.date(2023, 3, 1))


EVERYWHERE = "jamstalld-halsa"
"""A question that all forms have."""
TAKEN_OVER: dict[str, tuple[str, str]] = {
    Kind.REGION.value: ("final-report-regions", "slutredovisning-regioner"),
    Kind.MUNICIPALITY.value: ("interim-report-rss", "delredovisning-kommuner"),
}
"""By kind of organisation: the duty and form that something is answered in which is taken over into another."""


def _attached() -> dict[str, Any]:
    file = AttachedFile("karta.pdf", "application/pdf", b"%PDF-1.7")
    return {name: one for name, one in _commented().items() if name != "said"} | {"file": file}


def _removed() -> dict[str, Any]:
    given = _attached()
    made = attach_to_report(actor=someone("official", OWN), at=AT, **given)
    return {name: one for name, one in given.items() if name != "file"} | {"attachment_number": made.pk}


def _commented() -> dict[str, Any]:
    return {
        "organisation": Organisation.objects.get(pk=OWN), "agreement_id": WHOLE, "duty_id": "interim-report-regions",
        "said": [Said("Stämmer det?", EVERYWHERE)],
    }  # fmt: skip


def _settled() -> dict[str, Any]:
    given = _commented()
    (made,) = comment_on_report(actor=someone("official", OWN), at=AT, **given)
    return {name: one for name, one in given.items() if name != "said"} | {"comment_number": made.pk}


def _returned() -> dict[str, Any]:
    kept = steps.reported(OWN)
    asks = {EVERYWHERE: "Hur mättes det?"}
    return {
        "organisation": kept.organisation, "agreement_id": WHOLE, "duty_id": kept.duty_id, "questions": asks,
        "reason": "Ett svar behöver förtydligas.",
    }  # fmt: skip


OF_TOWN, OF_RSS = frozenset({TOWN}), frozenset({RSS})
SAMPLES: dict[str, Callable[[], Sample]] = {
    **{name: sample for kind in KINDS for name, sample in _samples(kind).items()},
    "write_reply": lambda: Sample(_reply(answers=steps.whole_reply(TOWN), version=0), OF_TOWN),
    "give_reply": lambda: Sample(_whole_reply(), OF_TOWN),
    "take_back_reply": lambda: Sample(_given(), OF_TOWN),
    "note_reply": lambda: Sample(_reply(answers={}, told_by="Kim Ek, telefon"), OF_RSS),
    "return_report": lambda: Sample(_returned(), frozenset({"socialstyrelsen"})),
    "remind_municipality": lambda: Sample(_reply(message="Vi saknar era svar."), OF_RSS),
    "attach_to_report": lambda: Sample(_attached(), frozenset({OWN})),
    "remove_attachment": lambda: Sample(_removed(), frozenset({OWN})),
    "comment_on_report": lambda: Sample(_commented(), frozenset({OWN})),
    "settle_comment": lambda: Sample(_settled(), frozenset({OWN})),
    "set_county_day": lambda: Sample(_day(), OF_RSS),
}
"""By the name of the act."""
NOWHERE: dict[str, str] = {
    "part_id": "finns-inte", "county_duty": "finns-inte", "question_id": "finns-inte", "answering_code": "kommun-9999",
    "source": "finns-inte", "comment_number": "999999", "attachment_number": "999999",
}  # fmt: skip
"""Each place of the room's addresses, filled with what names nothing."""
DUTIES: dict[str, str] = {kind.address: kind.id for kind in KINDS}
"""Which kind of duty the addresses name after a part of them."""


def places(code: str) -> dict[str, str]:
    """Make one of each thing that the room's addresses can name in an organisation; return the places."""
    organisation = Organisation.objects.filter(pk=code).first()
    kind = next((one for one in KINDS if one.is_for(shown_or_404(WHOLE), code)), None)
    found = {"part_id": steps.report_of(code, kind, AT).parts[0].part.id} if kind else {}
    if organisation is not None and organisation.kind in TAKEN_OVER:
        found |= _answered_elsewhere(organisation)
    if organisation is None or organisation.kind not in (Kind.MUNICIPALITY, Kind.RSS):
        return found
    town = municipalities_of(organisation.county_code)[0].code
    own = found if organisation.kind == Kind.MUNICIPALITY else {}
    return found | {"county_duty": COUNTY_DUTY, "question_id": "egna-planer", "answering_code": town} | own


def _answered_elsewhere(organisation: Organisation) -> dict[str, str]:
    """Let an organisation have answered a question in another form; return where it can be taken over."""
    duty_id, form_id = TAKEN_OVER[organisation.kind]
    ReportAnswer.objects.get_or_create(
        agreement_id=WHOLE, organisation=organisation, duty_id=duty_id, question_id=EVERYWHERE,
        defaults={"form_id": form_id, "form_version": 1, "value": {"kind": "text", "text": steps.SAID},
                  "changed_at": AT, "changed_by": "person-x", "changed_by_name": "Bo Al"},
    )  # fmt: skip
    source = f"{organisation.code}_{WHOLE}_{form_id}_1"
    return {"part_id": "jamstalldhet", "question_id": EVERYWHERE, "source": source}


def is_for(kind: str, route: str, code: str) -> bool:
    """Tell whether one of the room's pages is there at all for an organisation of a kind."""
    if route.endswith(("/fragor/", "/lamna-tillbaka/")) and "/kvitto/" in route:
        return False  # of a receipt for a report: tests/web/reports/test_returns.py
    if "comment_number" in route or "attachment_number" in route:
        return False  # of a comment on one report: tests/web/reports/test_comments.py
    if "/ta-over/" in route and not (kind == Kind.REGION and f"/{INTERIM_REPORT.address}/" in route):
        return kind == Kind.MUNICIPALITY and "/svar-till-rss/" in route
    if "/svar-till-rss/" in route:
        return kind == Kind.MUNICIPALITY
    if "/kommunernas-svar" in route:
        if kind != Kind.RSS:
            return False
        made = places(code)
        return "part_id" not in route or made["part_id"] in steps.reply_parts(made["answering_code"])
    paper = next((one for one in KINDS if f"/{one.address}/" in route), None)
    if paper is None or not paper.is_for(shown_or_404(WHOLE), code):
        return paper is None
    if "part_id" not in route:
        return True
    return places(code)["part_id"] in [one.part.id for one in steps.report_of(code, paper, AT).parts]
