"""The checks of a typed agreement: one rule is one small function; the families stand in a module each."""

from naravard.agreement.draft import Draft


def check(draft: Draft) -> None:
    """Run every check; their findings end up in the draft."""
