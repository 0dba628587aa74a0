"""The activity report as a paper that is worked on (:mod:`naravard.web.papers.desks`)."""

from naravard.agreement.model import Text
from naravard.web.access.permissions import Permission
from naravard.web.activity_reports import acts
from naravard.web.activity_reports.report import PAPER, report_of
from naravard.web.papers.desks import Desk, DeskWords

DESK = Desk(
    space="activity_reports",
    room="activity_reports:report",
    paper_id=PAPER,
    find=report_of,
    write=acts.write_activity_report,
    ready=acts.ready_activity_report,
    open=acts.open_activity_report,
    hand_in=acts.hand_in_activity_report,
    signs=Permission.SIGN,
    words=DeskWords(
        write=Text("Vad har gjorts, och vad blev resultatet?", "What was done, and what came of it?"),
        check=Text("Stämmer verksamhetsrapporten?", "Is the activity report right?"),
        sign=Text("Skriv under verksamhetsrapporten", "Sign the activity report"),
        written=Text(
            "Utkastet är sparat. Kontrollera det och gör det klart för underskrift.",
            "The draft is saved. Check it and make it ready to be signed.",
        ),
        ready=Text(
            "Verksamhetsrapporten är klar för underskrift. Nu kan en behörig företrädare skriva under den.",
            "The activity report is ready to be signed. Now an authorised signatory can sign it.",
        ),
        opened=Text("Verksamhetsrapporten är öppnad för ändring.", "The activity report is open for changes."),
        handed_in=Text("Verksamhetsrapporten är inlämnad.", "The activity report has been handed in."),
    ),
)
