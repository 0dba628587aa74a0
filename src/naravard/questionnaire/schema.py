"""The JSON Schema of a form's file, for editors, generated to ``docs/questionnaire.schema.json``."""

import json

from naravard.agreement.model import Text
from naravard.agreement.schema import schema_of
from naravard.questionnaire.model import Questionnaire
from naravard.questionnaire.words import LABELS, tell


def as_json() -> str:
    """Write the schema as ``docs/questionnaire.schema.json``."""
    tell()
    written = schema_of(Questionnaire, (Text, *LABELS), title="Naravard: formulär, formatets version 1")
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"
