"""Files with costs that have been read in and wait to be booked or discarded."""

from collections.abc import Iterator

from django.urls import reverse

from naravard.agreement.model import Text
from naravard.web.access.permissions import Permission
from naravard.web.costs.models import CostFile
from naravard.web.handovers.handover import Asked, Handover, source
from naravard.web.people.names import names_of


@source
def files_to_book(asked: Asked) -> Iterator[Handover]:
    """Give each file whose costs are not booked yet."""
    files = list(
        CostFile.objects.filter(organisation__in=asked.codes(Permission.BOOK_COSTS), state=CostFile.WAITING).defer(
            "chart", "comparison"
        )
    )
    names = names_of(one.received_by for one in files)
    for one in files:
        shown = asked.shown(one.agreement_id)
        if shown is None:
            continue
        yield Handover(
            id="cost-file", organisation=asked.organisations[one.organisation_id], permission=Permission.BOOK_COSTS,
            shown=shown, about=str(one.number), since=one.received_at,
            url=reverse("costs:file", args=[one.organisation_id, one.agreement_id, one.number]),
            what=Text(f"Bokför eller kasta filen {one.name}", f"Book or discard the file {one.name}"),
            why=Text(
                f"{names[one.received_by]} läste in den. Inget i den är bokfört än.",
                f"{names[one.received_by]} took it in. Nothing in it is booked yet.",
            ),
        )  # fmt: skip
