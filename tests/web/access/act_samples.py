"""One example of each act: whose matter it is, who may do it there, and what it is given. Every act has one."""

import datetime
from collections.abc import Callable
from typing import Any

from acts_by_room import ROOMS
from sampling import AT, DAY, OWN, Sample

from naravard.agreement.files import AgreementFiles
from naravard.agreement.model import Amendment, Text
from naravard.web.access.actor import THE_SERVICE, Actor
from naravard.web.access.permissions import Permission
from naravard.web.organisations import providers
from naravard.web.organisations.models import Organisation
from naravard.web.people.acts import invitations
from naravard.web.people.models import LoneWork, Membership, Person, ProposedRole
from naravard.web.tasks import acts as tasks
from naravard.web.tokens import acts as tokens
from people_samples import acting, member, stands_in
from web_shared import WHOLE

PAYER = "kammarkollegiet"
REPORT, REQUISITION = "interim-report-regions", "requisition-regions-skr"
OF_ANY_DUTY = frozenset({"begin_duty", "put_duty_back", "submit_duty", "accept_duty", "reopen_duty"})
"""The acts on duties that nothing of its own carries: tried with a report, as if the agreement had no form for it."""
NUMBER = "5560360793"
"""An organisation number that is made up, with its right check digit."""


def _duty(duty_id: str) -> dict[str, Any]:
    return {"organisation": Organisation.objects.get(pk=OWN), "agreement_id": WHOLE, "duty_id": duty_id}


def _someone(role: str) -> Actor:
    return acting(member(OWN, role, "Bo Al"), day=DAY)


def _prepared() -> dict[str, Any]:
    tasks.begin_duty(actor=_someone("official"), **_duty(REQUISITION), at=AT)
    return _duty(REQUISITION)


def _submitted(duty_id: str = REPORT) -> dict[str, Any]:
    tasks.submit_duty(text="Rapport", actor=_someone("official"), **_duty(duty_id), at=AT)
    return _duty(duty_id)


def _begun() -> dict[str, Any]:
    tasks.begin_duty(actor=_someone("official"), **_duty(REPORT), at=AT)
    return _duty(REPORT)


def _asking_to_be_erased() -> Person:
    asking = member(OWN, "official", "Bo Al", to_day=DAY - datetime.timedelta(days=1))
    asking.erasure_asked_at = AT
    asking.save()
    return asking


def _without_receiver() -> dict[str, Any]:
    duty = _duty("at-st-report-back")
    tasks.submit_duty(text="Rapport", actor=_someone("official"), **duty, at=AT)
    return duty


def _extended() -> dict[str, Any]:
    analyst = acting(member("socialstyrelsen", "report-analyst"), day=DAY)
    tasks.extend_duty(actor=analyst, **_duty(REPORT), to_day=datetime.date(2022, 10, 31), reason="Sjukdom", at=AT)
    return _duty(REPORT)


def _time_asked() -> dict[str, Any]:
    official = acting(member(OWN, "official"), day=DAY)
    tasks.ask_for_time(actor=official, **_duty(REPORT), to_day=datetime.date(2022, 10, 31), reason="Sjukdom", at=AT)
    return _duty(REPORT)


def _version() -> dict[str, Any]:
    return {"organisation_code": OWN, "version": Organisation.objects.get(pk=OWN).version}


def _invited() -> dict[str, Any]:
    made = invitations.invite(
        actor=THE_SERVICE,
        organisation_code=OWN,
        email="ny@example.org",
        name="Ny Person",
        role="reader",
        from_day=DAY,
        at=AT,
    )
    return {"invitation_id": made.invitation.pk}


def _renamed() -> Person:
    made = member(OWN, "official", "Ny Person")
    made.proposed_name, made.proposed_name_at = "Ny Ek", AT
    made.save()
    return made


def _proposed() -> int:
    made = ProposedRole.objects.create(
        person=member(OWN, "official", "Ny Person"), organisation_id=OWN, role="reader", from_day=DAY,
        because=ProposedRole.OTHER_ACCOUNT, made_at=AT, made_by="naravard",
    )  # fmt: skip
    return int(made.pk)


