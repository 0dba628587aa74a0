"""The agreement as typed data: what a folder under ``agreements/`` says, after it has been read.

Every class here mirrors one kind of item in ``agreement.yaml`` (see ``docs/agreement-format.md``). The fields'
descriptions are the source of the JSON Schema for editors and of the English words in findings.

Units: money is whole kronor as ``int``, weights and key values are ``fractions.Fraction``, dates are calendar days that
end at midnight in Europe/Stockholm. Codes are identity, names are labels.
"""

from naravard.agreement.model.annexes import PublishedColumn, PublishedRow, PublishedTable
from naravard.agreement.model.basics import (
    ActorId,
    AreaId,
    ClauseId,
    DutyId,
    GrantId,
    GroupId,
    Identifier,
    KeyId,
    Kronor,
    OrganisationId,
    RequirementId,
    Text,
)
from naravard.agreement.model.frame import (
    Area,
    Clause,
    Organisation,
    Party,
    Period,
    Recipient,
    RecipientGroup,
    ReferenceNumber,
    Signatory,
    Total,
)
from naravard.agreement.model.money import Earmark, Grant, Onward, Override, TextRule
from naravard.agreement.model.rules import (
    AllocationKey,
    Base,
    Condition,
    Equal,
    Fixed,
    Increase,
    Limits,
    Mix,
    MixPart,
    Proportional,
    Rounding,
    Rule,
    RuleBase,
)
from naravard.agreement.model.tasks import Duty, Goal, Paper, PaperField, PaperPart, Quote, Remark, Requirement, Target
from naravard.agreement.model.whole import Agreement

__all__ = [
    "ActorId",
    "Agreement",
    "AllocationKey",
    "Area",
    "AreaId",
    "Base",
    "Clause",
    "ClauseId",
    "Condition",
    "Duty",
    "DutyId",
    "Earmark",
    "Equal",
    "Fixed",
    "Goal",
    "Grant",
    "GrantId",
    "GroupId",
    "Identifier",
    "Increase",
    "KeyId",
    "Kronor",
    "Limits",
    "Mix",
    "MixPart",
    "Onward",
    "Organisation",
    "OrganisationId",
    "Override",
    "Paper",
    "PaperField",
    "PaperPart",
    "Party",
    "Period",
    "Proportional",
    "PublishedColumn",
    "PublishedRow",
    "PublishedTable",
    "Quote",
    "Recipient",
    "RecipientGroup",
    "ReferenceNumber",
    "Remark",
    "Requirement",
    "RequirementId",
    "Rounding",
    "Rule",
    "RuleBase",
    "Signatory",
    "Target",
    "Text",
    "TextRule",
    "Total",
]
