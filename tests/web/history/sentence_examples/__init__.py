"""For each kind of event: how it was recorded, and the sentence in Swedish and English. One module a subject."""

from typing import Any

from sentence_examples import agreements, duties, memberships, organisations, reminders, signin, tokens

Example = tuple[dict[str, Any], str, str]

EXAMPLES: dict[str, list[Example]] = {
    **agreements.EXAMPLES,
    **duties.EXAMPLES,
    **memberships.EXAMPLES,
    **organisations.EXAMPLES,
    **reminders.EXAMPLES,
    **signin.EXAMPLES,
    **tokens.EXAMPLES,
}
