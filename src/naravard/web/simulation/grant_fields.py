"""The fields of a grant's form, with what has been entered and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from naravard.agreement import wording
from naravard.agreement.model import Agreement, Text
from naravard.web.simulation.changes import rounding_words
from naravard.web.simulation.grant_form import METHODS, OWN_FILE, OWN_ROWS, GrantForm, earmark_field
from naravard.web.simulation.input.entries import Entries
from naravard.web.simulation.input.rule_entries import RuleFrame, mix_rows
from naravard.web.site.forms import Choice, Field, Kind
from naravard.web.site.forms.problems import Problem

CSV = ".csv,.txt,.tsv,text/csv,text/plain"
_NO_HINT = Text("")
_PASTE = Text("Klistra in eller skriv: kod;värde", "Paste or write: code;value")
_METHODS = {
    "largest-remainder": Text(
        "Största rest: nedåt, sedan en enhet var till de största resterna",
        "Largest remainder: down, then one unit each to the largest remainders",
    ),
    "cumulative": Text(
        "Löpande summa: den löpande summan avrundas, i kodordning",
        "Running total: the running total is rounded, in the order of the codes",
    ),
    "down": Text("Alltid nedåt: resten fördelas inte", "Always down: the rest is not shared out"),
}


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
        return self.entries.problems_at("sharing")

    @property
    def amount(self) -> Field:
        """The grant's sum."""
        return self._kronor("amount", Text("Belopp", "Amount"))

    @property
    def earmarks(self) -> list[Field]:
        """The sums of the grant's earmarks."""
        return [
            self._kronor(
                earmark_field(earmark.id),
                Text(f"varav {earmark.name.sv}", f"of which {earmark.name.in_language('en')}"),
            )
            for earmark in self.form.original.earmarks
        ]

    @property
    def key(self) -> Field:
        """The key of a proportional rule."""
        return self._choice("key", Text("Nyckel", "Key"), self._keys)

    @property
    def mix(self) -> list[tuple[Field, Field]]:
        """The rows of a weighted mix."""
        return [
            (
                self._field(f"weight{number}", Text(f"Vikt {number}", f"Weight {number}"), width=5),
                self._key_or_none(f"mix{number}", Text(f"Nyckel {number}", f"Key {number}")),
            )
            for number in range(1, mix_rows(self.entries) + 1)
        ]

    @property
    def increase(self) -> list[Field]:
        """The two keys of a rule by increase."""
        return [
            self._key_or_none("before", Text("Nyckel före", "Key before")),
            self._key_or_none("after", Text("Nyckel efter", "Key after")),
        ]

    @property
    def fixed(self) -> list[Field]:
        """The fixed amounts: a key whose numbers are kronor, or rows."""
        hint = Text(
            "En rad per mottagare: kod;kronor. Den som inte står med får inget. Summan ska bli beloppet.",
            "A row per recipient: code;kronor. Whoever is not there gets nothing. The sum must be the amount.",
        )
        no_key = Choice("", Text("Ingen nyckel: beloppen står nedan", "No key: the amounts stand below"))
        label = Text("Nyckel vars tal är kronor", "Key whose numbers are kronor")
        return [
            self._choice("fixed_key", label, [no_key, *self._keys]),
            self._field("fixed", Text("Fasta belopp", "Fixed amounts"), hint, kind="data", rows=8),
        ]

    @property
    def written(self) -> Field:
        """The rule as it is written in the format."""
        hint = Text(
            "Som i överenskommelsens fil. Här går alla regler att skriva, också regler inuti varandra.",
            "As in the agreement's file. Every rule can be written here, also rules inside one another.",
        )
        return self._field("rule", Text("Regeln", "The rule"), hint, kind="data", rows=5)

    @property
    def own(self) -> list[Field]:
        """The reader's own key: a box and a file."""
        hint = Text(
            "En rad per mottagare. Kolumner som är kopierade ur Excel går bra. Namnet i mitten är frivilligt.",
            "A row per recipient. Columns copied from Excel will do. The name in the middle is optional.",
        )
        rows = min(12, len(self.form.frame.recipients) + 1)
        return [
            self._field(OWN_ROWS, _PASTE, hint, kind="data", rows=rows),
            self.entries.fill(rows_file(OWN_FILE)),
        ]

    @property
    def own_is_used(self) -> bool:
        """Say whether the reader's own key is chosen somewhere, or has something wrong with it."""
        chosen = {value for name, value in self.entries.values.items() if name == "key" or name.startswith("mix")}
        return self.form.frame.own_key in chosen or any(field.is_wrong for field in self.own)

    @property
    def base(self) -> Field:
        """The base amount."""
        return self._kronor(
            "base",
            Text("Grundbelopp till varje mottagare", "Base amount to each recipient"),
            Text("Tomt betyder inget grundbelopp.", "Empty means no base amount."),
        )

    @property
    def limits(self) -> list[Field]:
        """The least and the greatest amount."""
        hint = Text("Tomt betyder ingen gräns.", "Empty means no limit.")
        return [
            self._kronor("least", Text("Minst till varje mottagare", "Least to each recipient"), hint),
            self._kronor("most", Text("Högst till varje mottagare", "Most to each recipient"), hint),
        ]

    @property
    def terms(self) -> list[Field]:
        """The condition to take part."""
        hint = Text(
            "Koder eller namn, åtskilda med komma. Tomt betyder att alla deltar.",
            "Codes or names, separated by commas. Empty means that all take part.",
        )
        met = Text(
            "Eller: deltar gör de som har ett tal större än noll i",
            "Or: those take part who have a number greater than zero in",
        )
        label = Text("Pengarna till dem som inte deltar", "The money of those who do not take part")
        money = [
            Choice("shared", Text("fördelas mellan de andra", "is shared among the others")),
            Choice("left", Text("fördelas inte", "is not shared out")),
        ]
        return [
            self._field("not_met", Text("De som inte deltar", "Those who do not take part"), hint),
            self._key_or_none("met", met),
            self._choice("money", label, money),
            self._field("condition", Text("Villkoret i några ord", "The condition in a few words")),
        ]

    @property
    def terms_are_used(self) -> bool:
        """Say whether a condition has been entered."""
        return any(self.entries.text(name) for name in ("not_met", "met"))

    @property
    def rounding(self) -> list[Field]:
        """The grant's rounding."""
        return rounding_fields(self.entries, self.form.changed)

    # --- kinds of fields ---

    def _field(
        self, name: str, label: Text, hint: Text = _NO_HINT, *, kind: Kind = "line", rows: int = 4, width: int = 0
    ) -> Field:
        return self.entries.fill(Field(name=name, label=label, hint=hint, kind=kind, rows=rows, width=width))

    def _kronor(self, name: str, label: Text, hint: Text = _NO_HINT) -> Field:
        return self._field(name, label, hint, kind="kronor")

    def _choice(self, name: str, label: Text, choices: Sequence[Choice]) -> Field:
        return self.entries.fill(Field(name=name, label=label, kind="select", choices=choices))

    def _key_or_none(self, name: str, label: Text) -> Field:
        return self._choice(name, label, [Choice("", Text("Välj nyckel", "Choose a key")), *self._keys])

    @property
    def _keys(self) -> list[Choice]:
        return key_choices(self.form.agreement, self.form.frame)


