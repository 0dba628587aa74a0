"""Every table that can be had as a file: the sum over a column is the same in each of its files."""

import csv
import io
import json
from collections.abc import Sequence
from decimal import Decimal

import pytest
from django.db import transaction
from openpyxl import load_workbook
from test_addresses import PARAMETER, address, held_at, places_in

from naravard.documents.files import TableFile, as_file
from naravard.documents.table import Table
from naravard.web.access.roles import ROLES
from naravard.web.reference import declared
from people_samples import member, signed_in_as

FILES = [(route, access) for route, access in declared() if "form" in PARAMETER.findall(route) and access is not None]
OF_THE_AGREEMENT = {
    "grant_id": "nara-vard-regioner", "earmark_id": "fast-lakarkontakt", "code": "09", "annex_id": "bilaga-3",
    "part": "datum", "version": "1", "county_code": "09", "indicator_id": "fast-lakarkontakt-befolkning",
    "level_id": "andel-fast-lakarkontakt",
}  # fmt: skip
"""What an address of the agreement itself names."""
_AGREEMENT = "/overenskommelser/<slug:agreement_id>"
NOT_IN_THIS_WORLD = {
    f"{_AGREEMENT}/granskning/allt.<form:form>",
    f"{_AGREEMENT}/faststallt/<int:version>.<form:form>",
    f"{_AGREEMENT}/faststallt/<int:version>/andringar.<form:form>",
    f"{_AGREEMENT}/medel/<slug:grant_id>/vidare.<form:form>",
    f"{_AGREEMENT}/medel/<slug:grant_id>/vidare/<str:code>.<form:form>",
}
"""The whole audit, which has the other tables and no CSV; and tables of what no one has done in the small world."""


def in_json(table: Table, column: str) -> Decimal:
    """Add a column up in the JSON."""
    told = json.loads(as_file([table], "json").content)
    assert "total" not in told
    return sum((Decimal(str(row[column] or 0)) for row in told["rows"]), Decimal(0))


def in_csv(table: Table, column: str) -> Decimal:
    """Add a column up in the CSV."""
    rows = csv.DictReader(io.StringIO(as_file([table], "csv").content.decode()))
    return sum((Decimal(row[column] or 0) for row in rows), Decimal(0))


def in_workbook(table: Table, place: int) -> Decimal:
    """Add a column up on the workbook's first sheet, from the second row to the last."""
    sheet = load_workbook(io.BytesIO(as_file([table], "xlsx").content), read_only=True).worksheets[0]
    rows = sheet.iter_rows(min_row=2, min_col=place + 1, max_col=place + 1, values_only=True)
    return sum((Decimal(str(value or 0)) for (value,) in rows), Decimal(0))


def compare(table: Table) -> None:
    """Compare what one gets who adds up the columns of kronor in each file."""
    for place, column in enumerate(table.columns):
        if column.kind in {"kronor", "change"} and column.decimals is None:
            assert in_json(table, column.id) == in_csv(table, column.id) == in_workbook(table, place), column.id


@pytest.mark.django_db
def test_the_sum_over_a_column_is_the_same_in_every_file_of_every_table(monkeypatch: pytest.MonkeyPatch) -> None:
    tables: dict[str, Table] = {}

    def kept(written: Sequence[Table], form: str, language: str = "sv") -> TableFile:
        tables.update((table.id, table) for table in written)
        return as_file(written, form, language)

    for room in ("site.tables", "audit.views", "sharing.views.versions"):
        monkeypatch.setattr(f"naravard.web.{room}.as_file", kept)
    there: set[str] = set()
    for code in dict.fromkeys(held_at(role) for role in ROLES):
        with transaction.atomic():
            there |= _asked_for(code, there)
            transaction.set_rollback(True)
    assert {route for route, _access in FILES} - there == NOT_IN_THIS_WORLD
    for table in tables.values():
        compare(table)


def _asked_for(code: str, there: set[str]) -> set[str]:
    """Ask for every table that has not been had, as those who have a role in an organisation; say which there are."""
    found: set[str] = set()
    named = OF_THE_AGREEMENT | places_in(code) | {"form": "csv", "part": OF_THE_AGREEMENT["part"]}
    for role in (one for one in ROLES if held_at(one) == code):
        client = signed_in_as(member(code, role.code))
        for route, access in FILES:
            may = access.permission is None or access.permission in role.permissions
            if may and route not in there | found and client.get(address(route, named)).status_code == 200:
                found.add(route)
    return found
