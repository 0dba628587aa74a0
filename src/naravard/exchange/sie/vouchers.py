"""A voucher while it is read: #VER, then its rows in braces.

An added row stands twice, as #RTRANS and right after it as #TRANS, so that programs that know nothing of #RTRANS get
the sum right. Here the two are one row of the kind ``added``, as its #TRANS says it; a #RTRANS without its #TRANS is
passed by and reported. Rows that do not count, those taken away and those of nought öre, need not be right.
"""

import datetime

from naravard.exchange.sie.fields import Field
from naravard.exchange.sie.findings import Findings, WrongError
from naravard.exchange.sie.model import Transaction, TransactionKind, Voucher
from naravard.exchange.sie.values import Values, account, amount, amount_text, needed, text

ROWS = frozenset(("#TRANS", "#RTRANS", "#BTRANS"))


class OpenVoucher:
    """A voucher that has begun."""

    def __init__(self, fields: list[Field], line: int, values: Values) -> None:
        self.line, self._values = line, values
        self.series, self.number = text(fields, 1), text(fields, 2)
        self.text = text(fields, 4)
        self.in_rows = False
        self.broken = False
        """Whether something of it could not be read: then nothing can be said of its sum."""
        self._rows: list[Transaction] = []
        self._added: tuple[int, list[Field]] | None = None
        self.date: datetime.date | None = None

    @property
    def name(self) -> str:
        """Series and number, as one says them."""
        return f"{self.series} {self.number}".strip() or "–"

    @property
    def takes_rows(self) -> bool:
        """Whether an ordinary row may come: within braces, and with no added row that waits for its other half."""
        return self.in_rows and self._added is None

    def add(self, row: Transaction) -> None:
        """Take in a row that has been read."""
        self._rows.append(row)

    def read_date(self, fields: list[Field]) -> None:
        """Take in the day; apart, so that a voucher with a wrong day still keeps its rows to itself."""
        self.date = self._values.day(needed(fields, 3))

    def row(self, label: str, fields: list[Field], line: int, findings: Findings) -> Transaction | None:
        """Take in a row; return it where it is one of its own."""
        if label == "#RTRANS":
            self._answer_for_added(findings)
            self._added = (line, fields[1:])
            return None
        kind: TransactionKind = "removed" if label == "#BTRANS" else "trans"
        if kind == "trans" and self._added is not None and self._added[1][:3] == fields[1:4]:
            kind, self._added = "added", None
        self._answer_for_added(findings)
        try:
            row = self._made(fields, kind)
        except WrongError as wrong:
            if kind != "removed" and not _is_nought(fields):
                raise
            findings.add(wrong.finding_id, line, wrong.values, level="warning")
            return None
        self._rows.append(row)
        return row

    def closed(self, findings: Findings) -> Voucher | None:
        """Return the voucher if it could be read and its rows add up to nothing."""
        self._answer_for_added(findings)
        if self.broken or self.date is None:
            return None
        difference = sum(row.amount for row in self._rows if row.kind != "removed")
        if difference:
            findings.add("S040", self.line, {"voucher": self.name, "sum": amount_text(difference)})
            return None
        if not self._rows:
            findings.add("S057", self.line, {"voucher": self.name})
        return Voucher(self.series, self.number, self.date, self.text, tuple(self._rows), self.line)

    def _made(self, fields: list[Field], kind: TransactionKind) -> Transaction:
        values = self._values
        number = account(needed(fields, 1))
        if len(fields) < 4:
            raise WrongError("S022", record=str(fields[0]), position=3)
        objects = values.objects(fields[2])
        day = text(fields, 4)
        date = values.day(day) if day else self.date
        if date is None:  # the voucher's own day is wrong, and has been reported
            date = datetime.date.min
        return Transaction(number, amount(needed(fields, 3)), date, text(fields, 5), objects, kind)

    def _answer_for_added(self, findings: Findings) -> None:
        if self._added is not None:
            findings.add("S046", self._added[0], {"voucher": self.name})
            self._added = None


def _is_nought(fields: list[Field]) -> bool:
    try:
        return amount(needed(fields, 3)) == 0
    except WrongError:
        return False
