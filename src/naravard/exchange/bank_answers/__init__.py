"""What banks answer: whether payments were taken, refused, made or returned, and what came in.

Pure: ``read`` takes the bytes of a file and gives what it says, and ``held_against`` holds that against what was
ordered. Nothing is recorded here.
"""

from naravard.exchange.bank_answers.apart import read_apart
from naravard.exchange.bank_answers.matches import Matched, Ordered, Verdict, held_against, is_of_order
from naravard.exchange.bank_answers.model import BankAnswer, NotAnAnswerError, PaymentOutcome, ReportedPayment
from naravard.exchange.bank_answers.reader import MOST_BYTES, read
from naravard.exchange.bank_answers.reasons import reason_words

__all__ = [
    "MOST_BYTES",
    "BankAnswer",
    "Matched",
    "NotAnAnswerError",
    "Ordered",
    "PaymentOutcome",
    "ReportedPayment",
    "Verdict",
    "held_against",
    "is_of_order",
    "read",
    "read_apart",
    "reason_words",
]
