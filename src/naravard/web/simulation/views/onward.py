"""The second level: how would a county's sum be shared among its municipalities?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement.model import Recipient, Text
from naravard.allocation import AllocationError
from naravard.allocation.model import Allocation, Cell, GrantAllocation
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import page
from naravard.web.simulation.address import packed_numbers, unpacked_numbers
from naravard.web.simulation.grant_fields import municipality_rows, rows_file
from naravard.web.simulation.input.entries import Entries
from naravard.web.simulation.input.rows import Entered, read_rows, rows_text
from naravard.web.simulation.input.uploads import uploaded_text
from naravard.web.simulation.notices import NAME as NOTICES
from naravard.web.simulation.notices import packed_notices, unpacked_notices
from naravard.web.simulation.onward import (
    SharedCounty,
    county_cells,
    county_name,
    municipalities_of,
    onward_table,
    share_county,
    shareable,
)
from naravard.web.site.forms import Choice, Field
from naravard.web.site.forms.problems import EntryError, Problem, from_allocation
from naravard.web.site.tables import export, present

NAME = "simulation:onward"
GRANT, COUNTY, WAY, KEY, ROWS, FILE = "belopp", "lan", "satt", "nyckel", "rader", "fil"
EQUAL, OWN = "lika", "egen"


@dataclass(slots=True)
class OnwardQuestion:
    """What the reader asks: which sum, and how it is to be shared."""

    granted: GrantAllocation
    cell: Cell
    way: str = ""
    numbers: dict[str, Fraction] | None = None

    @property
    def place(self) -> dict[str, str]:
        """The sum as it stands in the address."""
        return {GRANT: self.granted.grant.id, COUNTY: self.cell.recipient.code}

    def address(self) -> str:
        """Return the query that asks the same again."""
        values = self.place | ({WAY: self.way} if self.way else {})
        return urlencode(values | ({KEY: packed_numbers(self.numbers)} if self.numbers else {}))


@open_to_everyone
def onward(request: HttpRequest, agreement_id: str, form: str = "") -> HttpResponse:
    """Show the form and, when it has been filled in, the municipalities' sums."""
    shown = shown_or_404(agreement_id)
    grants = shareable(shown.allocation) if shown.allocation else []
    if shown.allocation is None or not grants:
        return page(request, "simulation/onward_none.html", shown, NAME)
    entries = Entries({name: value for name, value in (request.POST or request.GET).items() if isinstance(value, str)})
    question = _question(grants, entries)
    if request.method == "POST":
        answer = _posted(request, shown, question, entries)
        if answer is not None:
            return answer
    shared = _shared(shown.allocation, question, entries) if request.method != "POST" else None
    if form and shared:
        return export(onward_table(shown, shared), form)
    return _page(request, shown, grants, question, entries, shared)


def _question(grants: list[GrantAllocation], entries: Entries) -> OnwardQuestion:
    """Read which sum is meant; the first where nothing or something unknown is named."""
    by_id = {granted.grant.id: granted for granted in grants}
    wanted = entries.text(GRANT)
    granted = by_id.get(wanted, grants[0])
    if wanted and wanted not in by_id:
        entries.refuse(_unknown(GRANT, wanted, _("Det valda beloppet finns inte här.")))
    cells = {cell.recipient.code: cell for cell in county_cells(granted)}
    code = entries.text(COUNTY)
    if code and code not in cells:
        entries.refuse(_unknown(COUNTY, code, _("Det valda länet får inget av beloppet.")))
    return OnwardQuestion(granted, cells.get(code, next(iter(cells.values()))), entries.text(WAY))


def _unknown(field: str, found: str, what: str) -> Problem:
    return Problem(what=what, field=field, found=f"”{found[:60]}”", way_out=_("Välj i listan."))


def _posted(request: HttpRequest, shown: Shown, question: OnwardQuestion, entries: Entries) -> HttpResponse | None:
    """Take what was brought and lead on to the address that holds it; ``None`` when something must be put right."""
    question.way = OWN
    try:
        entered = _brought(request, question)
        question.numbers = entered.values
    except EntryError as error:
        entries.problems.extend(error.problems)
        return None
    if entries.problems:
        return None
    notices = packed_notices(entered.notices)
    more = f"&{urlencode({NOTICES: notices})}" if notices else ""
    return HttpResponseRedirect(f"{reverse(NAME, args=[shown.agreement.id])}?{question.address()}{more}#resultat")


