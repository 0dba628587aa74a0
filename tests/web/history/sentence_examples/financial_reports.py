"""Sentences of `naravard.web.financial_reports`."""

from typing import Any

EXAMPLES: dict[str, list[tuple[dict[str, Any], str, str]]] = {}
