"""The text of a draft, clause by clause or whole, and the numbers that stand in files of their own."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from naravard.agreement.manuscript import Manuscript
from naravard.agreement.model import Clause, Text
from naravard.agreement.text import clause_name, read_clauses, remove_clause, write_clause
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.drafting.acts import CONTENT, write_agreement_draft_file
from naravard.web.drafting.entries import name_of
from naravard.web.drafting.errors import gone
from naravard.web.drafting.models import AgreementDraft
from naravard.web.drafting.parts import TEXT, TEXT_FILE, part_of
from naravard.web.drafting.views.items import closed
from naravard.web.drafting.views.lookup import address, draft_or_404, page, part_address, part_crumb, path_of
from naravard.web.organisations.views.lookup import own
from naravard.web.site.clock import now
from naravard.web.site.forms import Choice, Field, Written
from naravard.web.site.forms.step import OwnYes, Step, answer, read_nothing, within

_LONGEST = 1_000_000
"""Signs of a whole text or file of numbers."""
_LEVELS = [Choice(str(level), Text(str(level))) for level in range(1, 7)]
_SAVED = Text("Utkastet är ändrat.", "The draft is changed.")
PLACES = {"keys": "file", "recipients": "file", "published": "file", "amendments": "text"}
"""The sections whose items can name a file of their own, and the field that does: of numbers, or of text."""
_HEADINGS = Text(
    "En rubrik för varje avsnitt, med avsnittets nummer i klammer: ## 3.1 Insatser {#3.1}",
    "A heading for each clause, with the clause's number in braces: ## 3.1 Measures {#3.1}",
)
_AMENDMENT_HEADINGS = Text(
    "En rubrik för varje avsnitt, med ett namn i klammer som inte finns i överenskommelsen: # 1 Medlen {#tillägg 1}",
    "A heading for each clause, with a name in braces that the agreement does not have: # 1 The money {#tillägg 1}",
)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DRAFT_AGREEMENTS)
def whole(request: HttpRequest, actor: Actor, draft_number: int) -> HttpResponse:
    """Write the whole text of a draft, as one Markdown file."""
    found = draft_or_404(actor, draft_number)
    return _file(
        request,
        actor,
        found,
        TEXT_FILE,
        title=Text("Hela texten", "The whole text"),
        hint=_HEADINGS,
        kind="area",
        back=part_address(found, TEXT),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DRAFT_AGREEMENTS)
def numbers(request: HttpRequest, actor: Actor, draft_number: int, place: str) -> HttpResponse:
    """Write the file that an item names: a key's numbers, a group's recipients, an annex as printed, an amendment."""
    found, path = draft_or_404(actor, draft_number), path_of(place)
    manuscript = Manuscript(found.files)
    item = manuscript.get(path) if len(path) == 2 and path[0] in PLACES else None
    if item is None:
        raise Http404(_("Det du söker finns inte längre i utkastet."))
    names = PLACES[path[0]]
    is_text = names == "text"
    file = manuscript.text((*path, names)) or (f"{path[1]}.md" if is_text else f"{path[0]}/{path[1]}.csv")
    if not file.endswith(".md" if is_text else ".csv") or file.startswith("/") or ".." in file:
        raise Http404(_("Filen som posten anger kan inte skrivas här. Rätta filens namn först."))
    name = name_of(manuscript, path, item)
    if is_text:
        return _file(
            request,
            actor,
            found,
            file,
            title=Text(f"Texten i ”{name}”", f"The text of “{name}”"),
            hint=_AMENDMENT_HEADINGS,
            kind="area",
            back=address("change", found, place),
            named_by=path,
            names=names,
        )
    return _file(
        request,
        actor,
        found,
        file,
        title=Text(f"Tal för ”{name}”", f"Numbers of “{name}”"),
        hint=Text(
            f"Filen {file}. Första raden har kolumnernas namn. Code måste finnas, och talen står i value. Klistra "
            "gärna in från ett kalkylblad. En rad för varje mottagare.",
            f"The file {file}. The first line has the names of the columns; code is needed, and the numbers stand in "
            "value. You can paste from a spreadsheet. One line for each recipient.",
        ),
        kind="data",
        back=address("change", found, place),
        named_by=path,
        begins="code,name,value\n",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DRAFT_AGREEMENTS)
def clause(request: HttpRequest, actor: Actor, draft_number: int, clause_number: int) -> HttpResponse:
    """Change one clause of a draft's text."""
    found = draft_or_404(actor, draft_number)
    text = _text(found)
    clauses = read_clauses(text)
    if clause_number >= len(clauses):
        raise Http404(_("Texten har inget sådant avsnitt."))
    return _clause(request, actor, found, clauses[clause_number].clause, clause_number)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DRAFT_AGREEMENTS)
