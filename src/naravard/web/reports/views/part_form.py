"""A part of a form that is being filled in: shown, saved by its button, or by itself while someone writes.

Both ways of saving are one: what a field was when the page was shown goes along with what is written, so that what
nobody touched is never changed, texts of two are merged where they do not meet, and otherwise the second sees both.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy

from naravard.agreement.duties.deadlines import STOCKHOLM
from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.reports.answers import Answered
from naravard.web.reports.filled_form import FilledForm, ReportPart
from naravard.web.reports.sheet import NUMBERS, Sheet
from naravard.web.reports.sittings import writing_now
from naravard.web.site.clock import now
from naravard.web.site.conflict import ChangedMeanwhileError, Conflict, Sent, saved
from naravard.web.site.forms import Written
from naravard.web.site.forms.step import OwnYes, Render, Step, answer, read_nothing
from naravard.web.site.refusals import CHANGED, WRONG, Refused
from naravard.web.site.templatetags.naravard import words

Made = TypeVar("Made")
Save = Callable[[Answered, Mapping[str, str], int], int]
"""Saves answers by question and reference numbers by field, for the version that was seen; returns the next version."""
GONE = gettext_lazy("Den delen finns inte i formuläret.")
_NOT_ASKED = Text(
    "Mottagaren har inte frågat om något i den här delen, så den går inte att ändra.",
    "The receiver has asked about nothing in this part, so it cannot be changed.",
)
_CHANGED = Text(
    "Någon har ändrat svaren sedan du öppnade sidan. Läs dem och gör om det.",
    "Someone has changed the answers since you opened the page. Read them and do it again.",
)


@dataclass(frozen=True, kw_only=True)
class PartPlace:
    """Where a form is filled in, and how what is written there is saved."""

    request: HttpRequest
    actor: Actor
    filling: FilledForm
    key: Mapping[str, object]
    """Whose report of what it is: agreement, organisation and duty."""
    room: str
    """The address that lists the parts."""
    version: int
    closed: Text | None
    """Why nothing can be written now; None if it can."""
    write: Save
    """Saves, and tells it as an event."""
    keep: Save
    """Saves what saves itself."""

    def url(self, part_id: str) -> str:
        """Return the address of a part's form."""
        return f"{self.room}del/{part_id}/"

    def urls(self) -> list[tuple[ReportPart, str]]:
        """Return every part with the address of its form."""
        return [(one, self.url(one.part.id)) for one in self.filling.parts]

    def sheet(self, part_id: str) -> Sheet:
        """Return the form of a part; 404 if the form has no such part."""
        part = self.filling.part(part_id)
        sheet = Sheet(self.filling, part)
        if part is None and (part_id != NUMBERS or not sheet.fields):
            raise Http404(GONE)
        return sheet

    def after(self, part_id: str) -> str:
        """Return where one goes on to when a part is saved: the next one, the reference numbers, and then the room."""
        ids = [one.part.id for one in self.filling.parts if one.is_open or one.part.id == part_id]
        ids += [NUMBERS] if Sheet(self.filling, None).fields else []
        rest = ids[ids.index(part_id) + 1 :]
        return self.url(rest[0]) if rest else self.room

    @property
    def about(self) -> str:
        """What it is, for the browser to keep unsaved text by."""
        organisation = self.key["organisation"]
        return f"{getattr(organisation, 'code', '')}/{self.key['agreement_id']}/{self.key['duty_id']}"


def part_page(place: PartPlace, render: Render, part_id: str) -> HttpResponse:
    """Show the questions of a part, or save what was written in it."""
    sheet = place.sheet(part_id)

    def do(values: Mapping[str, str], version: int | None) -> str:
        written = Written(values)
        place.write(sheet.answers(written), sheet.numbers(written), version or 0)
        return place.after(part_id)

    step: Step[Mapping[str, str]] = Step(
        title=sheet.heading, button=Text("Spara och gå vidare", "Save and continue"), fields=sheet.fields,
        read=sheet.read, do=do, done=Text("Svaren är sparade.", "The answers are saved."), was=sheet.was,
        merge=sheet.merge, shown=sheet.shown, version=place.version, back=place.room,
        closed=place.closed or (None if sheet.part is None or sheet.part.is_open else _NOT_ASKED),
        address=place.url(part_id),
        template="reports/part.html", more=sheet.arranged,
        extra=lambda: {
            "sheet": sheet,
            "place": place,
            "others": writing_now(place.key, but=place.actor.who.code, at=now()),
        },
    )  # fmt: skip
    return answer(place.request, place.actor, render, step)


