"""Väntar på dig: what another person, or a date, has handed over is told to those who can do it, and to nobody else."""

import datetime

import pytest

import costs_steps
import sharing_steps
from activities_steps import proposed
from decision_steps import begun, decided, put_forward
from decision_steps import of as decisions_given
from financial_report_steps import certified, drawn_up, to_report
from money_steps import fixed, swedish
from naravard.agreement.model import Text
from naravard.web.access.actor import standings
from naravard.web.activities.acts import decline_activity
from naravard.web.activities.decisions.models import AreaOfficer
from naravard.web.handovers.handover import Handover
from naravard.web.handovers.overview import waits_for, waits_in
from naravard.web.organisations.models import Organisation
from naravard.web.people.acts.persons import declare_same_person
from naravard.web.people.models import Membership, Person
from naravard.web.reminders.handover_mails import gather_waiting
from naravard.web.tasks.acts import ask_for_time, decline_time, reopen_duty
from payments_steps import accepted, batched, details, reported
from people_samples import acting, member, signed_in_as, stands_in
from repayment_steps import paid, reclaimed
from requisition_steps import ready, requisitioned, written
from web_pages import main_of, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
REGION, RSS = "region-09", sharing_steps.RSS
PAYER, MINISTRY = "kammarkollegiet", "regeringskansliet"
NOVEMBER, APRIL = swedish("2022-11-10 09:00"), swedish("2023-04-03 09:00")


def waiting(someone: Person, at: datetime.datetime = NOVEMBER) -> list[Handover]:
    return waits_for(someone, standings(someone, at.date()), at)


def of(kind: str, someone: Person, at: datetime.datetime = NOVEMBER) -> Handover:
    """Return the one handover of a kind that waits for someone, having opened its page as that person."""
    [one] = [each for each in waiting(someone, at) if each.id == kind]
    answer = signed_in_as(someone).get(one.url)
    assert answer.status_code == 200, one.url
    return one


def kinds(someone: Person, at: datetime.datetime = NOVEMBER) -> set[str]:
    return {one.id for one in waiting(someone, at)}


def plain(text: Text) -> str:
    """Return the Swedish with the spaces that may break, as one writes it."""
    return text.sv.replace("\xa0", " ")


def test_a_signatory_is_told_of_the_requisition_that_is_ready_with_its_sum_and_who_made_it_so() -> None:
    siv = member(REGION, "signatory", "Siv Ek")
    ready(REGION)

    told = of("paper-to-sign", siv)

    assert plain(told.what) == "Skriv under rekvisitionen: 30 039 872 kr"
    assert told.why.sv == "Bo Al har gjort rekvisitionen klar för underskrift."
    assert told.follows is not None
    assert told.follows.sv == "Rätten till bidrag förfaller."
    assert told.due == datetime.date(2022, 12, 1)


def test_a_paper_that_is_still_being_written_waits_for_those_who_write_it_and_not_for_the_signatory() -> None:
    bo, siv = member(REGION, "official", "Bo Ek"), member(REGION, "signatory", "Siv Ek")
    written(REGION)
    near = swedish("2022-11-15 09:00")

    assert not {"paper-to-sign", "duty-to-sign"} & kinds(siv, near)
    assert "requisition-regions-skr" in {one.duty for one in waiting(bo, near) if one.id == "duty-near"}


def test_whoever_prepared_a_paper_is_not_told_to_sign_it() -> None:
    both = member(REGION, "official", "Bo Al")
    Membership.objects.create(person=both, organisation_id=REGION, role="signatory", from_day=datetime.date(2022, 1, 1))
    ready(REGION, by=acting(both, "official", day=NOVEMBER.date()))

    assert "paper-to-sign" not in kinds(both)


def test_a_stand_in_is_told_as_the_one_stood_in_for() -> None:
    siv, cilla = member(REGION, "signatory", "Siv Ek"), member(REGION, "reader", "Cilla Ö")
    ready(REGION)
    assert "paper-to-sign" not in kinds(cilla)

    stands_in(cilla, for_=siv)

    assert of("paper-to-sign", cilla).key == of("paper-to-sign", siv).key


def test_the_payer_is_told_of_requisitions_and_the_region_of_one_that_comes_back() -> None:
    kim, bo = member(PAYER, "payment-handler", "Kim Öst"), member(REGION, "official", "Bo Ek")
    requisitioned(REGION)

    assert of("to-receive", kim).count == 1
    assert "to-mend" not in kinds(bo)


