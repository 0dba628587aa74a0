"""The keys of a county: numbers for each municipality that the RSS brings, pasted or as a file."""

from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import AllocationKey, Recipient
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.ledger.frame import money_page
from naravard.web.once.doing import once, once_of
from naravard.web.organisations.views.answering import done
from naravard.web.sharing.acts.keys import add_county_key, remove_county_key
from naravard.web.sharing.county import county_of
from naravard.web.sharing.reading import CountySharing, own_keys
from naravard.web.sharing.views.asking import NAME, crumb, own_county, rss_or_404
from naravard.web.simulation.fields import Field, Summary, problems_at
from naravard.web.simulation.grant_fields import CSV
from naravard.web.simulation.reading.entries import Entries
from naravard.web.simulation.reading.problems import EntryError, Problem
from naravard.web.simulation.reading.rows import read_rows, rows_text
from naravard.web.simulation.reading.uploads import uploaded_text
from naravard.web.site.clock import now
from naravard.web.site.templatetags.naravard import words

NAMED = ("name", "unit", "source", "describes")
ROWS, FILE, REMOVE = "rader", "fil", "ta-bort"
_LONGEST = {"name": 200, "unit": 100, "source": 300, "describes": 100}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SHARE_OUT)
def keys(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """The keys that the county's sums can be shared by: the agreement's, and those that the RSS has brought."""
    county = own_county(actor, agreement_id)
    if county is None:
        rss_or_404(actor)
        return money_page(request, "sharing/nothing.html", actor, shown_or_404(agreement_id), room=NAME)
    if request.method == "POST" and request.POST.get(REMOVE):
        return _removed(request, actor, county)
    if request.method != "POST":
        return _page(request, actor, county, Entries({ROWS: rows_text(county.members, {})}))
    entries = Entries({name: value for name, value in request.POST.items() if isinstance(value, str)})
    for name in NAMED:
        _check_text(entries, name)
    numbers = _numbers(request, entries, county.members)
    if entries.problems or numbers is None:
        return _page(request, actor, county, entries, status=422)

    def do() -> str:
        add_county_key(
            actor=actor,
            organisation=county.rss,
            agreement_id=agreement_id,
            numbers=numbers,
            at=now(),
            **{name: entries.text(name) for name in NAMED},
        )
        return request.path

    try:
        url = once(once_of(request), actor.who.code, do, at=now())
    except MoneyRefusedError as error:
        entries.refuse(Problem(what=words(error.says), field=error.field))
        return _page(request, actor, county, entries, status=422)
    return done(request, url, _("Nyckeln är tillagd."))


def _removed(request: HttpRequest, actor: Actor, county: CountySharing) -> HttpResponse:
    def do() -> str:
        remove_county_key(
            actor=actor,
            organisation=county.rss,
            agreement_id=county.shown.agreement.id,
            key_id=request.POST[REMOVE],
            at=now(),
        )
        return request.path

    try:
        url = once(once_of(request), actor.who.code, do, at=now())
    except MoneyRefusedError as error:
        entries = Entries({})
        entries.refuse(Problem(what=words(error.says)))
        return _page(request, actor, county, entries, status=422)
    return done(request, url, _("Nyckeln är borttagen ur valen. Förslag som vilar på den har kvar dess tal."))


def _check_text(entries: Entries, name: str) -> None:
    text = entries.text(name)
    if text and len(text) <= _LONGEST[name] and text.isprintable():
        return
    entries.refuse(
        Problem(
            what=_("Fältet är tomt.") if not text else _("Texten går inte att använda."),
            field=name,
            found=_("%(count)s tecken") % {"count": len(text)},
            expected=_("en rad med högst %(count)s tecken") % {"count": _LONGEST[name]},
            way_out=_("Skriv en kort text."),
        )
    )


def _numbers(request: HttpRequest, entries: Entries, members: tuple[Recipient, ...]) -> dict[str, Fraction] | None:
    try:
        uploaded = uploaded_text(request, FILE)
        if uploaded is not None:
            return read_rows(uploaded, members, FILE).values
        return read_rows(entries.values.get(ROWS, ""), members, ROWS).values
    except EntryError as error:
        entries.problems.extend(error.problems)
        return None


def _page(
    request: HttpRequest, actor: Actor, county: CountySharing, entries: Entries, *, status: int = 200
) -> HttpResponse:
    agreement_id = county.shown.agreement.id
    own = own_keys(agreement_id, county.rss.code)
    frame = county_of(county.shown, county.rss.code, county.grants[0].grant.id)
    agreed: tuple[AllocationKey, ...] = frame.keys if frame else ()
    return money_page(
        request,
        "sharing/keys.html",
        actor,
        county.shown,
        crumb(county.rss.code, agreement_id),
        room=NAME,
        status=status,
        own=own,
        agreed=agreed,
        fields=_fields(entries, len(county.members)),
        summary=Summary.of(entries.problems),
        remove=REMOVE,
        back_url=reverse(NAME, args=[county.rss.code, agreement_id]),
    )


def _fields(entries: Entries, count: int) -> list[Field]:
    labels = {
        "name": (_("Nyckelns namn"), _("Till exempel: Invånare den 1 november 2021.")),
        "unit": (_("Vad som räknas"), _("Till exempel: invånare.")),
        "source": (_("Källa"), _("Varifrån talen kommer, till exempel SCB, befolkningsstatistik.")),
        "describes": (_("Dag eller period som talen beskriver"), _("Till exempel: 2021-11-01.")),
    }
    texts = [
        Field(
            name=name,
            label=label,
            hint=hint,
            value=entries.values.get(name, ""),
            width=20,
            problems=problems_at(name, entries.problems),
        )
        for name, (label, hint) in labels.items()
    ]
    return [
        *texts,
        Field(
            name=ROWS,
            label=_("Klistra in eller skriv: kod;värde"),
            hint=_("En rad per kommun. Kolumner som är kopierade ur Excel går bra. Namnet i mitten är frivilligt."),
            kind="area",
            rows=min(14, count + 1),
            value=entries.values.get(ROWS, ""),
            problems=problems_at(ROWS, entries.problems),
        ),
        Field(
            name=FILE,
            label=_("Eller välj en CSV-fil"),
            hint=_("Högst 1 MB. En vald fil går före raderna i rutan."),
            kind="file",
            accept=CSV,
            problems=problems_at(FILE, entries.problems),
        ),
    ]
