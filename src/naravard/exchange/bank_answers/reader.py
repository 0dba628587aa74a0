"""A bank's answer, told by its content: XML (pain.002, camt.054) or the 80 columns of BgMax."""

from naravard.agreement.model import Text
from naravard.exchange.bank_answers.bgmax import is_bgmax, read_bgmax
from naravard.exchange.bank_answers.model import BankAnswer, NotAnAnswerError
from naravard.exchange.bank_answers.xml_answer import read_xml

_MB = 1_000_000
MOST_BYTES = 50 * _MB


def read(content: bytes) -> BankAnswer:
    """Return what a file says.

    Raises:
        NotAnAnswerError: when it is none, or another kind than those that are read.
    """
    if len(content) > MOST_BYTES:
        raise NotAnAnswerError(
            Text(
                f"Filen är för stor: {len(content) / _MB:.0f} MB. Den får vara högst {MOST_BYTES // _MB} MB. Be banken "
                "om en fil för varje dag.",
                f"The file is too large: {len(content) / _MB:.0f} MB. It may be at most {MOST_BYTES // _MB} MB. Ask "
                "the bank for a file for each day.",
            )
        )
    return read_bgmax(content) if is_bgmax(content) else read_xml(content)
