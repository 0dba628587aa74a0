"""A small lived year for the kept database of a release: few organisations, every room, all by the product's own acts.

It is the demonstration's imaginary year for one county, with the papers of one region, under a shortened copy of the
shipped agreement; to it comes what nobody does there. All people, numbers and sums are invented.
"""

import dataclasses
import datetime
import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from msgspec.structs import replace
from ruamel.yaml import YAML

import costs_steps
import placement_steps
from money_steps import swedish
from naravard.agreement.duties import holders_of
from naravard.agreement.files import AgreementFiles
from naravard.agreement.model import Agreement
from naravard.exchange.bank_answers import BankAnswer, PaymentOutcome, ReportedPayment
from naravard.questionnaire.answers import WrittenAnswer
from naravard.web.access.actor import THE_SERVICE, oneself
from naravard.web.access.permissions import Permission
from naravard.web.activities.decisions.reallocation import UNPLANNED, reallocate_within_area
from naravard.web.activities.models import Activity
from naravard.web.agreements.current import Shown, shown_or_404
from naravard.web.agreements.intake import take_in_folders
from naravard.web.agreements.models import CurrentSnapshot
from naravard.web.costs.acts import reverse_cost
from naravard.web.costs.models import HAND, BookedCost
from naravard.web.demo.year.actors import another, forget, someone
from naravard.web.demo.year.cast import cast_of
from naravard.web.demo.year.chance import moment
from naravard.web.demo.year.duties import duty_steps
from naravard.web.demo.year.duty_acts import extended
from naravard.web.demo.year.january import write_beginning
from naravard.web.demo.year.money import money_steps
from naravard.web.demo.year.papers import BY_ABOUT, What
from naravard.web.demo.year.people import organisation_steps, write_people
from naravard.web.demo.year.reports import county_steps
from naravard.web.demo.year.steps import ScriptStep
from naravard.web.drafting.acts import begin_agreement_draft
from naravard.web.fixing.acts import approve_agreement
from naravard.web.history.kinds import Addressee
from naravard.web.once.drafts import keep
from naravard.web.once.receipts import done_once
from naravard.web.organisations.intake import take_in_organisations
from naravard.web.organisations.models import Organisation
from naravard.web.payments.answer_acts import receive_answer
from naravard.web.payments.models import Line
from naravard.web.people.acts.invitations import invite
from naravard.web.people.acts.lone_work import state_lone_work
from naravard.web.people.acts.roles import give_role
from naravard.web.people.event_mail import keep_unsent
from naravard.web.people.models import Membership, Person
from naravard.web.placements.acts import choose_coordination
from naravard.web.placements.fixation import share_by_reports
from naravard.web.reminders.calendars import make_calendar_address
from naravard.web.reminders.choices import choose_handover_mail
from naravard.web.reminders.dispatch import send_reminders
from naravard.web.reminders.models import HandoverMailChoice, RemindersOff
from naravard.web.repayments.acts import decide_reclaim, prepare_reclaim, undo_reclaim
from naravard.web.reports.answers import keep_answers
from naravard.web.reports.attachments import attach_to_report
from naravard.web.reports.comments import Said, comment_on_report
from naravard.web.reports.paper_kinds import FINAL_REPORT
from naravard.web.reports.report import Report
from naravard.web.reports.returns import return_report
from naravard.web.sharing.acts.consent import answer_sharing
from naravard.web.sharing.models import Answer
from naravard.web.tasks.acts import ask_for_time
from naravard.web.tasks.contents import AttachedFile
from naravard.web.tasks.receiver_reminders import remind_of_duty
from naravard.web.tokens.acts import make_token, revoke_token
from naravard.web.tokens.bearer import bearer_of
from naravard.web.tokens.guess_limit import count_wrong
from naravard.web.tokens.scopes import scopes_in
from web_shared import WHOLE

SHIPPED = Path(__file__).resolve().parents[1] / "agreements" / WHOLE
REGION, RSS, MUNICIPALITY = "region-09", "rss-09", "kommun-0980"
PAYER, MINISTRY, WEEKS_TO = "kammarkollegiet", "regeringskansliet", "socialstyrelsen"
CODES = (REGION, RSS, MUNICIPALITY, PAYER, MINISTRY, WEEKS_TO)
PAPERS = ("requisition", "financial-report", "key-report", "interim-report")
"""What the duties are about whose papers the region hands in; one as PDF is some 35 kilobytes, so there are few."""
FORMS = ("delredovisning-regioner", "slutredovisning-kommuner")
"""The forms of reports that are answered."""
_PARTS = 2
"""How many parts each of them keeps."""
_YAML = YAML()
_YAML.width = 1000
_ENOUGH = 100
"""How many signs each section of the agreement's text keeps."""


