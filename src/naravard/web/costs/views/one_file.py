"""One file with costs: what it would change, confirming or discarding it, and working out anew what is taken in."""

import zlib
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import Text
from naravard.exchange.costs import Comparison, exact_ore
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.costs import file_tables, tables
from naravard.web.costs.models import CostFile, CostFilePiece
from naravard.web.costs.places import CostPlace
from naravard.web.costs.preparing import Days, Prepared, compared, out_of_date, prepare, seen_of
from naravard.web.costs.taking_in import discard_file, take_in_costs
from naravard.web.costs.views.files import crumb
from naravard.web.costs.views.frame import address, cost_page, names_of, place_of
from naravard.web.costs.words import FORMS, SOURCES, STATE_COLOURS, STATES
from naravard.web.ledger.errors import MoneyChangedError, MoneyRefusedError
from naravard.web.once.doing import answered, once, once_of
from naravard.web.organisations.views.answering import done
from naravard.web.site.clock import now
from naravard.web.site.forms import Field, Written, filled
from naravard.web.site.tables import export, present
from naravard.web.site.templatetags.naravard import language

_STACKED = frozenset({"coming", "codes"})
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
    if request.method == "POST":
        return _done(request, actor, place, found)
    if not found.is_waiting:
        return _settled(request, actor, place, found)
    covers, problems = _covers(found, request.GET.dict())
    return _waiting(request, actor, place, found, covers, problems)


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
    return export(file_tables.differences(place, compared(place, found).differences), form)