def add_clause(request: HttpRequest, actor: Actor, draft_number: int) -> HttpResponse:
    """Add a clause last in a draft's text."""
    return _clause(request, actor, draft_or_404(actor, draft_number), Clause(id="", title=""), None)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.DRAFT_AGREEMENTS)
def take_clause_out(request: HttpRequest, actor: Actor, draft_number: int, clause_number: int) -> HttpResponse:
    """Ask whether a clause is to be taken out of a draft's text, and take it out."""
    found = draft_or_404(actor, draft_number)
    clauses = read_clauses(_text(found))
    if clause_number >= len(clauses):
        raise Http404(_("Texten har inget sådant avsnitt."))
    taken = clauses[clause_number].clause

    def do(_values: None, version: int | None) -> str:
        if version != found.version:
            raise gone()
        write_agreement_draft_file(
            actor=actor,
            organisation=own(actor),
            number=draft_number,
            file=TEXT_FILE,
            change=lambda there: remove_clause(there, clause_number),
            was=lambda there: {CONTENT: there},
            version=version,
            at=now(),
        )
        return part_address(found, TEXT)

    name = f"{taken.id} {taken.title}".strip()
    step = Step(
        title=Text("Ta bort ett avsnitt", "Take a clause away"),
        of=Text(found.name),
        question=Text(f"Ska avsnitt {name} tas bort?", f"Take clause {name} away?"),
        button=Text("Ta bort", "Remove"),
        read=read_nothing,
        do=do,
        done=Text(f"Avsnitt {name} är borttaget.", f"Clause {name} is taken away."),
        own_yes=[
            OwnYes(
                Text(
                    "Rubriken och all text i avsnittet försvinner ur utkastet. Det går inte att ångra.",
                    "The heading and all the text of the clause disappear from the draft. It cannot be undone.",
                ),
                Text(
                    f"Ja, ta bort avsnitt {name} med all dess text", f"Yes, take clause {name} away with all its text"
                ),
            )
        ],
        version=found.version,
        back=address("clause", found, clause_number),
        closed=closed(found),
        is_warning=True,
    )
    return answer(request, actor, within(page, request, actor, found, part_crumb(found, TEXT)), step)


