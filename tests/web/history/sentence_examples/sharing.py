"""Sentences of `naravard.web.sharing`."""

from typing import Any

EXAMPLES: dict[str, list[tuple[dict[str, Any], str, str]]] = {}
