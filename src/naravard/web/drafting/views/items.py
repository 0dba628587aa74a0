"""The parts of a draft, and the one form with which every item of it is filled in, added or taken away."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.field_words import field_label
from naravard.agreement.labels import LABELS, label
from naravard.agreement.manuscript import Manuscript, Path
from naravard.agreement.model import Agreement, Text
from naravard.agreement.shapes import Item, ListOf, OneOf, Shape, fields_of
from naravard.agreement.structure import RULE_TAG
from naravard.agreement.text import read_clauses
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.drafting.acts import (
    add_to_agreement_draft,
    change_agreement_draft,
    take_out_of_agreement_draft,
    values_at,
)
from naravard.web.drafting.entries import (
    as_field,
    entries_of,
    inner_of,
    kind_field,
    kind_of,
    name_of,
    shape_at,
    told,
)
from naravard.web.drafting.models import AgreementDraft
from naravard.web.drafting.overview import Reading
from naravard.web.drafting.parts import BY_SLUG, TEXT, TEXT_FILE, part_of
from naravard.web.drafting.views.lookup import address, draft_or_404, page, part_address, part_crumb, path_of
from naravard.web.organisations.views.lookup import own
from naravard.web.site.clock import now
from naravard.web.site.forms import Field, Written
from naravard.web.site.forms.step import OwnYes, Step, answer, read_nothing, within
from naravard.web.site.templatetags.naravard import words

_MOST = 20_000
"""Signs that a field takes."""
_NAMES = ("name", "label", "heading", "text", "does", "grant", "key", "column", "clause")


@require_safe
@requires(Permission.DRAFT_AGREEMENTS)
def part(request: HttpRequest, actor: Actor, draft_number: int, part: str) -> HttpResponse:
    """Show a part of a draft: its items, and what remains in it."""
    found, chosen = draft_or_404(actor, draft_number), BY_SLUG.get(part)
    if chosen is None:
        raise Http404(_("Utkastet har ingen sådan del."))
    reading = Reading(found)
    manuscript = reading.manuscript
    sections = [
        {
            "name": field_label(Agreement, section),
            "purpose": told(Agreement, section),
            "items": _listed(found, manuscript, (section,)),
            "add_url": address("add", found, section),
        }
        for section in chosen.sections
    ]
    text = manuscript.files.get(TEXT_FILE, b"").decode("utf-8-sig", "replace") if chosen is TEXT else ""
    return page(
        request,
        "drafting/part.html",
        actor,
        found,
        part=chosen,
        left=_told(found, reading, reading.in_part(chosen)),
        sections=sections,
        about_url=address("about", found) if chosen.slug == "om" else "",
        text_url=address("text", found) if chosen is TEXT else "",
        add_clause_url=address("add_clause", found),
        clauses=[(clause.clause, address("clause", found, number)) for number, clause in enumerate(read_clauses(text))],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DRAFT_AGREEMENTS)
def change(request: HttpRequest, actor: Actor, draft_number: int, place: str) -> HttpResponse:
    """Fill in one item of a draft; two who change it at once choose between what they wrote."""
    found, path = draft_or_404(actor, draft_number), path_of(place)
    reading = Reading(found)
    manuscript, shape = reading.manuscript, _shape(reading.manuscript, path)
    if isinstance(shape, ListOf):
        raise Http404(_("Här finns inget att ändra."))
    kind = kind_of(manuscript, path) if isinstance(shape, OneOf) else ""
    names = [entry.name for entry in entries_of(manuscript, path, shape, kind)]
    if isinstance(shape, OneOf):
        names = [RULE_TAG, *names]
    was = values_at(manuscript, path, names)

    def read(written: Written) -> dict[str, str]:
        return _read(written, manuscript, path, shape, written.raw(RULE_TAG) or kind)

    def do(values: dict[str, str], version: int | None) -> str:
        changed = change_agreement_draft(
            actor=actor,
            organisation=own(actor),
            number=draft_number,
            path=path,
            values=values,
            version=version or 0,
            at=now(),
        )
        other = isinstance(shape, OneOf) and values.get(RULE_TAG) != kind
        return f"{address('change', found, place) if other else back}\n" + (
            _("Utkastet är ändrat.") if changed.version != version else _("Inget ändrades: det stod redan så.")
        )

    title, back = _title(manuscript, path, shape), _above(found, manuscript, path)
    step = Step(
        title=title,
        of=Text(found.name),
        button=Text("Spara", "Save"),
        fields=lambda written: _fields(manuscript, path, shape, written.raw(RULE_TAG) or kind, was),
        read=read,
        do=do,
        version=found.version,
        was=was,
        back=back,
        closed=closed(found),
        template="drafting/item.html",
        extra=lambda: {
            "left": _told(found, reading, [one for one in reading.remaining if path and one.path[: len(path)] == path]),
            "inner": _inner(found, manuscript, path, shape),
            "take_out_url": address("take_out", found, place) if path and manuscript.get(path) is not None else "",
            "numbers_url": address("numbers", found, place) if _has_numbers(path) else "",
            "is_text": path[:1] == ("amendments",),
        },
    )
    return answer(request, actor, within(page, request, actor, found, part_crumb(found, part_of(path))), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DRAFT_AGREEMENTS)
def add(request: HttpRequest, actor: Actor, draft_number: int, place: str) -> HttpResponse:
    """Add an item to a list of a draft: its fields; what more it holds is filled in when it is there."""
    found, path = draft_or_404(actor, draft_number), path_of(place)
    manuscript = Manuscript(found.files)
    shape = _shape(manuscript, path)
    if not isinstance(shape, ListOf) or not isinstance(shape.item, Item):
        raise Http404(_("Här går det inte att lägga till något."))
    one: Path = (*path, "+")
    item, entries = shape.item, entries_of(manuscript, one, shape.item)

    def read(written: Written) -> dict[str, str]:
        values = _read(written, manuscript, one, item, "")
        if not any(values.values()):
            first = next((entry.name for entry in entries if entry.name in _NAMES), entries[0].name)
            written.wrong(first, "Alla fält är tomma. Fyll i något.", "All fields are empty. Fill something in.")
        if "id" in values and not values["id"]:
            values["id"] = slugify(values.get("name", ""))
        there = {name for name, _item in manuscript.items(path)}
        if values.get("id") in there:
            written.wrong("id", f"Kortnamnet ”{values['id']}” finns redan i listan. Välj ett annat.",
                          f"The short name “{values['id']}” is in the list already. Choose another.")  # fmt: skip
        return values

    def do(values: dict[str, str], _seen: int | None) -> str:
        added = add_to_agreement_draft(
            actor=actor, organisation=own(actor), number=draft_number, path=path, values=values, at=now()
        )
        return address("change", found, "/".join(added))

    step = Step(
        title=Text(f"Lägg till: {_of_list(path).sv.lower()}", f"Add: {_of_list(path).en.lower()}"),
        of=Text(found.name),
        button=Text("Lägg till", "Add"),
        fields=[as_field(entry, manuscript, "") for entry in entries],
        read=read,
        do=do,
        done=Text("Det är tillagt.", "It is added."),
        back=_above(found, manuscript, (*path, "+")),
        closed=closed(found),
    )
    return answer(request, actor, within(page, request, actor, found, part_crumb(found, part_of(path))), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DRAFT_AGREEMENTS)
def take_out(request: HttpRequest, actor: Actor, draft_number: int, place: str) -> HttpResponse:
    """Ask whether an item of a draft is to be taken away with all that it holds, and take it away."""
    found, path = draft_or_404(actor, draft_number), path_of(place)
    manuscript = Manuscript(found.files)
    shape = _shape(manuscript, path)
    item = manuscript.get(path)
    if item is None or isinstance(shape, ListOf) or len(path) < 2:
        raise Http404(_("Det finns inget att ta bort här."))
    name = name_of(manuscript, path, item)

    def do(_values: None, version: int | None) -> str:
        take_out_of_agreement_draft(
            actor=actor, organisation=own(actor), number=draft_number, path=path, version=version or 0, at=now()
        )
        return back

    back = _above(found, manuscript, path)
    step = Step(
        title=Text("Ta bort ur utkastet", "Take away from the draft"),
        of=Text(found.name),
        question=Text(f"Ska ”{name}” tas bort?", f"Take “{name}” away?"),
        button=Text("Ta bort", "Remove"),
        read=read_nothing,
        do=do,
        done=Text(f"”{name}” är borttaget.", f"“{name}” is taken away."),
        own_yes=[
            OwnYes(
                Text(
                    f"Allt som står i ”{name}” försvinner ur utkastet. Det går inte att ångra.",
                    f"All that stands in “{name}” disappears from the draft. It cannot be undone.",
                ),
                Text(f"Ja, ta bort ”{name}” med allt det innehåller", f"Yes, take “{name}” away with all it holds"),
            )
        ],
        version=found.version,
        back=address("change", found, place),
        closed=closed(found),
        is_warning=True,
    )
    return answer(request, actor, within(page, request, actor, found, part_crumb(found, part_of(path))), step)


def _read(written: Written, manuscript: Manuscript, path: Path, shape: Shape, kind: str) -> dict[str, str]:
    """Read the fields as texts; one that cannot be read as what it is to be is a problem, and is kept as written."""
    values = {RULE_TAG: written.raw(RULE_TAG)} if isinstance(shape, OneOf) else {}
    if isinstance(shape, OneOf) and values[RULE_TAG] not in dict(shape.items):
        written.wrong(RULE_TAG, "Välj ett av alternativen.", "Choose one of the alternatives.")
    for entry in entries_of(manuscript, path, shape, kind):
        values[entry.name] = written.text(entry.name, most=_MOST)
        problem = entry.problem(values[entry.name])
        if problem is not None:
            written.problems.setdefault(entry.name, problem)
    return values


def _fields(manuscript: Manuscript, path: Path, shape: Shape, kind: str, was: Mapping[str, str]) -> list[Field]:
    fields = [
        as_field(entry, manuscript, was.get(entry.name, "")) for entry in entries_of(manuscript, path, shape, kind)
    ]
    return [kind_field(manuscript, kind), *fields] if isinstance(shape, OneOf) else fields


def _shape(manuscript: Manuscript, path: Path) -> Shape:
    """Return the shape at a path; 404 where the format, or the draft, has nothing there."""
    try:
        shape = shape_at(manuscript, path)
    except (LookupError, ValueError) as error:
        raise Http404(_("Utkastet har inget där.")) from error
    holder = shape_at(manuscript, path[:-1]) if path else None
    if isinstance(holder, ListOf) and manuscript.get(path) is None:
        raise Http404(_("Det du söker finns inte längre i utkastet."))
    if path and not isinstance(shape, Item | OneOf | ListOf):
        raise Http404(_("Utkastet har inget där."))
    return shape


def _listed(draft: AgreementDraft, manuscript: Manuscript, path: Path) -> list[dict[str, Any]]:
    return [
        {
            "name": name_of(manuscript, (*path, one), item),
            "id": one,
            "amount": manuscript.text((*path, one, "amount")),
            "due": manuscript.text((*path, one, "due")),
            "url": address("change", draft, "/".join((*path, one))),
        }
        for one, item in manuscript.items(path)
    ]


def _inner(draft: AgreementDraft, manuscript: Manuscript, path: Path, shape: Shape) -> list[dict[str, Any]]:
    """Return what has pages of its own within an item: each with what it holds, or that it is missing."""
    return [
        {
            "inner": inner,
            "items": _listed(draft, manuscript, inner.path) if inner.is_list else [],
            "add_url": address("add", draft, "/".join(inner.path)) if inner.is_list else "",
            "url": "" if inner.is_list else address("change", draft, "/".join(inner.path)),
            "is_there": manuscript.get(inner.path) is not None,
            "kind": kind_of(manuscript, inner.path) if isinstance(inner.shape, OneOf) else "",
        }
        for inner in inner_of(manuscript, path, shape)
    ]


def _told(draft: AgreementDraft, reading: Reading, left: list[Any]) -> list[dict[str, Any]]:
    """Return findings as pages show them, each with where it is mended."""
    language = "sv" if words(Text("sv", "en")) == "sv" else "en"
    return [
        {"words": one.finding.in_language(language), "url": _mended_at(draft, reading.manuscript, one.path)}
        for one in left
    ]


def _mended_at(draft: AgreementDraft, manuscript: Manuscript, path: Path) -> str:
    """Return the page with the form in which a value stands: that of the innermost item that has one."""
    for depth in range(len(path), 0, -1):
        if len(path[:depth]) == 1:
            break
        try:
            shape = shape_at(manuscript, path[:depth])
        except LookupError:
            continue
        is_page = isinstance(shape, OneOf) or (
            isinstance(shape, Item) and isinstance(shape_at(manuscript, path[: depth - 1]), ListOf)
        )
        if is_page and manuscript.get(path[:depth]) is not None:
            return address("change", draft, "/".join(path[:depth]))
    if path and path[0] not in {field.name for field in fields_of(Agreement) if not isinstance(field.shape, ListOf)}:
        return ""
    return address("about", draft)


def _title(manuscript: Manuscript, path: Path, shape: Shape) -> Text:
    if not path:
        return Text("Namn, år och hela summan", "Name, years and the whole sum")
    item = manuscript.get(path)
    holder = shape_at(manuscript, path[:-1])
    if isinstance(holder, ListOf) and isinstance(shape, Item):
        thing = label(shape.type)
        name = name_of(manuscript, path, item)
        return Text(f"Ändra {thing.sv} ”{name}”", f"Change {thing.en} “{name}”")
    return _of_list(path)


def _of_list(path: Path) -> Text:
    """Return what a field of the format is called, by its path; numbers and ids are passed over."""
    for name in reversed(path):
        for owner in (Agreement, *(one for one in LABELS if one is not Text)):
            if name in {field.name for field in fields_of(owner)}:
                return field_label(owner, name)
    return Text(path[-1])


def _above(draft: AgreementDraft, manuscript: Manuscript, path: Path) -> str:
    """Return the page that an item is listed on: the item that holds it, or the part."""
    for depth in range(len(path) - 1, 1, -1):
        if not isinstance(shape_at(manuscript, path[:depth]), ListOf):
            return address("change", draft, "/".join(path[:depth]))
    return part_address(draft, part_of(path))


def _has_numbers(path: Path) -> bool:
    return len(path) == 2 and path[0] in ("keys", "recipients", "published", "amendments")


def closed(draft: AgreementDraft) -> Text | None:
    """Return why nothing can be changed in a draft that is put away; None for another."""
    if draft.put_away_at is None:
        return None
    return Text(
        "Utkastet är undanlagt. Ta fram det igen för att ändra i det.",
        "The draft is put away. Take it up again to change it.",
    )
