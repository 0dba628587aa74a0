"""A county's report out of its municipalities' answers: given, counted, written together, never changed by itself."""

import datetime
import json

import pytest

from naravard.questionnaire.answers import Chosen, NotOurCare, WrittenAnswer
from naravard.questionnaire.model import Question
from naravard.web.access.actor import NotAllowedError
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import all_shown, shown_or_404
from naravard.web.handovers.handover import Asked
from naravard.web.history.models import Event
from naravard.web.organisations.models import Organisation
from naravard.web.reports import acts
from naravard.web.reports.county import CountyReport, county_report, last_day_of, reply_of
from naravard.web.reports.handovers import to_answer
from naravard.web.reports.models import CountyLastDay, CountyReply, ReportAnswer, Sitting
from naravard.web.reports.paper_kinds import FINAL_REPORT
from naravard.web.site.refusals import Refused
from naravard.web.tasks.duty_book import duty_book
from paper_pages import form_of
from people_samples import acting, member, signed_in_as
from report_steps import answer_to, report_of
from web_pages import heading, main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
RSS, DUTY = "rss-08", "final-report-rss"
AT = datetime.datetime(2023, 3, 6, 9, tzinfo=datetime.UTC)
COUNTED, TOLD = "egna-planer", "forflyttning"


def duty():
    return duty_book(shown_or_404(WHOLE)).find(DUTY, RSS)


def county() -> CountyReport:
    found = county_report(shown_or_404(WHOLE), Organisation.objects.get(pk=RSS), duty())
    assert found is not None
    return found


def municipal_questions() -> list[Question]:
    return list(next(iter(county().replies.values())).form.questions)


def answers(**given):
    """Answer all that a municipality must answer; the answers given instead."""
    grants = next(iter(county().replies.values())).grants
    return {one.id: answer_to(one, grants) for one in municipal_questions() if one.demand == "must"} | given


def official(code: str):
    return acting(member(code, "municipal-official", "Mia Alm"), day=AT.date())


def gives(code: str, **given) -> CountyReply:
    """Let a municipality answer and give its answers."""
    town, by = Organisation.objects.get(pk=code), official(code)
    named = {"organisation": town, "agreement_id": WHOLE, "duty_id": DUTY, "at": AT}
    kept = acts.write_reply(actor=by, answers=answers(**given), version=0, **named)
    return acts.give_reply(actor=by, version=kept.version, **named)


def towns() -> list[str]:
    return list(county().replies)


def test_a_county_has_its_municipalities_each_silent_until_it_has_given() -> None:
    found = county()
    assert len(found.replies) == 12
    assert {one.is_begun for one in found.replies.values()} == {False}
    counted = next(one for one in found.counted if one.id == COUNTED)
    assert found.derived(counted).tally.silent == 12


def test_what_is_written_counts_only_when_it_is_given() -> None:
    code = towns()[0]
    town = Organisation.objects.get(pk=code)
    acts.write_reply(
        actor=official(code), organisation=town, agreement_id=WHOLE, duty_id=DUTY, version=0, at=AT,
        answers={COUNTED: Chosen(option="ja")},
    )  # fmt: skip
    counted = next(one for one in county().counted if one.id == COUNTED)
    assert county().derived(counted).tally.yes == 0


def test_what_is_certain_is_derived_and_what_can_still_be_is_said() -> None:
    codes = towns()
    for code in codes[:7]:
        gives(code)
    found = county()
    counted = next(one for one in found.counted if one.id == COUNTED)
    derived = found.derived(counted)
    assert (derived.tally.yes, derived.tally.silent, derived.certain) == (7, 5, None)
    for code in codes[7:9]:
        gives(code, **{COUNTED: Chosen(option="nej")})
    gives(codes[9], **{COUNTED: NotOurCare(reason="Förbundet har vården.")})
    assert county().certain[COUNTED] == counted.options[1].id


def test_answers_are_not_given_before_they_are_whole() -> None:
    code = towns()[0]
    town = Organisation.objects.get(pk=code)
    named = {"organisation": town, "agreement_id": WHOLE, "duty_id": DUTY, "at": AT}
    kept = acts.write_reply(actor=official(code), answers={COUNTED: Chosen(option="ja")}, version=0, **named)
    with pytest.raises(Refused) as refused:
        acts.give_reply(actor=official(code), version=kept.version, **named)
    assert refused.value.code == "reply-lacks"


