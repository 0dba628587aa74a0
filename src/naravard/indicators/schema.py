"""The JSON Schema of an indicator's file, for editors, generated to ``docs/indicator.schema.json``."""

import json

from naravard.agreement.model import Target, Text
from naravard.agreement.schema import schema_of
from naravard.indicators.model import Indicator
from naravard.indicators.words import LABELS, tell


def as_json() -> str:
    """Write the schema as ``docs/indicator.schema.json``."""
    tell()
    written = schema_of(Indicator, (Text, Target, *LABELS), title="Naravard: mått, formatets version 1")
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"
