"""The page that tells what there is as data, for people who are about to fetch it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naravard.documents.annexes import available
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.clauses import slug
from naravard.web.agreements.current import Shown, all_shown, foremost
from naravard.web.agreements.in_force import in_force
from naravard.web.api.addresses import root
from naravard.web.api.documentation import Operation, operations

WORDS = {
    "service": gettext_noop("Tjänsten och dess första adresser"),
    "agreements": gettext_noop("Överenskommelserna"),
    "agreement": gettext_noop("En överenskommelse, hel"),
    "clauses": gettext_noop("Texten, avsnitt för avsnitt"),
    "clause": gettext_noop("Ett avsnitt och allt som bygger på det"),
    "requirements": gettext_noop("Kraven"),
    "duties": gettext_noop("Skyldigheterna med datum"),
    "goals": gettext_noop("Målen"),
    "amendments": gettext_noop("Tilläggen: vad vart och ett ändrar och lägger till"),
    "organisation-money-amount": gettext_noop("Vad ett belopp av organisationens medel består av"),
    "country-money-amount": gettext_noop("Vad ett belopp hos en mottagare i landet består av"),
    "versions": gettext_noop("Fördelningens fastställda versioner"),
    "allocation": gettext_noop("Alla belopp på kronan, beräknade och bindande"),
    "explanation": gettext_noop("Hur ett belopp har räknats fram"),
    "recipients": gettext_noop("Mottagarna och vad var och en får"),
    "recipient": gettext_noop("En mottagare"),
    "annexes": gettext_noop("Bilagorna"),
    "annex": gettext_noop("En bilaga, hel"),
    "audit": gettext_noop("Granskningen"),
    "key": gettext_noop("Vad nyckeln är och får göra"),
    "organisation": gettext_noop("Den egna organisationen"),
    "change-contact": gettext_noop("Ändra organisationens kontaktuppgifter"),
    "organisation-agreements": gettext_noop("Alla överenskommelser och belopp: villkor, nästa dag och läge"),
    "organisation-duties": gettext_noop("Det organisationen ska göra, och hur det står"),
    "organisation-duty": gettext_noop("En sak som organisationen ska göra"),
    "begin-duty": gettext_noop("Påbörja den"),
    "put-duty-back": gettext_noop("Ångra påbörjandet"),
    "submit-duty": gettext_noop("Lämna in den"),
    "organisation-money": gettext_noop("Organisationens pengar, överenskommelse för överenskommelse"),
    "organisation-agreement-money": gettext_noop("Organisationens pengar enligt en överenskommelse"),
    "organisation-money-entries": gettext_noop("Allt som har registrerats om pengarna"),
    "organisation-money-payments": gettext_noop("Betalningarna som gäller"),
    "organisation-activities": gettext_noop("Organisationens aktiviteter"),
    "organisation-papers": gettext_noop("Handlingarna som organisationen har lämnat in"),
    "received-duties": gettext_noop("Det som andra ska lämna till organisationen, och hur det står"),
    "received-papers": gettext_noop("Handlingarna som andra har lämnat till organisationen"),
    "received-paper": gettext_noop("En inlämnad handling, hel"),
    "received-numbers": gettext_noop("Talen som andra har redovisat till organisationen"),
    "received-requisitions": gettext_noop("Mottagarnas rekvisitioner, som den som betalar ser dem"),
    "batches": gettext_noop("Organisationens utbetalningsomgångar"),
    "forms": gettext_noop("Formulären för redovisningar i ord"),
    "form": gettext_noop("Ett formulär, helt"),
    "own-report": gettext_noop("En redovisning i ord som organisationen skriver, med svaren"),
    "change-answers": gettext_noop("Ändra svar i redovisningen"),
    "ready-report": gettext_noop("Gör redovisningen klar för underskrift"),
    "give-answers": gettext_noop("Lämna kommunens svar till RSS"),
    "take-answers-back": gettext_noop("Ta tillbaka kommunens svar"),
    "received-report": gettext_noop("En redovisning i ord som har kommit in, med svaren"),
    "country-money": gettext_noop("Var hela landets pengar är"),
    "country-duties": gettext_noop("Vad alla ska göra, och hur det står"),
    "organisation-history": gettext_noop("Vad som har hänt i organisationen"),
}
"""What each operation answers, in Swedish; the English is in the catalogue."""


@dataclass(frozen=True, slots=True)
class OpenOperation:
    """One operation as the page tells of it."""

    words: str
    method: str
    needs_key: bool
    address: SafeString
    """The address as HTML that may be broken before each slash."""
    example: str | None
    """The address with something real in it, when there is something that everyone may read."""


@open_to_everyone
def open_data(request: HttpRequest) -> HttpResponse:
    """Tell how everything that the pages show is had as data: as files, and through the API."""
    every = all_shown()
    shown = foremost(every) if every else None
    known = _example(shown) if shown else {}
    entries = [_entry(operation, known) for operation in operations()]
    values = {
        "api_url": root(),
        "openapi_url": f"{root()}openapi.json",
        "first": request.build_absolute_uri(f"{root()}agreements"),
        "entries": [entry for entry in entries if not entry.needs_key],
        "key_entries": [entry for entry in entries if entry.needs_key],
        "first_with_key": request.build_absolute_uri(f"{root()}key"),
        "example_of": shown.agreement.name if shown else None,
    }
    return render(request, "api/open_data.html", values)


def _entry(operation: Operation, known: Mapping[str, str]) -> OpenOperation:
    words, path = WORDS[operation.said["operationId"]], operation.path
    address = format_html_join(SafeString("<wbr>"), "/{}", ((part,) for part in path.split("/")[1:]))
    example = None if operation.needs_key else _filled(path, known)
    return OpenOperation(_(words), operation.method, operation.needs_key, address, example)


def _example(shown: Shown) -> dict[str, str]:
    """Return something of an agreement for each name that an address may hold; fewer when it has fewer."""
    agreement = shown.agreement
    found = {"agreement_id": agreement.id}
    if agreement.clauses:
        found["clause"] = slug(agreement.clauses[0].id)
    if shown.forms:
        found["form_id"] = shown.forms[0].id
    valid = in_force(shown)
    if valid.allocation is not None:
        found["annex"] = next(iter(available(agreement)))
        for allocated in valid.allocation.grants:
            if allocated.cells:
                return found | {"grant": allocated.grant.id, "code": allocated.cells[0].recipient.code}
    return found


def _filled(path: str, known: Mapping[str, str]) -> str | None:
    """Return the address with its names filled in, or None if one is not known."""
    names = re.findall(r"{(\w+)}", path)
    if any(name not in known for name in names):
        return None
    return re.sub(r"{(\w+)}", lambda name: quote(known[name[1]]), path)