def live(folder: Path) -> None:
    """Take in the organisations and the shortened agreement, and live the year."""
    take_in_organisations(actor=THE_SERVICE, at=swedish("2022-01-03 09:00"))
    for taken in take_in_folders([shortened(folder)], swedish("2022-01-04 09:00")):
        if taken.agreement is None:
            message = f"{taken.folder.name} has errors"
            raise RuntimeError(message)
    known = Organisation.objects.filter(code__in=CODES).order_by("kind", "code").values_list("code", "kind")
    parts = cast_of(known)
    with transaction.atomic():
        write_people(parts)
        write_beginning(parts)
    shown = shown_or_404(WHOLE)
    agreement = shown.agreement
    steps = [*_year(shown), *(step for step in organisation_steps(parts) if step.matter in CODES)]
    steps += [*_papers(agreement), *_by_hand(agreement)]
    for step in sorted(steps, key=lambda step: step.at):
        forget()
        with transaction.atomic():
            step.do(step.at)


def shortened(folder: Path) -> Path:
    """Copy the shipped agreement without what no money or duty needs, each section's text cut off.

    No grant goes straight to the 290 municipalities: each would be a row or more.
    """
    made = folder / SHIPPED.name
    shutil.copytree(SHIPPED, made)
    for name in ("published", "indicators"):
        shutil.rmtree(made / name)
    for name in ("remarks", "requirements", "goals", "published", "left_out"):
        (made / f"{name}.yaml").unlink()
    grants = (made / "grants.yaml").read_text(encoding="utf-8")
    (made / "grants.yaml").write_text(grants.replace("[regions, municipalities]", "[regions]"), encoding="utf-8")
    for file in (made / "questionnaires").glob("*.yaml"):
        if file.stem not in FORMS:
            file.unlink()
    for file in made.rglob("*.yaml"):  # what is quoted of the text is cut off with it, and what rests on requirements
        kept = _without_quotes(_YAML.load(file))
        if file.stem in FORMS:
            del kept["parts"][_PARTS:]
        with file.open("w", encoding="utf-8") as out:
            _YAML.dump(kept, out)
    text = (made / "text.md").read_text(encoding="utf-8")
    (made / "text.md").write_text("".join(map(_cut, re.split(r"(?m)^(?=#)", text))), encoding="utf-8")
    return made


def _without_quotes(data: Any) -> Any:
    if isinstance(data, dict):
        for name in [name for name in data if name in ("quotes", "rests_on", "remark", "introduction")]:
            del data[name]
        for value in data.values():
            _without_quotes(value)
    elif isinstance(data, list):
        for value in data:
            _without_quotes(value)
    return data


def _cut(section: str) -> str:
    heading, _, text = section.partition("\n")
    return f"{heading}\n\n{text.strip()[:_ENOUGH].rpartition(' ')[0]}\n\n" if section else ""


def _year(shown: Shown) -> Iterator[ScriptStep]:
    """Give the demonstration's steps for the county: its money, its answers, and the duties that no paper carries."""
    known, agreement = frozenset(CODES), shown.agreement
    others = tuple(duty for duty in agreement.duties if duty.about not in BY_ABOUT)
    without = dataclasses.replace(shown, agreement=replace(agreement, duties=others))
    yield from (step for step in duty_steps(without, known) if step.matter in known)
    yield from county_steps(shown, known)
    yield from (step for step in money_steps(agreement, known) if step.matter != WEEKS_TO)


def _papers(agreement: Agreement) -> Iterator[ScriptStep]:
    """Give the steps of the region's papers, from a month before their last day; the financial report is late."""
    for duty in agreement.duties:
        doings = BY_ABOUT.get(duty.about)
        holders = {holder.code for holder in holders_of(agreement, duty)}
        if duty.about not in PAPERS or doings is None or duty.due is None or REGION not in holders:
            continue
        what = What(agreement.id, duty.id, REGION)
        acts = (doings.begun(what), doings.handed_in(what), doings.accepted(what, duty.to or ""))
        before = (30, -14, -21) if duty.about == "financial-report" else (30, 20, 10)
        for days, do in zip(before, acts, strict=True):
            yield ScriptStep(moment(duty.due - datetime.timedelta(days=days), duty.id, days), REGION, do)


