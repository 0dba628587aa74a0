"""The acts on a duty: what they change, whom they refuse and with which words, and the one event of each."""

import datetime

import pytest
from task_samples import ONWARD, REGION, REPORT, REQUISITION, actor, moment, on, stands, told

from naravard.agreement.duties import Status
from naravard.web.access.actor import THE_SERVICE, NotAllowedError
from naravard.web.tasks import acts
from naravard.web.tasks.errors import DutyChangedError, DutyRefusedError, NoSuchDutyError
from naravard.web.tasks.models import DutyRecord, Extension
from people_samples import acting, also, member, stands_in

pytestmark = pytest.mark.django_db
NOON = moment("2022-09-20")


def test_begun_submitted_and_accepted_leave_one_event_each() -> None:
    anna, kim = actor(REGION), actor("socialstyrelsen", "report-analyst", "Kim Öst")
    assert stands(NOON).state.status is Status.OPEN
    acts.begin_duty(actor=anna, **on(), at=NOON)
    assert stands(NOON).state.status is Status.BEGUN
    acts.submit_duty(text="Rapport", actor=anna, **on(), at=NOON, reference_number=" RS 2022/7 ", note="Hej")
    assert stands(NOON).state.status is Status.SUBMITTED
    acts.accept_duty(actor=kim, **on(), at=NOON)
    task = stands(NOON)
    assert (task.state.status, task.record.reference_number, task.record.version) == (Status.DONE, "RS 2022/7", 3)
    first, second, third = (event.told for event in told())
    assert [first.kind, second.kind, third.kind] == ["duty-begun", "duty-submitted", "duty-accepted"]
    assert second.before["status"] == "begun"
    assert second.after | {"status": "submitted", "reference_number": "RS 2022/7", "note": "Hej"} == second.after
    assert (third.organisation.code, third.by.code, third.actor.name.sv) == (REGION, "socialstyrelsen", "Kim Öst")
    assert second.by is None


def test_a_report_may_be_submitted_without_having_been_begun() -> None:
    acts.submit_duty(text="Rapport", actor=actor(REGION), **on(), at=NOON)
    assert stands(NOON).state.status is Status.SUBMITTED


def test_reopened_with_a_reason_it_keeps_when_it_came_and_what_was_said() -> None:
    anna, kim = actor(REGION), actor("socialstyrelsen", "report-analyst")
    acts.submit_duty(text="Rapport", actor=anna, **on(), at=moment("2022-09-30", "23:59:59"), note="Första")
    with pytest.raises(DutyRefusedError) as refused:
        acts.reopen_duty(actor=kim, **on(), reason=" ", at=moment("2022-10-03"))
    assert (refused.value.code, refused.value.field) == ("no-reason", "reason")
    acts.reopen_duty(actor=kim, **on(), reason="Sidan 3 saknas.", at=moment("2022-10-03"))
    task = stands(moment("2022-10-03"))
    assert (task.state.status, task.record.reopened_because) == (Status.BEGUN, "Sidan 3 saknas.")
    acts.submit_duty(text="Rapport", actor=anna, **on(), at=moment("2022-10-05"), note="Andra")
    task = stands(moment("2022-10-05"))
    assert (task.state.status, task.state.was_late, task.record.note) == (Status.SUBMITTED, False, "Andra")
    assert task.record.resubmitted_at == moment("2022-10-05")
    reopened = told()[1].told
    assert (reopened.reason, reopened.before["note"]) == ("Sidan 3 saknas.", "Första")


