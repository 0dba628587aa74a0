"""Run as a process of its own: fills a database with what waits for an answer or for a second person, and signs in."""

import datetime
import json
import sys


def main() -> dict[str, object]:
    """Bring activities, a request for time and what two do to where the next one presses; return the cookies."""
    from django.conf import settings
    from django.test import override_settings

    import decision_steps
    from activities_steps import proposed
    from money_steps import fixed, swedish
    from naravard.agreement.library import folders
    from naravard.agreement.model import Equal
    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.agreements.intake import take_in_folders
    from naravard.web.fixing.acts import prepare_version
    from naravard.web.ledger.next_version import COMPUTED
    from naravard.web.organisations.intake import take_in_organisations
    from naravard.web.organisations.models import Organisation
    from naravard.web.repayments import acts as repayments
    from naravard.web.sharing.acts.consent import decide_sharing, send_sharing
    from naravard.web.sharing.acts.draft import WrittenProposal, draft_sharing
    from naravard.web.sharing.acts.onward_preparation import prepare_onward
    from naravard.web.site.clock import now
    from naravard.web.tasks.acts import ask_for_time
    from people_samples import acting, member, signed_in_as
    from repayment_steps import paid
    from sharing_steps import AFTER, AT, GRANT, LAST_DAY
    from sharing_steps import paid as county_paid
    from web_shared import WHOLE

    take_in_organisations(actor=THE_SERVICE, at=now())
    take_in_folders(list(folders()), now())
    fixed()
    decision_steps.decided("region-09")
    at, day = swedish("2023-04-04 09:00"), datetime.date(2023, 4, 4)
    people = {
        "official": member("region-09", "official", "Pia Skriv"),
        "director": member("region-09", "region-director", "Rolf Direktör"),
        "ministry": member("regeringskansliet", "ministry-official", "Eva Lind"),
        "rss": member("rss-08", "rss-coordinator", "Rut Sand"),
        "administrator": member("rss-08", "administrator", "Ada Min"),
    }
    for name in ("Fler läkarbesök hemma", "Bilar som inte behövs", "Digitala möten"):
        proposed(by=acting(people["official"]), name=name, budget=100_000)
    ask_for_time(
        actor=acting(people["official"], day=day), organisation=Organisation.objects.get(pk="region-09"),
        agreement_id=WHOLE, duty_id="requisition-regions-skr", to_day=datetime.date(2023, 4, 20),
        reason="Brand i arkivet.", at=at,
    )  # fmt: skip
    county_paid("rss-08")
    county = {"organisation": Organisation.objects.get(pk="rss-08"), "agreement_id": WHOLE, "grant_id": GRANT}
    equal = WrittenProposal(rule=Equal(), kept=0, kept_reason="", motivation="Lika delar är enklast.")
    draft_sharing(actor=THE_SERVICE, **county, written=equal, at=AT)
    send_sharing(actor=THE_SERVICE, **county, answer_by=LAST_DAY, at=AT)
    decide_sharing(actor=THE_SERVICE, **county, account="Ingen kommun har svarat.", at=AFTER)
    prepare_onward(
        actor=acting(people["rss"], day=day), **county, payments={"kommun-0885": 1_000}, day=day, reference="B 7",
        at=at,
    )  # fmt: skip
    paid("region-12")
    ministry = acting(people["ministry"], day=day)
    repayments.prepare_reclaim(
        actor=ministry, recipient=Organisation.objects.get(pk="region-12"), agreement_id=WHOLE, at=at, grant="ambulans",
        amount=5_000, day=day, reference="S2023/1", reason="Redovisningen saknas.",
    )  # fmt: skip
    prepare_version(actor=ministry, agreement_id=WHOLE, basis=COMPUTED, reason="Rättad nyckel.", at=at)
    with override_settings(ALLOWED_HOSTS=["*"]):
        signed = {who: signed_in_as(person) for who, person in people.items()}
    return {who: client.cookies[settings.SESSION_COOKIE_NAME].value for who, client in signed.items()}


if __name__ == "__main__":
    from naravard.web.startup import start_django

    start_django()
    sys.stdout.write(json.dumps(main()))
