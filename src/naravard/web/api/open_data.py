"""The page that tells what there is as data, for people who are about to fetch it."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naravard.agreement.model import Text
from naravard.documents.annexes import available
from naravard.documents.table import Column, Table
from naravard.web.agreements.clauses import slug
from naravard.web.agreements.current import Shown, all_shown, foremost
from naravard.web.api.addresses import root
from naravard.web.api.documentation import operations
from naravard.web.site.tables import ShownTable, present

WORDS = {
    "service": gettext_noop("Tjänsten och dess första adresser"),
    "agreements": gettext_noop("Överenskommelserna"),
    "agreement": gettext_noop("En överenskommelse, hel"),
    "clauses": gettext_noop("Texten, avsnitt för avsnitt"),
    "clause": gettext_noop("Ett avsnitt och allt som vilar på det"),
    "requirements": gettext_noop("Kraven"),
    "duties": gettext_noop("Skyldigheterna med datum"),
    "goals": gettext_noop("Målen"),
    "allocation": gettext_noop("Alla belopp på kronan, beräknade och bindande"),
    "explanation": gettext_noop("Hur ett belopp har räknats fram"),
    "recipients": gettext_noop("Mottagarna och vad var och en får"),
    "recipient": gettext_noop("En mottagare"),
    "annexes": gettext_noop("Bilagorna"),
    "annex": gettext_noop("En bilaga, hel"),
    "audit": gettext_noop("Granskningen"),
}
"""What each operation answers, in Swedish; the English is in the catalogue."""

COLUMNS = (
    Column("what", Text("Vad", "What")),
    Column("address", Text("Adress", "Address"), "code"),
)


def open_data(request: HttpRequest) -> HttpResponse:
    """Tell how everything that the pages show is had as data: as files, and through the API."""
    values = {
        "api_url": root(),
        "openapi_url": f"{root()}openapi.json",
        "first": request.build_absolute_uri(f"{root()}agreements"),
        "table": _table(request),
    }
    return render(request, "api/open_data.html", values)


def _table(request: HttpRequest) -> ShownTable:
    """Return the operations, each with a link to an example where there is one."""
    every = all_shown()
    known = _example(foremost(every)) if every else {}
    named = [(WORDS[operation["operationId"]], path) for path, operation in operations()]
    rows = [(_(words), path) for words, path in named]
    examples = [_filled(path, known) for _words, path in rows]
    table = Table(id="oppna-data", caption=Text("Vad som finns", "What there is"), columns=COLUMNS, rows=tuple(rows))

    def link(number: int, column: str) -> str | None:
        return examples[number] if column == "address" else None

    return present(request, table, link=link, export_base="", stacked=True)


def _example(shown: Shown) -> dict[str, str]:
    """Return something of an agreement for each name that an address may hold; fewer when it has fewer."""
    agreement = shown.agreement
    found = {"agreement_id": agreement.id}
    if agreement.clauses:
        found["clause"] = slug(agreement.clauses[0].id)
    if shown.allocation is not None:
        found["annex"] = next(iter(available(agreement)))
        for allocated in shown.allocation.grants:
            if allocated.cells:
                return found | {"grant": allocated.grant.id, "code": allocated.cells[0].recipient.code}
    return found


def _filled(path: str, known: Mapping[str, str]) -> str | None:
    """Return the address with its names filled in; nothing when one is not known."""
    names = re.findall(r"{(\w+)}", path)
    if any(name not in known for name in names):
        return None
    return re.sub(r"{(\w+)}", lambda name: quote(known[name[1]]), path)