def test_after_a_lapse_it_is_refused_with_since_when_which_clause_and_who_alone_can_extend() -> None:
    anna, bo = actor(REGION), actor(REGION, "signatory", "Bo Al")
    acts.begin_duty(actor=anna, **on(REQUISITION), at=moment("2022-12-01"))
    with pytest.raises(DutyRefusedError) as refused:
        acts.sign_duty(text="Rapport", actor=bo, **on(REQUISITION), at=moment("2022-12-02", "00:00:00"))
    assert refused.value.says.sv.replace("\xa0", " ") == (
        "Rätten har förfallit enligt avsnitt 10.1. Sista dagen var 1 december 2022, och den tog slut vid midnatt. "
        "Bara Regeringskansliet (Socialdepartementet) kan förlänga tiden."
    )
    assert len(told(REQUISITION)) == 1
    acts.sign_duty(text="Rapport", actor=bo, **on(REQUISITION), at=moment("2022-12-01", "23:59:59"))
    assert told(REQUISITION)[1].told.kind == "duty-signed"


def test_four_eyes_compare_persons_whatever_role_they_act_in() -> None:
    anna, bo = member(REGION, name="Anna Ek"), member(REGION, "signatory", "Bo Al")
    stands_in(anna, for_=bo)
    also(bo, REGION, "official")
    at = moment("2022-11-20")
    as_signatory = acting(anna, "signatory")
    assert as_signatory.for_whom is not None
    with pytest.raises(DutyRefusedError) as refused:
        acts.sign_duty(text="Rapport", actor=as_signatory, **on(REQUISITION), at=at)
    assert refused.value.code == "not-prepared"
    acts.begin_duty(actor=acting(anna, "official"), **on(REQUISITION), at=at)
    with pytest.raises(DutyRefusedError) as refused:
        acts.sign_duty(text="Rapport", actor=as_signatory, **on(REQUISITION), at=at)
    assert refused.value.code == "same-person"
    acts.sign_duty(text="Rapport", actor=acting(bo, "signatory"), **on(REQUISITION), at=at)


def test_a_beginning_can_be_undone_so_that_another_prepares() -> None:
    bo, anna = actor(REGION, "signatory", "Bo Al"), actor(REGION)
    at = moment("2022-11-20")
    acts.begin_duty(actor=bo, **on(REQUISITION), at=at)
    acts.put_duty_back(actor=bo, **on(REQUISITION), at=at)
    assert stands(at, REQUISITION).state.status is Status.OPEN
    acts.begin_duty(actor=anna, **on(REQUISITION), at=at)
    acts.sign_duty(text="Rapport", actor=bo, **on(REQUISITION), at=at)
    with pytest.raises(DutyRefusedError, match="never handed in"):
        acts.put_duty_back(actor=anna, **on(REQUISITION), at=at)


def test_a_program_cannot_sign() -> None:
    acts.begin_duty(actor=actor(REGION), **on(REQUISITION), at=NOON)
    with pytest.raises(DutyRefusedError) as refused:
        acts.sign_duty(text="Rapport", actor=THE_SERVICE, **on(REQUISITION), at=NOON)
    assert refused.value.code == "needs-a-person"


def test_what_binds_is_not_submitted_as_a_report_nor_the_other_way() -> None:
    bo = actor(REGION, "signatory", "Bo Al")
    acts.begin_duty(actor=actor(REGION), **on(REQUISITION), at=NOON)
    with pytest.raises(NotAllowedError):
        acts.submit_duty(text="Rapport", actor=bo, **on(REQUISITION), at=NOON)
    with pytest.raises(NotAllowedError):
        acts.sign_duty(text="Rapport", actor=bo, **on(REPORT), at=NOON)


def test_only_the_receiver_accepts_and_reopens() -> None:
    acts.submit_duty(text="Rapport", actor=actor(REGION), **on(), at=NOON)
    for someone in (actor("kammarkollegiet", "payment-handler"), actor("regeringskansliet", "ministry-official")):
        with pytest.raises(NotAllowedError):
            acts.accept_duty(actor=someone, **on(), at=NOON)
        with pytest.raises(NotAllowedError):
            acts.reopen_duty(actor=someone, **on(), reason="Fel.", at=NOON)
    with pytest.raises(NotAllowedError):
        acts.reopen_own_duty(actor=actor(REGION), **on(), reason="Fel.", at=NOON)


