"""One form from what is asked to what is done: written, checked, done; the same in every room.

A view says what its form asks, how it is read, what is shown to be checked and what does it, in a :class:`Step`, and
:func:`answer` does the rest::

    step = Step(title=…, fields=…, read=…, rows=…, do=…, button=…, done=…, back=…)
    return answer(request, actor, render, step)

Whatever is sent is kept, right or wrong, and the browser is led on to a page that can be got again: the form with what
is wrong (``?steg=ratta``), what was written to be checked (``?steg=kontrollera``), or where the act leads. So the way
back in the browser always works, and leads to what was written. The form's own address shows what was written last.

What was checked is what is done: the checking page holds all of it and sends it with ``steg=gor``. Sent twice it is
done once, and leads to the same place (:mod:`naravard.web.once.replay`).

What cannot be undone needs a yes of its own (``needs_yes``): the checking page says what is lost, in kronor, beside a
box that is not ticked, and without it nothing is done. The yes holds for the very words that were shown: is another sum
lost when it is sent, it is asked for again.

A form that says what its fields ``was`` lets two who change them at once choose between their versions
(``?steg=valj``, :mod:`naravard.web.site.conflict`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Generic, Protocol, TypeVar
from zlib import crc32

from django.http import HttpRequest, HttpResponse, QueryDict

from naravard.agreement.model import Text
from naravard.web.once.drafts import forget, keep, kept
from naravard.web.once.receipts import FIELD as ONCE
from naravard.web.once.replay import act_once, done_before
from naravard.web.site.answers import SeeOther
from naravard.web.site.clock import now
from naravard.web.site.conflict import CHOICE, THEIRS, WAS, Conflict, Merge, Sent, saved
from naravard.web.site.forms.amounts import AmountsTable
from naravard.web.site.forms.deeds import Deed
from naravard.web.site.forms.fields import AT_FIRST, Field, filled, joined
from naravard.web.site.forms.posted_values import Written
from naravard.web.site.refusals import CHANGED, WRONG, Refused, read_again, written_down
from naravard.web.site.templatetags.naravard import language, words

STEP = "steg"
"""The name of the buttons, and in the address of what is shown."""
CORRECT, CHECK, CHOOSE, DO, START_AGAIN = "ratta", "kontrollera", "valj", "gor", "borja-om"
VERSION = "version"
YES = "medger"
"""The name of the boxes that say yes to what is lost; each holds the words that it says yes to."""
_NOT_KEPT = frozenset({STEP, ONCE, YES, "csrfmiddlewaretoken"})
_NOTHING = Text("")
_NOT_CHOSEN = Text("Välj vad som ska gälla.", "Choose which of them should hold.")
Values = TypeVar("Values")
Row = tuple[Text, Any]
"""What an answer is called, and the answer as people read it."""


@dataclass(frozen=True, slots=True)
class OwnYes:
    """What an act takes away, or lets happen, that needs a yes of its own before it is done."""

    says: Text
    """What happens, in a sentence, with the sum in kronor."""
    yes: Text
    """What the box beside it says, with the sum."""

    @property
    def value(self) -> str:
        """What the box sends: the words themselves, so that a yes to one sum is none to another."""
        return self.yes.sv

    @property
    def id(self) -> str:
        """The box's id."""
        return f"f-{YES}-{crc32(self.value.encode()):08x}"


class _Named(Protocol):
    @property
    def code(self) -> str: ...


class Doer(Protocol):
    """The actor: a person as a role."""

    @property
    def who(self) -> _Named:
        """The person."""

    @property
    def described(self) -> Text:
        """The role in words."""


class Render(Protocol):
    """Renders a template within the room's frame."""

    def __call__(self, template: str, /, *, status: int = 200, **values: Any) -> HttpResponse:
        """Return the page."""


def within(page: Callable[..., HttpResponse], request: HttpRequest, actor: Any, *frame: Any, **values: Any) -> Render:
    """Return what renders a form's pages as a room renders its others: by its ``page``, with what stands around them.

    ``page`` takes the request, the template, the actor and the ``frame``; ``values`` are what each of its pages needs.
    """

    def render(template: str, /, *, status: int = 200, **more: Any) -> HttpResponse:
        return page(request, template, actor, *frame, status=status, **(values | more))

    return render


