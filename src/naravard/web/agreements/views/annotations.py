"""The annotated agreement: the whole text, and beside each sentence what it became or why it was left out."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement.annotations import Annotated, Annotation, AnnotationKind, annotated
from naravard.agreement.model import Agreement, Area, Clause, Earmark, Goal, Grant, PublishedTable, Remark, Text
from naravard.documents import headings
from naravard.documents.annotation_words import LABELS, NOT_ACCOUNTED_FOR, AnnotationNote, note_of
from naravard.documents.table import Column, Table
from naravard.web.access.addresses import open_to_everyone
from naravard.web.agreements.approvals import approvals_of, in_words
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.frame import Crumb, page
from naravard.web.agreements.provenance import provenance
from naravard.web.site.tables import Export, export, exports
from naravard.web.site.templatetags.naravard import language

_KEPT = 8
MISSING = "saknas"
"""The choice of what is neither something in the data nor left out."""
CHOICES: dict[str, AnnotationKind] = {
    "utelamnat": "left-out",
    "andringar": "amendment",
    "anmarkningar": "remark",
    "krav": "requirement",
    "skyldigheter": "duty",
    "datum": "date",
    "mal": "goal",
    "belopp": "sum",
    "omraden": "area",
    "fordelning": "rule",
    "nycklar": "key",
    "bilagor": "annex",
    "handlingar": "paper",
    "vem": "mandate",
    "diarienummer": "reference-number",
    "parter": "party",
}
"""What can be chosen among, as it stands in the address; what a lawyer looks for first comes first."""


@dataclass(frozen=True, slots=True)
class NoteBeside:
    """What stands beside a passage, and where it leads."""

    note: AnnotationNote
    url: str


@dataclass(frozen=True, slots=True)
class PassageShown:
    """A passage with what stands beside it."""

    one: Annotated
    number: int
    """Its place in the text, by which it is linked to."""
    notes: tuple[NoteBeside, ...]

    @property
    def words(self) -> str:
        """The passage's words; the cells of a row with a mark between them."""
        passage = self.one.passage
        return " | ".join(cell for cell in passage.cells if cell) if passage.cells else passage.text.replace("**", "")


@dataclass(frozen=True, slots=True)
class ClauseShown:
    """A clause with its passages."""

    clause: Clause
    passages: list[PassageShown]


@open_to_everyone
def annotated_text(request: HttpRequest, agreement_id: str, form: str = "") -> HttpResponse:
    """Show the whole text, and beside each sentence what it became, or why it was left out."""
    shown = shown_or_404(agreement_id)
    if not shown.agreement.clauses:
        raise Http404(_("Överenskommelsens text finns inte här."))
    chosen = request.GET.get("visa", "")
    whole = _whole(shown)
    if form:
        return export(_table(shown, [one for one in whole if _is_chosen(one.one, chosen)]), form)
    passages = [one for one in whole if _is_chosen(one.one, chosen)]
    clauses = _by_clause(shown.agreement, passages)
    counted = {code: sum(_has(one.one, kind) for one in whole) for code, kind in CHOICES.items()}
    missing = sum(not one.one.is_accounted_for for one in whole)
    pdf = Export("PDF", reverse("agreements:annotated_pdf", args=[agreement_id]))
    return page(
        request,
        "agreements/annotated.html",
        shown,
        "agreements:text",
        Crumb(_("Text"), shown.clauses.text_url()),
        clauses=clauses,
        chapters=[entry for entry in clauses if entry.clause.level == 1],
        chosen=chosen,
        count=len(passages),
        total=len(whole),
        choices=[(code, LABELS[kind], counted[code]) for code, kind in CHOICES.items() if counted[code]],
        missing=missing,
        missing_words=NOT_ACCOUNTED_FOR,
        approvals=approvals_of(shown),
        exports=(pdf, *exports(request)),
    )


