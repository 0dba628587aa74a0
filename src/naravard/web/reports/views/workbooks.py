"""The reports that an organisation has received, all answers as one workbook."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naravard.documents.workbook import xlsx_bytes
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.organisations.views.lookup import own
from naravard.web.reports.received_answers import received_tables
from naravard.web.site.templatetags.naravard import language

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@requires(Permission.RECEIVE)
def all_answers(_request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """All answers of the reports that have come in, as a workbook: a sheet for each form, a row for each report."""
    tables = received_tables(shown_or_404(agreement_id), own(actor))
    found = HttpResponse(xlsx_bytes(tables, language()), content_type=_MEDIA_TYPE)
    found["Content-Disposition"] = f'attachment; filename="mottagna-svar-{agreement_id}.xlsx"'
    return found
