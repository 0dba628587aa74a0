"""An organisation's drafts: the list, a new one, one with what remains, put away and taken up again, fetched."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.atoms import IDENTIFIER
from naravard.agreement.files import AgreementFiles
from naravard.agreement.model import Text
from naravard.agreement.next_year import begun_from
from naravard.agreement.wording import day as day_words
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.doings import Doing
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown, all_shown
from naravard.web.agreements.models import AgreementSnapshot
from naravard.web.drafting.acts import begin_agreement_draft, put_agreement_draft_away, take_agreement_draft_up
from naravard.web.drafting.archive import zipped
from naravard.web.drafting.models import AgreementDraft
from naravard.web.drafting.overview import Reading
from naravard.web.drafting.parts import BY_SLUG, PARTS
from naravard.web.drafting.variant import changed_as, scenario_of, without_scenario
from naravard.web.drafting.views.lookup import SECTION, address, draft_or_404, page, part_address
from naravard.web.organisations.frame import page as organisation_page
from naravard.web.organisations.views.lookup import own
from naravard.web.people.names import names_of
from naravard.web.site.clock import now
from naravard.web.site.forms import Choice, Field, Written
from naravard.web.site.forms.step import Step, answer, read_nothing, within

_YEAR = re.compile(r"\d{4}")


@require_safe
@requires(Permission.DRAFT_AGREEMENTS)
def drafts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List an organisation's drafts, the one that was changed last first."""
    every = list(AgreementDraft.objects.filter(organisation=own(actor)).order_by("-changed_at"))
    names = names_of({one.changed_by for one in every})
    rows: list[dict[str, Any]] = [
        {
            "draft": one,
            "by": names.get(one.changed_by, ""),
            "day": localdate(one.changed_at),
            "url": address("draft", one),
        }
        for one in every
    ]
    return organisation_page(
        request,
        "drafting/drafts.html",
        actor,
        SECTION,
        rows=[row for row in rows if row["draft"].put_away_at is None],
        away=[row for row in rows if row["draft"].put_away_at is not None],
        begin_url=reverse("drafting:begin", args=[own(actor).code]),
        amend_url=reverse("drafting:amend", args=[own(actor).code]),
    )


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a new draft is to be."""

    origin: Shown
    agreement_id: str
    name: str
    first: datetime.date
    last: datetime.date


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DRAFT_AGREEMENTS)
def begin(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Begin a draft from an agreement that there is, or from a variant of it in the simulation."""
    every = {shown.agreement.id: shown for shown in all_shown()}
    scenario, problems = scenario_of(request.GET)
    wanted = request.GET.get("overenskommelse", "")
    chosen = every.get(wanted) or next(iter(every.values()), None)

    def read(written: Written) -> _Wanted:
        origin = every[written.chosen("origin", _origins(every)) or next(iter(every))]
        name = written.text("name", required=True, most=300, lines=False)
        agreement_id = written.raw("id") or slugify(name)
        if written.raw("id") and not IDENTIFIER.fullmatch(agreement_id):
            written.wrong("id", "Använd små bokstäver a–z, siffror och bindestreck.",
                          "Use small letters a–z, digits and hyphens.")  # fmt: skip
        first, last = written.required_day("first"), written.required_day("last")
        if last < first and "last" not in written.problems:
            written.wrong("last", "Den sista dagen ligger före den första.", "The last day is before the first.")
        return _Wanted(origin, agreement_id, name, first, last)

    def do(values: _Wanted, _seen: int | None) -> str:
        files: AgreementFiles = AgreementSnapshot.objects.get(digest=values.origin.digest).files
        if scenario:
            files = changed_as(files, scenario, values.origin)
        files = begun_from(
            files, agreement_id=values.agreement_id, name=values.name, first=values.first, last=values.last
        )
        made = begin_agreement_draft(
            actor=actor, organisation=own(actor), files=files, begun_from=values.origin.digest, at=now()
        )
        return address("draft", made)

    step = Step(
        title=Text("Nytt utkast", "New draft"),
        question=Text("Vad ska den nya överenskommelsen heta?", "What is the new agreement to be called?"),
        explains=_explained(_STARTS_CHANGED if scenario else _STARTS),
        button=Text("Påbörja utkastet", "Begin the draft"),
        fields=_fields(every, chosen),
        read=read,
        do=do,
        done=Text("Utkastet är påbörjat. Här står vad som återstår.", "The draft is begun. Here is what remains."),
        back=reverse(SECTION, args=[own(actor).code]),
        template="drafting/begin.html",
        closed=None if every else Text("Det finns ingen överenskommelse att börja från.", "There is no agreement."),
        extra={"scenario": scenario, "raw": without_scenario(scenario), "details": problems},
    )
    return answer(request, actor, within(organisation_page, request, actor, SECTION), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DRAFT_AGREEMENTS)
