"""A form's fields as pages show them: ``site/parts/field.html`` shows each kind."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from naravard.agreement.model import Text
from naravard.web.site.forms.problems import Problem, element_id

Kind = Literal["line", "digits", "area", "data", "kronor", "day", "select", "radio", "several", "file", "checkbox"]
"""How a field is filled in; ``data`` is an area for rows of codes and numbers, where no spelling is checked, and
``several`` a list in which any number is chosen."""
AT_FIRST, ALL = "valj", "alla"
"""What the address of a form says is chosen in a list at first: all, or the one with a value; else none."""
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
    """What is wrong, in a sentence or two; the summary says it after the label."""
    details: Sequence[Problem] = ()
    """What is wrong, mistake by mistake, where each says what was found and expected, row by row in what was pasted."""
    choices: Sequence[Choice] = ()
    chosen: Collection[str] = ()
    """For several: the values that are chosen."""
    all_or_none: bool = False
    """For several: whether it may be a long list, which links choose all of, or none."""
    out_of: int | None = None
    """For kronor that stand in a table of amounts: what there is to write of; None if the field stands by itself."""
    out_of_url: str = ""
    """Where it is said how much that is, and by which clause."""
    is_part: bool = False
    """For kronor in a table: a part of the amount above, which is not counted by itself."""
    rows: int = 4
    width: int = 0
    """For one line: about how many characters it shows; 0 is what its kind usually needs."""
    type: Literal["text", "email", "tel"] = "text"
    """For one line: what a device may offer to write it with."""
    longest: int = 0
    """For one line: how many characters a browser lets one write; 0 is any number."""
    accept: str = ""
    """For a file: which files the browser offers, ``.pdf``."""
    multiple: bool = False
    """For a file: whether several may be chosen."""

    @property
    def id(self) -> str:
        """The element's id, which the error summary links to."""
        return element_id(self.name)

    @property
    def begins_unchosen(self) -> bool:
        """Whether a select shows an empty choice first: nothing is chosen before someone chooses it."""
        return self.kind == "select" and all(choice.value for choice in self.choices)

    def chosen_by(self, wanted: str) -> "Field":
        """Return the field with what an address says is chosen at first."""
        return replace(self, chosen=[choice.value for choice in self.choices if wanted in (ALL, choice.value)])

    @property
    def is_wrong(self) -> bool:
        """Whether something is wrong with what was written."""
        return bool(self.problem or self.details)

    @property
    def described_by(self) -> str:
        """The ids of what describes the field."""
        ids = [f"{self.id}-hint"] if self.hint.sv else []
        return " ".join([*ids, f"{self.id}-error"] if self.is_wrong else ids)

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


def joined(between: str, texts: Iterable[Text]) -> Text:
    """Return several texts as one."""
    every = list(texts)
    return Text(*(between.join(one.in_language(language) for one in every) for language in ("sv", "en")))


_REASON = Text("Skäl", "Reason")
_WHY = Text("Skälet står kvar i historiken.", "The reason stays in the history.")


def reason(label: Text = _REASON, hint: Text = _WHY, *, rows: int = 4) -> Field:
    """Return the field for why something is done; :meth:`.Written.reason` reads it."""
    return Field(name="reason", label=label, kind="area", hint=hint, rows=rows)
