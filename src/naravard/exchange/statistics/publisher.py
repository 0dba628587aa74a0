"""Getting answers of one publisher over HTTP: the same host only, calmly, of bounded size, and every fault told.

Time comes in: the caller gives what tells the moment and what waits.
"""

import datetime
import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from http.client import HTTPException
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from naravard.agreement.model import Text

SECONDS_BETWEEN = 0.2
"""Five questions a second at most: what Kolada asks of those who fetch much."""
PATIENCE = 60
"""Seconds that an answer may take, and that a publisher may ask us to wait."""
LARGEST = 50_000_000
"""Bytes of one answer."""
MOST_DIGITS = 30
"""Before or after the decimal point of a number that is taken for one."""
MOST_TRIES = 3
"""How many times a publisher may ask us to come back later."""
_LATER = frozenset({429, 503})
_NOT_FOUND = 404
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class StatisticsError(Exception):
    """What was asked for was not got; the words say why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.sv)
        self.text = text


class FetchedAnswer(NamedTuple):
    """An answer as it was fetched."""

    address: str
    at: datetime.datetime
    content: bytes

    def data(self) -> Any:
        """Return the answer read as JSON, its numbers exactly as written.

        Raises:
            StatisticsError: It is not JSON.
        """
        try:
            return json.loads(self.content, parse_float=Decimal, parse_int=Decimal, parse_constant=_no_number)
        except (ValueError, RecursionError):
            raise StatisticsError(
                Text(
                    f"Svaret från {self.address} är inte JSON. Försök igen senare.",
                    f"The answer from {self.address} is not JSON. Try again later.",
                )
            ) from None


class Publisher:
    """One publisher's service."""

    def __init__(self, base: str, *, now: Callable[[], datetime.datetime], wait: Callable[[float], object]) -> None:
        """Remember the service's address, what tells the moment, and what waits for some seconds.

        Raises:
            StatisticsError: The address is not https, and not on this machine.
        """
        parts = urlsplit(base)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _HERE):
            raise StatisticsError(
                Text(f"Adressen {base} är inte https.", f"The address {base} is not https."),
            )
        self.base = base.rstrip("/")
        self._now = now
        self._wait = wait
        self._asked = False
        self._opener = build_opener(_NoRedirects, ProxyHandler()) if parts.hostname not in _HERE else build_opener(
            _NoRedirects, ProxyHandler({})
        )  # fmt: skip

    def get(self, address: str) -> FetchedAnswer:
        """Return the answer of an address under the service's, or of a whole one on the same host.

        Raises:
            StatisticsError: It could not be got: it says which fault.
        """
        whole = self._whole(address)
        for _try in range(MOST_TRIES):
            if self._asked:
                self._wait(SECONDS_BETWEEN)
            self._asked = True
            later = self._ask(whole)
            if isinstance(later, FetchedAnswer):
                return later
            self._wait(later)
        raise StatisticsError(
            Text(
                f"{urlsplit(whole).hostname} ber oss vänta. Försök igen senare.",
                f"{urlsplit(whole).hostname} asks us to wait. Try again later.",
            )
        )

    def _whole(self, address: str) -> str:
        whole = address if "://" in address else f"{self.base}/{address.lstrip('/')}"
        wanted, ours = urlsplit(urljoin(f"{self.base}/", whole)), urlsplit(self.base)
        if (wanted.scheme, wanted.netloc) != (ours.scheme, ours.netloc):
            raise StatisticsError(
                Text(
                    f"Svaret leder till en annan tjänst, {wanted.netloc}. Dit går vi inte.",
                    f"The answer leads to another service, {wanted.netloc}. It is not followed.",
                )
            )
        return wanted.geturl()

    def _ask(self, address: str) -> "FetchedAnswer | float":
        """Ask once; return the answer, or for how many seconds we are asked to wait."""
        said = {"Accept": "application/json", "User-Agent": "Naravard"}
        request = Request(address, headers=said)  # noqa: S310 - its scheme and host are the publisher's
        try:
            with self._opener.open(request, timeout=PATIENCE) as reply:
                content: bytes = reply.read(LARGEST + 1)
        except HTTPError as error:
            with error:
                if error.code in _LATER:
                    return _seconds(error.headers.get("Retry-After"))
            raise _refused(address, error.code) from None
        except (URLError, HTTPException, TimeoutError, OSError) as error:
            raise StatisticsError(
                Text(
                    f"{urlsplit(address).netloc} svarar inte ({type(error).__name__}). Försök igen senare.",
                    f"{urlsplit(address).netloc} does not answer ({type(error).__name__}). Try again later.",
                )
            ) from None
        if len(content) > LARGEST:
            raise StatisticsError(
                Text(
                    f"Svaret är större än {LARGEST // 1_000_000} MB. Fråga efter färre värden.",
                    f"The answer is greater than {LARGEST // 1_000_000} MB. Ask for fewer values.",
                )
            )
        return FetchedAnswer(address, self._now(), content)


class _NoRedirects(HTTPRedirectHandler):
    """Follows no redirect: it is told as the fault it is."""

    def redirect_request(self, *_args: Any) -> None:
        """Return no request to go on with."""


def number_of(value: object) -> Fraction:
    """Return a number of an answer exactly.

    Raises:
        ValueError: It is none, or of a size that no statistics have.
    """
    if not isinstance(value, Decimal) or not value.is_finite() or abs(value.adjusted()) > MOST_DIGITS:
        raise ValueError(value)
    return Fraction(value)


def _refused(address: str, code: int) -> StatisticsError:
    if code == _NOT_FOUND:
        return StatisticsError(
            Text(
                f"Det finns inget på {address} (404). Det är ett fel, inte ett tomt svar. Jämför beteckningarna.",
                f"There is nothing at {address} (404). That is a fault, not an empty answer. Compare the ids.",
            )
        )
    return StatisticsError(
        Text(f"{address} svarar med fel {code}.", f"{address} answers with error {code}."),
    )


def _seconds(written: str | None) -> float:
    """Return how long we are asked to wait, within our patience."""
    return (
        float(min(int(written), PATIENCE)) if written is not None and written.isascii() and written.isdecimal() else 1.0
    )


def _no_number(written: str) -> None:
    raise ValueError(written)
