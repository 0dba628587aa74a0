"""A bank's answer is read in a process of its own: what makes it slow or large stops that process and nothing else."""

from msgspec import Struct, msgpack

from naravard.agreement.model import Text
from naravard.documents.own_process import BusyError, TooSlowError, ask
from naravard.exchange.bank_answers.model import BankAnswer, NotAnAnswerError
from naravard.exchange.bank_answers.reader import read

SECONDS = 50
"""Of processor: five times what the largest file needs."""
WAIT = 150.0
MEMORY = 1_500_000_000
"""Bytes of address space, with the program itself."""


class Answered(Struct, frozen=True, kw_only=True):
    """What the process of its own answers: the answer, or why it is none."""

    answer: BankAnswer | None = None
    wrong: Text | None = None


def read_apart(content: bytes, *, seconds: int = SECONDS) -> BankAnswer:
    """Read a file as :func:`.reader.read` does, with little time and memory.

    Raises:
        NotAnAnswerError: when it is no answer, or took more than there is.
    """
    try:
        said = ask("naravard.exchange.bank_answers.apart:answer", content, wait=WAIT, seconds=seconds, memory=MEMORY)
    except BusyError:
        raise NotAnAnswerError(_BUSY) from None
    except TooSlowError:
        said = b""
    if not said:
        raise NotAnAnswerError(_TOO_MUCH)
    answered = msgpack.decode(said, type=Answered)
    if answered.answer is None:
        raise NotAnAnswerError(answered.wrong or _TOO_MUCH)
    return answered.answer


def answer(content: bytes) -> bytes:
    """Answer a question that came from another process."""
    try:
        return msgpack.encode(Answered(answer=read(content)))
    except NotAnAnswerError as error:
        return msgpack.encode(Answered(wrong=error.says))


_BUSY = Text(
    "Andra läser tunga filer just nu. Vänta en minut och läs in filen igen. Inget är fel med den.",
    "Others are reading heavy files just now. Wait a minute and take the file in again. Nothing is wrong with it.",
)
_TOO_MUCH = Text(
    "Filen tog för lång tid att läsa, eller för mycket minne. Be banken om en fil för varje dag. Kommer svaret igen, "
    "säg till den som driver tjänsten.",
    "The file took too long to read, or too much memory. Ask the bank for a file for each day. If this comes again, "
    "tell the operator of the service.",
)
