"""For everyone: looking a municipality or region up, and one page of what it got, used, gave back and reported."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naravard.agreement.day_text import day_of
from naravard.agreement.duties import Progress, state_of
from naravard.agreement.model import Text
from naravard.agreement.wording import kronor, long_day
from naravard.documents.table import Table
from naravard.exchange.calendar_feed import CalendarEntry
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.current import all_shown
from naravard.web.home.agreement_overview import AgreementEntry, Deadline, OverviewFilter, public_overview
from naravard.web.home.public_account import PublicAccount, public_accounts
from naravard.web.home.public_search import findable, meant
from naravard.web.home.public_tables import events_table, money_table, reports_table
from naravard.web.home.tables import overview_table
from naravard.web.home.views.agreements import list_values
from naravard.web.organisations.kinds import Kind, kind_of
from naravard.web.organisations.lookup import NoSuchOrganisationError, organisation_named
from naravard.web.organisations.models import Organisation
from naravard.web.reminders.calendar_answers import calendar_answer
from naravard.web.site.clock import now, today
from naravard.web.site.tables import Export, ShownTable, export, exports, present

NAME, DAY = "namn", "dag"
"""What is asked for, by its name in the address."""
MONEY, EVENTS, REPORTS = "pengar", "handelser", "redovisningar"
PARTS = (MONEY, EVENTS, REPORTS)
"""The page's tables of money, by their words in addresses."""
_TABLES: dict[str, Callable[[Organisation, Sequence[PublicAccount]], Table]] = {
    MONEY: money_table, EVENTS: events_table, REPORTS: reports_table,
}  # fmt: skip
_PLACES = frozenset({Kind.MUNICIPALITY, Kind.REGION, Kind.RSS})


@dataclass(frozen=True, slots=True)
class AccountShown:
    """The money under one agreement on the page."""

    account: PublicAccount
    money: ShownTable
    events: ShownTable
    reports: ShownTable


@dataclass(frozen=True, slots=True)
class DayAsked:
    """The day that the sums are asked for: today where none can be read, and then why."""

    day: datetime.date
    written: str
    problem: str = ""

    @property
    def is_today(self) -> bool:
        """Whether the page shows how it stands now."""
        return self.day == today()


@require_safe
@open_to_everyone
def search(request: HttpRequest) -> HttpResponse:
    """Find the municipality or region that is meant: lead there where only one is, else show those that may be."""
    written = request.GET.get(NAME, "").strip()
    found = meant(written, findable(all_shown())) if written else []
    if len(found) == 1:
        return redirect("home:recipient", found[0].code)
    choices = [(one, kind_of(one.kind).words) for one in found]
    return render(request, "home/search.html", {"written": written, "choices": choices})


@require_safe
@open_to_everyone
def recipient(request: HttpRequest, organisation_code: str, form: str = "") -> HttpResponse:
    """Show everyone what an organisation has got, from when, for what, on which conditions and by which days."""
    organisation, every = _public(organisation_code)
    wanted = OverviewFilter.from_query(request.GET)
    if form:
        return export(overview_table(organisation, wanted.chosen(every), is_public=True), form)
    asked = _asked(request)
    accounts = _accounts(organisation, wanted, every, asked.day)
    values = list_values(request, organisation, every, wanted, {}) | {
        "organisation": organisation,
        "heading": _heading(organisation, accounts, asked),
        "asked": asked,
        "told": {one.shown.agreement.id for one in accounts if one.allotted or one.paid},
        "accounts": [_shown(request, organisation, one) for one in accounts],
        "money_files": [(words, _files(request, part)) for part, words in _FILES],
        "without_money": not any(entry.lines for entry in every),
    }
    return render(request, "home/recipient.html", values, status=400 if asked.problem else 200)


@require_safe
@open_to_everyone
def recipient_file(request: HttpRequest, organisation_code: str, part: str, form: str) -> HttpResponse:
    """Answer with one of the page's tables of money, for all agreements, as a file."""
    organisation, every = _public(organisation_code)
    asked = _asked(request)
    if asked.problem:
        raise Http404(asked.problem)
    wanted = OverviewFilter.from_query(request.GET)
    return export(_TABLES[part](organisation, _accounts(organisation, wanted, every, asked.day)), form)