def test_what_several_have_handed_in_waits_since_the_first_of_them() -> None:
    ella = member(PAYER, "payment-handler", "Ella Ek")
    requisitioned("region-09", at=swedish("2022-09-20 10:00"))
    requisitioned("region-10", at=swedish("2022-10-20 10:00"))

    told = of("to-receive", ella)
    assert (told.count, told.since) == (2, swedish("2022-09-20 10:00"))


def test_what_a_receiver_opens_again_waits_for_those_who_wrote_it_with_the_reason() -> None:
    bo = member(REGION, "official", "Bo Ek")
    anna = acting(member("socialstyrelsen", "report-analyst", "Anna Ås"), day=NOVEMBER.date())
    reported(REGION)
    reopen_duty(
        actor=anna, organisation=Organisation.objects.get(pk=REGION), agreement_id=WHOLE,
        duty_id="interim-report-regions", reason="Sidan 3 saknas.", at=NOVEMBER,
    )  # fmt: skip

    told = of("to-mend", bo)

    assert told.what.sv == "Ändra och lämna in igen: Delredovisning från regionerna"
    assert told.why.sv == "Socialstyrelsen har lämnat tillbaka det: ”Sidan 3 saknas.”."


def test_a_director_is_told_of_the_activities_to_decide_with_their_sum() -> None:
    disa = member(REGION, "region-director", "Disa Berg")
    fixed()
    decided(REGION)
    proposed(REGION, name="Mobila team", budget=200_000)
    proposed(REGION, name="Fler besök", budget=300_000)

    told = of("activities-to-decide", disa)

    assert (plain(told.what), told.count) == ("Besluta om 2 aktiviteter: 500 000 kr", 2)


def test_a_cfo_is_told_of_the_report_then_the_signatory_and_never_whoever_came_before() -> None:
    to_report(REGION)
    row = drawn_up(REGION)
    carl, siv = member(REGION, "cfo", "Carl Ek"), member(REGION, "signatory", "Siv Ek")
    march = swedish("2023-03-14 09:00")
    assert of("report-to-review", carl, march).duty == "financial-report-regions"
    assert "report-to-sign" not in kinds(siv, march)

    certified(REGION)

    assert "report-to-review" not in kinds(carl, march)
    assert of("report-to-sign", siv, march).since > row.drawn_up_at


def test_a_municipality_is_told_of_the_proposal_and_the_rss_when_all_have_answered() -> None:
    codes = sharing_steps.codes()
    karin, rut = member(codes[0], "municipal-official", "Karin Å"), member(RSS, "rss-coordinator", "Rut Sand")
    sharing_steps.sent()
    at = sharing_steps.AT + datetime.timedelta(days=1)
    told = of("proposal-to-answer", karin, at)
    assert told.due == sharing_steps.LAST_DAY
    assert "proposal-to-decide" not in kinds(rut, at)

    for code in codes:
        sharing_steps.answered(code)

    assert "proposal-to-answer" not in kinds(karin, at)
    assert of("proposal-to-decide", rut, at).why.sv == "12 av 12 kommuner har svarat, 12 samtycker."


def test_an_rss_is_told_of_the_money_that_it_has_not_passed_on() -> None:
    rut = member(RSS, "rss-coordinator", "Rut Sand")
    sharing_steps.paid()
    sharing_steps.decided()

    told = of("to-pass-on", rut, sharing_steps.AFTER)

    assert told.what.sv.startswith("Betala vidare ")


def test_a_ministry_is_told_that_it_has_not_fixed_the_allocation_until_it_has() -> None:
    mia = member(MINISTRY, "ministry-official", "Mia Dahl")
    about = {one.shown.agreement.id for one in waiting(mia) if one.id == "allocation-to-fix" and one.shown}
    assert WHOLE in about

    fixed()

    about = {one.shown.agreement.id for one in waiting(mia) if one.id == "allocation-to-fix" and one.shown}
    assert WHOLE not in about


