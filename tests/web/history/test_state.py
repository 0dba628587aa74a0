"""The rows say what the history says: whatever is changed, added or removed past the program is found."""

import datetime
import hashlib
import json

import pytest
from django.db import connection, models, transaction

from naravard.web.access.actor import THE_SERVICE, oneself
from naravard.web.access.row_baseline import take_up_rows
from naravard.web.history import state
from naravard.web.history.models import Event
from naravard.web.history.state import SHAPE, TAKEN_UP, differences_now, taken_up_shape
from naravard.web.history.witness import WitnessedRows, digest_of, fields_of, key_of, witnessed_models
from naravard.web.organisations.acts import change_payment_details
from naravard.web.organisations.models import Organisation
from naravard.web.papers.models import PaperDraft
from naravard.web.people.acts.roles import end_role, give_role
from naravard.web.people.models import Membership
from naravard.web.sharing.models import Proposal, Share
from naravard.web.signin.acts import set_password
from naravard.web.tasks.models import DutyRecord
from people_samples import acting, member
from token_samples import made_token

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 2, 9, 0, tzinfo=datetime.UTC)
DAY = NOW.date()


def differing() -> set[str]:
    """Return the rows that do not say what the history says."""
    return {key for key, _digest, _sequence in differences_now()}


@pytest.fixture
def taken_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database whose rows have all been taken up."""
    monkeypatch.setattr(state, "SHAPE", SHAPE + 1)
    monkeypatch.setattr("naravard.web.access.row_baseline.SHAPE", SHAPE + 1)
    member("region-09", "administrator")
    take_up_rows(actor=THE_SERVICE, at=NOW)
    assert differing() == set()


def past_the_program(table: str, change: str) -> None:
    """Change a table as one does who has the database and not the program."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {change}")  # noqa: S608 - the tests' own words


def test_what_acts_write_is_told_and_what_is_written_past_them_is_found(taken_up: None) -> None:
    anna = acting(member("region-09", "cfo"), "cfo")
    gotland = Organisation.objects.get(pk="region-09")
    change_payment_details(
        actor=anna, organisation_code="region-09", details={"bankgiro": "5050-1055"}, version=gotland.version, at=NOW
    )
    assert "organisations_organisation:region-09" in (Event.objects.order_by("-sequence")[0].told.rows or {})
    assert differing() == set()
    past_the_program("organisations_organisation", "bankgiro = '50501055' WHERE code = 'region-10'")
    past_the_program("people_membership", "role = 'administrator' WHERE role = 'cfo'")
    role = Membership.objects.get(person_id=anna.person_id)
    assert differing() == {"organisations_organisation:region-10", key_of(role)}


def test_a_role_given_ended_and_forged(taken_up: None) -> None:
    boss = acting(member("region-09", "administrator"), "administrator")
    bo = member("region-09", "official")
    given = give_role(actor=boss, organisation_code="region-09", person=bo, role="area-officer", from_day=DAY, at=NOW)
    assert differing() == set()
    end_role(actor=boss, membership_id=given.pk, last_day=DAY, at=NOW)
    assert differing() == set()
    past_the_program("people_membership", f"to_day = NULL WHERE id = {given.pk}")
    assert differing() == {key_of(given)}


def test_passwords_duties_and_drafts_that_are_changed_past_the_program_are_found(taken_up: None) -> None:
    anna = member("region-09", "official")
    own = anna.accounts.get()
    set_password(actor=oneself(anna), account=own, password="ett långt lösenord", at=NOW)
    assert own.check_password("ett långt lösenord")
    gotland = Organisation.objects.get(pk="region-09")
    draft = PaperDraft(organisation=gotland, agreement_id="x", paper_id="p", duty_id="y", values={"fax": "1"})
    with transaction.atomic():
        draft.save()
        duty = DutyRecord.objects.create(organisation=gotland, agreement_id="x", duty_id="y")
        end_role(actor=acting(member("region-09", "administrator", "Bo Al"), "administrator"),
                 membership_id=anna.memberships.get().pk, last_day=DAY, at=NOW)  # fmt: skip
    assert differing() == set()
    past_the_program("people_account", f"password = '{own.password}x' WHERE id = {own.pk}")
    past_the_program("papers_paperdraft", "duty_id = 'z'")
    past_the_program("tasks_dutyrecord", "note = 'klar'")
    assert differing() == {key_of(own), key_of(draft), key_of(duty)}


def test_what_goes_with_the_row_it_belongs_to_is_noted_as_gone(taken_up: None) -> None:
    boss = acting(member("region-09", "administrator", "Bo Al"), "administrator")
    ended = member("region-09", "official")
    proposal = Proposal(
        organisation=Organisation.objects.get(pk="rss-09"), agreement_id="x", grant="g", number=1, amount=1,
        made_at=NOW, answer_by=DAY,
    )  # fmt: skip
    with transaction.atomic():
        proposal.save()
        Share.objects.create(
            proposal=proposal, organisation=Organisation.objects.get(pk="kommun-0980"), amount=1, computed=1
        )
        end_role(actor=boss, membership_id=ended.memberships.get().pk, last_day=DAY, at=NOW)
    assert differing() == set()
    with transaction.atomic():
        proposal.delete()
        give_role(actor=boss, organisation_code="region-09", person=ended, role="area-officer", from_day=DAY, at=NOW)
    assert differing() == set()


def test_a_row_that_is_removed_past_the_program_is_found(taken_up: None) -> None:
    token = made_token().token
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM tokens_apitoken")
    assert differing() == {key_of(token)}


def test_what_is_undone_is_not_told(taken_up: None) -> None:
    gotland = Organisation.objects.get(pk="region-09")

    with transaction.atomic():
        gotland.bankgiro = "50501055"
        gotland.save()
        transaction.set_rollback(True)
    made_token()
    assert key_of(gotland) not in (Event.objects.order_by("-sequence")[0].told.rows or {})
    assert differing() & {key_of(gotland)} == set()


def test_rows_are_taken_up_once_and_a_restart_takes_up_nothing(taken_up: None) -> None:
    past_the_program("organisations_organisation", "bankgiro = '50501055' WHERE code = 'region-10'")
    assert taken_up_shape() == SHAPE + 1
    assert take_up_rows(actor=THE_SERVICE, at=NOW) == 0
    assert Event.objects.filter(kind=TAKEN_UP).count() == 1
    assert "organisations_organisation:region-10" in differing()


def test_a_digest_can_be_computed_by_anyone_from_the_row() -> None:
    gotland = Organisation.objects.get(pk="region-09")
    values = {field.attname: getattr(gotland, field.attname) for field in fields_of(Organisation)}
    said = values | {"pk": "region-09", "table": "organisations_organisation"}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert digest_of(gotland) == hashlib.sha256(text.encode()).hexdigest()[:32]


def test_every_witnessed_table_notes_all_that_is_written_to_it() -> None:
    for model in witnessed_models():
        assert isinstance(model._default_manager.get_queryset(), WitnessedRows), model
        assert isinstance(model._base_manager.get_queryset(), models.QuerySet)


def test_the_shape_grows_when_what_is_witnessed_changes() -> None:
    shape = {model._meta.db_table: sorted(field.attname for field in fields_of(model)) for model in witnessed_models()}
    digest = hashlib.sha256(json.dumps(shape, sort_keys=True).encode()).hexdigest()[:12]
    assert (SHAPE, digest) == (2, "47189d776097"), "raise SHAPE, and put the new digest here"
