"""The requisition as a paper that is worked on (:mod:`naravard.web.papers.desks`)."""

from naravard.agreement.model import Text
from naravard.web.access.permissions import Permission
from naravard.web.papers.desks import Desk, DeskWords
from naravard.web.requisitions import acts
from naravard.web.requisitions.requisition import PAPER, requisition_of

DESK = Desk(
    space="requisitions",
    room="requisitions:requisition",
    paper_id=PAPER,
    find=requisition_of,
    write=acts.write_requisition,
    ready=acts.ready_requisition,
    open=acts.open_requisition,
    hand_in=acts.hand_in_requisition,
    signs=Permission.SIGN,
    words=DeskWords(
        write=Text("Vad ska rekvireras?", "What is to be requisitioned?"),
        check=Text("Stämmer rekvisitionen?", "Is the requisition right?"),
        sign=Text("Skriv under rekvisitionen", "Sign the requisition"),
        written=Text(
            "Utkastet är sparat. Kontrollera det och gör det klart för underskrift.",
            "The draft is saved. Check it and make it ready to be signed.",
        ),
        ready=Text(
            "Rekvisitionen är klar för underskrift. Nu kan en behörig företrädare skriva under den.",
            "The requisition is ready to be signed. Now an authorised signatory can sign it.",
        ),
        opened=Text("Rekvisitionen är öppnad för ändring.", "The requisition is open for changes."),
        handed_in=Text("Rekvisitionen är inlämnad.", "The requisition has been handed in."),
    ),
)
