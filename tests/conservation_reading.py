"""The same sums read in other ways than the ledger's own: the rows as JSON, the pages, the files."""

import csv
import io
import json
from collections import Counter, defaultdict
from typing import Any

import openpyxl
from django.db import connection
from django.test import Client

from web_pages import figure, main_of, table_rows, words

Sums = dict[str, dict[str, int]]
"""By grant: figure by step."""
RAW = ("allotted", "requisitioned", "paid", "onward", "costs", "repaid", "reclaimed")
"""What can be added up without knowing which costs what money covers."""
STEPS = (
    "allotted",
    "requisitioned",
    "paid",
    "onward",
    "costs",
    "used",
    "left",
    "repaid",
    "awaiting",
    "own",
    "reclaimed",
)


_TAKES_BACK = {"requisition-returned": "requisition", "payment-returned": "paid", "undone": "fact"}
"""What a fact of each kind that takes another back calls the other."""


def from_the_rows(agreement_id: str) -> dict[str, Sums]:
    """Add up the facts as they lie in the database, by recipient and grant; nothing of the ledger is used."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT account.organisation_id, fact.content FROM ledger_recordedfact fact"
            " JOIN ledger_account account ON account.id = fact.account_id"
            " WHERE account.agreement_id = %s ORDER BY fact.account_id, fact.sequence",
            [agreement_id],
        )
        rows = cursor.fetchall()
    found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for code, content in rows:
        _add(found[code], json.loads(content), 1)
    return {
        code: {grant: {step: sums[step] for step in RAW} for grant, sums in grants.items()}
        for code, grants in found.items()
    }


def _add(grants: dict[str, Counter[str]], fact: dict[str, Any], sign: int) -> None:
    kind = fact["kind"]
    if kind == "allotted":
        for sums in grants.values():
            sums["allotted"] = 0
    if kind in ("allotted", "requisitioned", "paid"):
        for part in fact["sums"]:
            grants[part["grant"]][kind] += sign * part["amount"]
    elif kind in _TAKES_BACK:
        _add(grants, fact[_TAKES_BACK[kind]], -sign)
    elif kind in ("paid-onward", "onward-returned"):
        way = 1 if kind == "paid-onward" else -1
        grants[fact["sum"]["grant"]]["onward"] += sign * way * fact["sum"]["amount"]
    elif kind == "used":
        grants[fact["grant"]]["costs"] += sign * fact["amount"]
    elif kind == "cost-reversed":
        grants[fact["cost"]["grant"]]["costs"] -= sign * fact["amount"]
    elif kind in ("repaid", "reclaimed"):
        grants[fact["grant"]][kind] += sign * fact["amount"]


def from_csv(reader: Client, address: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(_got(reader, address).decode())))


def from_json(reader: Client, address: str) -> dict[str, Any]:
    """Return a JSON file."""
    found: dict[str, Any] = json.loads(_got(reader, address))
    return found


def from_xlsx(reader: Client, address: str) -> list[tuple[Any, ...]]:
    """Return the rows of a workbook's first sheet, its headings first and its totals last."""
    sheet = openpyxl.load_workbook(io.BytesIO(_got(reader, address)), data_only=True).worksheets[0]
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def page_totals(reader: Client, address: str, *headings: str) -> list[int]:
    """Return the totals of some columns of a page's first table; a column of nought is named in its caption instead."""
    main = main_of(reader, address)
    first, *_rows, last = table_rows(main, 0)
    _words, _says, noughts = words(main.xpath(".//table")[0].find("caption")).partition("Noll i alla rader:")
    named = [one.strip() for one in noughts.split(",")]
    assert all(heading in first or heading in named for heading in headings), (first, named)
    said = {heading: figure(cell).replace("–", "0") for heading, cell in zip(first, last, strict=True)}
    return [int(said[heading]) if heading in said else 0 for heading in headings]


def _got(reader: Client, address: str) -> bytes:
    answer = reader.get(address)
    assert answer.status_code == 200, address
    content: bytes = answer.content
    return content
