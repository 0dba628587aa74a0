"""Who receives: no one twice in a grant, and a second level that reaches every county."""

from collections import Counter

from naravard.agreement.checks.uses import members_of, recipients_of
from naravard.agreement.draft import Draft


def twice_in_a_grant(draft: Draft) -> None:
    """A104: two groups of one grant may not hold the same code; a cell could not be told from the other."""
    for grant in draft.agreement.grants:
        counted = Counter(recipient.code for recipient in recipients_of(draft, grant) or ())
        twice = tuple(code for code, count in counted.items() if count > 1)
        if twice:
            draft.report("A104", draft.at(grant, "recipients"), grant=grant.id, codes=twice)


def second_level(draft: Draft) -> None:
    """A105: each recipient's county must have someone to share the money onward to."""
    for grant in draft.agreement.grants:
        if grant.onward is None:
            continue
        recipients = recipients_of(draft, grant)
        onward = members_of(draft, grant.onward.recipients)
        if recipients is None or onward is None:
            continue
        reached = {member.county for member in onward} - {""}
        without = tuple(recipient.name for recipient in recipients if recipient.county not in reached)
        if without:
            draft.report("A105", draft.at(grant.onward, "recipients"), group=grant.onward.recipients, without=without)