def _by_hand(agreement: Agreement) -> Iterator[ScriptStep]:
    """Give what nobody does in the demonstration's year, a room at a time."""
    for at, code, do in (
        ("2022-05-02 10:00", MUNICIPALITY, _answered),
        ("2022-06-20 10:00", REGION, _reallocated),
        ("2022-08-30 08:00", REGION, _written_in_a_form),
        ("2022-08-31 07:00", REGION, _reminded),
        ("2022-09-01 10:00", REGION, _keys_to_the_api),
        ("2022-09-02 10:00", REGION, _commented_and_attached),
        ("2022-09-20 10:00", REGION, _costs_from_a_file),
        ("2022-10-12 18:00", REGION, _cost_corrected),
        ("2022-11-10 10:00", MUNICIPALITY, _coordinated),
        ("2022-11-11 10:00", REGION, _someone_invited),
        ("2022-11-15 10:00", WEEKS_TO, _weeks_shared),
        ("2023-02-01 10:00", MINISTRY, _approved),
        ("2023-03-01 10:00", MINISTRY, _drafted),
        ("2023-03-02 10:00", PAYER, _banks_answer),
        ("2023-03-20 10:00", RSS, _answered_by_itself),
        ("2023-04-05 10:00", MINISTRY, _demanded_back),
        ("2023-06-01 10:00", REGION, _signing_in),
        ("2023-06-02 10:00", REGION, _returned),
    ):
        yield ScriptStep(swedish(at), code, partial(do, agreement))


def _answered(agreement: Agreement, at: datetime.datetime) -> None:
    answer_sharing(
        actor=someone(MUNICIPALITY, Permission.ANSWER_SHARING, at.date()),
        grant_id="nara-vard-kommuner",
        number=1,
        stance=Answer.COMMENTS,
        text="Överväg ett grundbelopp.",
        **_of(MUNICIPALITY, agreement, at),
    )


def _answered_by_itself(agreement: Agreement, at: datetime.datetime) -> None:
    """Let an answer in the county's final report save itself, in a sitting that is not over."""
    shown, of = shown_or_404(agreement.id), _of(RSS, agreement, at)
    report = FINAL_REPORT.find(shown, of["organisation"], at)
    assert isinstance(report, Report)
    first = next(one for one in report.form.questions if one.kind == "text")
    keep_answers(
        FINAL_REPORT, actor=someone(RSS, Permission.SUBMIT_REPORTS, at.date(), but_not=Permission.SIGN),
        answers={first.id: WrittenAnswer(text="Tre mobila team har startat.")}, version=report.draft.version, **of,
    )  # fmt: skip


def _commented_and_attached(agreement: Agreement, at: datetime.datetime) -> None:
    """Say something about the region's interim report, and let a file go with it."""
    named = {"duty_id": "interim-report-regions", **_of(REGION, agreement, at)}
    by = someone(REGION, Permission.WORK_ON_DUTIES, at.date(), but_not=Permission.SIGN)
    comment_on_report(actor=by, said=[Said("Stämmer siffran?")], **named)
    attach_to_report(actor=by, file=AttachedFile("karta.pdf", "application/pdf", b"%PDF-1.7"), **named)


def _returned(agreement: Agreement, at: datetime.datetime) -> None:
    """Return the region's interim report with a question about its first answer, when all else is done."""
    form = next(one for one in shown_or_404(agreement.id).forms if one.id == "delredovisning-regioner")
    return_report(
        actor=someone(WEEKS_TO, Permission.RECEIVE, at.date()), duty_id="interim-report-regions",
        questions={form.questions[0].id: "Hur många vårdcentraler gäller det?"}, reason="Ett svar är oklart.",
        **_of(REGION, agreement, at),
    )  # fmt: skip


def _reallocated(agreement: Agreement, at: datetime.datetime) -> None:
    one = Activity.objects.filter(organisation=REGION, status=Activity.DECIDED).earliest("number")
    reallocate_within_area(
        actor=someone(REGION, Permission.DECIDE_ON_ACTIVITIES, at.date()),
        from_number=one.number,
        to_number=UNPLANNED,
        amount=1_000,
        reason="Kursen blev billigare.",
        day=at.date(),
        **_of(REGION, agreement, at),
    )


def _written_in_a_form(_agreement: Agreement, at: datetime.datetime) -> None:
    """Send one form, and leave another half written."""
    done_once("lived-year-0123456789", _someone().named().code, lambda: "/pengar/", at=at, fingerprint="ab12" * 16)
    keep(_someone().named().code, "/organisation/region-09/uppgifter-om/kontakt/", {"fields": {"city": "Visby"}}, at=at)


