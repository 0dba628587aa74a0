"""How an organisation's requisition stands, and what the next step is."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.papers.views.desk import desk_page, work_of
from naravard.web.papers.views.standing import standing_of
from naravard.web.requisitions.amounts import amounts_table
from naravard.web.requisitions.desk import DESK
from naravard.web.requisitions.requisition import Requisition
from naravard.web.site.tables import export, present


@require_safe
@requires(Permission.SEE)
def requisition(request: HttpRequest, actor: Actor, agreement_id: str, form: str = "") -> HttpResponse:
    """How a requisition stands: what can be asked for, by which day, who takes the next step, and the receipt."""
    work = work_of(DESK, actor, agreement_id)
    assert isinstance(work, Requisition)  # noqa: S101 - for the type checker; the desk finds no other
    table = amounts_table(work.asked, work.values)
    if form:
        return export(table, form)
    values = standing_of(request, actor, DESK, work)
    values["table"] = present(request, table)
    return desk_page(request, "requisitions/requisition.html", actor, DESK, work, requisition=work, **values)