def _clause(
    request: HttpRequest, actor: Actor, found: AgreementDraft, shown: Clause, number: int | None
) -> HttpResponse:
    def read(written: Written) -> Clause:
        clause_id = clause_name(written.line("id", required=True, most=30))
        if any(sign in clause_id for sign in "{}#"):
            written.wrong("id", "Skriv bara avsnittets nummer, som 3.1 eller bilaga 2.",
                          "Write the clause's number only, as 3.1 or bilaga 2.")  # fmt: skip
        return Clause(
            id=clause_id,
            title=written.line("title", most=300),
            level=int(written.chosen("level", _LEVELS) or 1),
            text=written.text("text", most=_LONGEST),
        )

    def do(values: Clause, version: int | None) -> str:
        write_agreement_draft_file(
            actor=actor,
            organisation=own(actor),
            number=found.number,
            file=TEXT_FILE,
            change=lambda there: write_clause(there, number, values),
            was=lambda there: _fields_of(there, number),
            version=(version or 0) if number is not None else found.version,
            at=now(),
        )
        return part_address(found, TEXT)

    was = _as_written(shown)
    step = Step(
        title=Text("Ändra ett avsnitt", "Change a clause")
        if number is not None
        else Text("Lägg till ett avsnitt", "Add a clause"),
        of=Text(found.name),
        button=Text("Spara", "Save"),
        fields=[
            Field(name="id", label=Text("Avsnittets nummer", "The clause's number"), value=was["id"], width=10,
                  hint=Text("3, 3.1 eller bilaga 4", "3, 3.1 or bilaga 4")),
            Field(name="title", label=Text("Rubrik", "Heading"), value=was["title"], width=30),
            Field(name="level", label=Text("Rubrikens nivå", "The heading's level"), kind="select", value=was["level"],
                  choices=_LEVELS,
                  hint=Text("1 för kapitel och bilagor, 2 för avsnitt", "1 for chapters and annexes, 2 for sections")),
            Field(name="text", label=Text("Text", "Text"), kind="area", rows=20, value=was["text"],
                  hint=Text("Markdown: tom rad mellan stycken, bindestreck före punkter.",
                            "Markdown: an empty line between paragraphs, a hyphen before points.")),
        ],
        read=read,
        do=do,
        done=_SAVED,
        version=found.version if number is not None else None,
        was=was if number is not None else None,
        back=part_address(found, TEXT),
        closed=closed(found),
        template="drafting/clause.html",
        extra={"take_out_url": address("take_clause_out", found, number) if number is not None else ""},
    )  # fmt: skip
    return answer(request, actor, within(page, request, actor, found, part_crumb(found, TEXT)), step)


def _file(
    request: HttpRequest,
    actor: Actor,
    found: AgreementDraft,
    file: str,
    *,
    title: Text,
    hint: Text,
    kind: str,
    back: str,
    named_by: tuple[str, ...] = (),
    names: str = "file",
    begins: str = "",
) -> HttpResponse:
    there = found.files.get(file, b"").decode("utf-8-sig", "replace")

    def read(written: Written) -> str:
        text = written.text(CONTENT, required=True, most=_LONGEST)
        return f"{text}\n" if text else ""

    def do(values: str, version: int | None) -> str:
        write_agreement_draft_file(
            actor=actor,
            organisation=own(actor),
            number=found.number,
            file=file,
            change=lambda _there: values,
            was=_content,
            version=version or 0,
            at=now(),
            named_by=named_by,
            names=names,
        )
        return back

    step = Step(
        title=title,
        of=Text(found.name),
        button=Text("Spara", "Save"),
        fields=[
            Field(
                name=CONTENT,
                label=Text("Innehåll", "Contents"),
                kind="data" if kind == "data" else "area",
                rows=30,
                value=there or begins,
                hint=hint,
            )
        ],
        read=read,
        do=do,
        done=_SAVED,
        version=found.version,
        was=_content(there),
        back=back,
        closed=closed(found),
    )
    crumb = part_crumb(found, part_of(named_by) if named_by else TEXT)
    return answer(request, actor, within(page, request, actor, found, crumb), step)


def _content(text: str) -> Mapping[str, str]:
    return {CONTENT: text.strip()}


def _fields_of(text: str, number: int | None) -> Mapping[str, str]:
    clauses = read_clauses(text)
    if number is None or number >= len(clauses):
        raise gone()
    return _as_written(clauses[number].clause)


def _as_written(clause: Clause) -> dict[str, str]:
    return {"id": clause.id, "title": clause.title, "level": str(clause.level), "text": clause.text}


def _text(draft: AgreementDraft) -> str:
    return draft.files.get(TEXT_FILE, b"").decode("utf-8-sig", "replace")
