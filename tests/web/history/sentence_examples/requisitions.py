"""Sentences of `naravard.web.requisitions`."""

from typing import Any

EXAMPLES: dict[str, list[tuple[dict[str, Any], str, str]]] = {}
