"""The form of how a grant is shared in a county: the simulation's fields of a rule, with the county's own keys."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from naravard.agreement import wording
from naravard.agreement.model import Text
from naravard.allocation.changes import write_value
from naravard.web.sharing.acts.draft import WrittenProposal
from naravard.web.sharing.county import CountyGrant
from naravard.web.sharing.models import Proposal
from naravard.web.sharing.overview import rule_of
from naravard.web.simulation.grant_fields import GrantFields
from naravard.web.simulation.grant_form import GrantForm
from naravard.web.simulation.input.entries import Entries
from naravard.web.simulation.input.flat_rule import flat, plain
from naravard.web.simulation.input.rule_entries import WRITTEN, RuleFrame, entries_of, read_rule
from naravard.web.simulation.scenario import Scenario
from naravard.web.site.forms import Choice, Field

KEPT, KEPT_REASON, MOTIVATION = "kept", "kept_reason", "motivation"
LONGEST = 5000


@dataclass(frozen=True, slots=True)
class CountyFrame(RuleFrame):
    """What a rule of a county may speak of: the keys that have numbers for its municipalities."""

    @property
    def keys(self) -> list[str]:
        """The ids of the keys that may be chosen."""
        return [key.id for key in self.agreement.keys]


class SharingFields(GrantFields):
    """The fields of a rule, and of what is kept and why."""

    def __init__(self, county: CountyGrant, entries: Entries) -> None:
        super().__init__(GrantForm(county.agreement, Scenario(), county.agreement, county.grant.id), entries)

    @property
    def has_keys(self) -> bool:
        """Whether there is a key to share by."""
        return bool(self.form.agreement.keys)

    @property
    def kept(self) -> Field:
        """What stays with the RSS."""
        return self._kronor(
            KEPT,
            Text("Belopp som behålls", "Amount that is kept"),
            Text("Tomt betyder att inget behålls.", "Empty means that nothing is kept."),
        )

    @property
    def kept_reason(self) -> Field:
        """What the kept part is for."""
        return self._field(
            KEPT_REASON,
            Text("Vad pengarna ska användas till", "What the money is to be used for"),
            Text("Krävs när något behålls.", "Needed when something is kept."),
            kind="area",
            rows=3,
        )

    @property
    def motivation(self) -> Field:
        """Why the sum is shared so."""
        return self._field(
            MOTIVATION,
            Text("Varför summan delas så", "Why the sum is shared so"),
            Text("Kommunerna läser det.", "The municipalities read it."),
            kind="area",
        )

    @property
    def _keys(self) -> list[Choice]:
        return [Choice(key.id, key.name) for key in self.form.agreement.keys]


def first_entries(draft: Proposal | None, earlier: Proposal | None) -> dict[str, str]:
    """Return what stands in the fields at first: the draft, else the version before, else equal parts."""
    proposal = draft or earlier
    if proposal is None:
        return {"sharing": "equal"}
    rule = rule_of(proposal)
    parts = flat(rule)
    found = entries_of(parts) if parts else {"sharing": WRITTEN}
    found["rule"] = write_value(plain(rule))
    kept = proposal.kept - proposal.kept_by_rule
    found[KEPT] = wording.whole(kept) if kept else ""
    return found | {KEPT_REASON: proposal.kept_reason, MOTIVATION: proposal.motivation}


def read_form(entries: Entries, county: CountyGrant) -> WrittenProposal | None:
    """Read what was written; ``None`` when something is wrong, which ``entries`` then remembers."""
    frame = CountyFrame(county.agreement, county.agreement.grants[0])
    rule = read_rule(entries, frame)
    kept = entries.kronor(KEPT, _("Beloppet som behålls"))
    if entries.problems or rule is None:
        return None
    return WrittenProposal(
        rule=rule,
        kept=kept or 0,
        kept_reason=entries.values.get(KEPT_REASON, "")[:LONGEST],
        motivation=entries.values.get(MOTIVATION, "")[:LONGEST],
    )
