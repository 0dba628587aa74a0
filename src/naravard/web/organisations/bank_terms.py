"""What the bank of an organisation that pays asks for in a payment file: how each is read, and what all of it says.

All of it may be left empty: the file then has what most banks take (decision 30).
"""

from collections.abc import Callable
from typing import get_args

from stdnum import bic, iban
from stdnum.exceptions import ValidationError

from naravard.agreement.model import Text
from naravard.agreement.wording import alternatives
from naravard.exchange.pain001 import BankTerms, bank_text
from naravard.exchange.pain001.model import CLEARING, LONGEST_ID, ChargeBearer, CustomerScheme
from naravard.web.organisations.contact_values import read_line
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.numbers import WrittenWrongError

NONE = "ingen"
_CLEARING_DIGITS = range(4, 6)


def read_customer_id(written: str) -> str:
    """Return the number that a bank knows its customer by, with the signs that banks take.

    Raises:
        WrittenWrongError: when it is too long or has other signs.
    """
    line = read_line(written, LONGEST_ID)
    if bank_text(line) != line:
        raise WrittenWrongError(
            Text(
                "Banker tar bara emot bokstäver, siffror, mellanslag och / - ? : ( ) . , ' +. Skriv numret som banken "
                "har angett det.",
                "Banks take only letters, digits, blanks and / - ? : ( ) . , ' +. Write the number as the bank has "
                "given it.",
            )
        )
    return line


def read_bic(written: str) -> str:
    """Return a bank's BIC.

    Raises:
        WrittenWrongError: when it is none.
    """
    try:
        return str(bic.validate(read_line(written, LONGEST_ID)))
    except ValidationError:
        raise WrittenWrongError(
            Text(
                "Det är ingen BIC. Den har åtta eller elva tecken, som SWEDSESS.",
                "This is no BIC. It has eight or eleven signs, as SWEDSESS.",
            )
        ) from None


def read_iban(written: str) -> str:
    """Return an IBAN without blanks, its check digits verified.

    Raises:
        WrittenWrongError: when it is none.
    """
    try:
        return str(iban.validate(read_line(written, 60)))
    except ValidationError:
        raise WrittenWrongError(
            Text(
                "Det är inget IBAN, eller så är en siffra fel. Ett svenskt har SE och 22 siffror, som i SE35 5000 0000 "
                "0549 1000 0003.",
                "This is no IBAN, or a digit is wrong. A Swedish one has SE and 22 digits, as in SE35 5000 0000 0549 "
                "1000 0003.",
            )
        ) from None


def shown_iban(number: str) -> str:
    """Write an IBAN as people do, in groups of four."""
    return str(iban.format(number)) if number else ""


def one_of(codes: tuple[str, ...]) -> Callable[[str], str]:
    """Return what reads one of some codes, in capitals or not."""

    def read(written: str) -> str:
        line = read_line(written, LONGEST_ID).upper()
        if line not in codes:
            raise WrittenWrongError(
                Text(
                    f"Skriv {alternatives(codes)}, eller lämna fältet tomt.",
                    f"Write {alternatives(codes, 'en')}, or leave the field empty.",
                )
            )
        return line

    return read


SCHEMES, BEARERS = get_args(CustomerScheme), get_args(ChargeBearer)


def read_clearing(written: str) -> str:
    """Return a clearing number, or the word that says that the bank asks for none.

    Raises:
        WrittenWrongError: when it is neither.
    """
    line = read_line(written, LONGEST_ID).lower()
    if line == NONE or (line.isascii() and line.isdigit() and len(line) in _CLEARING_DIGITS):
        return line
    raise WrittenWrongError(
        Text(
            f"Ett clearingnummer har fyra eller fem siffror. Skriv ”{NONE}” om banken inte vill ha något.",
            f"A clearing number has four or five digits. Write “{NONE}” if the bank wants none.",
        )
    )


def bank_terms_of(payer: Organisation) -> BankTerms:
    """Return what an organisation's bank asks for."""

    def clearing(written: str, usual: str) -> str:
        return "" if written == NONE else written or usual

    return BankTerms(
        customer_id=payer.bank_customer_id,
        customer_scheme=next((one for one in SCHEMES if one == payer.bank_customer_scheme), SCHEMES[0]),
        bic=payer.bank_bic,
        iban=payer.bank_iban,
        charge_bearer=next((one for one in BEARERS if one == payer.bank_charge_bearer), None),
        bankgiro_clearing=clearing(payer.bank_bankgiro_clearing, CLEARING["bankgiro"]),
        plusgiro_clearing=clearing(payer.bank_plusgiro_clearing, CLEARING["plusgiro"]),
    )
