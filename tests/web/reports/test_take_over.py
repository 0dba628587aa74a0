"""What was answered before, or in the same house, stands beside the question and is taken over as a copy."""

import datetime

import pytest

from naravard.questionnaire.answers import Chosen, WrittenAnswer
from naravard.web.organisations.models import Organisation
from naravard.web.reports import acts
from naravard.web.reports.models import ReportAnswer, SealedAnswers
from naravard.web.reports.paper_kinds import FINAL_REPORT, INTERIM_REPORT
from paper_pages import form_of
from people_samples import acting, member, signed_in_as
from report_steps import report_of, reported, written
from web_pages import main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
QUESTION, PART = "jamstalld-halsa", "jamstalldhet"
SAID = "Vi följer resultaten för kvinnor och män."
AT = datetime.datetime(2023, 3, 6, 9, tzinfo=datetime.UTC)


def final_room(code: str) -> str:
    return f"/organisation/{code}/pengar/{WHOLE}/slutredovisning/"


def part_of(code: str, question: str = QUESTION) -> str:
    report = report_of(code, FINAL_REPORT, AT)
    return next(part.part.id for part in report.parts if any(one.id == question for one in part.questions))


def test_the_interim_reports_answer_is_taken_over_into_the_final_report(settings) -> None:
    settings.NARAVARD_TODAY = "2023-03-06"
    reported("region-08")
    sealed = SealedAnswers.objects.get().answers[QUESTION]
    client = signed_in_as(member("region-08", "official", "Bo Al"))
    part = f"{final_room('region-08')}del/{part_of('region-08')}/"
    page = main_of(client, part)
    assert "Delredovisning från regionen (inlämnad)" in words(page)
    (take,) = {a.get("href") for a in page.xpath(f'//a[contains(@href, "{QUESTION}/ta-over/")]')}
    assert client.post(take, form_of(client, take)).status_code == 303
    assert ReportAnswer.objects.get(duty_id="final-report-regions", question_id=QUESTION).value == sealed
    assert SealedAnswers.objects.get().answers[QUESTION] == sealed
    assert not main_of(client, part).xpath(f'//a[contains(@href, "{QUESTION}/ta-over/")]')


def test_what_stands_is_replaced_only_with_a_yes_of_its_own(settings) -> None:
    settings.NARAVARD_TODAY = "2023-03-06"
    written("region-08", INTERIM_REPORT, **{QUESTION: WrittenAnswer(text=SAID)})
    report = report_of("region-08", FINAL_REPORT, AT)
    by = acting(member("region-08", "official", "Bo Al"), day=AT.date())
    FINAL_REPORT.acts.write(
        actor=by, organisation=report.organisation, agreement_id=WHOLE, version=0, at=AT,
        answers={QUESTION: WrittenAnswer(text="Det som står.")},
    )  # fmt: skip
    client = signed_in_as(member("region-08", "official", "Kim Ek"))
    source = f"region-08_{WHOLE}_delredovisning-regioner_1"
    take = f"{final_room('region-08')}del/{part_of('region-08')}/fraga/{QUESTION}/ta-over/{source}/"
    said = words(main_of(client, take))
    assert "Delredovisning från regionen (inte inlämnad)" in said
    assert "Det som står." in said
    client.post(take, form_of(client, take))
    kept = ReportAnswer.objects.get(duty_id="final-report-regions", question_id=QUESTION)
    assert kept.value["text"] == "Det som står."
    sent = form_of(client, take) | {"medger": "Ja, ersätt det som står"}
    assert client.post(take, sent).status_code == 303
    kept.refresh_from_db()
    assert kept.value["text"] == SAID
    assert client.get(take.replace("delredovisning-regioner", "finns-inte")).status_code == 404


def test_gotlands_three_organisations_see_what_the_others_have_answered_and_other_counties_do_not() -> None:
    for code in ("kommun-0980", "kommun-0880"):
        acts.write_reply(
            actor=acting(member(code, "municipal-official", "Mia Alm"), day=AT.date()),
            organisation=Organisation.objects.get(pk=code), agreement_id=WHOLE, duty_id="final-report-rss",
            answers={QUESTION: WrittenAnswer(text=SAID)}, version=0, at=AT,
        )  # fmt: skip
    (beside,) = report_of("rss-09", FINAL_REPORT, AT).earlier[QUESTION]
    assert (beside.said, beside.of.sv.split(":")[0]) == (SAID, Organisation.objects.get(pk="kommun-0980").name)
    assert QUESTION in report_of("region-09", FINAL_REPORT, AT).earlier
    assert not report_of("rss-08", FINAL_REPORT, AT).earlier
    assert not report_of("region-08", FINAL_REPORT, AT).earlier


def test_a_choice_that_the_countys_other_report_answers_otherwise_is_asked_about() -> None:
    question = "malbild-beslutad"
    options = [one.id for one in report_of("region-08", FINAL_REPORT, AT).form.question(question).options]
    rss = report_of("rss-08", FINAL_REPORT, AT)
    assert [one.id for one in rss.form.question(question).options] == options
    reported("region-08", FINAL_REPORT, at=AT)
    FINAL_REPORT.acts.write(
        actor=acting(member("rss-08", "rss-coordinator", "Rut Ask"), day=AT.date()), organisation=rss.organisation,
        agreement_id=WHOLE, version=rss.draft.version, at=AT, answers={question: Chosen(option=options[-1])},
    )  # fmt: skip
    found = [one for one in report_of("rss-08", FINAL_REPORT, AT).findings if one.rule == "F35"]
    assert [one.question for one in found] == [question]
    assert "Region Kalmar län" in found[0].text.sv
