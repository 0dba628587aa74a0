"""What is wrong in files: counted by kind, exemplified with file, row and value, and bounded before use."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from naravard.agreement.model import Text

MOST_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class FaultKind:
    """One thing that can be wrong with a row."""

    id: str
    says: Text
    drops: bool
    """Whether the row is left out; otherwise it is kept without the value."""


MISSING_PATIENT = FaultKind("missing-patient", Text("patient saknas", "the patient is missing"), drops=True)
MISSING_PROVIDER = FaultKind("missing-provider", Text("vårdgivare saknas", "the provider is missing"), drops=True)
MISSING_DATE = FaultKind("missing-date", Text("datum saknas", "the date is missing"), drops=True)
MISSING_VALUE = FaultKind(
    "missing-value", Text("ett värde som måste finnas saknas", "a needed value is missing"), drops=True
)
NO_SUCH_DATE = FaultKind(
    "no-such-date",
    Text("datumet finns inte eller går inte att läsa", "the date does not exist or cannot be read"),
    drops=True,
)
FUTURE_DATE = FaultKind("future-date", Text("datumet ligger i framtiden", "the date lies in the future"), drops=True)
UNREADABLE_DAY = FaultKind(
    "unreadable-day",
    Text("en dag går inte att läsa och lämnas tom", "a day cannot be read and is left empty"),
    drops=False,
)
UNREADABLE_TIME = FaultKind(
    "unreadable-time",
    Text("klockslaget går inte att läsa och lämnas tomt", "the time cannot be read and is left empty"),
    drops=False,
)
UNREADABLE_ANSWER = FaultKind(
    "unreadable-answer",
    Text("ja eller nej går inte att läsa och lämnas tomt", "yes or no cannot be read and is left empty"),
    drops=False,
)
WRONG_WIDTH = FaultKind(
    "wrong-width", Text("raden har fel antal fält", "the row has the wrong number of fields"), drops=True
)
UNREADABLE_LINE = FaultKind("unreadable-line", Text("raden går inte att läsa", "the row cannot be read"), drops=True)
NOT_CARRIED_OUT = FaultKind(
    "not-carried-out",
    Text(
        "kontakten är inte genomförd (annan status än avslutad)",
        "the contact was not carried out (another status than finished)",
    ),
    drops=True,
)
ENDS_BEFORE_BEGIN = FaultKind("ends-before-begin", Text("slutar innan den börjar", "ends before it begins"), drops=True)


@dataclass(frozen=True, slots=True)
class FaultExample:
    """Where something is wrong: the file, its row (the first after the heading is row 2), the value as written."""

    file: str
    row: int
    value: str

    def in_words(self) -> Text:
        """Return where it is, in both languages."""
        value = f": {self.value}" if self.value else ""
        return Text(f"{self.file}, rad {self.row}{value}", f"{self.file}, row {self.row}{value}")


@dataclass(slots=True)
class Faults:
    """What was wrong in the files of one table."""

    table: Text
    rows: int = 0
    """Rows read, those with faults too."""
    dropped: int = 0
    """Rows left out, each counted once."""
    counts: Counter[FaultKind] = field(default_factory=Counter)
    examples: dict[FaultKind, list[FaultExample]] = field(default_factory=dict)
    ignored: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By file: columns that are not used."""

    def note(self, kind: FaultKind, count: int, examples: Iterable[FaultExample] = ()) -> None:
        """Count rows with a fault and keep the first examples."""
        if not count:
            return
        self.counts[kind] += count
        kept = self.examples.setdefault(kind, [])
        kept.extend(list(examples)[: MOST_EXAMPLES - len(kept)])

    @property
    def share_dropped(self) -> Fraction:
        """The share of the rows that are left out."""
        return Fraction(self.dropped, self.rows) if self.rows else Fraction(0)

    def lines(self) -> list[Text]:
        """Return each kind with its count and examples, the most frequent first."""
        said = []
        for kind, count in sorted(self.counts.items(), key=lambda item: (-item[1], item[0].id)):
            where = [example.in_words() for example in self.examples[kind]]
            said.append(
                Text(
                    f"{self.table.sv}: {kind.says.sv}: {count}"
                    + (f" ({'; '.join(one.sv for one in where)})" if where else ""),
                    f"{self.table.en}: {kind.says.en}: {count}"
                    + (f" ({'; '.join(one.en for one in where)})" if where else ""),
                )
            )
        return said


class RecordsRefusedError(Exception):
    """Files that cannot be used at all, or of which too much would have to be left out."""

    def __init__(self, says: Text) -> None:
        super().__init__(says.sv)
        self.says = says