def _lone_work() -> int:
    made = LoneWork.objects.create(
        person=member(PAYER, "payment-handler", "Bo Al"), organisation_id=PAYER, permission="pay",
        reason="En är borta.", since=AT, stated_by="naravard",
    )  # fmt: skip
    return int(made.pk)


def _provider() -> dict[str, Any]:
    providers.add_provider(actor=_someone("official"), organisation_code=OWN, number=NUMBER, name="Vård AB", at=AT)
    return {"organisation_code": OWN, "provider_code": f"utforare-{NUMBER}"}


def _membership() -> Membership:
    held: Membership = Membership.objects.get(person=member(OWN, "official", "Bo Al"))
    return held


def _token() -> Any:
    return tokens.make_token(
        actor=_someone("administrator"),
        organisation=Organisation.objects.get(pk=OWN),
        name="Ekonomisystemet",
        scopes=["read"],
        to_day=DAY + datetime.timedelta(days=30),
        at=AT,
    ).token


RECEIVER = frozenset({"socialstyrelsen"})
EXTENDERS = RECEIVER | {"regeringskansliet"}
NOBODY: frozenset[str] = frozenset()
"""The acts of the service itself, and those on oneself: no role in an organisation gives the permission."""

SAMPLES: dict[str, Callable[[], Sample]] = {
    "take_in": lambda: Sample({"agreement_id": "nytt", "files": AgreementFiles({"a": b"b"}, name="nytt")}, NOBODY),
    "tell_of_amendment": lambda: Sample(
        {
            "agreement_id": WHOLE,
            "name": Text("Överenskommelsen"),
            "amendment": Amendment(id="tillagg", name=Text("Tillägget"), decided=DAY, from_=DAY, text="tillagg.md"),
        },
        NOBODY,
    ),
    "take_in_organisations": lambda: Sample({}, NOBODY),
    "tell_of_restoration": lambda: Sample({"archive": None, "opened": None}, NOBODY),
    "take_up_rows": lambda: Sample({}, NOBODY),
    "begin_duty": lambda: Sample(_duty(REPORT)),
    "put_duty_back": lambda: Sample(_begun()),
    "submit_duty": lambda: Sample(_duty(REPORT) | {"text": "Rapport"}),
    "sign_duty": lambda: Sample(_prepared() | {"text": "Rapport"}),
    "accept_duty": lambda: Sample(_submitted(), RECEIVER),
    "reopen_duty": lambda: Sample(_submitted() | {"reason": "Sidan 3 saknas."}, RECEIVER),
    "remind_of_duty": lambda: Sample(_duty(REPORT), RECEIVER),
    "reopen_own_duty": lambda: Sample(_without_receiver() | {"reason": "Fel bilaga."}),
    "extend_duty": lambda: Sample(
        _duty(REPORT) | {"to_day": datetime.date(2022, 10, 15), "reason": "Sjukdom"}, EXTENDERS
    ),
    "ask_for_time": lambda: Sample(_duty(REPORT) | {"to_day": datetime.date(2022, 10, 15), "reason": "Sjukdom"}),
    "decline_time": lambda: Sample(_time_asked() | {"reason": "Nej"}, EXTENDERS),
    "take_extension_back": lambda: Sample(_extended() | {"reason": "Frisk igen"}, EXTENDERS),
    "change_contact": lambda: Sample(_version() | {"details": {"city": "Visby"}}),
    "change_payment_details": lambda: Sample(_version() | {"details": {"bankgiro": "1609908"}}),
    "add_provider": lambda: Sample({"organisation_code": OWN, "number": NUMBER, "name": "Vård AB"}),
    "rename_provider": lambda: Sample(_provider() | {"name": "Omsorg AB", "was": "Vård AB"}),
    "end_provider": lambda: Sample(_provider() | {"last_day": DAY}),
    "invite": lambda: Sample(
        {
            "organisation_code": OWN,
            "email": "ny@example.org",
            "name": "Ny Person",
            "role": "reader",
            "from_day": DAY,
        }
    ),
    "renew_invitation": lambda: Sample(_invited()),
    "withdraw_invitation": lambda: Sample(_invited()),
    "accept_invitation": lambda: Sample({"secret": "x"}, NOBODY),
    "accept_as_new_person": lambda: Sample({"secret": "x", "name": "Ny"}, NOBODY),
    "rename_person": lambda: Sample({"name": "Ny"}, NOBODY),
    "declare_same_person": lambda: Sample(
        {
            "organisation_code": OWN,
            "stays": member(OWN, "official", "Bo Al"),
            "goes": member(OWN, "reader", "Bo Ahl"),
            "reason": "Bytte namn",
        }
    ),
    "ask_for_erasure": lambda: Sample({}, NOBODY),
    "take_back_erasure": lambda: Sample({}, NOBODY),
    "erase_person": lambda: Sample({"organisation_code": OWN, "person": _asking_to_be_erased(), "reason": ""}),
    "remove_old_drafts": lambda: Sample({}, NOBODY),
    "erase_again": lambda: Sample({"persons": []}, NOBODY),
    "give_role": lambda: Sample(
        {"organisation_code": OWN, "person": _membership().person, "role": "cfo", "from_day": DAY}
    ),
    "state_lone_work": lambda: Sample(
        {
            "organisation_code": PAYER,
            "permission": "pay",
            "person": member(PAYER, "payment-handler", "Bo Al"),
            "reason": "Vi är bara en.",
        },
        frozenset({PAYER}),
    ),
    "end_lone_work": lambda: Sample({"lone_work_id": _lone_work()}, frozenset({PAYER})),
    "answer_name": lambda: Sample({"organisation_code": OWN, "person": _renamed(), "name": "Ny Ek", "is_right": True}),
    "confirm_role": lambda: Sample({"proposed_id": _proposed()}, needs=Permission.ADMINISTER_PEOPLE),
    "withdraw_proposed_role": lambda: Sample({"proposed_id": _proposed()}),
    "end_role": lambda: Sample({"membership_id": _membership().pk, "last_day": DAY}),
    "hand_over": lambda: Sample(
        {
            "membership_id": _membership().pk,
            "person_id": member(OWN, "reader", "Ny Person").pk,
            "from_day": DAY,
            "to_day": DAY,
            "reason": "Semester",
        },
        needs=Permission.ADMINISTER_PEOPLE,
    ),
    "end_stand_in": lambda: Sample(
        {"stand_in_id": stands_in(member(OWN, "reader", "Ny Person"), for_=_membership().person).pk},
        needs=Permission.ADMINISTER_PEOPLE,
    ),
    "make_token": lambda: Sample(
        {
            "organisation": Organisation.objects.get(pk=OWN),
            "name": "Ekonomisystemet",
            "scopes": ["read"],
            "to_day": DAY + datetime.timedelta(days=30),
        }
    ),
    "revoke_token": lambda: Sample({"token": _token()}),
    "take_token_over": lambda: Sample({"token": _token()}),
    "make_calendar_address": lambda: Sample({}, NOBODY),
    "end_calendar_address": lambda: Sample({}, NOBODY),
    "choose_reminders": lambda: Sample({"wanted": False}, NOBODY),
    "choose_handover_mail": lambda: Sample({"wanted": "daily"}, NOBODY),
    "set_password": lambda: Sample({"account": None, "password": "x"}, NOBODY),
    "sign_out_elsewhere": lambda: Sample({"account": None, "here": None}, NOBODY),
    "tell_of_second_step": lambda: Sample({"account": None, "kind": "second-step-added"}, NOBODY),
    "connect_identity": lambda: Sample({"account": None, "provider": "x", "provider_name": "x", "uid": "x"}, NOBODY),
    "disconnect_identity": lambda: Sample({"account": None, "provider_name": "x"}, NOBODY),
    "take_second_step_away": lambda: Sample({"account": None, "reason": "x"}, NOBODY),
    "close_account": lambda: Sample({"account": None, "reason": "x"}, NOBODY),
    "open_account": lambda: Sample({"account": None, "reason": "x"}, NOBODY),
    "unlock_account": lambda: Sample({"account": None, "reason": "x"}, NOBODY),
    "tell_of_reminders": lambda: Sample({"mails": 1, "reminders": 2}, NOBODY),
    **{name: sample for room in ROOMS for name, sample in room.SAMPLES.items()},
}
"""By the name of the act."""
