"""A municipality's answers to its RSS: the parts of the form, written in by many, given, and taken back."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.frame import Crumb
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.views.lookup import own
from naravard.web.reports import acts
from naravard.web.reports.answers import Answered
from naravard.web.reports.county import Reply, county_duties, last_day_of, reply_of, rss_of
from naravard.web.reports.views import word
from naravard.web.reports.views.part_form import GONE, PartPlace, part_page, save_by_itself, take_over_page
from naravard.web.site.clock import now
from naravard.web.site.forms.step import Render, Step, answer, read_nothing, within

ROOM = "reports:replies"
_GIVEN = Text(
    "Svaren är lämnade till RSS. Ta tillbaka dem om de ska ändras.",
    "The answers are given to the RSS. Take them back to change them.",
)


@require_safe
@requires(Permission.SEE)
def replies(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """What the municipality is asked to answer its RSS: each form, how far it has come, and by which day."""
    shown, municipality = shown_or_404(agreement_id), own(actor)
    found = [one for duty in county_duties(shown) if (one := reply_of(shown, municipality, duty)) is not None]
    if not found:
        raise Http404(GONE)
    listed = [(one, last_day_of(shown, municipality, one.duty, now()), _room(one)) for one in found]
    return money_page(
        request, "reports/replies.html", actor, shown, room=ROOM, replies=listed, rss=rss_of(municipality)
    )


@require_safe
@requires(Permission.SEE)
def reply(request: HttpRequest, actor: Actor, agreement_id: str, county_duty: str) -> HttpResponse:
    """One form that the municipality answers its RSS in: its parts, what is missing, and giving it."""
    found = _found(actor, agreement_id, county_duty)
    municipality = own(actor)
    return _render(request, actor, found)(
        "reports/reply.html",
        reply=found,
        rss=rss_of(municipality),
        last_day=last_day_of(found.shown, municipality, found.duty, now()),
        may_write=actor.may(Permission.WORK_ON_DUTIES),
        room_url=_room(found),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def part(request: HttpRequest, actor: Actor, agreement_id: str, county_duty: str, part_id: str) -> HttpResponse:
    """A part of the form that the municipality answers its RSS in."""
    found = _found(actor, agreement_id, county_duty)
    return part_page(_place(request, actor, found), _render(request, actor, found), part_id)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def answer_by_itself(
    request: HttpRequest, actor: Actor, agreement_id: str, county_duty: str, part_id: str
) -> HttpResponseBase:
    """An answer to the RSS that saves itself; answers in JSON."""
    return save_by_itself(_place(request, actor, _found(actor, agreement_id, county_duty)), part_id)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def take_over(
    request: HttpRequest,
    actor: Actor,
    agreement_id: str,
    county_duty: str,
    part_id: str,
    question_id: str,
    source: str,
) -> HttpResponse:
    """Take over what the municipality has answered before to a question of its RSS."""
    found = _found(actor, agreement_id, county_duty)
    place = _place(request, actor, found)
    return take_over_page(place, _render(request, actor, found), part_id, question_id, source)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def give(request: HttpRequest, actor: Actor, agreement_id: str, county_duty: str) -> HttpResponse:
    """Give the municipality's answers to its RSS, after reading them."""
    found = _found(actor, agreement_id, county_duty)

    def do(_values: None, version: int | None) -> str:
        acts.give_reply(actor=actor, at=now(), version=version or 0, **_named(actor, found))
        return _room(found)

    closed = _GIVEN if found.kept.is_given else None
    step = Step(
        title=Text("Lämna svaren till RSS", "Give the answers to the RSS"),
        button=Text("Lämna svaren", "Give the answers"), read=read_nothing, do=do,
        done=Text("Svaren är lämnade till RSS.", "The answers are given to the RSS."), back=_room(found),
        version=found.kept.version, closed=closed, template="reports/give.html", extra={"reply": found},
    )  # fmt: skip
    return answer(request, actor, _render(request, actor, found), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def take_back(request: HttpRequest, actor: Actor, agreement_id: str, county_duty: str) -> HttpResponse:
    """Take the municipality's answers back from its RSS, to change them."""
    found = _found(actor, agreement_id, county_duty)

    def do(_values: None, _version: int | None) -> str:
        acts.take_back_reply(actor=actor, at=now(), **_named(actor, found))
        return _room(found)

    step = Step(
        title=Text("Ta tillbaka svaren för att ändra dem", "Take the answers back to change them"),
        explains=Text(
            "RSS ser då att ni ändrar. Länets svar ändras inte av sig självt. Lämna svaren igen när de är klara.",
            "The RSS then sees that you are changing them. The county's answer does not change by itself. Give the "
            "answers again when they are done.",
        ),
        button=Text("Ta tillbaka svaren", "Take the answers back"), read=read_nothing, do=do,
        done=Text("Svaren går att ändra.", "The answers can be changed."), back=_room(found),
        closed=None if found.kept.is_given else Text("Svaren är inte lämnade.", "The answers are not given."),
    )  # fmt: skip
    return answer(request, actor, _render(request, actor, found), step)


@require_safe
@requires(Permission.SEE)
def form_document(_request: HttpRequest, actor: Actor, agreement_id: str, county_duty: str) -> HttpResponse:
    """The form that the municipality answers its RSS in, as a Word document to fill in offline."""
    return word.form_document(_found(actor, agreement_id, county_duty), own(actor))


@require_safe
@requires(Permission.SEE)
def form_as_fhir(_request: HttpRequest, actor: Actor, agreement_id: str, county_duty: str) -> HttpResponse:
    """The form that the municipality answers its RSS in, as FHIR R4 for other programs."""
    return word.form_as_fhir(_found(actor, agreement_id, county_duty))


@require_safe
@requires(Permission.SEE)
def reply_as_fhir(_request: HttpRequest, actor: Actor, agreement_id: str, county_duty: str) -> HttpResponse:
    """What the municipality answers its RSS, as FHIR R4 for other programs."""
    found = _found(actor, agreement_id, county_duty)
    return word.report_as_fhir(found, own(actor), is_handed_in=found.kept.is_given)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def take_in(request: HttpRequest, actor: Actor, agreement_id: str, county_duty: str) -> HttpResponse:
    """Read a form that was filled in offline; nothing is saved before it has been compared."""
    found = _found(actor, agreement_id, county_duty)
    return word.take_in(_word_place(request, actor, found), _render(request, actor, found))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def compare(request: HttpRequest, actor: Actor, agreement_id: str, county_duty: str) -> HttpResponse:
    """Compare what was read of a file with the municipality's answers, and take in what is chosen."""
    found = _found(actor, agreement_id, county_duty)
    return word.compare(_word_place(request, actor, found), _render(request, actor, found))


def _word_place(request: HttpRequest, actor: Actor, found: Reply) -> word.WordPlace:
    def write(answers: Answered, version: int, _told_by: str) -> object:
        return acts.write_reply(actor=actor, at=now(), answers=answers, version=version, **_named(actor, found))

    return word.WordPlace(
        request=request, actor=actor, filling=found, reporter=own(actor), home=_room(found),
        address=f"{_room(found)}word/", version=found.kept.version, closed=_GIVEN if found.kept.is_given else None,
        write=write,
    )  # fmt: skip


def _found(actor: Actor, agreement_id: str, duty_id: str) -> Reply:
    shown = shown_or_404(agreement_id)
    duty = next((one for one in county_duties(shown) if one.id == duty_id), None)
    found = reply_of(shown, own(actor), duty) if duty is not None else None
    if found is None:
        raise Http404(GONE)
    return found


def _named(actor: Actor, found: Reply) -> dict[str, Any]:
    return {"organisation": own(actor), "agreement_id": found.shown.agreement.id, "duty_id": found.duty.id}


def _room(found: Reply) -> str:
    return reverse("reports:reply", args=[found.organisation.code, found.shown.agreement.id, found.duty.id])


def _render(request: HttpRequest, actor: Actor, found: Reply) -> Render:
    crumb = Crumb(_("Svar till RSS"), reverse(ROOM, args=[found.organisation.code, found.shown.agreement.id]))
    crumbs = [crumb] if request.path == _room(found) else [crumb, Crumb(found.form.name, _room(found))]
    return within(money_page, request, actor, found.shown, *crumbs, room=ROOM)


def _place(request: HttpRequest, actor: Actor, found: Reply) -> PartPlace:
    named = _named(actor, found)

    def write(answers: Answered, _numbers: Mapping[str, str], version: int) -> int:
        return int(acts.write_reply(actor=actor, at=now(), answers=answers, version=version, **named).version)

    def keep(answers: Answered, _numbers: Mapping[str, str], version: int) -> int:
        return int(acts.keep_reply(actor=actor, at=now(), answers=answers, version=version, **named).version)

    return PartPlace(
        request=request, actor=actor, filling=found, key=named, room=_room(found), version=found.kept.version,
        closed=_GIVEN if found.kept.is_given else None, write=write, keep=keep,
    )  # fmt: skip
