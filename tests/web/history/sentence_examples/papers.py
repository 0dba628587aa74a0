"""Sentences of `naravard.web.papers`."""

from typing import Any

EXAMPLES: dict[str, list[tuple[dict[str, Any], str, str]]] = {}
