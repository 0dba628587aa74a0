"""The fields of a grant's form, with what has been entered and what is wrong with it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from naravard.agreement import wording
from naravard.agreement.model import Agreement
from naravard.web.simulation.changes import rounding_words
from naravard.web.simulation.grant_form import METHODS, OWN_FILE, OWN_ROWS, GrantForm, earmark_field
from naravard.web.simulation.input.entries import Entries
from naravard.web.simulation.input.rule_entries import RuleFrame, mix_rows
from naravard.web.site.forms.problem_fields import ListOption, ProblemField, problems_at
from naravard.web.site.forms.problems import Problem
from naravard.web.site.templatetags.naravard import words

CSV = ".csv,.txt,.tsv,text/csv,text/plain"


class GrantFields:
    """The fields, by the names that the template asks for."""

    def __init__(self, form: GrantForm, entries: Entries) -> None:
        self.form = form
        self.entries = entries

    @property
    def sharing(self) -> str:
        """The chosen way of sharing."""
        return self.entries.text("sharing")

    @property
    def sharing_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the choice of way."""
        return problems_at("sharing", self.entries.problems)

    @property
    def amount(self) -> ProblemField:
        """The grant's sum."""
        return self._kronor("amount", _("Belopp"))

    @property
    def earmarks(self) -> list[ProblemField]:
        """The sums of the grant's earmarks."""
        return [
            self._kronor(earmark_field(earmark.id), _("varav %(name)s") % {"name": words(earmark.name)})
            for earmark in self.form.original.earmarks
        ]

    @property
    def key(self) -> ProblemField:
        """The key of a proportional rule."""
        return self._choice("key", _("Nyckel"), self._keys())

    @property
    def mix(self) -> list[tuple[ProblemField, ProblemField]]:
        """The rows of a weighted mix."""
        rows = range(1, mix_rows(self.entries) + 1)
        return [
            (
                self._text(f"weight{number}", _("Vikt %(number)s") % {"number": number}, width=5),
                self._choice(f"mix{number}", _("Nyckel %(number)s") % {"number": number}, self._keys(empty=True)),
            )
            for number in rows
        ]

    @property
    def increase(self) -> list[ProblemField]:
        """The two keys of a rule by increase."""
        return [
            self._choice("before", _("Nyckel före"), self._keys(empty=True)),
            self._choice("after", _("Nyckel efter"), self._keys(empty=True)),
        ]

    @property
    def fixed(self) -> list[ProblemField]:
        """The fixed amounts: a key whose numbers are kronor, or rows."""
        hint = _("En rad per mottagare: kod;kronor. Den som inte står med får inget. Summan ska bli beloppet.")
        keys = [ListOption("", _("Ingen nyckel: beloppen står nedan")), *self._keys()]
        return [
            self._choice("fixed_key", _("Nyckel vars tal är kronor"), keys),
            self._area("fixed", _("Fasta belopp"), hint),
        ]

    @property
    def written(self) -> ProblemField:
        """The rule as it is written in the format."""
        hint = _("Som i överenskommelsens fil. Här går alla regler att skriva, också regler inuti varandra.")
        return self._area("rule", _("Regeln"), hint, rows=5)

    @property
    def own(self) -> list[ProblemField]:
        """The reader's own key: a box and a file."""
        members = len(self.form.frame.recipients)
        return [
            self._area(
                OWN_ROWS,
                _("Klistra in eller skriv: kod;värde"),
                _("En rad per mottagare. Kolumner som är kopierade ur Excel går bra. Namnet i mitten är frivilligt."),
                rows=min(12, members + 1),
            ),
            ProblemField(
                name=OWN_FILE,
                label=_("Eller välj en CSV-fil"),
                hint=_("Högst 1 MB. En vald fil går före raderna i rutan."),
                kind="file",
                accept=CSV,
                problems=problems_at(OWN_FILE, self.entries.problems),
            ),
        ]

    @property
    def own_is_used(self) -> bool:
        """Say whether the reader's own key is chosen somewhere, or has something wrong with it."""
        chosen = {value for name, value in self.entries.values.items() if name == "key" or name.startswith("mix")}
        return self.form.frame.own_key in chosen or any(field.problems for field in self.own)

    @property
    def base(self) -> ProblemField:
        """The base amount."""
        return self._kronor("base", _("Grundbelopp till varje mottagare"), _("Tomt betyder inget grundbelopp."))

    @property
    def limits(self) -> list[ProblemField]:
        """The least and the greatest amount."""
        return [
            self._kronor("least", _("Minst till varje mottagare"), _("Tomt betyder ingen gräns.")),
            self._kronor("most", _("Högst till varje mottagare"), _("Tomt betyder ingen gräns.")),
        ]

    @property
    def terms(self) -> list[ProblemField]:
        """The condition to take part."""
        hint = _("Koder eller namn, åtskilda med komma. Tomt betyder att alla deltar.")
        money = (
            ListOption("shared", _("fördelas mellan de andra")),
            ListOption("left", _("fördelas inte")),
        )
        return [
            self._text("not_met", _("De som inte deltar"), hint=hint, width=0),
            self._choice("met", _("Eller: deltar gör de som har ett tal större än noll i"), self._keys(empty=True)),
            self._choice("money", _("Pengarna till dem som inte deltar"), money),
            self._text("condition", _("Villkoret i några ord"), width=0),
        ]

    @property
    def terms_are_used(self) -> bool:
        """Say whether a condition has been entered."""
        return any(self.entries.text(name) for name in ("not_met", "met"))

    @property
    def rounding(self) -> list[ProblemField]:
        """The grant's rounding."""
        return rounding_fields(self.entries, self.form.changed)

    # --- kinds of fields ---

    def _kronor(self, name: str, label: str, hint: str = "") -> ProblemField:
        return ProblemField(
            name=name,
            label=label,
            hint=hint,
            value=self.entries.values.get(name, ""),
            suffix="kr",
            width=10,
            is_number=True,
            problems=problems_at(name, self.entries.problems),
        )

    def _text(self, name: str, label: str, *, hint: str = "", width: int) -> ProblemField:
        problems = problems_at(name, self.entries.problems)
        value = self.entries.values.get(name, "")
        return ProblemField(name=name, label=label, hint=hint, value=value, width=width or 20, problems=problems)

    def _area(self, name: str, label: str, hint: str, rows: int = 8) -> ProblemField:
        problems = problems_at(name, self.entries.problems)
        value = self.entries.values.get(name, "")
        return ProblemField(name=name, label=label, hint=hint, value=value, kind="area", rows=rows, problems=problems)

    def _choice(self, name: str, label: str, options: Sequence[ListOption]) -> ProblemField:
        problems = problems_at(name, self.entries.problems)
        value = self.entries.values.get(name, "")
        return ProblemField(
            name=name, label=label, kind="choice", value=value, options=tuple(options), problems=problems
        )

    def _keys(self, *, empty: bool = False) -> list[ListOption]:
        first = [ListOption("", _("Välj nyckel"))] if empty else []
        return first + key_options(self.form.agreement, self.form.frame)