@dataclass(frozen=True, kw_only=True)
class Step(Generic[Values]):
    """One form: what it asks, how it is read, what is checked, and what is done with it."""

    title: Text
    """What is done, or asked: the heading."""
    button: Text
    """What the button that does it says."""
    fields: Sequence[Field] | Callable[[Written], Sequence[Field]] = ()
    """The fields; a function of what was written if that says how many they are."""
    read: Callable[[Written], Values]
    rows: Callable[[Values], Sequence[Row]] | None = None
    """What is shown to be checked before it is done; None if it is done at once."""
    do: Callable[[Values, int | None], str]
    """Does it, with the version that was seen; returns the address to go on to (and on a second line what is said
    there, if that depends on what was done)."""
    done: Text = _NOTHING
    """What is said when it is done."""
    back: str
    """Where one goes who does nothing."""
    of: Text = _NOTHING
    """Whose or what it concerns, above the heading."""
    question: Text = _NOTHING
    """The heading of the form, if it is not the title."""
    explains: Text = _NOTHING
    about: Sequence[Row] = ()
    """What it concerns, over the form and first in the check."""
    possible: Callable[[Values], object] = lambda _values: None
    """Refuses what could not be done, before it is shown to be checked."""
    notes: Callable[[Values], Sequence[Text]] = lambda _values: ()
    """What to think of before it is done."""
    needs_yes: Callable[[Values], Sequence[OwnYes]] = lambda _values: ()
    """What is lost by what was written and needs a yes of its own. The check asks for it."""
    own_yes: Sequence[OwnYes] = ()
    """What is lost whatever is written. The check asks for it too, or the form itself if it is done at once."""
    version: int | None = None
    """The version of what it changes, as it is now."""
    was: Mapping[str, str] | None = None
    """What the fields of the thing are now, by name, if two who change them at once choose between their versions: what
    is read is then what they are to be, and the act raises :class:`~..conflict.ChangedMeanwhileError`."""
    merge: Merge = lambda *_: None
    """How a field of ``was`` that both have changed becomes one; those it makes none of are chosen between."""
    shown: Callable[[str, str], str] = lambda _name, value: value
    """How a field of ``was`` stands on the page: by its name and its value as kept."""
    hidden: Mapping[str, str] = field(default_factory=dict)
    """What the page sends beside what is written, by name."""
    carried: Callable[[Values], Mapping[str, str]] = lambda _values: {}
    """What the check sends beside what was written: what it showed that must still be so when it is done."""
    tells_seen: frozenset[str] = frozenset({VERSION})
    """The names that tell what was seen; if it is refused, what is now is shown and sent the next time."""
    closed: Text | None = None
    """Why it cannot be done as things stand; None if it can. What is sent all the same is kept, and shown with it."""
    template: str = "site/step.html"
    check_template: str = "site/check.html"
    closed_template: str = "site/closed.html"
    conflict_template: str = "site/conflict.html"
    extra: Mapping[str, Any] | Callable[[], Mapping[str, Any]] = field(default_factory=dict)
    """More values for the pages that are shown; a function if they take time, since what is sent needs none of them."""
    more: Callable[[Written, Sequence[Field]], Mapping[str, Any]] = lambda _written, _fields: {}
    """More values for the form, out of what was written and its fields."""
    checked: Callable[[Values], Mapping[str, Any]] = lambda _values: {}
    """More values for the check, out of what was read."""
    address: str = ""
    """The form's own address, if it is not the one that is asked for."""
    is_warning: bool = False
    """It takes something away: the button is red."""
    amounts: AmountsTable | None = None
    """The headings of the table in which the fields with an ``out_of`` stand; None if no field has any."""
    deed: Deed | Callable[[Values], Deed] | None = None
    """What is decided by it, where it moves money or binds: shown where it is confirmed. A function where that depends
    on what was written, for the check."""

    @property
    def is_checked(self) -> bool:
        """Whether what was written is shown to be checked before it is done."""
        return self.rows is not None

    def asked_yes(self, values: Values) -> list[OwnYes]:
        """Return every yes that is needed before it is done."""
        return [*self.own_yes, *self.needs_yes(values)]

    def fields_of(self, written: Written) -> Sequence[Field]:
        """Return the fields for what was written; for nothing, those of an empty form."""
        return self.fields(written) if callable(self.fields) else self.fields

    def deed_of(self, values: Values) -> Deed | None:
        """Return what is decided with what was written."""
        return self.deed(values) if callable(self.deed) else self.deed

    @property
    def own_deed(self) -> Deed | None:
        """What is decided whatever is written, on a form that is the place where it is confirmed."""
        return None if callable(self.deed) or self.is_checked else self.deed

    def extras(self) -> Mapping[str, Any]:
        """Return the further values of a page that is shown."""
        return self.extra() if callable(self.extra) else self.extra