def test_the_payer_is_told_what_can_be_paid_what_lacks_an_account_and_what_the_bank_has() -> None:
    kim = member(PAYER, "payment-handler", "Kim Öst")
    fixed()
    claim = accepted(REGION)
    september = swedish("2022-09-20 10:00")
    assert of("to-pay", kim, september).what.sv.endswith(" till Region Gotland")

    batched((REGION, claim))

    assert "to-pay" not in kinds(kim, september)
    told = of("batch-to-confirm", kim, september)
    assert plain(told.what) == "Granska utbetalningsomgång 1 och hämta betalfilen: 30 039 872 kr"


def test_a_recipient_without_an_account_is_told_what_cannot_be_paid_to_it() -> None:
    carl = member(REGION, "cfo", "Carl Ek")
    fixed()
    told = of("own-account", carl)
    assert told.what.sv.startswith("Fyll i bankgiro eller plusgiro: ")

    details(REGION)

    assert "own-account" not in kinds(carl)


def test_a_file_with_costs_waits_until_it_is_booked() -> None:
    bo = member(costs_steps.GOTLAND, "official", "Bo Ek")
    costs_steps.ready()
    costs_steps.mapped()
    file = costs_steps.received(costs_steps.sie_file(costs_steps.voucher("1", {"5010": 100_00, "1930": -100_00})))
    assert of("cost-file", bo).about == str(file.number)

    costs_steps.taken_in(file)

    assert "cost-file" not in kinds(bo)


def test_a_memorandum_at_the_board_waits_for_its_decision() -> None:
    bo = member(REGION, "official", "Bo Ek")
    fixed()
    begun(REGION)
    assert "board-decision" not in kinds(bo)

    put_forward(REGION)

    assert of("board-decision", bo).what.sv == "För in nämndens beslut om tjänsteskrivelse 1"


def test_the_areas_of_one_who_has_left_wait_for_a_new_officer() -> None:
    bo = member(REGION, "official", "Bo Ek")
    ulla = member(REGION, "area-officer", "Ulla Å", to_day=datetime.date(2022, 10, 31))
    AreaOfficer.objects.create(
        agreement_id=WHOLE, organisation_id=REGION, area="ambulans", person=ulla, made_at=swedish("2022-02-01 09:00")
    )
    assert "areas-of-leavers" not in kinds(bo, swedish("2022-10-31 12:00"))

    assert of("areas-of-leavers", bo).why.sv == "Ulla Å har ingen roll hos er längre."


def test_the_ministry_is_told_whom_to_try_for_a_reclaim_and_the_recipient_of_one_that_is_decided() -> None:
    mia, bo = member(MINISTRY, "ministry-official", "Mia Dahl"), member(REGION, "official", "Bo Ek")
    fixed()
    paid(REGION)
    assert of("to-reclaim", mia, APRIL).count == 1

    reclaimed(
        by=acting(mia, day=APRIL.date()), recipient=Organisation.objects.get(pk=REGION), agreement_id=WHOLE,
        grant="ambulans", amount=1_000, day=APRIL.date(), reference="S2023/1", reason="Redovisningen saknas.", at=APRIL,
    )  # fmt: skip

    assert "to-reclaim" not in kinds(mia, APRIL)
    assert plain(of("to-pay-back", bo, APRIL).what) == "Betala återkravet: 1 000 kr"


def test_what_nobody_can_do_is_told_to_the_administrator_and_says_which_role_is_missing() -> None:
    ada = member(REGION, "administrator", "Ada Roos")
    ready(REGION)
    [told] = [one for one in waiting(ada) if one.id == "nobody:paper-to-sign"]
    assert told.what.sv.startswith("Ge någon rollen behörig företrädare: ”Skriv under rekvisitionen")
    assert told.why.sv == "Ingen hos er har rollen behörig företrädare."

    member(REGION, "signatory", "Siv Ek")

    assert "nobody:paper-to-sign" not in kinds(ada)


def test_the_organisation_sees_by_name_whom_it_waits_for() -> None:
    member(REGION, "signatory", "Siv Ek")
    ready(REGION)
    whom = {one.id: words_.sv for one, words_ in waits_in(Organisation.objects.get(pk=REGION), NOVEMBER)}
    assert whom["paper-to-sign"] == "Siv Ek (behörig företrädare)"


