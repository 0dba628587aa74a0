"""A version of how a grant is shared: its sums and what they rest on, its answers, as a page, as files and explained.

The RSS and the county's municipalities see the same; drafts are the RSS's alone.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement.duties import organisation_code, swedish_day
from naravard.agreement.model import Text
from naravard.allocation import AllocationError
from naravard.allocation.rule_words import describe_rule
from naravard.documents.files import as_file
from naravard.documents.pdf import Annex
from naravard.documents.table import Table
from naravard.web.agreements.provenance import provenance
from naravard.web.sharing.models import Proposal
from naravard.web.sharing.overview import CountySharing, GrantSharing, answers_of, rule_of, silent
from naravard.web.sharing.tables import answers_table, basis_table, shares_table
from naravard.web.site.tables import TABLE_FORMS, Export, export, name_of, present
from naravard.web.site.templatetags.naravard import language

MUNICIPALITY = "kommun"
"""The name in the address of whose amount is explained."""
STATUS = {
    Proposal.DRAFT: Text("Utkast, inte skickat till kommunerna.", "Draft, not sent to the municipalities."),
    Proposal.SENT: Text("Förslag, skickat till kommunerna för samtycke.", "Proposal, sent for consent."),
    Proposal.DECIDED: Text("Beslutad fördelning.", "Decided sharing."),
    Proposal.REPLACED: Text("Ersatt av en senare version.", "Replaced by a later version."),
}


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """One version, for whom it is shown, and the names of the addresses there."""

    county: CountySharing
    sharing: GrantSharing
    proposal: Proposal
    code: str
    """The organisation whose page it is."""
    names: str
    """The beginning of the addresses' names: ``sharing:version`` or ``sharing:county_version``."""

    def url(self, suffix: str = "", number: int | None = None) -> str:
        """Return an address of this version, or of another number."""
        place = [self.code, self.sharing.shown.agreement.id, self.sharing.grant.id, number or self.proposal.number]
        return reverse(f"{self.names}{suffix}", args=place)


def version_values(request: HttpRequest, asked: ShownVersion) -> dict[str, Any]:
    """Return what the page of a version needs."""
    sharing, proposal = asked.sharing, asked.proposal
    before = sharing.before(proposal)

    def explained(code: str, number: int) -> str:
        """Return where a municipality's amount is explained; what is kept for common work leads to its version."""
        if not code:
            return asked.url(number=number)
        return f"{asked.url('_explained', number=number)}?{MUNICIPALITY}={code.rpartition('-')[2]}"

    base = asked.url().rstrip("/")
    files = (
        Export("PDF", f"{base}.pdf"),
        *(Export(name_of(form), f"{base}.{form}") for form in TABLE_FORMS),
    )
    return {
        "proposal": proposal,
        "sharing": sharing,
        "before": before,
        "before_url": asked.url(number=before.number) if before else "",
        "says": STATUS[proposal.status],
        "rule": describe_rule(rule_of(proposal), sharing.county(proposal).agreement),
        "keys": _keys(asked),
        "table": present(request, shares_table(sharing, proposal, before, explained), export_base=""),
        "files": files,
        "answers": answers_of(proposal),
        "answers_table": _answers(request, asked),
        "silent": silent(proposal, sharing.members),
        "versions": [(one, asked.url(number=one.number)) for one in _seen(asked)],
    }


def explained_values(request: HttpRequest, asked: ShownVersion) -> dict[str, Any]:
    """Return what the page of an explanation needs; 404 for one who is not of the county."""
    members = {member.code: member for member in asked.sharing.members}
    first = next(iter(members), "")
    own = asked.code.rpartition("-")[2]
    code = request.GET.get(MUNICIPALITY, own if own in members else first)
    share = next(
        (
            one
            for one in asked.proposal.shares.all()
            if code in members and one.organisation_id == organisation_code(members[code])
        ),
        None,
    )
    if share is None:
        raise Http404(_("Kommunen får ingen del av det här beloppet."))
    county = asked.sharing.county(asked.proposal)
    shared = asked.proposal.shared + asked.proposal.kept_by_rule
    try:
        explanation = county.explain(rule_of(asked.proposal), shared, code)
    except AllocationError:
        raise Http404 from None
    return {
        "sharing": asked.sharing,
        "proposal": asked.proposal,
        "member": members[code],
        "share": share,
        "lines": explanation.lines[1:],
        "kept_first": asked.proposal.kept - asked.proposal.kept_by_rule,
        "shared": shared,
        "back_url": asked.url(),
        "others": [(member, f"?{MUNICIPALITY}={member.code}") for member in members.values()],
        "whose": MUNICIPALITY,
    }


def file_of(asked: ShownVersion, form: str) -> HttpResponse:
    """Answer with a version as a file: what it rests on, sums and answers in a workbook; the sums alone otherwise."""
    if form != "xlsx":
        return export(shares_table(asked.sharing, asked.proposal, asked.sharing.before(asked.proposal)), form)
    file = as_file(list(_document(asked)), form, language())
    answer = HttpResponse(file.content, content_type=file.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{_document(asked)[1].id}.xlsx"'
    return answer


def pdf_of(asked: ShownVersion) -> HttpResponse:
    """Answer with a version as PDF, to put before a joint board."""
    from naravard.documents.pdf import pdf_bytes

    grant, proposal = asked.sharing.grant.name, asked.proposal
    title = Text(
        f"{grant.sv}: {'beslutad fördelning' if proposal.decided_at else 'förslag till fördelning'}",
        f"{grant.in_language('en')}: {'decided sharing' if proposal.decided_at else 'proposed sharing'}",
    )
    annex = Annex(
        title=title,
        tables=_document(asked),
        provenance=provenance(asked.sharing.shown),
        status=STATUS[proposal.status],
        dated=_day_of(proposal),
        parties=(asked.county.rss.name,),
        running=Text(f"{asked.county.rss.name}, version {proposal.number}"),
    )
    answer = HttpResponse(pdf_bytes(annex, language()), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{_document(asked)[1].id}.pdf"'
    return answer


def _document(asked: ShownVersion) -> tuple[Table, ...]:
    sharing, proposal = asked.sharing, asked.proposal
    tables = [basis_table(sharing, proposal), shares_table(sharing, proposal, sharing.before(proposal))]
    return tuple(tables if proposal.is_draft else [*tables, answers_table(sharing, proposal)])


def _day_of(proposal: Proposal) -> datetime.date:
    return swedish_day(proposal.decided_at or proposal.sent_at or proposal.made_at)


def _answers(request: HttpRequest, asked: ShownVersion) -> Any:
    if asked.proposal.is_draft:
        return None
    table = answers_table(asked.sharing, asked.proposal)
    return present(request, table, sort_name="svar", stacked=True, export_base="")


def _seen(asked: ShownVersion) -> tuple[Proposal, ...]:
    own = asked.code == asked.county.rss.code
    return asked.sharing.proposals if own else asked.sharing.public


def _keys(asked: ShownVersion) -> list[dict[str, Any]]:
    return [
        {"name": Text(*kept["name"]), "source": Text(*kept["source"]), "describes": Text(*kept["describes"])}
        for kept in asked.proposal.keys.values()
    ]