def test_there_is_nothing_to_accept_before_it_is_handed_in_and_when_it_is_done() -> None:
    kim = actor("socialstyrelsen", "report-analyst")
    with pytest.raises(DutyRefusedError, match="nothing handed in"):
        acts.accept_duty(actor=kim, **on(), at=NOON)
    assert not DutyRecord.objects.exists()
    acts.submit_duty(text="Rapport", actor=actor(REGION), **on(), at=NOON)
    acts.accept_duty(actor=kim, **on(), at=NOON)
    with pytest.raises(DutyRefusedError, match="nothing handed in"):
        acts.accept_duty(actor=kim, **on(), at=NOON)
    with pytest.raises(DutyRefusedError):
        acts.submit_duty(text="Rapport", actor=actor(REGION), **on(), at=NOON)


def test_where_no_one_receives_it_it_is_done_when_handed_in_and_reopened_by_oneself() -> None:
    rss = actor("rss-09", "rss-coordinator")
    where = on(ONWARD, "rss-09")
    acts.submit_duty(text="Rapport", actor=rss, **where, at=NOON)
    assert stands(NOON, ONWARD, "rss-09").state.status is Status.DONE
    acts.reopen_own_duty(actor=rss, **where, reason="En kommun saknades.", at=NOON)
    assert stands(NOON, ONWARD, "rss-09").state.status is Status.BEGUN
    acts.submit_duty(text="Rapport", actor=rss, **where, at=NOON)
    assert stands(NOON, ONWARD, "rss-09").state.status is Status.DONE


def test_an_organisation_acts_on_its_own_duties_only() -> None:
    for act in (acts.begin_duty, acts.submit_duty):
        with pytest.raises(NotAllowedError):
            act(actor=actor("region-01"), **on(), at=NOON)
    with pytest.raises(NoSuchDutyError):
        acts.begin_duty(actor=actor("rss-09", "rss-coordinator"), **on(REPORT, "rss-09"), at=NOON)
    with pytest.raises(NoSuchDutyError):
        acts.begin_duty(actor=actor(REGION), **on(agreement_id="finns-inte"), at=NOON)


def test_the_receiver_extends_what_does_not_lapse_and_the_ministry_all() -> None:
    kim, kammar = actor("socialstyrelsen", "report-analyst"), actor("kammarkollegiet", "payment-handler")
    ministry = actor("regeringskansliet", "ministry-official")
    later = {"to_day": datetime.date(2022, 12, 15), "reason": "Brand i arkivet."}
    after = moment("2022-12-05")
    assert stands(after, REQUISITION).state.status is Status.LAPSED
    with pytest.raises(NotAllowedError):
        acts.extend_duty(actor=kammar, **on(REQUISITION), **later, at=after)
    acts.extend_duty(actor=ministry, **on(REQUISITION), **later, at=after)
    assert stands(after, REQUISITION).state.status is Status.OPEN
    event = told(REQUISITION)[0].told
    assert (event.before["last_day"], event.after["last_day"]) == ("2022-12-01", "2022-12-15")
    assert (event.reason, event.by.code) == ("Brand i arkivet.", "regeringskansliet")
    acts.extend_duty(actor=kim, **on(), **later, at=after)
    with pytest.raises(NotAllowedError):
        acts.extend_duty(actor=kammar, **on(), **later, at=after)


@pytest.mark.parametrize(
    ("day", "code"),
    [("2022-09-30", "not-later"), ("2022-10-04", "has-passed"), ("2032-10-14", "too-far")],
)
def test_a_later_day_is_later_has_not_passed_and_is_no_slip(day: str, code: str) -> None:
    kim = actor("socialstyrelsen", "report-analyst")
    with pytest.raises(DutyRefusedError) as refused:
        acts.extend_duty(
            actor=kim, **on(), to_day=datetime.date.fromisoformat(day), reason="Skäl.", at=moment("2022-10-05")
        )
    assert (refused.value.code, refused.value.field) == (code, "to_day")