@open_to_everyone
def annotated_pdf(_request: HttpRequest, agreement_id: str) -> HttpResponse:
    """Answer with the annotated agreement as PDF, for whoever is to read it through and approve it."""
    shown = shown_or_404(agreement_id)
    if not shown.agreement.clauses:
        raise Http404(_("Överenskommelsens text finns inte här."))
    answer = HttpResponse(_pdf(shown, language(), in_words(approvals_of(shown))), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{agreement_id}-genomgang.pdf"'
    return answer


@lru_cache(maxsize=_KEPT)
def _whole(shown: Shown) -> tuple[PassageShown, ...]:
    """Return every passage; the title of a clause is its heading, and stands here only where something rests on it."""
    agreement = shown.agreement
    found = []
    clause = ""
    for number, one in enumerate(annotated(agreement), start=1):
        is_title, clause = one.passage.clause != clause, one.passage.clause
        if not is_title or one.annotations:
            notes = tuple(NoteBeside(note_of(agreement, note), _url(agreement, note)) for note in one.annotations)
            found.append(PassageShown(one, number, notes))
    return tuple(found)


@lru_cache(maxsize=_KEPT)
def _pdf(shown: Shown, words: str, approval: Text | None) -> bytes:
    from naravard.documents.annotated_pdf import AnnotatedDocument, annotated_pdf

    made = AnnotatedDocument(
        agreement=shown.agreement,
        provenance=provenance(shown),
        dated=shown.agreement.period.from_,
        approval=approval,
    )
    return annotated_pdf(made, words)


def _has(one: Annotated, kind: AnnotationKind) -> bool:
    return any(note.kind == kind for note in one.annotations)


def _is_chosen(one: Annotated, chosen: str) -> bool:
    if chosen == MISSING:
        return not one.is_accounted_for
    return _has(one, CHOICES[chosen]) if chosen in CHOICES else True


def _by_clause(agreement: Agreement, passages: list[PassageShown]) -> list[ClauseShown]:
    clauses = {clause.id: clause for clause in agreement.clauses}
    return [
        ClauseShown(clauses[clause_id], list(some))
        for clause_id, some in groupby(passages, key=lambda one: one.one.passage.clause)
    ]


def _url(agreement: Agreement, annotation: Annotation) -> str:
    """Return where the item that an annotation names is shown; empty for what was left out."""
    item = annotation.item
    address = _PAGES.get("goal" if isinstance(item, Goal) else annotation.kind)
    if address is not None:
        page_name, anchor = address
        place = f"#{anchor.format(getattr(item, 'id', ''))}" if anchor else ""
        return reverse(page_name, args=[agreement.id]) + place
    if isinstance(item, Area):
        return reverse("agreements:area", args=[agreement.id, item.id])
    if isinstance(item, PublishedTable):
        return reverse("money:annex", args=[agreement.id, item.id])
    if isinstance(item, Remark):
        return f"{reverse('audit:audit', args=[agreement.id])}#{item.id}"
    if isinstance(item, Earmark):
        grant = next(one for one in agreement.grants if item in one.earmarks)
        return reverse("money:grant", args=[agreement.id, grant.id])
    if isinstance(item, Grant):
        return reverse("money:grant", args=[agreement.id, item.id])
    return "" if annotation.kind == "left-out" else reverse("agreements:overview", args=[agreement.id])


_PAGES: dict[AnnotationKind, tuple[str, str]] = {
    "requirement": ("agreements:requirements", "krav-{}"),
    "duty": ("agreements:duties", "skyldighet-{}"),
    "date": ("agreements:duties", "skyldighet-{}"),
    "goal": ("agreements:goals", "mal-{}"),
    "key": ("money:grants", ""),
    "paper": ("agreements:papers", ""),
}


def _table(shown: Shown, passages: list[PassageShown]) -> Table:
    """Return the passages as a table, a row for each thing that a passage became."""
    rows = [(one, beside) for one in passages for beside in one.notes or (None,)]
    columns: tuple[Column[tuple[PassageShown, NoteBeside | None]], ...] = (
        Column("passage", Text("Nummer", "Number"), "code", of=lambda row: str(row[0].number)),
        Column("clause", headings.SECTION, "code", of=lambda row: row[0].one.passage.clause),
        Column("text", headings.WORDING, of=lambda row: row[0].words),
        Column("kind", Text("Blev", "Became"), of=lambda row: row[1].note.label if row[1] else None),
        Column("id", headings.ID, "code", of=lambda row: _id(row[0], row[1])),
        Column("words", Text("Vad det blev", "What it became"), of=lambda row: row[1].note.words if row[1] else None),
    )
    return Table.of(
        rows,
        columns,
        id=f"{shown.agreement.id}-genomgang",
        caption=Text("Texten mening för mening", "The text sentence by sentence"),
        provenance=provenance(shown),
    )


def _id(one: PassageShown, beside: NoteBeside | None) -> str | None:
    if beside is None:
        return None
    item = one.one.annotations[one.notes.index(beside)].item
    return getattr(item, "id", None)
