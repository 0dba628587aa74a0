"""What a draft gives whom, beside the agreement that it was begun from."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naravard.agreement.model import Text
from naravard.documents.allocation_tables import annex_tables
from naravard.documents.simulation_tables import recipients_table
from naravard.documents.table import Table
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.drafting.overview import Reading
from naravard.web.drafting.views.lookup import address, draft_or_404, page
from naravard.web.site.tables import export, present


@require_safe
@requires(Permission.DRAFT_AGREEMENTS)
def preview(request: HttpRequest, actor: Actor, draft_number: int, form: str = "") -> HttpResponse:
    """Show what each recipient would get by a draft, before, after and difference, and grant by grant."""
    found = draft_or_404(actor, draft_number)
    reading = Reading(found)
    allocation, problem = reading.allocated
    table = _compared(reading)
    if form and table is not None:
        return export(table, form)
    tables = annex_tables(allocation) if allocation is not None else ()
    return page(
        request,
        "drafting/preview.html",
        actor,
        found,
        reading=reading,
        shown={"problem": problem},
        errors=len(reading.loaded.errors),
        draft_url=address("draft", found),
        table=present(request, table) if table is not None else None,
        tables=[
            present(request, one, sort_name=f"tabell{number}", export_base="") for number, one in enumerate(tables)
        ],
    )


def _compared(reading: Reading) -> Table | None:
    if reading.comparison is None:
        return None
    table = recipients_table(reading.comparison)
    return replace(
        table,
        id=f"{reading.draft.agreement_id}-utkast",
        caption=Text("Mottagarnas belopp: före är den överenskommelse som utkastet börjar från",
                     "The recipients' amounts: before is the agreement that the draft begins from"),
    )  # fmt: skip
