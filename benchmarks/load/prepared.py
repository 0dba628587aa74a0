"""The people who are at work: each with an account, a password and a role of one's own, made before the service starts.

``python -m benchmarks.load.prepared COUNT`` fills the database that the settings name.
"""

import datetime
import sys

PASSWORD = "prov-av-belastning-2022"  # noqa: S105 - of people made up for the measurement
ROLES = {
    "region": ("official", "interim-report-regions"),
    "rss": ("rss-coordinator", "interim-report-rss"),
    "kommun": ("municipal-official", "vfu-report"),
}
"""By how the organisation's code begins: the role held, and the duty that is begun and put back."""
DAY = "2022-09-20"
"""The day that the service pretends it to be: some duties have passed, some have not."""


def codes() -> list[str]:
    """Return the codes of the regions, the RSS and the municipalities."""
    from naravard.agreement.reference import municipalities, regions

    counties = [region.code for region in regions()]
    own = [f"{kind}-{code}" for code in counties for kind in ("region", "rss")]
    return own + [f"kommun-{one.code}" for one in municipalities()]


def organisation_of(number: int) -> tuple[str, str]:
    """Return where a person works, and the duty that the person begins; the people are spread over the country."""
    every = codes()
    code = every[number * 7 % len(every)]
    return code, ROLES[code.split("-")[0]][1]


def address_of(number: int) -> str:
    """Return the network address that a person comes from, each from another: what is slowed is slowed by address."""
    return f"10.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}"


def prepare(count: int) -> None:
    """Make the tables, the organisations and the people."""
    import django

    django.setup()
    from django.contrib.auth.hashers import make_password
    from django.utils import timezone

    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.backup.schema import migrate
    from naravard.web.organisations.intake import take_in_organisations
    from naravard.web.people.models import Account, Membership, Person

    migrate()
    at = timezone.now()
    take_in_organisations(actor=THE_SERVICE, at=at)
    password = make_password(PASSWORD)
    people = Person.objects.bulk_create([Person(name=f"Prov Person {number}") for number in range(count)])
    Account.objects.bulk_create(
        [
            Account(email=f"person-{number}@example.org", person=person, password=password, made_at=at)
            for number, person in enumerate(people)
        ]
    )
    begin = datetime.date(2022, 1, 1)
    Membership.objects.bulk_create(
        [
            Membership(
                person=person,
                organisation_id=organisation_of(number)[0],
                role=ROLES[organisation_of(number)[0].split("-")[0]][0],
                from_day=begin,
            )
            for number, person in enumerate(people)
        ]
    )


if __name__ == "__main__":
    prepare(int(sys.argv[1]))
