"""BgMax: Bankgirot's file of what has come in to a bankgiro number, 80 columns a record, ISO 8859-1.

Read are the records of its public description that say what came in: 05 (to which number), 15 (the day it was booked),
20 (a payment), 21 (a deduction), 22 and 23 (further references), 25 and 26 (what the payer writes, and its name).
"""

import datetime
from dataclasses import dataclass, field

from naravard.agreement.model import Text
from naravard.exchange.bank_answers.model import BankAnswer, NotAnAnswerError, PaymentOutcome, ReportedPayment

_HEAD = b"01BGMAX"
_DEDUCTION, _PAYMENT = "21", "20"
_WORDS = {"22": slice(12, 37), "23": slice(12, 37), "25": slice(2, 52), "26": slice(2, 52)}
"""Where the records stand that say more of the payment before them."""


def is_bgmax(content: bytes) -> bool:
    """Tell whether a file is BgMax by how it begins."""
    return content.lstrip(b"\xef\xbb\xbf\r\n ").startswith(_HEAD)


_CONTROLS = dict.fromkeys([*range(10), 11, 12, *range(14, 32), *range(127, 160)], " ")
"""What no text has and a database may refuse, read as blanks; line ends stay."""


@dataclass
class _Payment:
    amount: int
    reference: str
    serial: str
    words: list[str] = field(default_factory=list)


def read_bgmax(content: bytes) -> BankAnswer:
    """Read what came in.

    Raises:
        NotAnAnswerError: when a record cannot be read, or the file is cut off.
    """
    found = _Reading()
    for number, line in enumerate(content.decode("iso-8859-1").translate(_CONTROLS).splitlines(), start=1):
        found.take(line.ljust(80), number)
    if not found.is_whole:
        raise NotAnAnswerError(
            Text(
                "BgMax-filen är avklippt: slutposten (70) saknas. Hämta filen på nytt.",
                "The BgMax file is cut off: its last record (70) is missing. Fetch the file again.",
            )
        )
    return BankAnswer(format="BgMax", message_id=found.head, made_at=_moment(found.head), lines=tuple(found.lines))


@dataclass
class _Reading:
    head: str = ""
    currency: str = ""
    waiting: list[_Payment] = field(default_factory=list)
    """Those whose deposit, with its day, has not come yet."""
    lines: list[ReportedPayment] = field(default_factory=list)
    is_whole: bool = False

    def take(self, record: str, number: int) -> None:
        kind = record[:2]
        if kind == "01":
            self.head = record[24:44].strip()
        elif kind == "05":
            self.currency = record[22:25].strip()
        elif kind in (_PAYMENT, _DEDUCTION):
            amount = _digits(record[37:55], number) * (-1 if kind == _DEDUCTION else 1)
            self.waiting.append(_Payment(amount, record[12:37].strip(), record[57:69].strip()))
        elif kind in _WORDS and self.waiting:
            self.waiting[-1].words.append(record[_WORDS[kind]].strip())
        elif kind == "15":
            day = _day(record[37:45], number)
            self.lines.extend(_reported(one, day, self.currency) for one in self.waiting)
            self.waiting = []
        elif kind == "70":
            self._end(record, number)

    def _end(self, record: str, number: int) -> None:
        expected, read = _digits(record[2:10], number) + _digits(record[10:18], number), len(self.lines)
        if expected != read:
            raise _wrong(number, f"{expected} betalningar, {read} lästa", f"{expected} payments, {read} read")
        self.is_whole = True


def _reported(one: _Payment, day: datetime.date, currency: str) -> ReportedPayment:
    other = f"{one.amount // 100}.{one.amount % 100:02} {currency}" if currency not in ("", "SEK") else ""
    return ReportedPayment(
        other=other,
        outcome=PaymentOutcome.RECEIVED,
        end_to_end_id=one.reference,
        amount=None if other else one.amount,
        day=day,
        words=", ".join(part for part in one.words if part),
        reference=one.serial,
    )


def _digits(text: str, line: int) -> int:
    found = text.strip()
    if not (found.isascii() and found.isdigit()):
        raise _wrong(line, found or "tomt", found or "empty")
    return int(found)


def _day(text: str, line: int) -> datetime.date:
    try:
        return datetime.datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise _wrong(line, text, text) from None


def _moment(text: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.strptime(text[:14], "%Y%m%d%H%M%S")  # noqa: DTZ007 - as the bank's clock showed
    except ValueError:
        return None


def _wrong(line: int, sv: str, en: str) -> NotAnAnswerError:
    return NotAnAnswerError(
        Text(
            f"Rad {line} i BgMax-filen går inte att läsa: {sv}. Hämta filen på nytt och ändra inget i den.",
            f"Line {line} of the BgMax file cannot be read: {en}. Fetch the file again and change nothing in it.",
        )
    )
