"""The records before the vouchers, one function each; a record that is not here is passed by, as the standard says."""

from collections.abc import Callable

from naravard.exchange.sie.fields import Field
from naravard.exchange.sie.findings import WrongError
from naravard.exchange.sie.model import AccountKind, ChartAccount, Dimension, FileHead, FiscalYear
from naravard.exchange.sie.values import Values, account, needed, number, text

OUR_TYPE = 4
BALANCES = frozenset(("#IB", "#UB", "#OIB", "#OUB", "#RES", "#PSALDO", "#PBUDGET"))
ONCE = frozenset(("#FLAGGA", "#FORMAT", "#SIETYP", "#PROGRAM", "#GEN", "#FNAMN", "#ORGNR", "#VALUTA"))
ALWAYS_NEEDED = ("#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN", "#SIETYP", "#FNAMN")
NEEDED_WITH_BALANCES = ("#RAR", "#KONTO")
DECIDING = frozenset(("#SIETYP", "#VALUTA", "#RAR"))
"""Records that decide what a sum means, or whether a voucher is in time; what is wrong with the others changes none."""
_KINDS: dict[str, AccountKind] = {"T": "T", "S": "S", "K": "K", "I": "I"}


class LeaveError(WrongError):
    """So wrong that reading on tells nothing more."""


class HeadReader:
    """Fills a head, record by record."""

    def __init__(self, head: FileHead, values: Values) -> None:
        self.head, self._values = head, values
        self.seen: set[str] = set()
        self._records: dict[str, Callable[[list[Field]], None]] = {
            "#FLAGGA": self._flag,
            "#FORMAT": self._format,
            "#SIETYP": self._type,
            "#PROGRAM": self._program,
            "#GEN": self._generated,
            "#FNAMN": self._company,
            "#ORGNR": self._organisation_number,
            "#KPTYP": self._chart,
            "#VALUTA": self._currency,
            "#RAR": self._fiscal_year,
            "#KONTO": self._account,
            "#KTYP": self._account_kind,
            "#DIM": self._dimension,
            "#UNDERDIM": self._sub_dimension,
            "#OBJEKT": self._object,
        }

    def read(self, label: str, fields: list[Field]) -> None:
        """Take in a record; raise what is wrong with it."""
        take = self._records.get(label)
        if take is None:
            self.head.has_balances = self.head.has_balances or label in BALANCES
            self.head.ignored[label] = self.head.ignored.get(label, 0) + 1
            return
        if label in self.seen and label in ONCE:
            raise WrongError("S012", record=label)
        self.seen.add(label)
        take(fields)

    def _flag(self, fields: list[Field]) -> None:
        flag = needed(fields, 1)
        if flag not in ("0", "1"):
            raise WrongError("S008", found=flag)
        self.head.already_read = flag == "1"
        if self.head.already_read:
            raise WrongError("S007")

    def _format(self, fields: list[Field]) -> None:
        self.head.format = needed(fields, 1)
        if self.head.format.upper() != "PC8":
            raise WrongError("S009", found=self.head.format)

    def _type(self, fields: list[Field]) -> None:
        self.head.sie_type = number(needed(fields, 1), "#SIETYP")
        if self.head.sie_type != OUR_TYPE:
            raise LeaveError("S010", found=self.head.sie_type)

    def _program(self, fields: list[Field]) -> None:
        self.head.program, self.head.program_version = text(fields, 1), text(fields, 2)

    def _generated(self, fields: list[Field]) -> None:
        self.head.generated_by = text(fields, 2)
        self.head.generated_on = self._values.day(needed(fields, 1))

    def _company(self, fields: list[Field]) -> None:
        self.head.company = text(fields, 1)

    def _organisation_number(self, fields: list[Field]) -> None:
        self.head.organisation_number = text(fields, 1)

    def _chart(self, fields: list[Field]) -> None:
        self.head.chart = text(fields, 1)

    def _currency(self, fields: list[Field]) -> None:
        self.head.currency = text(fields, 1).upper() or "SEK"
        if self.head.currency != "SEK":
            raise WrongError("S059", found=self.head.currency)

    def _fiscal_year(self, fields: list[Field]) -> None:
        which = number(needed(fields, 1), "#RAR")
        if not (text(fields, 2) or text(fields, 3)):
            return  # programs write an empty year in files to import, where it need not stand
        first, last = self._values.day(needed(fields, 2)), self._values.day(needed(fields, 3))
        if first > last:
            raise WrongError("S058", first=f"{first}", last=f"{last}")
        self.head.fiscal_years[which] = FiscalYear(which, first, last)

    def _account(self, fields: list[Field]) -> None:
        found = account(needed(fields, 1))
        known = self.head.accounts.get(found)
        self.head.accounts[found] = ChartAccount(found, text(fields, 2), known.kind if known else "")

    def _account_kind(self, fields: list[Field]) -> None:
        """Take in what an account is; a kind that the standard does not have says nothing."""
        found, kind = account(needed(fields, 1)), _KINDS.get(text(fields, 2).upper(), "")
        known = self.head.accounts.get(found)
        if known is not None:
            self.head.accounts[found] = ChartAccount(found, known.name, kind)

    def _dimension(self, fields: list[Field]) -> None:
        found = number(needed(fields, 1), "#DIM")
        self.head.dimensions[found] = Dimension(found, text(fields, 2))

    def _sub_dimension(self, fields: list[Field]) -> None:
        found = number(needed(fields, 1), "#UNDERDIM")
        self.head.dimensions[found] = Dimension(found, text(fields, 2), number(needed(fields, 3), "#UNDERDIM"))

    def _object(self, fields: list[Field]) -> None:
        self.head.objects[number(needed(fields, 1), "#OBJEKT"), needed(fields, 2)] = text(fields, 3)
