"""Run as a process of its own: fills a database with an agreement whose reports can be written, and signs in."""

import json
import sys


def main() -> dict[str, str]:
    """Take in the agreement; return the cookies of those who write in two regions' reports, and of who receives them.

    One region's interim report has come in: its receipt stands among the cookies.
    """
    from django.conf import settings
    from django.test import override_settings

    from naravard.agreement.library import folders
    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.agreements.intake import take_in_folders
    from naravard.web.organisations.intake import take_in_organisations
    from naravard.web.site.clock import now
    from people_samples import member, signed_in_as
    from report_steps import reported

    take_in_organisations(actor=THE_SERVICE, at=now())
    take_in_folders(list(folders()), now())
    receipt = reported("region-08").receipt_number
    people = {"bo": member("region-09", "official", "Bo Al"), "kim": member("region-09", "official", "Kim Ek")}
    people |= {
        "eva": member("socialstyrelsen", "report-analyst", "Eva Berg"),
        "ann": member("region-08", "official", "Ann Alm"),
    }
    with override_settings(ALLOWED_HOSTS=["*"]):
        signed = {who: signed_in_as(person) for who, person in people.items()}
    found = {who: client.cookies[settings.SESSION_COOKIE_NAME].value for who, client in signed.items()}
    return found | {"receipt": receipt}


if __name__ == "__main__":
    from naravard.web.startup import start_django

    start_django()
    sys.stdout.write(json.dumps(main()))
