"""Single values from a form's fields: kronor, shares, choices. The text as entered is kept for showing again."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from django.utils.translation import gettext as _

from naravard.agreement import amount_text, numerals, wording
from naravard.agreement.amount_text import AmountTextError
from naravard.web.site.forms import Field
from naravard.web.site.forms.problems import EntryError, Problem, problems_at

LONGEST_ENTRY = 200
Value = TypeVar("Value")


class Entries:
    """A form as it was sent: texts by field name, and the problems found while they are read."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = dict(values)
        self.problems: list[Problem] = []

    def text(self, name: str) -> str:
        """Return a field's text without blanks around it; empty where it is missing."""
        return self.values.get(name, "").strip()

    def problems_at(self, name: str) -> tuple[Problem, ...]:
        """Return the problems of one field."""
        return problems_at(name, self.problems)

    def fill(self, field: Field) -> Field:
        """Return a field with what was sent in it and what is wrong with it."""
        return replace(field, value=self.values.get(field.name, field.value), details=self.problems_at(field.name))

    def refuse(self, problem: Problem) -> None:
        """Remember a problem."""
        self.problems.append(problem)

    def kronor(self, name: str, label: str, *, needed: bool = False) -> int | None:
        """Read whole kronor, ``None`` where the field is empty."""
        return self._number(name, label, needed=needed, read=_kronor)

    def share(self, name: str, label: str) -> Fraction | None:
        """Read a share such as ``1/2``, ``0,5`` or ``50 %``, ``None`` where the field is empty."""
        return self._number(name, label, needed=False, read=_share)

    def choice(self, name: str, label: str, among: Collection[str], *, needed: bool = True) -> str | None:
        """Read one of some words, ``None`` where nothing has been chosen."""
        chosen = self.text(name)
        if chosen in among:
            return chosen
        if chosen or needed:
            self.refuse(
                Problem(
                    what=_("%(label)s: välj ett av alternativen.") % {"label": label},
                    field=name,
                    found=f"”{chosen[:60]}”" if chosen else _("inget val"),
                    expected=wording.listed(list(among)[:8]) if len(among) <= 8 else _("ett av alternativen i listan"),
                    way_out=_("Välj i listan."),
                )
            )
        return None

    def _number(self, name: str, label: str, *, needed: bool, read: Callable[[str, str], Value]) -> Value | None:
        written = self.text(name)
        if not written:
            if needed:
                self.refuse(
                    Problem(
                        what=_("%(label)s saknas.") % {"label": label},
                        field=name,
                        found=_("ett tomt fält"),
                        expected=_("hela kronor, till exempel 150 000 000"),
                        way_out=_("Fyll i fältet."),
                    )
                )
            return None
        try:
            return read(written[:LONGEST_ENTRY], label)
        except EntryError as error:
            for problem in error.problems:
                self.refuse(problem.at(name))
            return None


def _kronor(written: str, label: str) -> int:
    try:
        value: int | None = amount_text.kronor_of(written)
    except AmountTextError:
        value = None
    if value is not None and value >= 0:
        return value
    meant = numerals.suggest_whole(written)
    if value is not None:
        what, way_out = _("%(label)s är negativt.") % {"label": label}, _("Skriv ett belopp som är noll eller större.")
    elif meant is not None:
        what = _("%(label)s är inte skrivet i hela kronor.") % {"label": label}
        way_out = _("Menade du %(amount)s? Skriv i så fall det.") % {"amount": wording.whole(meant)}
    else:
        what = _("%(label)s: det som står i rutan är inget belopp.") % {"label": label}
        way_out = _("Skriv beloppet med siffror, utan decimaler.")
    raise EntryError(
        Problem(
            what=what, found=f"”{written[:60]}”", expected=_("hela kronor, till exempel 150 000 000"), way_out=way_out
        )
    )


def _share(written: str, label: str) -> Fraction:
    value = numerals.share(written)
    if value is not None and value >= 0:
        return value
    raise EntryError(
        Problem(
            what=_("%(label)s är ingen andel.") % {"label": label},
            found=f"”{written[:60]}”",
            expected=_("en andel, till exempel 1/2, 0,5 eller 50 %"),
            way_out=_("Skriv andelen med siffror."),
        )
    )
