"""What commands that fetch statistics share: the publisher asked calmly, and the values as a table."""

import datetime
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from naravard.agreement.model import Text
from naravard.cli.refusal import CommandRefused
from naravard.documents import headings
from naravard.documents.table import Column, Table
from naravard.exchange.statistics.publisher import Publisher, StatisticsError

if TYPE_CHECKING:
    from naravard.exchange.statistics.kolada import KoladaValue

_COLUMNS: "tuple[Column[KoladaValue], ...]" = (
    Column("kpi", headings.ID, "code", of=lambda one: one.kpi),
    Column("place", headings.CODE, "code", of=lambda one: one.place),
    Column("period", Text("Period", "Period"), "code", of=lambda one: one.period),
    Column("sex", Text("Kön", "Sex"), "code", of=lambda one: one.sex),
    Column("value", Text("Värde", "Value"), "fraction", of=lambda one: one.value),
    Column("status", headings.STATUS, of=lambda one: one.status),
    Column("fetched", Text("Hämtat", "Fetched"), "code", of=lambda one: one.at.isoformat(timespec="seconds")),
    Column("address", Text("Adress", "Address"), "code", of=lambda one: one.address),
)


@contextmanager
def at_publisher(address: str) -> Iterator[Publisher]:
    """Give a publisher; what goes wrong there is told as the command's refusal."""
    try:
        yield Publisher(address, now=lambda: datetime.datetime.now(datetime.UTC), wait=time.sleep)
    except StatisticsError as error:
        raise CommandRefused(error.text) from None


def values_table(values: "Iterable[KoladaValue]") -> Table:
    """Return fetched values as a table."""
    return Table.of(values, _COLUMNS, id="kolada", caption=Text("Ur Kolada", "From Kolada"))