def test_given_answers_are_changed_only_when_taken_back_and_the_county_is_flagged() -> None:
    code = towns()[0]
    gives(code)
    town = Organisation.objects.get(pk=code)
    named = {"organisation": town, "agreement_id": WHOLE, "duty_id": DUTY}
    with pytest.raises(Refused):
        acts.write_reply(actor=official(code), answers={COUNTED: Chosen(option="nej")}, version=9, at=AT, **named)
    later = AT + datetime.timedelta(days=1)
    kept = acts.take_back_reply(actor=official(code), at=later, **named)
    kept = acts.write_reply(
        actor=official(code), answers={COUNTED: Chosen(option="nej")}, version=kept.version, at=later, **named
    )
    acts.give_reply(actor=official(code), version=kept.version, at=later, **named)
    assert county().changed_after(COUNTED, AT) == [town.name]
    assert county().changed_after(COUNTED, later) == []


def test_answers_by_telephone_say_who_said_them_and_never_replace_what_was_given() -> None:
    first, second = towns()[:2]
    by = acting(member(RSS, "rss-coordinator", "Rut Ask"), day=AT.date())
    named = {"agreement_id": WHOLE, "duty_id": DUTY, "at": AT, "told_by": "Kim Ek, telefon"}
    kept = acts.note_reply(
        actor=by, organisation=Organisation.objects.get(pk=first), answers={COUNTED: Chosen(option="ja")}, **named
    )
    assert (kept.is_given, kept.told_by) == (True, "Kim Ek, telefon")
    assert Event.objects.order_by("sequence").last().kind == "county-reply-noted"
    gives(second)
    with pytest.raises(Refused):
        acts.note_reply(
            actor=by, organisation=Organisation.objects.get(pk=second), answers={COUNTED: Chosen(option="nej")}, **named
        )


def test_another_countys_rss_writes_nothing_down() -> None:
    stranger = acting(member("rss-09", "rss-coordinator", "Rut Ask"), day=AT.date())
    with pytest.raises(NotAllowedError):
        acts.note_reply(
            actor=stranger, organisation=Organisation.objects.get(pk=towns()[0]), agreement_id=WHOLE, duty_id=DUTY,
            answers={}, told_by="X", at=AT,
        )  # fmt: skip


def test_the_rss_sets_its_own_day_which_is_not_after_its_report() -> None:
    by = acting(member(RSS, "rss-coordinator", "Rut Ask"), day=AT.date())
    rss, town = Organisation.objects.get(pk=RSS), Organisation.objects.get(pk=towns()[0])
    named = {"actor": by, "organisation": rss, "agreement_id": WHOLE, "duty_id": DUTY, "at": AT}
    assert last_day_of(shown_or_404(WHOLE), town, duty(), AT) == datetime.date(2023, 3, 31)
    acts.set_county_day(day=datetime.date(2023, 3, 10), **named)
    assert last_day_of(shown_or_404(WHOLE), town, duty(), AT) == datetime.date(2023, 3, 10)
    with pytest.raises(Refused):
        acts.set_county_day(day=datetime.date(2023, 4, 1), **named)


def asks_by(day: datetime.date, duty_id: str = DUTY) -> None:
    """Let the RSS have asked its municipalities to answer by a day."""
    rss = Organisation.objects.get(pk=RSS)
    CountyLastDay.objects.create(agreement_id=WHOLE, organisation=rss, duty_id=duty_id, day=day, set_at=AT)


def waits_in_towns(*codes: str) -> list[str]:
    """Return which municipalities a form waits for, by code."""
    some = Organisation.objects.in_bulk(codes)
    asked = Asked(some, dict.fromkeys(codes, frozenset(Permission)), all_shown(), AT)
    return [one.organisation.code for one in to_answer(asked)]


