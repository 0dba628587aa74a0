"""Every act is undone by another, or asks for a yes of its own, or stands here with why nothing is lost by it."""

import importlib
import inspect

import pytest
from test_every_act import ACTS

UNDONE_BY = {
    "accept_duty": "reopen_duty",
    "accept_financial_report": "reopen_financial_report",
    "accept_invitation": "end_role",
    "accept_report": "reopen_report",
    "accept_requisition": "return_requisition",
    "add_county_key": "remove_county_key",
    "add_to_agreement_draft": "take_out_of_agreement_draft",
    "add_provider": "end_provider",
    "appoint_area_officer": "appoint_area_officer",
    "ask_for_erasure": "take_back_erasure",
    "ask_for_time": "decline_time",
    "begin_agreement_draft": "put_agreement_draft_away",
    "begin_decision": "withdraw_decision",
    "begin_duty": "put_duty_back",
    "book_cost": "reverse_cost",
    "certify_financial_report": "reopen_own_financial_report",
    "change_activity": "change_activity",
    "change_agreement_draft": "change_agreement_draft",
    "change_contact": "change_contact",
    "change_payment_details": "change_payment_details",
    "choose_coordination": "choose_coordination",
    "choose_handover_mail": "choose_handover_mail",
    "choose_reminders": "choose_reminders",
    "close_account": "open_account",
    "confirm_line": "undo_payment",
    "confirm_role": "end_role",
    "connect_identity": "disconnect_identity",
    "decide_activity": "end_activity",
    "decide_reclaim": "undo_reclaim",
    "disconnect_identity": "connect_identity",
    "draft_sharing": "discard_draft",
    "draw_up_financial_report": "reopen_own_financial_report",
    "end_lone_work": "state_lone_work",
    "end_stand_in": "hand_over",
    "extend_answering": "extend_answering",
    "extend_duty": "take_extension_back",
    "give_role": "end_role",
    "hand_in_activity_report": "reopen_duty",
    "hand_in_financial_report": "reopen_financial_report",
    "hand_over": "end_stand_in",
    "invite": "withdraw_invitation",
    "keep_mapping": "keep_mapping",
    "make_batch": "put_line_back",
    "make_calendar_address": "end_calendar_address",
    "make_token": "revoke_token",
    "move_between_areas": "move_between_areas",
    "open_account": "close_account",
    "pay_onward": "undo_onward",
    "prepare_onward": "withdraw_onward",
    "prepare_reclaim": "withdraw_reclaim",
    "prepare_shares": "withdraw_shares",
    "prepare_version": "withdraw_version",
    "propose_decision": "take_decision_back",
    "put_agreement_draft_away": "take_agreement_draft_up",
    "put_duty_back": "begin_duty",
    "ready_activity_report": "open_activity_report",
    "ready_requisition": "open_requisition",
    "receive_file": "discard_file",
    "record_payment": "undo_payment",
    "record_repayment": "undo_repayment",
    "record_return": "undo_onward",
    "remove_county_key": "add_county_key",
    "rename_person": "rename_person",
    "rename_provider": "rename_provider",
    "set_password": "set_password",
    "set_shares": "set_shares",
    "sign_duty": "reopen_duty",
    "state_lone_work": "end_lone_work",
    "state_reference_number": "state_reference_number",
    "submit_duty": "reopen_duty",
    "submit_report": "reopen_report",
    "take_agreement_draft_up": "put_agreement_draft_away",
    "take_back_erasure": "ask_for_erasure",
    "take_decision_back": "propose_decision",
    "withdraw_invitation": "invite",
    "withdraw_proposed_role": "give_role",
    "withdraw_onward": "prepare_onward",
    "withdraw_reclaim": "prepare_reclaim",
    "withdraw_shares": "prepare_shares",
    "withdraw_version": "prepare_version",
    "write_activity_report": "write_activity_report",
    "write_agreement_draft_file": "write_agreement_draft_file",
    "write_decision": "write_decision",
    "write_financial_report": "write_financial_report",
    "write_requisition": "write_requisition",
}
"""What puts it back as it was."""

