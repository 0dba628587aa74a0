"""One file with costs: what it would change, confirming or discarding it, and working out again what is taken in."""

import zlib
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import Text
from naravard.exchange.costs import CostComparison, exact_ore
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.costs import tables
from naravard.web.costs.intake import discard_file, take_in_costs
from naravard.web.costs.intake_preview import (
    Days,
    Prepared,
    TakenAway,
    compared,
    out_of_date,
    prepare,
    seen_of,
    taken_away,
)
from naravard.web.costs.models import CostFile, CostFilePiece
from naravard.web.costs.places import CostPlace
from naravard.web.costs.views.files import crumb
from naravard.web.costs.views.frame import address, cost_page, names_of, place_of, render_in
from naravard.web.costs.words import FORMS, SOURCES, STATES, yes_to_discarding, yes_to_taking_away
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.site.clock import now
from naravard.web.site.forms import Field, Written, filled
from naravard.web.site.forms.step import OwnYes, Step, answer
from naravard.web.site.tables import export, present
from naravard.web.site.templatetags.naravard import language

_STACKED = frozenset({"coming", "codes"})
WHAT, BOOK, DISCARD = "gor", "bokfor", "kasta"
_DAYS = (
    Field(name="fran", label=Text("Från", "From"), kind="day"),
    Field(name="till", label=Text("Till", "To"), kind="day"),
)
_NAMES = tuple(one.name for one in _DAYS)
NO_CHOICE = MoneyRefusedError(
    "no-such-choice",
    Text(
        "Det går inte att se vad som ska göras med filen. Välj att bokföra kostnaderna eller att kasta filen.",
        "What is to be done with the file cannot be seen. Choose to book the costs or to discard the file.",
    ),
)
CHANGED = MoneyRefusedError(
    "changed-meanwhile",
    Text(
        "Något har ändrats sedan du öppnade sidan: en annan fil har bokförts, kopplingen har ändrats, eller en ny dag "
        "har börjat. Inget har bokförts. Nu visas hur det blir.",
        "Something has changed since you opened the page: another file was booked, the mapping was changed, or a new "
        "day has begun. Nothing was booked. This is how it would be now.",
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.BOOK_COSTS)
def file(request: HttpRequest, actor: Actor, agreement_id: str, file_number: int) -> HttpResponse:
    """What a file with costs says, what booking it would change, and the forms to confirm or discard it."""
    place = place_of(actor, agreement_id)
    found = _file(place, file_number)
    covers, problems = _covers(found, request.GET.dict())

    def do(prepared: Prepared | None, _seen: int | None) -> str:
        if prepared is None:
            discard_file(
                actor=actor,
                organisation=place.organisation,
                agreement_id=agreement_id,
                file_number=file_number,
                at=now(),
            )
            return f"{address(place, 'files')}\n{_('Filen är kastad. Inget bokfördes.')}"
        return _taken(actor, place, prepared)

    step = Step(
        title=found.text,
        button=Text("Bokför kostnaderna", "Book the costs"),
        fields=filled(_DAYS, {"fran": covers[0].isoformat(), "till": covers[1].isoformat()}),
        read=lambda written: _read(written, place, found),
        needs_yes=lambda prepared: _asked_yes(place, found, prepared, covers),
        do=do,
        done=Text("Kostnaderna är bokförda.", "The costs are booked."),
        back=address(place, "files"),
        template="costs/waiting.html",
        closed=None if found.is_waiting else Text("Det är redan gjort.", "It is already done."),
        closed_template="costs/settled.html",
        extra=lambda: _waiting(request, place, found, covers) if found.is_waiting else _settled(place, found),
    )
    if problems and found.is_waiting and request.method != "POST":
        given = {name: request.GET[name] for name in _NAMES if name in request.GET}
        wrong = {"step": step, "fields": filled(_DAYS, given, problems), "problems": problems}
        return cost_page(
            request, step.template, actor, place, crumb(place), status=422, form_address=request.path, **wrong,
            **step.extras(),
        )  # fmt: skip
    return answer(request, actor, render_in(request, actor, place, crumb(place)), step)


@require_safe
@requires(Permission.BOOK_COSTS)
def differences_file(
    request: HttpRequest,  # noqa: ARG001 - Django's signature
    actor: Actor,
    agreement_id: str,
    file_number: int,
    form: str,
) -> HttpResponse:
    """The vouchers of a waiting file that differ from what is taken in, as a file."""
    place = place_of(actor, agreement_id)
    found = _file(place, file_number)
    if not found.is_waiting:
        raise Http404
    return export(tables.differences(place, compared(place, found).differences), form)


@require_safe
@requires(Permission.BOOK_COSTS)
def original(request: HttpRequest, actor: Actor, agreement_id: str, file_number: int) -> HttpResponseBase:  # noqa: ARG001
    """The file as it was received, byte for byte."""
    found = _file(place_of(actor, agreement_id), file_number)
    if found.state == CostFile.DISCARDED:
        raise Http404
    answer = StreamingHttpResponse(_unpacked(found), content_type="application/octet-stream")
    answer["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=found.name))
    answer["Content-Length"] = str(found.size)
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.BOOK_COSTS)
def recount(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """What booked costs out of files become with the current mapping, and the form to book the difference."""
    place = place_of(actor, agreement_id)

    def read(written: Written) -> Prepared:
        source = written.raw("kalla")
        if source not in place.taken_in or written.raw("sett") != seen_of(place, source):
            raise CHANGED
        return prepare(place, source, None)

    step = Step(
        title=Text("Räkna om", "Compute again"),
        button=Text("Bokför skillnaden", "Book the difference"),
        read=read,
        needs_yes=lambda prepared: yes_to_taking_away(_away(place, prepared.source, prepared.outcome.comparison)),
        do=lambda prepared, _seen: _taken(actor, place, prepared),
        done=Text("Kostnaderna är omräknade.", "The costs are worked out again."),
        back=address(place, "costs"),
        template="costs/recount.html",
        extra=lambda: {"entries": _entries(request, place)},
    )
    return answer(request, actor, render_in(request, actor, place), step)


def _read(written: Written, place: CostPlace, found: CostFile) -> Prepared | None:
    """Work out what booking a file comes to, before anything is locked; None if it is to be discarded.

    Raises:
        MoneyRefusedError: if neither is asked for, or it would come to something else than what was seen.
    """
    if written.raw(WHAT) == DISCARD:
        return None
    if written.raw(WHAT) != BOOK:
        raise NO_CHOICE
    covers, written.problems = _covers(found, {name: written.raw(name) for name in _NAMES if name in written.posted})
    if written.problems:
        return None
    if written.raw("sett") != seen_of(place, found.source):
        raise CHANGED
    return prepare(place, found.source, found, covers)


def _away(place: CostPlace, source: str, comparison: CostComparison) -> TakenAway:
    return taken_away(comparison, tables.booked_from(tables.costs_of(place), source))


def _asked_yes(place: CostPlace, found: CostFile, prepared: Prepared | None, covers: Days) -> list[OwnYes]:
    """Return what needs a yes of its own: what booking the file takes away, or that it is discarded."""
    if prepared is None:
        return [yes_to_discarding(found.vouchers, _away(place, found.source, compared(place, found, covers)))]
    return yes_to_taking_away(_away(place, found.source, prepared.outcome.comparison))


def _entries(request: HttpRequest, place: CostPlace) -> list[dict[str, Any]]:
    """Return what each source's costs become with the mapping as it is now."""
    booked, entries = tables.costs_of(place), []
    for source in sorted(place.taken_in):
        prepared = prepare(place, source, None)
        table = tables.coming(place, source, prepared.outcome.comparison, tables.booked_from(booked, source))
        entries.append(
            {
                "source": source,
                "name": SOURCES[source],
                "seen": prepared.seen,
                "table": present(request, table, sort_name=source, export_base=""),
                "own_yes": yes_to_taking_away(
                    taken_away(prepared.outcome.comparison, tables.booked_from(booked, source))
                ),
                "changes": any(table.column("change")) or out_of_date(place, place.taken_in[source]),
            }
        )
    return entries


def _taken(actor: Actor, place: CostPlace, prepared: Prepared) -> str:
    take_in_costs(
        actor=actor,
        organisation=place.organisation,
        agreement_id=place.shown.agreement.id,
        prepared=prepared,
        at=now(),
    )
    return address(place, "file", prepared.file.number) if prepared.file else address(place, "costs")


def _waiting(request: HttpRequest, place: CostPlace, found: CostFile, covers: Days) -> dict[str, Any]:
    """Return what the page shows of a file that waits."""
    comparison = compared(place, found, covers)
    booked = tables.booked_from(tables.costs_of(place), found.source)
    away = taken_away(comparison, booked)
    book_yes, discard_yes = yes_to_taking_away(away), [yes_to_discarding(found.vouchers, away)]
    chart = found.own_chart
    shown = {
        "coming": tables.coming(place, found.source, comparison, booked),
        "differences": tables.differences(place, comparison.differences),
        "codes": tables.codes(place, comparison, chart.dimensions),
        "accounts": tables.accounts(comparison),
    }
    bases = {"differences": address(place, "differences", found.number, "csv").removesuffix(".csv")}
    return {
        "seen": seen_of(place, found.source),
        "covers": covers,
        "book_yes": book_yes,
        "discard_yes": discard_yes,
        "own_yes": [*book_yes, *discard_yes],
        "comparison": comparison,
        "unmapped": _unmapped(comparison),
        "no_rule": exact_ore(comparison.no_rule, language()),
        "outside": exact_ore(comparison.outside, language()),
        "not_come": exact_ore(comparison.not_come, language()),
        "income": any(one.kind == "I" and one.counts for one in comparison.accounts),
        "elsewhere_kept": comparison.counts.elsewhere,
        "mapping_version": place.mapping.version if place.mapping else 0,
        **_about(found),
        **{
            name: present(request, table, sort_name=name, export_base=bases.get(name, ""), stacked=name in _STACKED)
            for name, table in shown.items()
        },
    }


def _settled(place: CostPlace, found: CostFile) -> dict[str, Any]:
    """Return what the page shows of a file that is booked or discarded."""
    return {
        "booked": [cost for cost in tables.costs_of(place) if cost.file_id == found.pk],
        "corrections": list(found.corrections.select_related("cost__activity")),
        "covers": found.covers,
        **_about(found),
    }


def _about(found: CostFile) -> dict[str, Any]:
    names = names_of({found.received_by, found.settled_by} - {""})
    return {
        "file": found,
        "state": STATES[found.state],
        "form": FORMS[found.form],
        "received_by": names.get(found.received_by, ""),
        "settled_by": names.get(found.settled_by, ""),
    }


def _unmapped(comparison: CostComparison) -> bool:
    """Tell whether the file has codes that no rule takes."""
    return any(not one.activities and one.dimension > 0 for one in comparison.codes)


def _covers(found: CostFile, given: dict[str, str]) -> tuple[Days, dict[str, Text]]:
    """Read which days the file is said to cover; those that were worked out where nothing is said."""
    if "fran" not in given and "till" not in given:
        return found.covers, {}
    written = Written(given)
    first, last = written.day("fran"), written.day("till")
    if first is not None and last is not None and first > last:
        written.wrong("till", "Dagen är före den första.", "The day is before the first.")
    if written.problems or first is None or last is None:
        return found.covers, written.problems
    return (first, last), {}


def _file(place: CostPlace, number: int) -> CostFile:
    found = CostFile.objects.filter(
        organisation=place.organisation, agreement_id=place.shown.agreement.id, number=number
    ).first()
    if found is None:
        raise Http404
    return found


def _unpacked(found: CostFile) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    for piece in found.contents(CostFilePiece.ORIGINAL):
        yield unpacker.decompress(piece)
    yield unpacker.flush()