def test_a_form_waits_for_the_countys_municipalities_that_have_not_given_their_answers() -> None:
    asks_by(datetime.date(2023, 3, 10))
    first, second = towns()[:2]
    gives(first)
    assert waits_in_towns(first, second, "kommun-0980", "region-08") == [second]


def test_a_day_to_answer_of_a_duty_that_the_agreement_has_no_more_waits_for_nobody() -> None:
    asks_by(datetime.date(2023, 3, 10), "borttagen-redovisning")
    assert waits_in_towns(towns()[0]) == []


def test_what_waits_takes_as_many_questions_for_all_municipalities_as_for_one(django_assert_num_queries) -> None:
    asks_by(datetime.date(2023, 3, 10))
    codes = towns()
    some = Organisation.objects.in_bulk(codes)
    asked = Asked(some, dict.fromkeys(codes, frozenset(Permission)), all_shown(), AT)
    with django_assert_num_queries(3):
        assert len(list(to_answer(asked))) == 12


def test_a_sitting_on_a_question_that_the_form_has_lost_is_told_without_it() -> None:
    code = towns()[0]
    named = {"organisation": Organisation.objects.get(pk=code), "agreement_id": WHOLE, "duty_id": DUTY}
    acts.keep_reply(actor=official(code), answers={COUNTED: Chosen(option="ja")}, version=0, at=AT, **named)
    Sitting.objects.update(before={"borttagen-fraga": "Stod här.", COUNTED: ""})
    assert acts.end_old_sittings(at=AT + datetime.timedelta(hours=1)) == 1
    assert not Sitting.objects.exists()
    told = json.loads(Event.objects.order_by("sequence").last().content)
    assert told["after"] == {"borttagen-fraga": "", COUNTED: "Ja"}


def test_a_municipality_fills_in_gives_and_takes_back_on_its_pages(settings) -> None:
    settings.NARAVARD_TODAY = "2023-03-06"
    code = towns()[0]
    client = signed_in_as(member(code, "municipal-official", "Mia Alm"))
    room = f"/organisation/{code}/pengar/{WHOLE}/svar-till-rss/"
    assert "Slutredovisning av kommunernas arbete" in words(main_of(client, room))
    own = f"{room}{DUTY}/"
    part = next(iter(county().replies.values())).parts[0].part.id
    sent = form_of(client, f"{own}del/{part}/")
    name = next(name for name in sent if name.startswith("was-") and not name.endswith("--skal"))[4:]
    answer = client.post(f"{own}del/{part}/svar/", sent | {"question": name.split("--")[0]})
    assert answer.json()["state"] == "saved"
    gives_all = acts.write_reply(
        actor=official(code), organisation=Organisation.objects.get(pk=code), agreement_id=WHOLE, duty_id=DUTY,
        answers=answers(), version=CountyReply.objects.get().version if CountyReply.objects.exists() else 0, at=AT,
    )  # fmt: skip
    assert gives_all.version >= 1
    assert client.post(f"{own}lamna/", form_of(client, f"{own}lamna/")).status_code == 303
    assert heading(main_of(client, own)) == "Svaren är lämnade till RSS"
    assert client.post(f"{own}ta-tillbaka/", form_of(client, f"{own}ta-tillbaka/")).status_code == 303
    assert not CountyReply.objects.get().is_given


def test_the_rss_sees_who_has_answered_what_it_comes_to_and_takes_texts_in(settings) -> None:
    settings.NARAVARD_TODAY = "2023-03-06"
    first = towns()[0]
    told = next(one.id for one in county().told if one.kind == "text")
    gives(first, **{told: WrittenAnswer(text="Vi har anställt två sjuksköterskor.")})
    client = signed_in_as(member(RSS, "rss-coordinator", "Rut Ask"))
    base = f"/organisation/{RSS}/pengar/{WHOLE}/kommunernas-svar/{DUTY}/"
    page = main_of(client, base)
    assert heading(page) == "1 av 12 kommuner har svarat"
    assert "Kan fortfarande bli:" in words(page)
    assert client.get(f"/organisation/{RSS}/pengar/{WHOLE}/kommunernas-svar/{DUTY}.csv").status_code == 200
    assert "två sjuksköterskor" in words(main_of(client, f"{base}fraga/{told}/"))
    assert "Ingen text innehåller" in words(main_of(client, f"{base}fraga/{told}/?sok=finns+inte"))
    take = f"{base}fraga/{told}/ta-in/"
    checked = client.post(take, form_of(client, take))
    assert "två sjuksköterskor" in checked.content.decode()
    assert client.post(take, form_of(client, f"{take}?steg=kontrollera") | {"steg": "gor"}).status_code == 303
    name = Organisation.objects.get(pk=first).name
    assert ReportAnswer.objects.get(organisation=RSS, question_id=told).value["text"].startswith(f"{name}:\n")