def test_what_came_late_comes_in_time_by_a_day_that_has_passed_since() -> None:
    kim = actor("socialstyrelsen", "report-analyst")
    acts.submit_duty(text="Rapport", actor=actor(REGION), **on(), at=moment("2022-10-03"))
    assert stands(moment("2022-10-10")).state.was_late
    acts.extend_duty(actor=kim, **on(), to_day=datetime.date(2022, 10, 3), reason="Avbrott.", at=moment("2022-10-10"))
    assert not stands(moment("2022-10-10")).state.was_late


def test_without_a_day_or_when_done_there_is_nothing_to_extend() -> None:
    ministry = actor("regeringskansliet", "ministry-official")
    later = {"to_day": datetime.date(2023, 1, 15), "reason": "Skäl."}
    with pytest.raises(DutyRefusedError) as refused:
        acts.extend_duty(actor=ministry, **on("requisition-rss", "rss-09"), **later, at=NOON)
    assert refused.value.code == "no-day"
    acts.submit_duty(text="Rapport", actor=actor(REGION), **on(), at=NOON)
    acts.accept_duty(actor=actor("socialstyrelsen", "report-analyst"), **on(), at=NOON)
    with pytest.raises(DutyRefusedError) as refused:
        acts.extend_duty(actor=ministry, **on(), **later, at=NOON)
    assert refused.value.code == "is-done"


def test_an_extension_is_taken_back_with_a_reason_unless_it_was_used() -> None:
    ministry = actor("regeringskansliet", "ministry-official")
    given = {"to_day": datetime.date(2022, 12, 15), "reason": "Skäl."}
    at = moment("2022-11-20")
    with pytest.raises(DutyRefusedError, match="not extended"):
        acts.take_extension_back(actor=ministry, **on(REQUISITION), reason="Fel.", at=at)
    acts.extend_duty(actor=ministry, **on(REQUISITION), **given, at=at)
    acts.take_extension_back(actor=ministry, **on(REQUISITION), reason="Fel mottagare.", at=at)
    assert stands(at, REQUISITION).state.due == datetime.date(2022, 12, 1)
    assert [one.to_day for one in Extension.objects.all()] == [None, given["to_day"]]
    acts.extend_duty(actor=ministry, **on(REQUISITION), **given, at=at)
    acts.begin_duty(actor=actor(REGION), **on(REQUISITION), at=at)
    acts.sign_duty(text="Rapport", actor=actor(REGION, "signatory"), **on(REQUISITION), at=moment("2022-12-10"))
    with pytest.raises(DutyRefusedError, match="cannot be taken back"):
        acts.take_extension_back(actor=ministry, **on(REQUISITION), reason="Fel.", at=moment("2022-12-11"))


def test_the_second_of_two_is_told_who_came_first_and_what_was_done() -> None:
    acts.begin_duty(actor=actor(REGION), **on(), at=NOON, seen_version=0)
    with pytest.raises(DutyChangedError) as refused:
        acts.begin_duty(actor=actor(REGION, name="Bo Al"), **on(), at=NOON, seen_version=0)
    assert refused.value.says.sv == (
        "Någon hann före: Anna Ek (tjänsteperson) påbörjade ”Delredovisning från regionerna” för Region Gotland. "
        "Det var 2022-09-20 kl. 12.00. Inget av det du skickade har gjorts. Nu visas hur det står."
    )
    assert len(told()) == 1


def test_not_yet_open_says_when() -> None:
    handler = actor("kammarkollegiet", "payment-handler")
    with pytest.raises(DutyRefusedError) as refused:
        acts.begin_duty(actor=handler, **on("vfu-payment", "kammarkollegiet"), at=moment("2022-11-30", "23:59:59"))
    assert refused.value.code == "is-not-yet-open"
    assert "Går att påbörja från och med 2022-12-01" in refused.value.says.sv
    acts.begin_duty(actor=handler, **on("vfu-payment", "kammarkollegiet"), at=moment("2022-12-01", "00:00:00"))