ASKS = {
    "declare_same_person": "people.views.roles",
    "decide_sharing": "sharing.views.consent",
    "decline_activity": "activities.views.decision",
    "discard_draft": "sharing.views.proposal",
    "discard_file": "costs.views.one_file",
    "end_activity": "activities.views.decision",
    "erase_person": "home.views.erasure",
    "enter_board_decision": "activities.decisions.views.proposal",
    "enter_board_reallocation": "activities.decisions.views.reallocation",
    "fix_allocation": "fixing.views.room",
    "hand_in_requisition": "papers.views.workflow",
    "open_activity_report": "papers.views.workflow",
    "open_requisition": "papers.views.workflow",
    "put_line_back": "payments.views.batches",
    "return_payment": "payments.views.reversal",
    "reallocate_within_area": "activities.decisions.views.reallocation",
    "reopen_duty": "tasks.offers",
    "reopen_financial_report": "financial_reports.views.inbox",
    "reopen_own_duty": "tasks.offers",
    "reopen_own_financial_report": "financial_reports.views.draft",
    "reopen_report": "placements.views.shares",
    "return_requisition": "payments.views.review",
    "reverse_cost": "costs.views.manual_costs",
    "settle_answer": "payments.views.answers",
    "share_by_reports": "placements.views.shares",
    "take_extension_back": "tasks.offers",
    "take_in_costs": "costs.views.one_file",
    "take_out_of_agreement_draft": "drafting.views.items",
    "undo_onward": "sharing.views.payments",
    "undo_payment": "payments.views.reversal",
    "undo_reclaim": "repayments.views.reclaims",
    "undo_repayment": "repayments.views.inbox",
    "withdraw_decision": "activities.decisions.views.proposal",
}
"""The module of the page that says what is lost, beside a box of its own."""

NOTHING_IS_LOST = {
    "accept_as_new_person": "A person and an account are made; the account can be closed, the role ended.",
    "approve_agreement": "It takes nothing away; a later one stands beside it, and it is void when the data change.",
    "answer_name": "Who was declined can ask again; who was confirmed can ask for another name.",
    "answer_sharing": "Until the last day a new answer replaces it; afterwards the next version asks again.",
    "ask_to_reopen_financial_report": "It only asks; the receiver answers.",
    "decline_time": "The organisation can ask again.",
    "end_calendar_address": "A new address is made at once; only the calendars that read the old one stop.",
    "end_provider": "The day can be set again until it has passed; then the provider is added anew.",
    "end_role": "The role can be given again; the page lists first what the one who leaves has in hand.",
    "erase_again": "It was lost when the person was erased; an old backup had brought it back.",
    "fetch_file": "The file is kept; it is only told that it was fetched.",
    "hand_in_onward": "It only says that it is done; more can be passed on, and what was is not changed.",
    "propose_activity": "It is described anew, or declined.",
    "receive_answer": "The file is kept and nothing is recorded by it.",
    "remind_of_duty": "A mail cannot be recalled, and takes nothing away.",
    "remove_old_drafts": "What nobody has written in for years; the page of what is kept says for how long.",
    "renew_amounts": "The draft rests on what holds; its areas' sums are written again.",
    "renew_invitation": "It can be renewed again; only the earlier letter's link stops.",
    "revoke_token": "A new key is made at once; the page tells that what uses the old one stops.",
    "save_report": "The numbers are written again; what has been handed in is kept.",
    "send_sharing": "The next version is drafted and sent in the same way; the version that was sent is kept.",
    "sign_out_elsewhere": "One signs in again.",
    "take_in": "The operator takes the earlier folder in again; every snapshot is kept.",
    "take_in_organisations": "The operator takes in other data; nothing is removed.",
    "take_token_over": "Whoever answered for it can take it over again.",
    "tell_of_restoration": "A key is made anew; the command says what ceased to hold.",
    "take_up_rows": "It only notes how the rows stand.",
    "take_second_step_away": "The operator does it for one who has lost it; the person turns on a new one.",
    "tell_of_amendment": "It tells what the day has brought.",
    "tell_of_reminders": "It tells what has been done.",
    "tell_of_second_step": "It tells what has been done.",
    "unlock_account": "Only counted tries are forgotten; a guesser is slowed anew.",
}
"""Why it needs no yes though no act puts it back."""


def test_every_act_is_undone_by_another_or_asks_first_or_loses_nothing() -> None:
    """A new act is written in one of the three."""
    classed = [*UNDONE_BY, *ASKS, *NOTHING_IS_LOST]
    assert sorted(classed) == sorted(ACTS)


def test_what_undoes_an_act_is_an_act() -> None:
    assert {name: by for name, by in UNDONE_BY.items() if by not in ACTS} == {}


@pytest.mark.parametrize(("name", "module"), ASKS.items())
def test_the_page_of_an_act_that_cannot_be_undone_has_a_yes_of_its_own(name: str, module: str) -> None:
    """Which words it has, and that nothing is done without it, is tried in each room's tests."""
    text = inspect.getsource(importlib.import_module(f"naravard.web.{module}"))
    called = {
        "open_": "acts.open",
        "hand_in": "acts.hand_in",
        "reopen_own_f": "acts.open",
        "settle_a": "acts.record_answer",
    }
    assert any(word in text for word in [name, *(call for begins, call in called.items() if name.startswith(begins))])
    assert any(word in text for word in ("own_yes", "needs_yes"))
