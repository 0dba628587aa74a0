"""Run as a process of its own: fills a database with papers in every state, and signs people in."""

import json
import sys
from pathlib import Path

AT_WORK = "2022-11-04 09:00:00"


def main() -> dict[str, object]:
    """Bring requisitions and reports to every state that they can be in; return the cookies and what was made."""
    from django.conf import settings
    from django.test import override_settings

    from activity_report_steps import written_report
    from money_steps import fixed, swedish
    from naravard.agreement.library import folders
    from naravard.documents.signing import new_issuer, new_signer, signed
    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.agreements.intake import take_in_folders
    from naravard.web.organisations.intake import take_in_organisations
    from naravard.web.papers.signed_files import ELECTRONIC, looked_at
    from naravard.web.requisitions.paper_kinds import REQUISITION
    from naravard.web.site.clock import now
    from people_samples import member, signed_in_as
    from requisition_steps import ready, requisitioned, signatory, written
    from web_shared import WHOLE

    take_in_organisations(actor=THE_SERVICE, at=now())
    take_in_folders(list(folders()), now())
    fixed()
    since = swedish("2022-01-01 00:00")
    issuer = new_issuer("Provens utfärdare", since=since)
    folder = Path(settings.TRUSTED_ISSUERS)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "issuer.der").write_bytes(issuer.der)
    written("region-10")
    ready("region-12")
    at = swedish(AT_WORK)
    draft = ready("region-13")
    file = signed(bytes(draft.pdf or b""), new_signer(issuer, "Siv Ek", "Region Halland", since=since), at=at)
    electronic = REQUISITION.acts.hand_in(
        actor=signatory("region-13"),
        organisation=draft.organisation,
        agreement_id=WHOLE,
        version=draft.version,
        way=ELECTRONIC,
        signed=looked_at(file, bytes(draft.pdf or b""), at=at),
        at=at,
    )
    on_paper = requisitioned("rss-09")
    written_report()
    ready_one = signed_person("region-12", "signatory")
    with override_settings(ALLOWED_HOSTS=["*"]):
        people = {
            code: signed_in_as(person)
            for code, person in {
                "region-09": member("region-09", "official", "Kim Öst"),
                "region-10": member("region-10", "official", "Kim Öst"),
                "region-12": ready_one,
                "region-13": member("region-13", "official", "Kim Öst"),
                "rss-09": member("rss-09", "rss-coordinator", "Kim Öst"),
                "rss-10": member("rss-10", "rss-coordinator", "Kim Öst"),
                "skr": member("skr", "skr-official", "Kim Öst"),
                "kammarkollegiet": member("kammarkollegiet", "payment-handler", "Kim Öst"),
            }.items()
        }
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "cookies": {code: client.cookies[settings.SESSION_COOKIE_NAME].value for code, client in people.items()},
        "electronic": electronic.receipt_number,
        "paper": on_paper.receipt_number,
    }


def signed_person(code: str, role: str) -> object:
    """Make someone with a role."""
    from people_samples import member

    return member(code, role, "Siv Öst")


if __name__ == "__main__":
    from naravard.web.startup import start_django

    start_django()
    sys.stdout.write(json.dumps(main()))