def key_options(agreement: Agreement, frame: RuleFrame) -> list[ListOption]:
    """Return the keys to choose among; those without numbers say so, and last the reader's own."""
    declared = {key.id: key for key in agreement.keys}
    options = []
    for key_id in frame.keys:
        key = declared.get(key_id)
        if key_id == frame.own_key:
            continue
        name = words(key.name) if key else key_id
        lacks = key is not None and key.values is None and key_id not in frame.brought
        options.append(ListOption(key_id, _("%(key)s (inga tal än)") % {"key": name} if lacks else name))
    return [*options, ListOption(frame.own_key, _("Egen nyckel, som lämnas nedan"))]


def rounding_fields(entries: Entries, agreement: Agreement | None = None) -> list[ProblemField]:
    """Return the fields of a rounding; with an agreement, leaving them empty means the agreement's."""
    names = {
        "largest-remainder": _("Största rest: nedåt, sedan en enhet var till de största resterna"),
        "cumulative": _("Löpande summa: den löpande summan avrundas, i kodordning"),
        "down": _("Alltid nedåt: resten fördelas inte"),
    }
    options = [ListOption(method, names[method]) for method in METHODS]
    if agreement is not None:
        agreed = _("Som resten av överenskommelsen (%(words)s)") % {"words": rounding_words(agreement.rounding)}
        options.insert(0, ListOption("", agreed))
    return [
        ProblemField(
            name="method",
            label=_("Sätt att avrunda"),
            kind="choice",
            value=entries.values.get("method", ""),
            options=tuple(options),
            problems=problems_at("method", entries.problems),
        ),
        ProblemField(
            name="unit",
            label=_("Avrunda till hela"),
            hint=_("Till exempel 1, 100 eller 1 000.") if agreement is None else _("Tomt betyder som det är."),
            value=entries.values.get("unit", "") or ("" if agreement else wording.whole(1)),
            suffix="kr",
            width=5,
            is_number=True,
            problems=problems_at("unit", entries.problems),
        ),
    ]