def test_a_choice_other_than_the_certain_one_needs_a_comment() -> None:
    for code in towns():
        gives(code)
    report = report_of(RSS, FINAL_REPORT, AT)
    counted = next(one for one in county().counted if one.id == COUNTED)
    other = counted.options[-1].id
    answers_of_rss = {COUNTED: Chosen(option=other)}
    by = acting(member(RSS, "rss-coordinator", "Rut Ask"), day=AT.date())
    FINAL_REPORT.acts.write(
        actor=by, organisation=report.organisation, agreement_id=WHOLE, answers=answers_of_rss,
        version=report.draft.version, at=AT,
    )  # fmt: skip
    rules = {one.rule for one in report_of(RSS, FINAL_REPORT, AT).findings if one.question == COUNTED}
    assert "F13" in rules
    said = report_of(RSS, FINAL_REPORT, AT).county_says[COUNTED]
    assert said.sv.startswith("12 ja. Säkert:")


def test_whoever_is_not_asked_has_no_such_page() -> None:
    region = Organisation.objects.get(pk="region-08")
    assert reply_of(shown_or_404(WHOLE), region, duty()) is None
    assert county_report(shown_or_404(WHOLE), region, duty()) is None


def test_those_that_have_not_answered_are_told_anew_a_week_before_the_day_and_the_day_after() -> None:
    asks_by(datetime.date(2023, 3, 20))
    code = towns()[0]
    some = Organisation.objects.in_bulk([code])

    def since(day: int) -> datetime.datetime:
        at = datetime.datetime(2023, 3, day, 12, tzinfo=datetime.UTC)
        (found,) = to_answer(Asked(some, {code: frozenset(Permission)}, all_shown(), at))
        return found.since

    assert since(7) == since(12) == AT
    assert AT < since(13) == since(20) < since(21) == since(30)


def test_the_rss_reminds_those_that_have_not_answered_and_sees_when(settings) -> None:
    settings.NARAVARD_TODAY = "2023-03-06"
    first, second = towns()[:2]
    gives(first)
    client = signed_in_as(member(RSS, "rss-coordinator", "Rut Ask"))
    base = f"/organisation/{RSS}/pengar/{WHOLE}/kommunernas-svar/{DUTY}/"
    assert main_of(client, base).xpath(f'//a[@href="{base}paminn/"]')
    page = main_of(client, f"{base}paminn/")
    assert first not in {one.get("value") for one in page.xpath("//input[@name='valda']")}
    sent = form_of(client, f"{base}paminn/") | {"valda": second, "message": "Ring om något är oklart."}
    client.post(f"{base}paminn/", sent)
    done = client.post(f"{base}paminn/", form_of(client, f"{base}paminn/?steg=kontrollera") | {"steg": "gor"})
    assert done.headers["Location"] == base
    assert "2023-03-06" in words(main_of(client, base))
    assert waits_in_towns(first, second) == [second]
    some = Organisation.objects.in_bulk([second])
    (found,) = to_answer(Asked(some, {second: frozenset(Permission)}, all_shown(), AT))
    assert "Ring om något är oklart." in found.why.sv


def test_another_countys_rss_reminds_nobody() -> None:
    stranger = acting(member("rss-09", "rss-coordinator", "Rut Ask"), day=AT.date())
    with pytest.raises(NotAllowedError):
        acts.remind_municipality(
            actor=stranger, organisation=Organisation.objects.get(pk=towns()[0]), agreement_id=WHOLE, duty_id=DUTY,
            at=AT,
        )  # fmt: skip
