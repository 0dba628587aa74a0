"""A form's fields as pages show them: ``site/parts/fields.html`` shows each kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from naravard.agreement.model import Text

Kind = Literal["line", "digits", "area", "kronor", "day", "select", "radio", "file", "checkbox"]
_NONE = Text("", "")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose in a field."""

    value: str
    label: Text
    hint: Text = _NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A form's field as the page shows it."""

    name: str
    label: Text
    kind: Kind = "line"
    value: str = ""
    """What was written, right or wrong."""
    hint: Text = _NONE
    problem: Text | None = None
    choices: Sequence[Choice] = ()
    rows: int = 4
    width: int = 20
    """For one line: about how many signs it shows."""
    type: Literal["text", "email", "tel"] = "text"
    """For one line: what a device may offer to write it with."""
    accept: str = ""
    """For a file: which files the browser offers, ``.pdf``."""

    @property
    def id(self) -> str:
        """The element's id, which the error summary links to."""
        return f"f-{self.name}"

    @property
    def described_by(self) -> str:
        """The ids of what describes the field."""
        ids = [f"{self.id}-hint"] if self.hint.sv else []
        return " ".join([*ids, f"{self.id}-error"] if self.problem else ids)

    @property
    def summary(self) -> Text | None:
        """The problem after the field's label, for the error summary; a label that is a question needs no colon."""
        if self.problem is None:
            return None
        return Text(*(self._said(self.problem, language) for language in ("sv", "en")))

    def _said(self, problem: Text, language: str) -> str:
        label = self.label.in_language(language)
        return f"{label}{'' if label.endswith('?') else ':'} {problem.in_language(language)}"


def filled(
    fields: Sequence[Field], values: Mapping[str, str], problems: Mapping[str, Text] | None = None
) -> list[Field]:
    """Return fields with what was written in them and what is wrong."""
    return [
        replace(field, value=values.get(field.name, field.value), problem=(problems or {}).get(field.name))
        for field in fields
    ]


_REASON = Text("Skäl", "Reason")
_WHY = Text("Skälet står kvar i historiken.", "The reason stays in the history.")


def reason(label: Text = _REASON, hint: Text = _WHY, *, rows: int = 4) -> Field:
    """Return the field for why something is done; :meth:`.Written.reason` reads it."""
    return Field(name="reason", label=label, kind="area", hint=hint, rows=rows)