def test_what_waits_for_others_leads_nobody_where_they_may_not_go() -> None:
    """A link to a page that one may not open would answer that there is no such page."""
    fixed()
    accepted(REGION)
    page = f"/organisation/{PAYER}/uppgifter/"
    reads, pays = (signed_in_as(member(PAYER, role)) for role in ("reader", "payment-handler"))
    order = f"/organisation/{PAYER}/pengar/{WHOLE}/utbetalningar/ny-omgang/"
    assert "Betala ut" in words(main_of(reads, page))
    assert order not in main_of(reads, page).xpath(".//a/@href")
    assert order in main_of(pays, page).xpath(".//a/@href")


def test_nothing_waits_for_a_reader() -> None:
    ready(REGION)
    assert waiting(member(REGION, "reader")) == []


def test_the_page_and_the_menu_say_how_much_waits_and_change_at_once(settings: object) -> None:
    settings.NARAVARD_TODAY = "2022-10-15"
    siv = member(REGION, "signatory", "Siv Ek")
    client = signed_in_as(siv)
    before = main_of(client, "/mina-uppgifter/")

    ready(REGION, at=swedish("2022-10-14 09:00"))

    page = client.get("/mina-uppgifter/").content.decode()
    assert "till väntar på dig" not in words(before)
    assert "1 sak till väntar på dig" in words(main_of(client, "/mina-uppgifter/"))
    assert "Skriv under rekvisitionen" in words(main_of(client, "/mina-uppgifter/"))
    assert '<span class="nv-count">2<span class="govuk-visually-hidden"> väntar på dig</span></span>' in page


def test_whoever_proposed_an_activity_is_told_that_it_was_declined_and_why_and_nobody_else() -> None:
    bo, eva = member(REGION, "official", "Bo Ek"), member(REGION, "official", "Eva Ö")
    fixed()
    decided()
    activity = proposed(budget=1_000, by=acting(bo, day=NOVEMBER.date()), at=NOVEMBER)
    decline_activity(**(decisions_given() | {"at": NOVEMBER}), number=activity.number, reason="Ryms inte.")

    told = of("activity-declined", bo)

    assert plain(told.what) == f"Förslaget ”{activity.name}” är avslaget: 1 000 kr"
    assert told.why.sv == "Skäl: ”Ryms inte.”"
    assert "activity-declined" not in kinds(eva)
    assert "activity-declined" not in kinds(bo, NOVEMBER + datetime.timedelta(days=15)), "it has been said"
    [bundle] = [one for one in gather_waiting(NOVEMBER, daily=False) if one.person == bo]
    assert "activity-declined" in {one.id for one in bundle.items}


def test_whoever_asked_for_more_time_is_told_that_it_was_declined_and_why() -> None:
    bo, eva = member(REGION, "official", "Bo Ek"), member(REGION, "official", "Eva Ö")
    ministry = acting(member(MINISTRY, "ministry-official", "Mia Li"), day=NOVEMBER.date())
    place = {
        "organisation": Organisation.objects.get(pk=REGION), "agreement_id": WHOLE, "duty_id": "requisition-regions-skr"
    }  # fmt: skip
    wanted = datetime.date(2022, 12, 15)
    ask_for_time(actor=acting(bo, day=NOVEMBER.date()), **place, to_day=wanted, reason="Brand.", at=NOVEMBER)
    decline_time(actor=ministry, **place, reason="Dagen står i texten.", at=NOVEMBER)

    told = of("time-declined", bo)

    assert told.why.sv == "Du bad om tid till och med 15 december 2022. Svaret är nej: ”Dagen står i texten.”."
    assert "time-declined" not in kinds(eva)
    [bundle] = [one for one in gather_waiting(NOVEMBER, daily=False) if one.person == bo]
    assert "time-declined" in {one.id for one in bundle.items}


def test_a_paper_does_not_wait_for_one_who_prepared_it_as_another_person_that_was_found_to_be_the_same() -> None:
    siv, other = member(REGION, "signatory", "Siv Ek"), member(REGION, "official", "S. Ek")
    ready(REGION, by=acting(other, day=NOVEMBER.date()))
    assert "paper-to-sign" in kinds(siv)

    declare_same_person(
        actor=acting(member(REGION, "administrator", "Ada Min"), day=NOVEMBER.date()), organisation_code=REGION,
        stays=siv, goes=other, reason="Samma", at=NOVEMBER,
    )  # fmt: skip

    assert "paper-to-sign" not in kinds(siv)