def answer(request: HttpRequest, actor: Doer, render: Render, step: Step[Any]) -> HttpResponse:
    """Show a form, what was written to be checked, or what is wrong; or do it and lead on."""
    sheet = _Sheet(request, actor, render, step)
    return sheet.posted() if request.method == "POST" else sheet.shown()


@dataclass(frozen=True)
class _Sheet:
    """One form as one person has it before them."""

    request: HttpRequest
    actor: Doer
    render: Render
    step: Step[Any]

    @property
    def address(self) -> str:
        """The form's own address, which what is written is kept under."""
        if self.step.address:
            return self.step.address
        asked = self.request.GET.copy()
        asked.pop(STEP, None)
        asked.pop(AT_FIRST, None)
        return f"{self.request.path}?{asked.urlencode()}" if asked else self.request.path

    def at(self, shown: str) -> str:
        """Return the address of the form's page that shows it in one way."""
        return f"{self.address}{'&' if '?' in self.address else '?'}{STEP}={shown}"

    def posted(self) -> HttpResponse:
        """Keep what was sent, and lead on to what comes of it."""
        step, pressed = self.step, self.request.POST.get(STEP, "")
        if pressed == START_AGAIN:
            forget(self.actor.who.code, self.address)
            return SeeOther(self.address)
        written, sent = self._sent()
        if step.closed:
            return self._correct(written, refused=Refused("closed", step.closed, status=CHANGED))
        if sent is not None and sent.lacking:
            return self._choose(written, Conflict.again(sent), status=WRONG)
        try:
            values = step.read(written)
            if written.problems:
                return self._correct(written)
            if step.rows is not None and pressed != DO:
                step.possible(values)
                self._keep(written)
                return SeeOther(self.at(CHECK))
            lacking = self._lacking_yes(values, written)
            if lacking:
                return self._ask_yes(written, lacking)
            led = self._done(values, written, sent)
        except Refused as refused:
            return self._correct(written, refused=refused)
        if isinstance(led, Conflict):
            return self._choose(written, led, status=CHANGED)
        keep(self.actor.who.code, self.address, {"led_to": led["Location"]}, at=now())
        return led

    def shown(self) -> HttpResponse:
        """Show the form, what was written to be checked, or what was wrong with it."""
        content = kept(self.actor.who.code, self.address)
        wanted = self.request.GET.get(STEP, "")
        if content is not None and "led_to" in content:
            if wanted:
                return SeeOther(content["led_to"])
            content = None
        if content is not None and not wanted and not self._says_something(content):
            content = None  # only a button was pressed: what is shown is how it stands now
        if content is None and wanted:
            return SeeOther(self.address)
        written = Written(_posted(content["fields"] if content else {}))
        if self.step.closed:
            return self._closed(written, content, wanted)
        if wanted == CHOOSE and content is not None:
            return self._conflict(content) if "conflict" in content else SeeOther(self.address)
        if wanted == CHECK and self.step.rows is not None:
            return self._check(written, lacks_yes=content.get("lacks_yes", []) if content else [])
        wrongs = ("problems", "refused", "lacks_yes")
        was_wrong = content is not None and any(content.get(name) for name in wrongs)
        return self._form(written, content, is_wrong=wanted == CORRECT and was_wrong)

    def _sent(self) -> tuple[Written, Sent | None]:
        """Return what was sent, with what was chosen where it is a choice between two versions."""
        step, posted = self.step, self.request.POST
        if step.was is None:
            return Written(posted, self.request.FILES), None
        sent = Sent.of(posted, list(step.was))
        chosen = _posted({name: values for name, values in posted.lists() if not name.startswith((THEIRS, CHOICE))})
        for name, value in sent.wanted.items():
            if name in posted:
                chosen[name] = value
            chosen[f"{WAS}{name}"] = sent.base[name]
        return Written(chosen, self.request.FILES), sent

    def _done(self, values: Any, written: Written, sent: Sent | None) -> HttpResponse | Conflict:
        def do(version: int | None, wanted: Any) -> HttpResponse:
            by, done = self.actor.who.code, words(self.step.done)
            return act_once(self.request, by, lambda: self.step.do(wanted, version), done)

        return do(written.version(), values) if sent is None else saved(sent, values, do, self.step.merge)

    def _lacking_yes(self, values: Any, written: Written) -> list[str]:
        given = set(written.all(YES))
        return [one.value for one in self.step.asked_yes(values) if one.value not in given]

    def _ask_yes(self, written: Written, lacking: list[str]) -> HttpResponse:
        """Lead back to where it was asked for, the check or the form, which says that a yes is missing."""
        again = done_before(self.request, self.actor.who.code)
        if again is not None:
            return again
        self._keep(written, lacks_yes=lacking)
        return SeeOther(self.at(CHECK if self.step.is_checked else CORRECT))

    def _choose(self, written: Written, conflict: Conflict, *, status: int) -> HttpResponse:
        """Keep what was written and what another made of it meanwhile, and lead to the choice."""
        again = done_before(self.request, self.actor.who.code)
        if again is not None:
            return again
        self._keep(written, status=status, conflict=asdict(conflict))
        return SeeOther(self.at(CHOOSE))

    def _keep(self, written: Written, *, refused: Refused | None = None, status: int = WRONG, **more: Any) -> None:
        assert isinstance(written.posted, QueryDict)  # noqa: S101 - for the type checker; what is kept is read so
        fields = {name: values for name, values in written.posted.lists() if name not in _NOT_KEPT}
        problems = {name: [says.sv, says.en] for name, says in written.problems.items()}
        content: dict[str, Any] = {"fields": fields, "problems": problems, "status": status, **more}
        if refused is not None:
            seen = self.step.tells_seen if self.step.was is None else frozenset[str]()
            content["fields"] = {name: values for name, values in fields.items() if name not in seen}
            names = {one.name for one in self.step.fields_of(written)}
            found = {refused.field: refused.says} | refused.problems
            problems |= {name: [says.sv, says.en] for name, says in found.items() if name in names}
            content |= {"refused": written_down(refused), "status": refused.status}
        keep(self.actor.who.code, self.address, content, at=now())

    def _correct(self, written: Written, *, refused: Refused | None = None) -> HttpResponse:
        again = done_before(self.request, self.actor.who.code)
        if again is not None:
            return again
        self._keep(written, refused=refused)
        return SeeOther(self.at(CORRECT))

    def _form(self, written: Written, content: dict[str, Any] | None, *, is_wrong: bool) -> HttpResponse:
        step = self.step
        problems, refused, status = {}, None, 200
        if content is not None and is_wrong:
            problems = {name: Text(*says) for name, says in content["problems"].items()}
            refused = read_again(content["refused"]) if "refused" in content else None
            status = content["status"]
            written.problems |= problems
        findings = [en if language() == "en" else sv for sv, en in refused.findings] if refused is not None else []
        if refused is not None and refused.field in problems:
            refused = None if refused.parts is None else refused
        seen, fields = written.version(), step.fields_of(written)
        if content is not None:  # a box that was not ticked is not sent, so it is empty and not as it began
            fields = filled(fields, {one.name: written.raw(one.name) for one in fields}, problems)
        fields = [self._with_chosen(one, written, is_kept=content is not None) for one in fields]
        return self.render(
            step.template,
            status=status,
            **{
                **self._common(),
                "fields": fields,
                "has_files": any(one.kind == "file" for one in fields),
                "hidden": {
                    name: written.posted.get(name, value)
                    for name, value in {
                        **step.hidden,
                        **{f"{WAS}{one}": it for one, it in (step.was or {}).items()},
                    }.items()
                },
                "problems": problems,
                "refused": refused,
                "findings": findings,
                "version": step.version if seen is None else seen,
                "is_kept": content is not None and not is_wrong,
                "own_yes": () if step.is_checked else step.own_yes,
                "lacks_yes": content.get("lacks_yes", []) if content is not None and is_wrong else [],
                "deed": step.own_deed,
                "amounts": step.amounts.of(fields) if step.amounts else None,
                **step.extras(),
                **step.more(written, fields),
            },
        )

    def _with_chosen(self, one: Field, written: Written, *, is_kept: bool) -> Field:
        """Return a field with what is chosen in it, if that can be several: by a link, by what was sent, at first."""
        if one.kind != "several":
            return one
        wanted = self.request.GET.get(AT_FIRST)
        if one.all_or_none and wanted is not None:
            return one.chosen_by(wanted)
        return replace(one, chosen=written.all(one.name)) if is_kept else one

    def _check(self, written: Written, *, lacks_yes: Sequence[str] = ()) -> HttpResponse:
        step = self.step
        try:
            values = step.read(written)
            if not written.problems:
                step.possible(values)
        except Refused as refused:
            return self._correct(written, refused=refused)
        if written.problems or step.rows is None:
            return self._correct(written)
        seen = [(VERSION, step.version)] if step.version is not None and not written.raw(VERSION) else []
        assert isinstance(written.posted, QueryDict)  # noqa: S101 - for the type checker; what is kept is read so
        return self.render(
            step.check_template,
            status=WRONG if lacks_yes else 200,
            **{
                **self._common(),
                "rows": [*step.about, *step.rows(values)],
                "notes": step.notes(values),
                "own_yes": step.asked_yes(values),
                "lacks_yes": lacks_yes,
                "deed": step.deed_of(values),
                "kept_fields": [(name, one) for name, every in written.posted.lists() for one in every]
                + [*seen, *step.carried(values).items()],
                **step.extras(),
                **step.checked(values),
            },
        )

    def _conflict(self, content: dict[str, Any]) -> HttpResponse:
        """Show what another has made of the fields meanwhile, to choose between the two."""
        step, conflict = self.step, Conflict(**content["conflict"])
        by_name = {one.name: one for one in step.fields_of(Written(_posted(content["fields"])))}
        rows: list[dict[str, Any]] = [
            {
                "difference": one,
                "field": replace(by_name[one.name], problem=_NOT_CHOSEN if one.lacks_choice else None),
                **{which: step.shown(one.name, getattr(one, which)) for which in ("was", "mine", "theirs")},
            }
            for one in conflict.differences
        ]
        missing = [row["field"] for row in rows if row["difference"].lacks_choice]
        return self.render(
            step.conflict_template,
            status=content["status"],
            **{
                **self._common(),
                "conflict": conflict,
                "rows": rows,
                "fields": missing,
                "problems": bool(missing),
                **step.extras(),
            },
        )

    def _closed(self, written: Written, content: dict[str, Any] | None, wanted: str) -> HttpResponse:
        """Say why it cannot be done now, with what was written, so that nothing is lost."""
        step, refused = self.step, None
        if content is not None and wanted == CORRECT and "refused" in content:
            refused = read_again(content["refused"])
        return self.render(
            step.closed_template,
            status=200 if refused is None else refused.status,
            **{
                **self._common(),
                "refused": refused,
                "closed": None if refused is not None and refused.says == step.closed else step.closed,
                "lost": as_written(step.fields_of(written), written),
                **step.extras(),
            },
        )

    def _says_something(self, content: dict[str, Any]) -> bool:
        """Tell whether someone has written anything in what is kept, and not only pressed the form's button."""
        sent_beside = {*self.step.hidden, *self.step.tells_seen}
        written = {name: values for name, values in content["fields"].items() if not name.startswith(WAS)}
        return any(any(values) for name, values in written.items() if name not in sent_beside)

    def _common(self) -> dict[str, Any]:
        return {"step": self.step, "doer": self.actor, "form_address": self.address}


