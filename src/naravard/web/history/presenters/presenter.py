"""What a presenter is."""

from collections.abc import Callable

from naravard.agreement.model import Text
from naravard.web.history.told import Told

Presenter = Callable[[Told], Text]
"""Tells an event as a sentence in both languages."""