def _reminded(agreement: Agreement, at: datetime.datetime) -> None:
    """Send the reminders of the day, to all but one who wants none; another subscribes to the calendar.

    A receiver reminds one that is missing, and someone wants one mail a day about what waits.
    """
    first, second = Membership.objects.on(at.date()).filter(organisation=REGION).order_by("pk")[:2]
    RemindersOff.objects.create(person=first.person, since=at)
    make_calendar_address(actor=oneself(second.person), at=at)
    remind_of_duty(
        actor=someone(WEEKS_TO, Permission.RECEIVE, at.date()), organisation=Organisation.objects.get(pk=REGION),
        agreement_id=agreement.id, duty_id="final-report-regions", message="Börja gärna i tid.", at=at,
    )  # fmt: skip
    choose_handover_mail(actor=oneself(second.person), wanted=HandoverMailChoice.DAILY, at=at)
    send_reminders(actor=THE_SERVICE, clock=lambda: at)


def _keys_to_the_api(_agreement: Agreement, at: datetime.datetime) -> None:
    """Make two keys: one is used, one is taken back; and a wrong one comes."""
    given = {
        "actor": someone(REGION, Permission.ADMINISTER_TOKENS, at.date()),
        "organisation": Organisation.objects.get(pk=REGION),
        "scopes": [scope.code for scope in scopes_in("region", REGION)],
        "to_day": datetime.date(2023, 6, 30),
    }
    made = make_token(name="Ekonomisystemet", at=at, **given)
    bearer_of(made.secret, address="192.0.2.1", at=at)
    lost = make_token(name="Den borttappade datorn", at=at, **given)
    revoke_token(actor=given["actor"], token=lost.token, at=at)
    count_wrong("192.0.2.2", at=at)


def _costs_from_a_file(_agreement: Agreement, at: datetime.datetime) -> None:
    """Take one file from the accounting system in, and let the next wait."""
    costs_steps.mapped()
    number = Organisation.objects.get(pk=REGION).organisation_number
    vouchers = [costs_steps.voucher("1", {"P1": 1_250_050, "P2": 99_950}), costs_steps.voucher("2", {"P2": 300_000})]
    costs_steps.taken_in(costs_steps.received(costs_steps.sie_file(vouchers[0], number=number), at=at), at=at)
    costs_steps.received(costs_steps.sie_file(*vouchers, number=number), name="export-2.se", at=at)


def _cost_corrected(agreement: Agreement, at: datetime.datetime) -> None:
    booked = BookedCost.objects.filter(organisation=REGION, source=HAND).latest("number")
    reverse_cost(
        actor=someone(REGION, Permission.BOOK_COSTS, at.date()),
        cost_number=booked.number,
        amount=1,
        reason="Fel belopp på fakturan",
        **_of(REGION, agreement, at),
    )


def _coordinated(agreement: Agreement, at: datetime.datetime) -> None:
    """Let the municipality leave its report of weeks to the RSS, begin to write one, and be given more time."""
    duty = next(duty for duty in agreement.duties if duty.about == "key-report")
    what = What(agreement.id, duty.id, MUNICIPALITY)
    BY_ABOUT["key-report"].begun(what)(at)
    choose_coordination(
        actor=someone(MUNICIPALITY, Permission.SUBMIT_REPORTS, at.date(), but_not=Permission.SIGN),
        duty_id=duty.id,
        wanted=True,
        **_of(MUNICIPALITY, agreement, at),
    )
    extended(agreement.id, duty.id, MUNICIPALITY, WEEKS_TO, datetime.date(2022, 12, 14))(at)


def _someone_invited(agreement: Agreement, at: datetime.datetime) -> None:
    """Invite one whose mail does not go, give another a role that waits, and ask for more time for a report."""
    administrator = someone(REGION, Permission.ADMINISTER_PEOPLE, at.date())
    official = Membership.objects.on(at.date()).filter(organisation=REGION, role="official").order_by("pk")[0]
    give_role(
        actor=administrator, organisation_code=REGION, person=official.person, role="cfo", from_day=at.date(), at=at
    )
    ask_for_time(
        actor=someone(REGION, Permission.WORK_ON_DUTIES, at.date()), organisation=Organisation.objects.get(pk=REGION),
        agreement_id=agreement.id, duty_id="final-report-regions", to_day=datetime.date(2023, 4, 28),
        reason="Två vårdcentraler redovisar sent.", at=at,
    )  # fmt: skip
    invited = invite(
        actor=administrator,
        organisation_code=REGION,
        email="vera.vantar@example.org",
        name="Vera Väntar",
        role="reader",
        from_day=at.date(),
        at=at,
    )
    keep_unsent(
        invited.event.told, Addressee("Vera Väntar", "vera.vantar@example.org"), "E-postservern tog inte emot mejlet."
    )