def answer_closed(
    request: HttpRequest, actor: Doer, render: Render, *, title: Text, why: Text, back: str, **how: Any
) -> HttpResponse:
    """Answer a form that cannot be done as things stand, before what it would ask is known; what is sent is kept."""
    step = Step(title=title, button=title, read=read_nothing, do=_do_nothing, back=back, closed=why, **how)
    return answer(request, actor, render, step)


def read_nothing(_written: Written) -> None:
    """Read a form that asks nothing: its button says all."""


def _do_nothing(_values: None, _seen: int | None) -> str:
    raise NotImplementedError


def as_written(fields: Sequence[Field], written: Written) -> list[Row]:
    """Return each field that something was written in, with what was written or chosen, as rows of a check."""
    said: list[Row] = []
    for one in fields:
        if one.kind == "several":
            several = [choice.label for choice in one.choices if choice.value in written.all(one.name)]
            if several:
                said.append((one.label, joined(", ", several)))
            continue
        value = written.raw(one.name)
        chosen = next((choice.label for choice in one.choices if choice.value == value), None)
        if value:
            said.append((one.label, chosen or value))
    return said


def _posted(fields: Mapping[str, Sequence[str]]) -> QueryDict:
    posted = QueryDict(mutable=True)
    for name, values in fields.items():
        posted.setlist(name, list(values))
    return posted
