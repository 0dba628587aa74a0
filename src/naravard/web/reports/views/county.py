"""The RSS's compilation: who has answered, what each question comes to, and what the municipalities wrote."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.agreement.status_words import HANDED_IN, NOT_BEGUN, UNDER_WAY, ShownStatus
from naravard.agreement.wording import long_day
from naravard.documents.table import Column, Table
from naravard.questionnaire.answers import Answer, WrittenAnswer, is_answered
from naravard.questionnaire.compilation import written_together
from naravard.questionnaire.model import Question
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.frame import Crumb
from naravard.web.agreements.provenance import provenance
from naravard.web.ledger.frame import money_page
from naravard.web.organisations.views.lookup import own
from naravard.web.reports import acts
from naravard.web.reports.answers import Answered
from naravard.web.reports.county import CountyReport, Reply, counted_in_words, county_report
from naravard.web.reports.filled_form import called
from naravard.web.reports.paper_kinds import report_kind_of
from naravard.web.reports.report import Report
from naravard.web.reports.sheet import Sheet
from naravard.web.reports.views import word
from naravard.web.reports.views.part_form import GONE, unless_changed
from naravard.web.site.clock import now
from naravard.web.site.forms import Choice, Field, Written
from naravard.web.site.forms.step import Render, Step, answer, within
from naravard.web.site.tables import export, present
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.receiver_reminders import LONGEST, newest_reminders
from naravard.web.tasks.views.receiver_reminder import CHOSEN, MESSAGE


@require_safe
@requires(Permission.SEE)
def compilation(
    request: HttpRequest, actor: Actor, agreement_id: str, county_duty: str, form: str = ""
) -> HttpResponse:
    """The county's report out of its municipalities' answers: who has answered, and what each question comes to."""
    county = _county(actor, agreement_id, county_duty)
    may_write = actor.may(Permission.WORK_ON_DUTIES)
    table = replies_table(county, may_write=may_write)
    if form:
        return export(table, form)
    report = _report(county)
    return _render(request, actor, county)(
        "reports/compilation.html",
        county=county,
        remind_url=_url(county, "county_remind") if may_write and len(county.given) < len(county.replies) else "",
        table=present(request, table),
        counted=[_counted(county, report, one) for one in county.counted],
        told=[
            (called(one), len(county.passages(one.id)), _url(county, "county_question", one.id)) for one in county.told
        ],
        day_url=_url(county, "county_day"),
        may_write=may_write,
        report_url=report.kind.urls(report)["room"],
    )


@require_safe
@requires(Permission.SEE)
def question(request: HttpRequest, actor: Actor, agreement_id: str, county_duty: str, question_id: str) -> HttpResponse:
    """What the municipalities have answered to one question, side by side; searched with ``?sok=``."""
    county = _county(actor, agreement_id, county_duty)
    asked = _question(county, question_id)
    search = request.GET.get("sok", "").strip()[:200]
    report = _report(county)
    row = report.rows.get(asked.id)
    return _render(request, actor, county, asked)(
        "reports/county_question.html",
        question=asked,
        called=called(asked),
        search=search,
        passages=[(county.names[one.source], one) for one in county.passages(asked.id, search)],
        choices=_choices(county, asked) if asked.county == "share-of-yes" else (),
        derived=_counted(county, report, asked) if asked.county == "share-of-yes" else None,
        changed=county.changed_after(asked.id, row.changed_at if row else None),
        may_write=actor.may(Permission.WORK_ON_DUTIES) and report.is_open and not report.draft.is_ready,
        take_url=_url(county, "county_take", asked.id),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def take(request: HttpRequest, actor: Actor, agreement_id: str, county_duty: str, question_id: str) -> HttpResponse:
    """Write what the municipalities have written into the county's answer, each passage with its source."""
    county = _county(actor, agreement_id, county_duty)
    asked, report = _question(county, question_id), _report(county)
    passages = county.passages(asked.id)
    together = written_together(passages, county.names)
    before = report.answers.get(asked.id)
    text = "\n\n".join(one for one in (before.text if isinstance(before, WrittenAnswer) else "", together) if one)

    def do(_text: str, version: int | None) -> str:
        unless_changed(
            lambda: report.kind.acts.write(
                actor=actor, organisation=county.rss, agreement_id=agreement_id, duty_id=county_duty,
                answers={asked.id: WrittenAnswer(text=text)}, version=version or 0, at=now(),
            )
        )  # fmt: skip
        part = next(one for one in report.parts if any(two.id == asked.id for two in one.questions))
        return f"{report.kind.urls(report)['room']}del/{part.part.id}/#fraga-{asked.id}"

    step = Step(
        title=Text("Ta in kommunernas texter i länets svar", "Take the municipalities' texts into the county's answer"),
        explains=Text(
            "Texterna läggs efter det som redan står, med kommunens namn ovanför var och en. Sedan kan ni skriva ihop "
            "dem.",
            "The texts are put after what stands there, each under the municipality's name. Then you can edit them.",
        ),
        button=Text("Ta in texterna", "Take the texts in"), read=lambda _written: text, do=do,
        rows=lambda value: [(called(asked), value)], version=report.draft.version,
        done=Text("Texterna står i länets svar.", "The texts stand in the county's answer."),
        back=_url(county, "county_question", asked.id),
        closed=None if passages and asked.kind == "text" and report.is_open and not report.draft.is_ready else _NOTHING,
    )  # fmt: skip
    return answer(request, actor, _render(request, actor, county, asked), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def last_day(request: HttpRequest, actor: Actor, agreement_id: str, county_duty: str) -> HttpResponse:
    """Say by which day the municipalities are asked to answer."""
    county = _county(actor, agreement_id, county_duty)
    example = ((county.duty.due or now().date()) - _BEFORE).isoformat()

    def do(day: datetime.date, _version: int | None) -> str:
        acts.set_county_day(
            actor=actor, organisation=county.rss, agreement_id=agreement_id, duty_id=county_duty, day=day, at=now()
        )
        return _url(county, "compilation")

    step = Step(
        title=Text("Sista dag för kommunernas svar", "Last day for the municipalities' answers"),
        button=Text("Spara dagen", "Save the day"),
        fields=[
            Field(
                name="day", label=Text("Kommunerna svarar senast", "The municipalities answer by"), kind="day",
                value=county.own_day.isoformat() if county.own_day else "",
                hint=Text(f"Till exempel {example}.", f"For example {example}."),
            )
        ],
        read=lambda written: written.required_day("day"), do=do,
        done=Text("Dagen är sparad. Kommunerna ser den.", "The day is saved. The municipalities see it."),
        back=_url(county, "compilation"),
    )  # fmt: skip
    return answer(request, actor, _render(request, actor, county), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def by_telephone(
    request: HttpRequest, actor: Actor, agreement_id: str, county_duty: str, answering_code: str, part_id: str
) -> HttpResponse:
    """Write down what a municipality has told the RSS in one part of the form, and who said it."""
    county = _county(actor, agreement_id, county_duty)
    reply = county.replies.get(answering_code)
    part = reply.part(part_id) if reply else None
    if reply is None or part is None:
        raise Http404(GONE)
    sheet, name = Sheet(reply, part), reply.organisation.name
    who = Field(
        name="told_by", label=Text("Vem lämnade svaren, och hur?", "Who gave the answers, and how?"),
        hint=Text("Till exempel: Kim Ek, telefon 3 mars.", "For example: Kim Ek, telephone 3 March."),
        value=reply.kept.told_by,
    )  # fmt: skip

    def read(written: Written) -> tuple[dict[str, Answer | None], str]:
        return sheet.answers(written), written.line("told_by", required=True)

    def do(said: tuple[dict[str, Answer | None], str], _version: int | None) -> str:
        answers, told_by = said
        acts.note_reply(
            actor=actor, organisation=reply.organisation, agreement_id=agreement_id, duty_id=county_duty,
            answers=answers, told_by=told_by, at=now(),
        )  # fmt: skip
        return _url(county, "compilation")

    step = Step(
        title=Text(f"Skriv ned svar från {name}", f"Write down answers from {name}"), of=sheet.heading,
        button=Text("Spara svaren", "Save the answers"), fields=[who, *sheet.fields], read=read, do=do,
        done=Text("Svaren är nedskrivna.", "The answers are written down."), back=_url(county, "compilation"),
        template="reports/by_telephone.html",
        more=lambda written, fields: {
            "who": fields[0],
            "parts": [(one, _url(county, "by_telephone", answering_code, one.part.id)) for one in reply.parts],
            "sheet": sheet,
            "word_url": _url(county, "town_word", answering_code),
            **sheet.arranged(written, fields),
        },
        closed=_closed(reply),
    )  # fmt: skip
    return answer(request, actor, _render(request, actor, county), step)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def word_of_town(
    request: HttpRequest, actor: Actor, agreement_id: str, county_duty: str, answering_code: str
) -> HttpResponse:
    """Read a form that a municipality has filled in offline and sent to its RSS."""
    county = _county(actor, agreement_id, county_duty)
    return word.take_in(_word_place(request, actor, county, answering_code), _render(request, actor, county))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def compare_of_town(
    request: HttpRequest, actor: Actor, agreement_id: str, county_duty: str, answering_code: str
) -> HttpResponse:
    """Compare what a municipality's file says with what stands, and take in what is chosen."""
    county = _county(actor, agreement_id, county_duty)
    return word.compare(_word_place(request, actor, county, answering_code), _render(request, actor, county))


def _word_place(request: HttpRequest, actor: Actor, county: CountyReport, answering_code: str) -> word.WordPlace:
    reply = county.replies.get(answering_code)
    if reply is None:
        raise Http404(GONE)

    def write(answers: Answered, _version: int, told_by: str) -> object:
        return acts.note_reply(
            actor=actor, organisation=reply.organisation, agreement_id=county.shown.agreement.id,
            duty_id=county.duty.id, answers=answers, told_by=told_by, at=now(),
        )  # fmt: skip

    return word.WordPlace(
        request=request, actor=actor, filling=reply, reporter=reply.organisation, home=_url(county, "compilation"),
        address=_url(county, "town_word", answering_code), version=reply.kept.version, write=write, asks_who=True,
        closed=_closed(reply),
    )  # fmt: skip


def _closed(reply: Reply) -> Text | None:
    """Return why a municipality's answers cannot be written down by its RSS."""
    return _BY_ITSELF if reply.kept.is_given and not reply.kept.told_by else None


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WORK_ON_DUTIES)
def remind(request: HttpRequest, actor: Actor, agreement_id: str, county_duty: str) -> HttpResponse:
    """Choose among the municipalities that have not answered, check the mail, and remind them."""
    county = _county(actor, agreement_id, county_duty)
    reminded = _reminded(county)
    silent = {code: one for code, one in county.replies.items() if not one.kept.is_given}

    def read(written: Written) -> tuple[list[str], str]:
        codes = [code for code in dict.fromkeys(written.all(CHOSEN)) if code in silent]
        if not codes:
            written.wrong(CHOSEN, "Välj minst en att påminna.", "Choose at least one to remind.")
        return codes, written.text(MESSAGE.name, most=LONGEST)

    def do(chosen: tuple[list[str], str], _version: int | None) -> str:
        codes, message = chosen
        for code in codes:
            acts.remind_municipality(
                actor=actor, organisation=silent[code].organisation, agreement_id=agreement_id, duty_id=county_duty,
                at=now(), message=message,
            )  # fmt: skip
        said = ngettext("En påminnelse är skickad.", "%(count)s påminnelser är skickade.", len(codes))
        return f"{_url(county, 'compilation')}\n{said % {'count': len(codes)}}"

    def hint(reply: Reply) -> Text:
        state, last = state_of(reply).plain, reminded.get(reply.organisation.code)
        if last is None:
            return state
        day = long_day(last)
        return Text(f"{state.sv} · påmind {day.sv}", f"{state.in_language('en')} · reminded {day.in_language('en')}")

    chosen = Field(
        name=CHOSEN, label=Text("Vilka ska påminnas?", "Who are to be reminded?"), kind="several", all_or_none=True,
        choices=[Choice(code, one.organisation.text, hint(one)) for code, one in silent.items()],
    )  # fmt: skip
    step: Step[Any] = Step(
        title=Text("Påminn dem som inte har svarat", "Remind those that have not answered"),
        of=county.duty.name,
        button=Text("Skicka påminnelserna", "Send the reminders"), fields=(chosen, MESSAGE), read=read, do=do,
        rows=lambda given: [
            (Text("Till", "To"), ", ".join(county.names[code] for code in given[0])),
            *([(Text("Meddelande", "Message"), given[1])] if given[1] else []),
        ],
        back=_url(county, "compilation"),
        closed=None if silent else Text("Alla kommuner har svarat.", "All municipalities have answered."),
    )  # fmt: skip
    return answer(request, actor, _render(request, actor, county), step)


def _reminded(county: CountyReport) -> dict[str, datetime.date]:
    """Return when each municipality was last reminded."""
    key = (county.shown.agreement.id, county.duty.id)
    found = newest_reminders(county.replies)
    return {code: swedish_day(one.made_at) for (*of, code), one in found.items() if tuple(of) == key}


def replies_table(county: CountyReport, *, may_write: bool) -> Table:
    """Return who has answered and who not, with whom to ask.

    The names of those who have not given their answers themselves lead, for one who may write, to where these are
    written down.
    """

    def written_down(one: Reply) -> str | None:
        by_itself = one.kept.is_given and not one.kept.told_by
        return (
            None
            if by_itself or not may_write
            else _url(county, "by_telephone", one.organisation.code, one.parts[0].part.id)
        )

    reminded = _reminded(county)
    columns: tuple[Column[Reply], ...] = (
        Column("code", Text("Kod", "Code"), "code", of=lambda one: one.organisation.code, on_page=False),
        Column("municipality", Text("Kommun", "Municipality"), of=lambda one: one.organisation.name, link=written_down),
        Column("state", Text("Läge", "Status"), of=state_of),
        Column("answered", Text("Besvarade frågor", "Questions answered"), "number", of=lambda one: one.answered),
        Column("given", Text("Lämnad", "Given"),
               of=lambda one: swedish_day(one.kept.given_at) if one.kept.given_at else None),
        Column("told_by", Text("Lämnad av", "Given by"),
               of=lambda one: one.kept.told_by or one.kept.given_by_name),
        Column("reminded", Text("Påmind", "Reminded"), of=lambda one: reminded.get(one.organisation.code)),
        Column("contact", Text("Kontakt", "Contact"), of=contact_of),
    )  # fmt: skip
    return Table.of(
        list(county.replies.values()), columns, id="kommunernas-svar",
        caption=Text("Kommunernas svar", "The municipalities' answers"), provenance=provenance(county.shown),
    )  # fmt: skip


def state_of(reply: Reply) -> ShownStatus:
    """Return how a municipality's answers stand."""
    return HANDED_IN if reply.kept.is_given else UNDER_WAY if reply.is_begun else NOT_BEGUN


def contact_of(reply: Reply) -> str:
    """Return whom to ask in a municipality."""
    one = reply.organisation
    return ", ".join(part for part in (one.contact_name, one.contact_email, one.contact_phone) if part)


_BEFORE = datetime.timedelta(days=21)
"""How long before the last day of the report the example of a day of one's own is."""
_NOTHING = Text(
    "Det finns ingen text att ta in, eller så går länets svar inte att ändra nu.",
    "There is no text to take in, or the county's answer cannot be changed now.",
)
_BY_ITSELF = Text(
    "Kommunen har själv lämnat sina svar. Be kommunen ändra dem.",
    "The municipality has given its answers itself. Ask it to change them.",
)


def _county(actor: Actor, agreement_id: str, duty_id: str) -> CountyReport:
    shown, rss = shown_or_404(agreement_id), own(actor)
    duty = duty_book(shown).find(duty_id, rss.code)
    found = county_report(shown, rss, duty) if duty is not None else None
    if found is None:
        raise Http404(GONE)
    return found


def _report(county: CountyReport) -> Report:
    kind = report_kind_of(county.duty)
    found = kind.find(county.shown, county.rss, now(), county.duty.id)
    assert isinstance(found, Report)  # noqa: S101 - for the type checker; the kind makes no other
    return found


def _question(county: CountyReport, question_id: str) -> Question:
    found = next((one for one in (*county.counted, *county.told) if one.id == question_id), None)
    if found is None:
        raise Http404(GONE)
    return found


def _counted(county: CountyReport, report: Report, asked: Question) -> dict[str, Any]:
    """Return what a question comes to: how many answered what, what is certain, and what the county has chosen."""
    derived = county.derived(asked)
    answered = report.answers.get(asked.id)
    own_choice = report.in_words(asked.id) if is_answered(answered) else ""
    return {
        "called": called(asked),
        "url": _url(county, "county_question", asked.id),
        "counts": counted_in_words(derived),
        "certain": asked.option(derived.certain).text if derived.certain else "",
        "possible": [asked.option(one).text for one in derived.possible],
        "half": "half" in derived.uncovered,
        "settled": derived.is_settled,
        "chosen": own_choice,
    }


def _choices(county: CountyReport, asked: Question) -> list[tuple[str, Text]]:
    said = {"ja": Text("Ja", "Yes"), "nej": Text("Nej", "No")}
    answers: Mapping[str, Answer | None] = county.answers_to(asked.id)
    return [
        (county.names[code], said.get(getattr(one, "option", ""), _said_otherwise(one)))
        for code, one in answers.items()
    ]


def _said_otherwise(one: Answer | None) -> Text:
    reason = getattr(one, "reason", "")
    return Text(reason) if reason else Text("Har inte svarat", "Has not answered")


def _url(county: CountyReport, name: str, *more: str) -> str:
    place = [county.rss.code, county.shown.agreement.id, county.duty.id, *more]
    return reverse(f"reports:{name}", args=place)


def _render(request: HttpRequest, actor: Actor, county: CountyReport, asked: Question | None = None) -> Render:
    kind = report_kind_of(county.duty)
    home = _url(county, "compilation")
    crumbs = [Crumb(county.duty.name, kind.url("room", county.shown, county.rss.code, county.duty))]
    if request.path != home:
        crumbs.append(Crumb(_("Kommunernas svar"), home))
    if asked is not None and request.path != _url(county, "county_question", asked.id):
        crumbs.append(Crumb(called(asked), _url(county, "county_question", asked.id)))
    return within(money_page, request, actor, county.shown, *crumbs, room=kind.room, duty=county.duty)