def key_choices(agreement: Agreement, frame: RuleFrame) -> list[Choice]:
    """Return the keys to choose among; those without numbers say so, and last the reader's own."""
    declared = {key.id: key for key in agreement.keys}
    choices = []
    for key_id in frame.keys:
        key = declared.get(key_id)
        if key_id == frame.own_key:
            continue
        name = key.name if key else Text(key_id)
        if key is not None and key.values is None and key_id not in frame.brought:
            name = Text(f"{name.sv} (inga tal än)", f"{name.in_language('en')} (no numbers yet)")
        choices.append(Choice(key_id, name))
    return [*choices, Choice(frame.own_key, Text("Egen nyckel, som lämnas nedan", "A key of your own, brought below"))]


def rounding_fields(entries: Entries, agreement: Agreement | None = None) -> list[Field]:
    """Return the fields of a rounding; with an agreement, leaving them empty means the agreement's."""
    choices = [Choice(method, _METHODS[method]) for method in METHODS]
    hint = Text("Till exempel 1, 100 eller 1 000.", "For example 1, 100 or 1 000.")
    if agreement is not None:
        agreed = _("Som resten av överenskommelsen (%(words)s)") % {"words": rounding_words(agreement.rounding)}
        choices.insert(0, Choice("", Text(agreed, agreed)))  # in the page's language already
        hint = Text("Tomt betyder som det är.", "Empty means as it is.")
    unit = Field(name="unit", label=Text("Avrunda till hela", "Round to whole"), hint=hint, kind="kronor", width=5)
    written = entries.values.get("unit", "") or ("" if agreement else wording.whole(1))
    return [
        entries.fill(
            Field(name="method", label=Text("Sätt att avrunda", "Way of rounding"), kind="select", choices=choices)
        ),
        replace(entries.fill(unit), value=written),
    ]


def municipality_rows(name: str, count: int) -> Field:
    """Return the box for a number per municipality of a county, pasted or written."""
    hint = Text(
        "En rad per kommun. Kolumner som är kopierade ur Excel går bra. Namnet i mitten är frivilligt.",
        "A row per municipality. Columns copied from Excel will do. The name in the middle is optional.",
    )
    return Field(name=name, label=_PASTE, hint=hint, kind="data", rows=min(14, count + 1))


def rows_file(name: str) -> Field:
    """Return the field for a file with the rows, beside a box for them."""
    return Field(
        name=name,
        label=Text("Eller välj en CSV-fil", "Or choose a CSV file"),
        hint=Text(
            "Högst 1 MB. En vald fil går före raderna i rutan.",
            "At most 1 MB. A chosen file goes before the rows in the box.",
        ),
        kind="file",
        accept=CSV,
    )
