"""What an activity's values are called in a sentence of what changed, and on pages."""

from naravard.agreement.model import Text

LABELS: dict[str, Text] = {
    "name": Text("namnet", "the name"),
    "grant": Text("medlen", "the grant"),
    "area": Text("området", "the area"),
    "earmark": Text("öronmärkningen", "the earmark"),
    "requirement": Text("kravet", "the requirement"),
    "officer": Text("den ansvariga", "who answers for it"),
    "budget": Text("budgeten", "the budget"),
    "from_day": Text("första dagen", "the first day"),
    "to_day": Text("sista dagen", "the last day"),
    "target_group": Text("målgruppen", "the target group"),
    "reach": Text("införandet", "the reach"),
    "expected_effect": Text("den förväntade effekten", "the expected effect"),
}
"""What is named in a sentence of what changed."""
