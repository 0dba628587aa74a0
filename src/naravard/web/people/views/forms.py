"""What the forms of people share: their fields, and the roles to choose among, each with what it may do."""

from collections.abc import Sequence
from typing import Any

from naravard.agreement.model import Text
from naravard.web.access.permissions import Permission
from naravard.web.access.roles import Role
from naravard.web.site.forms import Choice, Field, Written

ROLE = "role"
REASON = Field(
    name="reason",
    label=Text("Skäl", "Reason"),
    hint=Text("Behövs inte. Det som skrivs står i historiken.", "Not needed. What is written stands in the history."),
    width=30,
)
"""Why something is done, for one who wants to say it; the acts read it as one line."""
EMPTY = Choice("", Text("Välj", "Choose"))


def name_field(hint: Text, value: str = "") -> Field:
    """Return the field of a person's name."""
    return Field(name="name", label=Text("Namn", "Name"), hint=hint, value=value)


def first_day(value: str) -> Field:
    """Return the field of the first day of something."""
    return day_field("from_day", Text("Första dagen", "First day"), value=value)


def last_day(hint: Text, value: str = "") -> Field:
    """Return the field of the last day of something."""
    return day_field("to_day", Text("Sista dagen", "Last day"), hint, value)


def last_day_of_role() -> Field:
    """Return the field of a role's last day, which may be left empty."""
    return last_day(
        Text("Lämna tomt om rollen gäller tills vidare.", "Leave empty if the role has no end set."),
    )


def day_field(name: str, label: Text, hint: Text | None = None, value: str = "") -> Field:
    """Return a field for a day, which says how a day is written."""
    how = Text("År, månad och dag: ÅÅÅÅ-MM-DD.", "Year, month and day: YYYY-MM-DD.")
    both = Text(f"{hint.sv} {how.sv}", f"{hint.in_language('en')} {how.in_language('en')}") if hint else how
    return Field(name=name, label=label, kind="day", hint=both, value=value)


def role_field(roles: Sequence[type[Role]]) -> Field:
    """Return the choice among roles."""
    choices = [Choice(role.code, role.name, role.purpose) for role in roles]
    return Field(name=ROLE, label=Text("Roll", "Role"), kind="radio", choices=choices)


def with_roles(roles: Sequence[type[Role]], fields: Sequence[Field]) -> dict[str, Any]:
    """Return the fields before and after the choice of a role, and the roles with what each may do."""
    at = [field.name for field in fields].index(ROLE)
    return {
        "before": fields[:at],
        "role": fields[at],
        "after": fields[at + 1 :],
        "roles": [offered(role) for role in roles],
    }


def offered(role: type[Role]) -> dict[str, Any]:
    """Return a role as a template takes it: its class would be called there."""
    may = [permission for permission in Permission if permission in role.permissions]
    return {"code": role.code, "name": role.name, "purpose": role.purpose, "permissions": may}


def chosen(written: Written, field: Field, sv: str, en: str) -> str:
    """Read which row of a list was chosen; if none, say so in these words."""
    value = written.raw(field.name)
    if not value or value not in {choice.value for choice in field.choices}:
        written.wrong(field.name, sv, en)
    return value