@require_safe
@requires(Permission.BOOK_COSTS)
def original(request: HttpRequest, actor: Actor, agreement_id: str, file_number: int) -> HttpResponseBase:  # noqa: ARG001
    """The file as it was received, byte for byte."""
    found = _file(place_of(actor, agreement_id), file_number)
    if found.state == CostFile.DISCARDED:
        raise Http404
    answer = StreamingHttpResponse(_unpacked(found), content_type="application/octet-stream")
    safe = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "._-") else "_" for sign in found.name)
    answer["Content-Disposition"] = f'attachment; filename="{safe}"'
    answer["Content-Length"] = str(found.size)
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.BOOK_COSTS)
def recount(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """What booked costs out of files become with the mapping that holds now, and the form to book the difference."""
    place = place_of(actor, agreement_id)
    refused = None
    if request.method == "POST":
        source = request.POST.get("kalla", "")
        if source not in place.taken_in:
            refused = CHANGED
        else:
            try:
                return _recounted(request, actor, place, source)
            except MoneyChangedError:
                refused = CHANGED
            except MoneyRefusedError as error:
                refused = error
    booked = tables.costs_of(place)
    entries = []
    for source in sorted(place.taken_in):
        prepared = prepare(place, source, None)
        now_booked = tables.booked_from(booked, source)
        table = file_tables.coming(place, prepared.outcome.comparison, now_booked)
        entries.append(
            {
                "source": source,
                "name": SOURCES[source],
                "seen": prepared.seen,
                "table": present(request, table, sort_name=source, export_base=""),
                "changes": any(row[4] for row in table.rows) or out_of_date(place, place.taken_in[source]),
            }
        )
    status = 200 if refused is None else 409 if refused is CHANGED else 422
    return cost_page(request, "costs/recount.html", actor, place, status=status, entries=entries, refused=refused)


def _recounted(request: HttpRequest, actor: Actor, place: CostPlace, source: str) -> HttpResponse:
    if request.POST.get("sett") != seen_of(place, source):
        raise MoneyChangedError
    prepared = prepare(place, source, None)
    url = once(once_of(request), actor.who.code, lambda: _taken(actor, place, prepared), at=now())
    return done(request, url, _("Kostnaderna är omräknade."))


def _done(request: HttpRequest, actor: Actor, place: CostPlace, found: CostFile) -> HttpResponse:
    """Confirm, discard, or say that it has been done."""
    what = request.POST.get("gor", "")
    before = answered(once_of(request), actor.who.code)
    if before is not None:
        return done(request, before, _("Det är redan gjort."))
    if not found.is_waiting:
        return _settled(request, actor, place, found, status=409 if what else 200)
    if what == "kasta":
        url = once(once_of(request), actor.who.code, lambda: _discarded(actor, place, found), at=now())
        return done(request, url, _("Filen är kastad. Inget bokfördes."))
    covers, problems = _covers(found, request.POST.dict())
    if what != "bokfor" or problems:
        return _waiting(request, actor, place, found, covers, problems, status=422)
    if request.POST.get("sett") != seen_of(place, found.source):
        return _waiting(request, actor, place, found, covers, {}, refused=CHANGED, status=409)
    prepared = prepare(place, found.source, found, covers)
    try:
        url = once(once_of(request), actor.who.code, lambda: _taken(actor, place, prepared), at=now())
    except MoneyChangedError:
        return _waiting(
            request, actor, place_of(actor, place.shown.agreement.id), found, covers, {}, refused=CHANGED, status=409
        )
    except MoneyRefusedError as error:
        return _waiting(request, actor, place, found, covers, {}, refused=error, status=422)
    return done(request, url, _("Kostnaderna är bokförda."))


def _taken(actor: Actor, place: CostPlace, prepared: Prepared) -> str:
    take_in_costs(
        actor=actor,
        organisation=place.organisation,
        agreement_id=place.shown.agreement.id,
        prepared=prepared,
        at=now(),
    )
    return address(place, "file", prepared.file.number) if prepared.file else address(place, "costs")


def _discarded(actor: Actor, place: CostPlace, found: CostFile) -> str:
    discard_file(
        actor=actor,
        organisation=place.organisation,
        agreement_id=place.shown.agreement.id,
        file_number=found.number,
        at=now(),
    )
    return address(place, "files")


def _waiting(
    request: HttpRequest,
    actor: Actor,
    place: CostPlace,
    found: CostFile,
    covers: Days,
    problems: dict[str, Text],
    *,
    refused: MoneyRefusedError | None = None,
    status: int = 200,
) -> HttpResponse:
    comparison = compared(place, found, covers)
    booked = tables.booked_from(tables.costs_of(place), found.source)
    chart = found.own_chart
    shown = {
        "coming": file_tables.coming(place, comparison, booked),
        "differences": file_tables.differences(place, comparison.differences),
        "codes": file_tables.codes(place, comparison, chart.dimensions),
        "accounts": file_tables.accounts(comparison),
    }
    bases = {"differences": address(place, "differences", found.number, "csv").removesuffix(".csv")}
    fields = [
        Field(name="fran", label=Text("Från", "From"), kind="day", value=covers[0].isoformat()),
        Field(name="till", label=Text("Till", "To"), kind="day", value=covers[1].isoformat()),
    ]
    given = {name: request.GET[name] for name in ("fran", "till") if name in request.GET}
    return cost_page(
        request,
        "costs/waiting.html",
        actor,
        place,
        crumb(place),
        status=422 if problems and status == 200 else status,
        seen=seen_of(place, found.source),
        covers=covers,
        comparison=comparison,
        fields=filled(fields, given, problems),
        problems=problems or None,
        refused=refused,
        unmapped=_unmapped(comparison),
        no_rule=exact_ore(comparison.no_rule, language()),
        outside=exact_ore(comparison.outside, language()),
        not_come=exact_ore(comparison.not_come, language()),
        income=any(one.kind == "I" and one.counts for one in comparison.accounts),
        elsewhere_kept=comparison.counts.elsewhere,
        mapping_version=place.mapping.version if place.mapping else 0,
        **_about(found),
        **{
            name: present(request, table, sort_name=name, export_base=bases.get(name, ""), stacked=name in _STACKED)
            for name, table in shown.items()
        },
    )


def _settled(
    request: HttpRequest, actor: Actor, place: CostPlace, found: CostFile, *, status: int = 200
) -> HttpResponse:
    booked = [cost for cost in tables.costs_of(place) if cost.file_id == found.pk]
    return cost_page(
        request,
        "costs/settled.html",
        actor,
        place,
        crumb(place),
        status=status,
        booked=booked,
        corrections=list(found.corrections.select_related("cost__activity")),
        covers=found.covers,
        **_about(found),
    )


def _about(found: CostFile) -> dict[str, Any]:
    names = names_of({found.received_by, found.settled_by} - {""})
    return {
        "file": found,
        "state": STATES[found.state],
        "colour": STATE_COLOURS[found.state],
        "form": FORMS[found.form],
        "received_by": names.get(found.received_by, ""),
        "settled_by": names.get(found.settled_by, ""),
    }


def _unmapped(comparison: Comparison) -> bool:
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