def amend(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Begin a draft in which an agreement is amended: its files as they are, and the same short name."""
    code = own(actor).code
    every = {shown.agreement.id: shown for shown in all_shown() if code in shown.agreement.mandated(Doing.FIXES)}

    def do(origin: Shown, _seen: int | None) -> str:
        files: AgreementFiles = AgreementSnapshot.objects.get(digest=origin.digest).files
        made = begin_agreement_draft(
            actor=actor,
            organisation=own(actor),
            files=AgreementFiles(files, name=origin.agreement.id),
            begun_from=origin.digest,
            at=now(),
            amends=True,
        )
        return part_address(made, BY_SLUG["tillagg"])

    step = Step(
        title=Text("Skriv ett tillägg", "Write an amendment"),
        question=Text("Vilken överenskommelse ska ändras?", "Which agreement is to be changed?"),
        explains=Text(
            "Utkastet är överenskommelsens mapp som den är. Lägg till ett tillägg med det som ändras och läggs till, "
            "och skriv dess text. Resten lämnas som den undertecknades. Ingen annan ser utkastet, och inget ändras "
            "förrän mappen har tagits in.",
            "The draft is the agreement's folder as it is. Add an amendment with what is changed and added, and write "
            "its text; the rest is left as it was signed. No one else sees the draft, and nothing changes until the "
            "folder has been taken in.",
        ),
        button=Text("Påbörja tillägget", "Begin the amendment"),
        fields=[
            Field(
                name="origin",
                label=Text("Överenskommelse", "Agreement"),
                kind="select",
                value=next(iter(every), ""),
                choices=_origins(every),
            )
        ],
        read=lambda written: every[written.chosen("origin", _origins(every)) or next(iter(every))],
        do=do,
        done=Text("Utkastet är påbörjat. Lägg till tillägget här.", "The draft is begun. Add the amendment here."),
        back=reverse(SECTION, args=[code]),
        closed=None
        if every
        else Text(
            "Det finns ingen överenskommelse som ni fastställer fördelningen enligt.",
            "There is no agreement under which you fix the allocation.",
        ),
    )
    return answer(request, actor, within(organisation_page, request, actor, SECTION), step)


_STARTS = Text(
    "Utkastet börjar med allt som den överenskommelse du väljer säger: belopp, regler, nycklar, skyldigheter och text.",
    "The draft begins with all that the agreement you choose says: amounts, rules, keys, duties and text.",
)
_STARTS_CHANGED = Text(
    "Utkastet börjar med överenskommelsen så som du har ändrat den i simuleringen, nedan.",
    "The draft begins with the agreement as you have changed it in the simulation, below.",
)
_NOT_ALONG = Text(
    "Alla dagar flyttas lika många år. Undertecknade bilagor, kronor flyttade för hand, undertecknare, diarienummer "
    "och anmärkningar på texten följer inte med. Ingen annan ser utkastet.",
    "All days are moved by as many years. Signed annexes, kronor moved by hand, signatories, reference numbers and "
    "remarks on the text do not come along. No one else sees the draft.",
)


def _explained(starts: Text) -> Text:
    return Text(f"{starts.sv} {_NOT_ALONG.sv}", f"{starts.en} {_NOT_ALONG.en}")


def _fields(every: dict[str, Shown], chosen: Shown | None) -> list[Field]:
    origin = chosen.agreement if chosen else None
    first = origin.period.from_.replace(day=1).replace(year=origin.period.from_.year + 1) if origin else None
    year, following = (str(origin.period.to.year), str(origin.period.to.year + 1)) if origin else ("", "")
    return [
        Field(
            name="origin",
            label=Text("Börja från", "Begin from"),
            kind="select",
            value=origin.id if origin else "",
            choices=_origins(every),
        ),
        Field(
            name="name",
            label=Text("Namn", "Name"),
            width=30,
            value=origin.name.sv.replace(year, following) if origin else "",
            longest=300,
        ),
        Field(
            name="id",
            label=Text("Kortnamn", "Short name"),
            hint=Text(
                "Mappens namn: små bokstäver a–z, siffror och bindestreck. Lämnas det tomt blir det av namnet.",
                "The folder's name: small letters a–z, digits and hyphens. Left empty it is made of the name.",
            ),
            value=origin.id.replace(year, following) if origin and year in origin.id else "",
        ),
        Field(
            name="first",
            label=Text("Första dagen", "First day"),
            kind="day",
            value=first.isoformat() if first else "",
        ),
        Field(
            name="last",
            label=Text("Sista dagen", "Last day"),
            kind="day",
            value=_year_later(origin.period.to).isoformat() if origin else "",
        ),
    ]


def _origins(every: dict[str, Shown]) -> list[Choice]:
    return [Choice(one, Text(f"{shown.agreement.name.sv}, {_days(shown)}")) for one, shown in every.items()]


def _days(shown: Shown) -> str:
    period = shown.agreement.period
    return f"{day_words(period.from_)} – {day_words(period.to)}"


def _year_later(day: datetime.date) -> datetime.date:
    return day.replace(day=28, year=day.year + 1) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)


@require_safe
@requires(Permission.DRAFT_AGREEMENTS)
def draft(request: HttpRequest, actor: Actor, draft_number: int) -> HttpResponse:
    """Show a draft: its parts, and what remains in each."""
    found = draft_or_404(actor, draft_number)
    reading = Reading(found)
    parts = []
    for part in PARTS:
        left = reading.in_part(part)
        parts.append(
            {
                "part": part,
                "url": part_address(found, part),
                "errors": sum(one.finding.level == "error" for one in left),
                "warnings": sum(one.finding.level == "warning" for one in left),
            }
        )
    names = names_of({found.changed_by, found.made_by})
    agreement = reading.loaded.agreement
    return page(
        request,
        "drafting/draft.html",
        actor,
        found,
        reading=reading,
        parts=parts,
        errors=len(reading.loaded.errors),
        agreement=agreement,
        total=sum(grant.amount for grant in agreement.grants) if agreement else None,
        changed_by=names.get(found.changed_by, ""),
        changed_day=localdate(found.changed_at),
        preview_url=address("preview", found),
        fetch_url=address("fetch", found),
        put_away_url=address("put_away", found),
        take_up_url=address("take_up", found),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DRAFT_AGREEMENTS)
def put_away(request: HttpRequest, actor: Actor, draft_number: int) -> HttpResponse:
    """Ask whether a draft is to be put away, and put it away."""
    found = draft_or_404(actor, draft_number)

    def do(_values: None, _seen: int | None) -> str:
        put_agreement_draft_away(actor=actor, organisation=own(actor), number=draft_number, at=now())
        return reverse(SECTION, args=[own(actor).code])

    step = Step(
        title=Text("Lägg undan utkastet", "Put the draft away"),
        question=Text(f"Ska utkastet ”{found.name}” läggas undan?", f"Put the draft “{found.name}” away?"),
        explains=Text(
            "Det finns kvar, och kan tas fram igen av den som får skriva utkast här.",
            "It is kept, and can be taken up again by whoever may write drafts here.",
        ),
        button=Text("Lägg undan", "Put away"),
        read=read_nothing,
        do=do,
        done=Text(f"Utkastet ”{found.name}” är undanlagt.", f"The draft “{found.name}” is put away."),
        back=address("draft", found),
        closed=Text("Utkastet är redan undanlagt.", "The draft is put away already.") if found.put_away_at else None,
    )
    return answer(request, actor, within(page, request, actor, found), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DRAFT_AGREEMENTS)
def take_up(request: HttpRequest, actor: Actor, draft_number: int) -> HttpResponse:
    """Ask whether a draft is to be taken up again, and take it up."""
    found = draft_or_404(actor, draft_number)

    def do(_values: None, _seen: int | None) -> str:
        take_agreement_draft_up(actor=actor, organisation=own(actor), number=draft_number, at=now())
        return address("draft", found)

    step = Step(
        title=Text("Ta fram utkastet igen", "Take the draft up again"),
        question=Text(f"Ska utkastet ”{found.name}” tas fram igen?", f"Take the draft “{found.name}” up again?"),
        button=Text("Ta fram", "Take up"),
        read=read_nothing,
        do=do,
        done=Text("Utkastet är framme igen.", "The draft is up again."),
        back=address("draft", found),
        closed=None if found.put_away_at else Text("Utkastet är redan framme.", "The draft is not put away."),
    )
    return answer(request, actor, within(page, request, actor, found), step)


@require_safe
@requires(Permission.DRAFT_AGREEMENTS)
def fetch(_request: HttpRequest, actor: Actor, draft_number: int) -> HttpResponse:
    """Answer with the draft's folder as a ZIP, to be checked and taken in by ``naravard``."""
    found = draft_or_404(actor, draft_number)
    reply = HttpResponse(zipped(found), content_type="application/zip")
    reply["Content-Disposition"] = f'attachment; filename="{slugify(found.agreement_id) or "utkast"}.zip"'
    reply["Cache-Control"] = "no-store"
    return reply
