"""What an organisation's activities can be for: its grants, their earmarks and areas, and the agreement's requirements.

All of it is read out of the agreement's data: which grants an organisation may use, which area a grant belongs to, and
which requirements are said of its kind of recipient.
"""

from naravard.agreement.duties import organisation_code
from naravard.agreement.model import Agreement, Earmark, Grant, Requirement, Text
from naravard.web.agreements.current import Shown
from naravard.web.ledger.holders import UsableGrant, uses_of

NO_AREA = Text("Utan område", "No area")


def grants_for(shown: Shown, code: str) -> tuple[Grant, ...]:
    """Return the grants that an organisation may use, each once, in the agreement's order."""
    return tuple({use.grant.id: use.grant for use in uses_of(shown, code)}.values())


def use_for(shown: Shown, code: str, grant_id: str) -> UsableGrant | None:
    """Return in whose account a grant's money stands for an organisation; none for a grant that it may not use."""
    return next((use for use in uses_of(shown, code) if use.grant.id == grant_id), None)


def earmark_name(grant: Grant, earmark: str) -> Text:
    """Return what an earmark is called in a table, beneath its grant."""
    name = next((one.name for one in grant.earmarks if one.id == earmark), Text(earmark))
    return Text(f"– varav {name.sv}", f"– of which {name.in_language('en')}")


def area_name(agreement: Agreement, area_id: str) -> Text:
    """Return what an area is called; an area that the agreement no longer has goes by its id."""
    if not area_id:
        return NO_AREA
    return next((area.name for area in agreement.areas if area.id == area_id), Text(area_id))


def grant_name(agreement: Agreement, grant_id: str) -> Text:
    """Return what a grant is called; one that the agreement no longer has goes by its id."""
    return next((grant.name for grant in agreement.grants if grant.id == grant_id), Text(grant_id))


def earmark_of(agreement: Agreement, grant_id: str, earmark_id: str) -> Earmark | None:
    """Return a grant's earmark."""
    earmarks = next((grant.earmarks for grant in agreement.grants if grant.id == grant_id), ())
    return next((earmark for earmark in earmarks if earmark.id == earmark_id), None)


def requirement_of(agreement: Agreement, requirement_id: str) -> Requirement | None:
    """Return a requirement of the agreement."""
    return next((one for one in agreement.requirements if one.id == requirement_id), None)


def requirements_for(agreement: Agreement, grant: Grant, code: str, area_id: str) -> tuple[Requirement, ...]:
    """Return what an activity can meet: what is said of those who use the grant, in the area or in none.

    ``code`` is the organisation that uses it: an RSS meets what is said of the municipalities that it receives for too.
    """
    groups = _groups(agreement, code) | _served(agreement, grant)
    return tuple(
        one
        for one in agreement.requirements
        if not groups.isdisjoint(one.who) and (not area_id or one.area in (None, area_id))
    )


def _groups(agreement: Agreement, code: str) -> frozenset[str]:
    """Return the recipient groups that an organisation is in."""
    return frozenset(
        group.id for group in agreement.recipients if code in {organisation_code(member) for member in group.members}
    )


def _served(agreement: Agreement, grant: Grant) -> frozenset[str]:
    """Return the groups that the grant's recipients pass money on to: municipalities, where an RSS receives."""
    kinds = {member.kind for member in agreement.recipients_of(grant)}
    if "rss" not in kinds:
        return frozenset()
    return frozenset(group.id for group in agreement.recipients if group.kind == "municipality")
