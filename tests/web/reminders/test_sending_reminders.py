"""Each reminder goes once, through a real mail server, whatever happens on the way."""

import datetime

import pytest
from reminding import AGREEMENT, morning, run_on

from naravard.web.history.models import Event
from naravard.web.organisations.models import Organisation
from naravard.web.people.models import Account, Person
from naravard.web.reminders.dispatch import claim
from naravard.web.reminders.due import gather
from naravard.web.reminders.models import GivenReminder, ReminderMail, RemindersOff
from naravard.web.reminders.unsure import NotUnsureError, let_go, set_down_as_sent, unsure
from naravard.web.tasks.models import DutyRecord, Extension
from people_samples import also, member, stands_in
from ports import free_port
from postbox import Postbox, subject_of, text_of

pytestmark = pytest.mark.django_db
REPORT = "interim-report-regions"
"""Its last day is 2022-09-30."""


def address(person: Person) -> str:
    return person.accounts.earliest("pk").email


def done(duty_id: str, code: str, at: datetime.datetime) -> None:
    DutyRecord.objects.create(
        agreement_id=AGREEMENT, duty_id=duty_id, organisation_id=code, begun_at=at, submitted_at=at
    )


def later(duty_id: str, code: str, day: str) -> None:
    Extension.objects.create(
        agreement_id=AGREEMENT,
        duty_id=duty_id,
        organisation_id=code,
        to_day=datetime.date.fromisoformat(day),
        reason="Sjukdom",
        made_at=morning("2022-09-20"),
        made_by="person-x",
    )


def test_a_mail_gathers_all_and_goes_once(postbox: Postbox) -> None:
    anna = member("region-09")
    also(anna, "skr", "skr-official")
    first = run_on("2022-08-31")
    again = run_on("2022-08-31", hour=7)
    run_on("2022-09-01")
    assert postbox.receivers == [address(anna)]
    assert (first.mails, first.reminders, again.mails) == (1, 2, 0)
    [mail] = ReminderMail.objects.all()
    assert (mail.address, mail.claimed_at, mail.sent_at) == (address(anna), *[morning("2022-08-31")] * 2)
    assert set(GivenReminder.objects.values_list("duty_id", "organisation", "offset")) == {
        (REPORT, "region-09", 30),
        ("skr-interim-report", "skr", 30),
    }


def test_what_a_mail_says(postbox: Postbox) -> None:
    member("region-09")
    run_on("2022-09-23")
    [mail] = postbox.got
    subject = "Påminnelse: Delredovisning från regionerna – Region Gotland (sista dag 30 september 2022)"
    assert subject_of(mail).replace("\xa0", " ") == subject
    page = f"organisation/region-09/uppgifter/{AGREEMENT}/{REPORT}/"
    swedish, english = text_of(mail).split("\n\n-- \nIn English\n\n")
    assert swedish == (
        "Hej Anna Ek!\n\n1 sak är inte klar:\n\nDelredovisning från regionerna\nRegion Gotland\n"
        "Sista dagen är 30 september 2022, om 7 dagar.\nLämnas till: Socialstyrelsen\n"
        "Enligt avsnitt 7 i God och nära vård 2022.\n"
        "Om det inte görs: Enligt avsnitt 10.1 är delredovisningen en förutsättning för att regionen ska få ta del av "
        "medlen.\n"
        f"https://naravard.exempel.se/{page}\n\n"
        "Allt du har att göra: https://naravard.exempel.se/mina-uppgifter/\n"
        "Du får mejlet för att du har en roll i organisationen, eller är ställföreträdare för någon som har det.\n"
        "Vill du inte ha påminnelser kan du stänga av dem: https://naravard.exempel.se/mitt/paminnelser/"
    )
    assert f"https://naravard.exempel.se/en/{page}" in english
    assert "The last day is 30 September 2022, in 7 days." in english


