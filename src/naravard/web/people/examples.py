"""What the examples of events about people share: the actor, and the role that it is about."""

from naravard.agreement.model import Text
from naravard.web.access.roles import Administrator, ChiefFinancialOfficer
from naravard.web.history.content import Plain, Thing, Told
from naravard.web.history.kinds import example

ADMINISTRATOR = Administrator.named()
AS_CFO: dict[str, Plain] = {
    "role_sv": ChiefFinancialOfficer.name.sv,
    "role_en": ChiefFinancialOfficer.name.en,
    "from_day": "2022-09-01",
    "to_day": None,
}
FOR_A_TIME: dict[str, Plain] = AS_CFO | {"to_day": "2022-09-30", "stand_in_name": "Bo Al"}


def of_cilla(*, before: dict[str, Plain] | None = None, after: dict[str, Plain] | None = None) -> Told:
    """Return what an administrator has done to Cilla Ås."""
    cilla = Thing("person", "6f1c", Text("Cilla Ås"))
    return example(cilla, role=ADMINISTRATOR, before=before, after=after)


def days(told: Told) -> Text:
    """Return the days that a role is held, as a sentence says them."""
    after = told.after or {}
    first, last = after.get("from_day"), after.get("to_day")
    if not last:
        return Text(f"från och med {first}", f"from {first}")
    return Text(f"från och med {first} till och med {last}", f"from {first} to {last}")