def _weeks_shared(_agreement: Agreement, at: datetime.datetime) -> None:
    """Fix the small agreement of weeks, and fix it again by what has been reported."""
    agreement_id = placement_steps.weeks()
    for code, weeks in ((REGION, 12), ("region-01", 40)):
        placement_steps.reported(code, weeks, weeks * 2, at=at)
    share_by_reports(
        actor=THE_SERVICE,
        agreement_id=agreement_id,
        duty_id=placement_steps.DUTY,
        reason="Fördelning efter de redovisade veckorna.",
        at=placement_steps.DECEMBER,
    )


def _approved(agreement: Agreement, at: datetime.datetime) -> None:
    """Approve the agreement's text and data, with a remark."""
    actor = someone(MINISTRY, Permission.FIX_ALLOCATION, at.date())
    approve_agreement(actor=actor, agreement_id=agreement.id, at=at, remarks="Läst mot den undertecknade.")


def _banks_answer(_agreement: Agreement, at: datetime.datetime) -> None:
    """Take in what the bank says of a payment: that it is made, which is known."""
    line = Line.objects.order_by("pk")[0]
    said = ReportedPayment(
        outcome=PaymentOutcome.MADE, end_to_end_id=line.end_to_end_id, amount=line.amount * 100, day=at.date()
    )
    receive_answer(
        actor=someone(PAYER, Permission.PAY, at.date()), organisation=Organisation.objects.get(pk=PAYER),
        name="avisering.xml", content=b"<Document/>", at=at,
        answer=BankAnswer(format="camt.054.001.08", message_id="AVI1", lines=(said,)),
    )  # fmt: skip


def _drafted(agreement: Agreement, at: datetime.datetime) -> None:
    """Begin a draft of the next agreement from this one."""
    snapshot = CurrentSnapshot.objects.get(agreement_id=agreement.id).snapshot
    begin_agreement_draft(
        actor=someone(MINISTRY, Permission.DRAFT_AGREEMENTS, at.date()),
        organisation=Organisation.objects.get(pk=MINISTRY),
        files=AgreementFiles(snapshot.files, name="nasta-ar"),
        begun_from=snapshot.digest,
        at=at,
    )


def _demanded_back(agreement: Agreement, at: datetime.datetime) -> None:
    """Demand money back twice; one demand is taken back. At the payer someone works alone from now on."""
    given = {"actor": someone(MINISTRY, Permission.RECLAIM, at.date())} | _of(REGION, agreement, at)
    given["recipient"] = given.pop("organisation")
    demands = [
        {"grant": "ambulans", "amount": amount, "day": at.date(), "reference": f"3.2-{amount}-2023",
         "reason": "Saknat underlag"}
        for amount in (1_000, 2_000)
    ]  # fmt: skip
    other = another(MINISTRY, Permission.RECLAIM, at.date(), than=given["actor"].who.code)
    demanded = []
    for one in demands:
        prepare_reclaim(**one, **given)
        demanded.append(decide_reclaim(**one, **(given | {"actor": other})))
    state_lone_work(
        actor=someone(PAYER, Permission.ADMINISTER_PEOPLE, at.date()), organisation_code=PAYER,
        permission=Permission.PAY.value, person=_holder(PAYER, Permission.PAY, at),
        reason="En är föräldraledig.", at=at,
    )  # fmt: skip
    undo_reclaim(reclaim=demanded[1], reason="Underlaget har kommit in.", **given)


def _signing_in(_agreement: Agreement, _at: datetime.datetime) -> None:
    """Let one sign in with a password and a second step, and with an identity from elsewhere."""
    account = _someone().accounts.earliest("pk")
    account.set_password("inte en hemlighet, bara ett prov")
    account.save()
    TOTP.activate(account, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(account)
    SocialAccount.objects.create(user=account, provider="prov", uid="prov-1")


def _holder(code: str, may: Permission, at: datetime.datetime) -> Person:
    return Person.objects.get(pk=someone(code, may, at.date()).person_id)


def _someone() -> Person:
    return Membership.objects.filter(organisation=REGION).earliest("pk").person


def _of(code: str, agreement: Agreement, at: datetime.datetime) -> dict[str, Any]:
    return {"organisation": Organisation.objects.get(pk=code), "agreement_id": agreement.id, "at": at}