def test_a_stand_in_is_reminded_in_the_others_place(postbox: Postbox) -> None:
    bo, anna = member("rss-09", "rss-coordinator", "Bo Al"), member("region-23")
    stands_in(anna, for_=bo, to_day=datetime.date(2022, 9, 25))
    run_on("2022-09-23")
    assert sorted(postbox.receivers) == sorted([address(anna), address(bo)])
    text = next(text_of(mail) for mail in postbox.got if mail["To"] == address(anna))
    assert "där du är ställföreträdare för Bo Al" in text
    assert text.count("saker är inte klara") == 1
    run_on("2022-09-29")  # after the stand-in's last day
    assert postbox.receivers[2:].count(address(anna)) == 1
    assert "ställföreträdare för Bo" not in text_of(postbox.got[-1]) + text_of(postbox.got[-2])


def test_an_own_role_counts_before_a_lent_one(postbox: Postbox) -> None:
    bo, anna = member("region-09", "cfo", "Bo Al"), member("region-09")
    stands_in(anna, for_=bo)
    run_on("2022-09-23")
    assert sorted(postbox.receivers) == sorted([address(anna), address(bo)])
    assert not any("där du är ställföreträdare" in text_of(mail) for mail in postbox.got)


def test_who_gets_none(postbox: Postbox) -> None:
    member("region-09", "reader")
    member("region-09", "administrator")
    member("region-09", to_day=datetime.date(2022, 9, 22))
    member("region-09", from_day=datetime.date(2022, 9, 24))
    off, closed = member("region-09"), member("region-09")
    RemindersOff.objects.create(person=off, since=morning("2022-09-01"))
    Account.objects.filter(person=closed).update(is_active=False)
    assert (run_on("2022-09-23").mails, postbox.got) == (0, [])


def test_what_is_handed_in_is_not_reminded_of(postbox: Postbox) -> None:
    member("region-09")
    done(REPORT, "region-09", morning("2022-09-20"))
    for day in ("2022-09-23", "2022-09-29", "2022-10-01"):
        run_on(day)
    assert postbox.got == []


def test_a_later_day_begins_anew(postbox: Postbox) -> None:
    member("region-09")
    run_on("2022-09-23")
    later(REPORT, "region-09", "2022-10-21")
    for day in ("2022-09-29", "2022-10-01", "2022-10-14", "2022-10-15", "2022-10-22"):
        run_on(day)
    given = GivenReminder.objects.values_list("due", "offset")
    first, second = datetime.date(2022, 9, 30), datetime.date(2022, 10, 21)
    assert list(given) == [(first, 7), (second, 30), (second, 7), (second, -1)]
    assert "Tiden är förlängd. Överenskommelsens egen dag var 30 september 2022." in text_of(postbox.got[1])


def test_a_mail_of_many_says_so_and_the_lapsed_is_told(postbox: Postbox) -> None:
    member("region-09")
    run_on("2022-11-29")
    run_on("2022-12-02")
    subjects = [subject_of(mail).replace("\xa0", " ") for mail in postbox.got]
    assert subjects == [
        "Påminnelse om 2 saker, den första senast 30 november 2022",
        "Sista dagen har passerat för 2 saker",
    ]
    assert "Sista dagen var 1 december 2022. Rätten har förfallit." in text_of(postbox.got[1])
    assert "Om det inte görs: Rätten till bidrag förfaller.\n" in text_of(postbox.got[0])


def test_one_refused_address_does_not_stop_the_others_and_is_tried_again(postbox: Postbox) -> None:
    anna, bo = member("region-09", name="Anna Ek"), member("region-23", name="Bo Al")
    postbox.refused = {address(anna)}
    ran = run_on("2022-09-23")
    assert postbox.receivers == [address(bo)]
    assert [(one.address, one.reason) for one in ran.refused] == [(address(anna), "550 5.1.1 No such user")]
    assert not ReminderMail.objects.filter(person=anna).exists()
    postbox.refused = set()
    run_on("2022-09-23", hour=9)
    assert postbox.receivers == [address(bo), address(anna)]


def test_without_a_server_nothing_is_claimed(settings: object, postbox: Postbox) -> None:
    member("region-09")
    settings.EMAIL_PORT = free_port()
    ran = run_on("2022-09-23")
    assert "refused" in ran.stopped
    assert (ran.mails, ReminderMail.objects.count()) == (0, 0)
    settings.EMAIL_PORT = postbox.port
    assert run_on("2022-09-23").mails == 1


