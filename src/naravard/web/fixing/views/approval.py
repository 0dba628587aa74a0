"""The approval of an agreement's text and data: by a named person, with what there is to remark."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from naravard.agreement.annotations import annotated
from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.doings import Doing
from naravard.web.access.permissions import Permission
from naravard.web.agreements.approvals import approvals_of
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import Crumb
from naravard.web.agreements.mandates import has_mandate
from naravard.web.fixing.acts import approve_agreement
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.views.lookup import own
from naravard.web.site.clock import now
from naravard.web.site.forms import Field
from naravard.web.site.forms.step import OwnYes, Step, answer, within

ROOM = "fixing:fixing"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.FIX_ALLOCATION)
def approve(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Ask for what there is to remark on the text and the data as they read; then approve them."""
    shown = shown_or_404(agreement_id)
    if not has_mandate(actor, shown, Doing.FIXES) or not shown.agreement.clauses:
        raise Http404
    page = reverse("agreements:annotated", args=[agreement_id])

    def do(written: tuple[str, str], _seen: int | None) -> str:
        remarks, seen = written
        approve_agreement(actor=actor, agreement_id=agreement_id, at=now(), remarks=remarks, seen_reads=seen)
        return page

    step = Step(
        title=Text("Godkänn texten och det den blev", "Approve the text and the data"),
        explains=Text(
            "Ditt namn, dagen och det du anmärker står på sidan och i PDF:en. Godkännandet gäller texten och "
            "det den blev som det lyder nu. Ändras något gäller det inte längre.",
            "Your name, the day and what you remark stand on the page and in the PDF. The approval is of the text and "
            "the data as they read now; where they change it holds no longer.",
        ),
        about=[(Text("Godkänt hittills", "Approved so far"), one.words) for one in approvals_of(shown) if one.holds],
        button=Text("Godkänn", "Approve"),
        fields=[
            Field(
                name="remarks",
                kind="area",
                label=Text("Anmärkningar", "Remarks"),
                hint=Text(
                    "Det som den som läser bör veta. Lämna tomt om du inte har något att anmärka.",
                    "What a reader should know. Leave it empty if you have nothing to remark.",
                ),
            )
        ],
        read=lambda written: (written.text("remarks"), written.raw("reads")),
        do=do,
        done=Text("Texten och det den blev är godkända.", "The text and the data are approved."),
        hidden={"reads": shown.reads},
        tells_seen=frozenset({"reads"}),
        own_yes=_not_accounted_for(shown),
        back=reverse(ROOM, args=[own(actor).code, agreement_id]),
    )
    crumb = Crumb(Text("Fastställande", "Fixing"), reverse(ROOM, args=[own(actor).code, agreement_id]))
    return answer(request, actor, within(money_page, request, actor, shown, crumb, room=ROOM), step)


def _not_accounted_for(shown: Shown) -> list[OwnYes]:
    """Return the yes to approving a text of which some sentences became nothing and are not left out either."""
    missing = sum(not one.is_accounted_for for one in annotated(shown.agreement))
    if not missing:
        return []
    many = "1 mening" if missing == 1 else f"{missing} meningar"
    of = "1 sentence" if missing == 1 else f"{missing} sentences"
    return [
        OwnYes(
            Text(
                f"{many} i texten har varken blivit något eller utelämnat med skäl.",
                f"{of} of the text are neither anything in the data nor left out with a reason.",
            ),
            Text(f"Ja, godkänn utan att {many} är genomgångna", f"Yes, approve without {of} gone through"),
        )
    ]
