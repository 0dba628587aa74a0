"""Sentences of `naravard.web.payments`."""

from typing import Any

EXAMPLES: dict[str, list[tuple[dict[str, Any], str, str]]] = {}