def test_a_server_that_takes_no_ones_mail_is_asked_once(postbox: Postbox) -> None:
    member("region-09")
    member("region-23")
    postbox.takes_nothing = True
    ran = run_on("2022-09-23")
    assert ran.stopped == "550 5.7.1 Sender not allowed"
    assert (ran.mails, ran.refused, ReminderMail.objects.count()) == (0, [], 0)


def test_a_mail_that_may_have_gone_is_not_sent_again_by_itself(postbox: Postbox) -> None:
    anna, bo = member("region-09", name="Anna Ek"), member("region-23", name="Bo Al")
    postbox.falls_silent_at = {address(anna)}
    ran = run_on("2022-09-23")
    assert [mail.address for mail in ran.unsure] == [address(anna)]
    assert postbox.receivers == [address(anna), address(bo)]  # over a new line
    run_on("2022-09-23", hour=9)
    assert postbox.receivers == [address(anna), address(bo)]
    assert unsure(morning("2022-09-23")) == []  # it may be on its way in another run
    [mail] = unsure(morning("2022-09-23", hour=9))
    assert mail.address == address(anna)


def test_the_keeper_says_whether_it_went(postbox: Postbox) -> None:
    anna, bo = member("region-09", name="Anna Ek"), member("region-23", name="Bo Al")
    postbox.falls_silent_at = {address(anna), address(bo)}
    first, second = run_on("2022-09-23").unsure
    postbox.falls_silent_at = set()
    at = morning("2022-09-23", hour=9)
    set_down_as_sent(first.pk, at)
    let_go(second.pk, at)
    run_on("2022-09-23", hour=9)
    assert postbox.receivers == [address(anna), address(bo), address(bo)]
    assert unsure(morning("2022-09-24")) == []
    for number in (first.pk, 10**9):
        with pytest.raises(NotUnsureError):
            let_go(number, at)


def test_a_fall_between_the_claim_and_the_mail_sends_nothing_twice(postbox: Postbox) -> None:
    member("region-09")
    at = morning("2022-09-23")
    [bundle] = gather(at)
    mail, items = claim(bundle, at)
    assert mail is not None
    assert len(items) == 1
    run_on("2022-09-23", hour=7)
    assert postbox.got == []
    assert claim(bundle, at) == (None, ())
    with pytest.raises(NotUnsureError, match="just nu"):
        let_go(mail.pk, at)
    assert unsure(morning("2022-09-23", hour=7)) == [mail]


def test_two_persons_found_to_be_one_are_not_reminded_twice(postbox: Postbox) -> None:
    anna, same = member("region-09"), member("region-23", name="Anna Eek")
    run_on("2022-09-23")
    same.memberships.update(person=anna)
    same.accounts.update(person=anna)
    Person.objects.filter(pk=same.pk).update(became=anna)
    assert run_on("2022-09-23", hour=9).mails == 0


def test_a_run_leaves_one_event_and_one_that_sends_nothing_leaves_none(postbox: Postbox) -> None:
    member("region-09")
    member("region-23")
    run_on("2022-09-23")
    run_on("2022-09-23", hour=9)
    [event] = Event.objects.filter(kind="reminders-sent")
    assert (event.told.after, event.thing_id) == ({"mails": 2, "reminders": 2}, "2022-09-23")


def test_everyone_in_the_country_is_few_questions(postbox: Postbox, django_assert_max_num_queries: object) -> None:
    roles = {
        "region": "official",
        "rss": "rss-coordinator",
        "municipality": "municipal-official",
        "skr": "skr-official",
    }
    organisations = Organisation.objects.filter(kind__in=roles)
    for organisation in organisations:
        for name in ("Anna Ek", "Bo Al", "Cilla Ås"):
            member(organisation.code, roles[organisation.kind], name)
    with django_assert_max_num_queries(12):
        bundles = gather(morning("2022-10-31"))
    assert len(bundles) == 3 * (21 + 290 + 1)  # all but the RSS have an account of placements to give