@require_safe
@open_to_everyone
def recipient_calendar(request: HttpRequest, organisation_code: str) -> HttpResponse:
    """Answer everyone with the days of an organisation under its agreements, as a calendar."""
    organisation, every = _public(organisation_code)
    chosen = OverviewFilter.from_query(request.GET).chosen(every)
    entries = [_public_entry(request, one) for entry in chosen for one in entry.deadlines if one.due]
    return calendar_answer(entries, f"Naravard: {organisation.name}", f"{organisation.code}-overenskommelser")


_FILES = (
    (MONEY, Text("Pengarna, anslag för anslag", "The money, grant by grant")),
    (EVENTS, Text("Vad som har hänt, dag för dag", "What has happened, day by day")),
    (REPORTS, Text("Det som ska lämnas in", "What is to be handed in")),
)


def _public(organisation_code: str) -> tuple[Organisation, list[AgreementEntry]]:
    """Return an organisation that everyone can look for; 404 for others that no agreement concerns."""
    try:
        organisation = organisation_named(organisation_code)
    except NoSuchOrganisationError as error:
        raise Http404(_("Det finns ingen organisation med den koden.")) from error
    every = public_overview(organisation, now())
    if not every and organisation.kind not in _PLACES:
        raise Http404(_("Ingen överenskommelse rör den organisationen."))
    return organisation, every


def _asked(request: HttpRequest) -> DayAsked:
    written = request.GET.get(DAY, "").strip()
    if not written:
        return DayAsked(today(), "")
    day = day_of(written)
    if day is None:
        return DayAsked(today(), written, _("Skriv dagen med år, månad och dag. Här visas hur det står i dag."))
    if day > today():
        return DayAsked(today(), written, _("Den dagen har inte kommit än. Här visas hur det står i dag."))
    return DayAsked(day, written)


def _accounts(
    organisation: Organisation, wanted: OverviewFilter, every: Sequence[AgreementEntry], day: datetime.date
) -> list[PublicAccount]:
    """Return the money under the agreements that are asked for, the latest first."""
    chosen = {entry.shown.agreement.id for entry in wanted.chosen(every)}
    shown = [one for one in all_shown() if one.agreement.id in chosen]
    return public_accounts(organisation, shown, day, now())


def _heading(organisation: Organisation, accounts: Sequence[PublicAccount], asked: DayAsked) -> Text:
    """Answer what the organisation has got, in a sentence."""
    name, paid = organisation.text, sum(one.paid for one in accounts)
    got = kronor(paid) if paid else ""
    if asked.is_today:
        sv = f"{name.sv} har fått {got}" if paid else f"{name.sv} har inte fått några pengar än"
        en = f"has received {got}" if paid else "has not received any money yet"
        return Text(sv, f"{name.in_language('en')} {en}")
    day = long_day(asked.day)
    sv = f"{name.sv} hade fått {got}" if paid else f"{name.sv} hade inte fått några pengar"
    en = f"had received {got}" if paid else "had not received any money"
    return Text(f"{sv} den {day.sv}", f"{name.in_language('en')} {en} on {day.in_language('en')}")


def _shown(request: HttpRequest, organisation: Organisation, account: PublicAccount) -> AccountShown:
    agreement_id = account.shown.agreement.id
    without = set() if any(line.onward for line in account.lines) else {"onward"}

    def shown(part: str) -> ShownTable:
        return present(
            request, _TABLES[part](organisation, [account]), without=without, spare=("left", "onward"),
            sort_name=f"sort-{part}-{agreement_id}", stacked=True, export_base="",
        )  # fmt: skip

    return AccountShown(account, shown(MONEY), shown(EVENTS), shown(REPORTS))


def _files(request: HttpRequest, part: str) -> tuple[Export, ...]:
    return exports(request, f"{request.path.rstrip('/')}/{part}")


def _public_entry(request: HttpRequest, one: Deadline) -> CalendarEntry:
    """Return a day as the agreement has it, whatever has been done and whatever later day was given."""
    return CalendarEntry(
        agreement_id=one.shown.agreement.id,
        agreement_name=one.shown.agreement.name,
        duty=one.duty,
        state=state_of(one.duty, Progress(), now=now()),
        organisation_code=one.holder.code,
        organisation_name=one.holder.text,
        address=request.build_absolute_uri(one.url),
        receiver=one.receiver,
        tells_status=False,
    )
