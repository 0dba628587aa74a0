"""How long the JSON API takes on the server: each operation once, as the page of open data links to it, lists whole."""

import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.measurement import Measurement, measure

if TYPE_CHECKING:
    from django.test import Client

GOAL = 0.1
LINK = re.compile(r'href="(/api/[^"]*)"')
LISTS = ("/clauses", "/requirements", "/allocation", "/recipients")
"""The lists that are long; they are asked for whole."""


def measurements(client: "Client") -> Iterator[Measurement]:
    """Measure every operation with the client that the pages are measured with."""
    page = client.get("/oppna-data/").content.decode()
    for address in dict.fromkeys(LINK.findall(page)):
        whole = f"{address}?limit=1000" if address.endswith(LISTS) else address
        yield measure(f"API: {whole}", GOAL, partial(client.get, whole), runs=5)