def take_over_page(place: PartPlace, render: Render, part_id: str, question_id: str, source: str) -> HttpResponse:
    """Take over what was answered before, or in the same house, to a question; what stands is replaced by a yes."""
    part = place.filling.part(part_id)
    asked = next((one for one in part.questions if one.id == question_id), None) if part is not None else None
    earlier = place.filling.earlier.get(question_id, ())
    found = next((one for one in earlier if one.source == source), None)
    if asked is None or found is None:
        raise Http404(GONE)
    back = f"{place.url(part_id)}#fraga-{question_id}"

    def do(_values: None, version: int | None) -> str:
        unless_changed(lambda: place.write({question_id: found.answer}, {}, version or 0))
        return back

    replaces = OwnYes(
        Text("Det som står nu ersätts. Det finns kvar i historiken.",
             "What stands now is replaced. It stays in the history."),
        Text("Ja, ersätt det som står", "Yes, replace what stands"),
    )  # fmt: skip
    look = Text(
        "Frågan är inte likadan, eller så finns inte allt av svaret med här. Läs igenom det när du har tagit över det.",
        "The question is not the same, or not all of the answer has a place here. Read it through when you have taken "
        "it over.",
    )
    step = Step(
        title=Text("Ta över svaret", "Take over the answer"), of=asked.called,
        explains=Text("") if found.is_alike else look,
        about=[
            (found.of, found.said),
            *([(Text("Det som står nu", "What stands now"), asked.said)] if asked.is_answered else []),
        ],
        button=Text("Ta över svaret", "Take over the answer"), read=read_nothing, do=do,
        own_yes=(replaces,) if asked.is_answered else (), version=place.version, closed=place.closed, back=back,
        done=Text("Svaret är övertaget.", "The answer is taken over."),
    )  # fmt: skip
    return answer(place.request, place.actor, render, step)


def unless_changed(do: Callable[[], Made]) -> Made:
    """Do what is done at once, or refuse in words where another has changed the answers meanwhile."""
    try:
        return do()
    except ChangedMeanwhileError:
        raise Refused("changed-meanwhile", _CHANGED, status=CHANGED) from None


def save_by_itself(place: PartPlace, part_id: str) -> JsonResponse:
    """Save what was written in one question, and answer how it went; asked without anything, say what stands."""
    posted, whole = place.request.POST, place.sheet(part_id)
    if place.request.method != "POST":
        return JsonResponse({"state": "saved", "version": place.version, "now": whole.was})
    sheet = whole.of(posted.get("question", ""))
    if sheet is None:
        raise Http404(GONE)
    if place.closed:
        return JsonResponse({"state": "closed", "says": words(place.closed)}, status=CHANGED)
    sent = Sent.of(posted, list(sheet.was))
    read = Written(sent.mine)
    sheet.read(read)
    if read.problems:
        problems = {name: words(problem) for name, problem in read.problems.items()}
        return JsonResponse({"state": "wrong", "problems": problems}, status=WRONG)

    def save(version: int, wanted: Mapping[str, str]) -> tuple[int, Mapping[str, str]]:
        written = Written(wanted)
        return place.keep(sheet.answers(written), sheet.numbers(written), version), wanted

    try:
        led = saved(sent, sent.mine, save, sheet.merge)
    except Refused as refused:
        return JsonResponse({"state": "closed", "says": words(refused.says)}, status=refused.status)
    if isinstance(led, Conflict):
        shown = {name: sheet.shown(name, value) for name, value in led.theirs.items()}
        return JsonResponse(
            {"state": "differs", "version": led.version, "theirs": dict(led.theirs), "shown": shown,
             "by": sheet.changed_by()},
            status=CHANGED,
        )  # fmt: skip
    version, kept = led
    at = f"{now().astimezone(STOCKHOLM):%H.%M}"
    return JsonResponse({"state": "saved", "version": version, "at": at, "now": dict(kept)})