def _brought(request: HttpRequest, question: OnwardQuestion) -> Entered:
    """Read the numbers from the file, or from the box when there is no file."""
    members = municipalities_of(question.cell.recipient)
    uploaded = uploaded_text(request, FILE)
    if uploaded is not None:
        return read_rows(uploaded, members, FILE)
    return read_rows(request.POST.get(ROWS, ""), members, ROWS)


def _shared(allocation: Allocation, question: OnwardQuestion, entries: Entries) -> SharedCounty | None:
    """Share the sum as the address asks; ``None`` when it does not ask yet, or cannot be answered."""
    if question.way not in (EQUAL, OWN) or entries.problems:
        return None
    try:
        if question.way == OWN:
            question.numbers = _numbers(entries.text(KEY), question.cell.recipient)
        return share_county(allocation, question.granted, question.cell.recipient.code, question.numbers)
    except EntryError as error:
        entries.problems.extend(error.problems)
    except AllocationError as error:
        entries.refuse(from_allocation(error, ROWS))
    return None


def _numbers(token: str, county: Recipient) -> dict[str, Fraction]:
    """Unpack the address's numbers and see that they are for this county."""
    if not token:
        raise EntryError(
            Problem(what=_("Nyckeln saknas."), field=ROWS, way_out=_("Klistra in raderna eller välj en fil."))
        )
    numbers = unpacked_numbers(token)
    names = "\n".join(f"{code};{value}" for code, value in numbers.items())
    return read_rows(names, municipalities_of(county), ROWS).values


def _page(
    request: HttpRequest,
    shown: Shown,
    grants: list[GrantAllocation],
    question: OnwardQuestion,
    entries: Entries,
    shared: SharedCounty | None,
) -> HttpResponse:
    values: dict[str, object] = {}
    if shared is not None:
        table = onward_table(shown, shared)
        base = reverse(NAME, args=[shown.agreement.id]).rstrip("/")
        values["table"] = present(request, table, export_base=base)
        values["shared"] = shared
        values["notices"] = unpacked_notices(entries.text(NOTICES))
    return page(
        request,
        "simulation/onward.html",
        shown,
        NAME,
        details=entries.problems,
        question=question,
        county=county_name(question.cell.recipient),
        municipalities=municipalities_of(question.cell.recipient),
        place_fields=_place_fields(grants, question, entries),
        key_fields=_key_fields(question, entries, request.POST),
        equal_address=OnwardQuestion(question.granted, question.cell, EQUAL).address(),
        **values,
    )


def _place_fields(grants: list[GrantAllocation], question: OnwardQuestion, entries: Entries) -> list[Field]:
    choices = [Choice(granted.grant.id, granted.grant.name) for granted in grants]
    counties = [Choice(cell.recipient.code, Text(cell.recipient.name)) for cell in county_cells(question.granted)]
    return [
        Field(
            name=GRANT,
            label=Text("Belopp", "Amount"),
            kind="select",
            value=question.granted.grant.id,
            choices=choices,
            details=entries.problems_at(GRANT),
        ),
        Field(
            name=COUNTY,
            label=Text("Län", "County"),
            kind="select",
            value=question.cell.recipient.code,
            choices=counties,
            details=entries.problems_at(COUNTY),
        ),
    ]


def _key_fields(question: OnwardQuestion, entries: Entries, posted: Mapping[str, object] | QueryDict) -> list[Field]:
    """Return the box and the file field. The box holds what was entered, the key in use, or only the codes."""
    members = municipalities_of(question.cell.recipient)
    rows = str(posted.get(ROWS, "")) if posted else rows_text(members, question.numbers or {})
    box = replace(municipality_rows(ROWS, len(members)), value=rows, details=entries.problems_at(ROWS))
    return [box, entries.fill(rows_file(FILE))]
