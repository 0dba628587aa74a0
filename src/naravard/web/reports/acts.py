"""The acts on what municipalities answer their RSS: given, taken back, told by telephone, and by which day."""

import datetime
from typing import Any

import msgspec

from naravard.agreement.model import Duty, Text
from naravard.agreement.wording import long_day
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import OTHERS
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import Shown, shown_named
from naravard.web.durable import durably
from naravard.web.history.content import Plain
from naravard.web.history.kinds import event, example
from naravard.web.organisations.models import Organisation
from naravard.web.papers.acts import locked_paper
from naravard.web.papers.kinds import kind_of
from naravard.web.reports import sittings
from naravard.web.reports.answers import Answered, changes_in, end_sitting, fields_now, save_answers
from naravard.web.reports.county import Reply, county_form, reply_of, rss_of
from naravard.web.reports.examples import REPORT
from naravard.web.reports.models import CountyLastDay, CountyReply, Sitting
from naravard.web.site.conflict import ChangedMeanwhileError
from naravard.web.site.refusals import CHANGED, Refused
from naravard.web.tasks.duties import thing_of
from naravard.web.tasks.duty_book import duty_book
from naravard.web.tasks.errors import NoSuchDutyError
from naravard.web.tasks.models import ReceiverReminder
from naravard.web.tasks.receiver_reminders import LONGEST

WRITTEN, GIVEN, TAKEN_BACK = "county-reply-written", "county-reply-given", "county-reply-taken-back"
NOTED, LAST_DAY, REMINDED = "county-reply-noted", "county-last-day-set", "county-reply-reminded"


def keep_reply(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    answers: Answered,
    version: int,
    at: datetime.datetime,
) -> CountyReply:
    """Keep a municipality's answers to its RSS, as they save themselves.

    Raises:
        NotAllowedError: if the actor may not write them.
        NoSuchDutyError: if the municipality is not asked.
        Refused: if the answers are given already.
        ChangedMeanwhileError: if another has written since ``version``.
    """
    actor.require(Permission.WORK_ON_DUTIES)
    actor.require_own(organisation)
    with durably():
        reply = _locked(organisation, agreement_id, duty_id)
        before = _saved(reply, answers, version, by=actor, at=at)
        if before:
            key = _key(reply)
            old = sittings.sitting_of(key, actor)
            if old is not None and sittings.is_over(old, at):
                _tell_sitting(reply, old, at)
            sittings.noted(key, actor, before, at=at)
    return reply.kept


@act(
    Permission.WORK_ON_DUTIES,
    leaves=event(
        WRITTEN,
        Text("{who} skrev i svaren för {whose} till RSS.", "{who} wrote in the answers of {whose} to the RSS."),
        example(REPORT, before={"fraga": ""}, after={"fraga": "Ja"}),
    ),
)
def write_reply(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    answers: Answered,
    version: int,
    at: datetime.datetime,
) -> CountyReply:
    """Save a municipality's answers to its RSS, and tell what was changed in the sitting.

    Raises:
        NoSuchDutyError: if the municipality is not asked.
        Refused: if the answers are given already.
        ChangedMeanwhileError: if another has written since ``version``.
    """
    reply = _locked(organisation, agreement_id, duty_id)
    before = _saved(reply, answers, version, by=actor, at=at)
    key = _key(reply)
    sittings.noted(key, actor, before, at=at)
    sitting = sittings.sitting_of(key, actor)
    assert sitting is not None  # noqa: S101 - for the type checker; it was noted just now
    _tell_sitting(reply, sitting, at)
    return reply.kept


@act(
    Permission.WORK_ON_DUTIES,
    leaves=(
        event(
            GIVEN,
            Text("{who} lämnade svaren för {whose} till RSS.", "{who} gave the answers of {whose} to the RSS."),
            example(REPORT, after={"answered": 12}),
        ),
    ),
)
def give_reply(
    *, actor: Actor, organisation: Organisation, agreement_id: str, duty_id: str, version: int, at: datetime.datetime
) -> CountyReply:
    """Give a municipality's answers to its RSS.

    Raises:
        NoSuchDutyError: if the municipality is not asked.
        Refused: if something is missing, it is given already, or another has written since ``version``.
    """
    reply = _locked(organisation, agreement_id, duty_id)
    _require_version(reply, version)
    if reply.missing:
        raise Refused(
            "reply-lacks",
            Text(
                "Svaren är inte fullständiga. " + " ".join(one.sv for one in reply.missing),
                "The answers are not complete. " + " ".join(one.in_language("en") for one in reply.missing),
            ),
        )
    for sitting in sittings.sittings_with(_key(reply)):
        _tell_sitting(reply, sitting, at)
    _give(reply, by=actor, at=at)
    _tell(reply, GIVEN, actor, at, None, {"answered": reply.answered})
    return reply.kept


@act(
    Permission.WORK_ON_DUTIES,
    leaves=event(
        TAKEN_BACK,
        Text("{who} tog tillbaka svaren för {whose} från RSS.", "{who} took back the answers of {whose} to the RSS."),
        example(REPORT),
    ),
)
def take_back_reply(
    *, actor: Actor, organisation: Organisation, agreement_id: str, duty_id: str, at: datetime.datetime
) -> CountyReply:
    """Take a municipality's answers back from its RSS, to change them and give them again.

    Raises:
        NoSuchDutyError: if the municipality is not asked.
        Refused: if they are not given.
    """
    reply = _locked(organisation, agreement_id, duty_id)
    if not reply.kept.is_given:
        raise Refused("not-given", Text("Svaren är inte lämnade.", "The answers are not given."), status=CHANGED)
    reply.kept.given_at, reply.kept.given_by_name, reply.kept.told_by = None, "", ""
    _save_kept(reply)
    _tell(reply, TAKEN_BACK, actor, at, None, None)
    return reply.kept


@act(
    Permission.WORK_ON_DUTIES,
    matter=OTHERS,
    leaves=event(
        NOTED,
        Text(
            "{who} skrev ned svaren för {whose} till RSS, som {told_by} lämnade.",
            "{who} wrote down the answers of {whose} to the RSS, which {told_by} gave.",
        ),
        example(REPORT, after={"told_by": "Kim Ek, telefon"}),
    ),
)
def note_reply(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    answers: Answered,
    told_by: str,
    at: datetime.datetime,
) -> CountyReply:
    """Write down what a municipality has told its RSS, and who said it; what it has answered itself stands.

    Raises:
        NotAllowedError: if the actor is not of the county's RSS.
        NoSuchDutyError: if the municipality is not asked.
        Refused: if nobody is named, or the municipality has given its answers itself.
    """
    rss = rss_of(organisation)
    actor.require_own(rss.code if rss else "")
    reply = _locked(organisation, agreement_id, duty_id)
    if reply.kept.is_given and not reply.kept.told_by:
        raise Refused(
            "given-by-itself",
            Text(
                "Kommunen har själv lämnat sina svar. Be kommunen ändra dem.",
                "The municipality has given its answers itself. Ask it to change them.",
            ),
            status=CHANGED,
        )
    if not told_by.strip():
        raise Refused("told-by-nobody", Text("Skriv vem som lämnade svaren.", "Write who gave the answers."))
    before = save_answers(reply, changes_in(reply, answers), _key(reply), by=actor, at=at)
    _give(reply, by=actor, at=at, told_by=told_by.strip())
    again = _reply(organisation, agreement_id, duty_id)
    _tell(reply, NOTED, actor, at, before, {name: again.in_words(name) for name in before} | {"told_by": told_by})
    return reply.kept


@act(
    Permission.WORK_ON_DUTIES,
    leaves=event(
        LAST_DAY,
        Text(
            "{who} bad länets kommuner att svara senast {day}.",
            "{who} asked the county's municipalities to answer by {day}.",
        ),
        example(REPORT, after={"day": "2023-02-28"}),
    ),
)
def set_county_day(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    day: datetime.date,
    at: datetime.datetime,
) -> CountyLastDay:
    """Say by which day an RSS asks its municipalities to answer: not after its own last day.

    Raises:
        NoSuchDutyError: if the RSS has no such report that municipalities answer first.
        Refused: if the day is after the last day of the report.
    """
    shown, duty = _asked(agreement_id, duty_id)
    if duty_book(shown).find(duty_id, organisation.code) is None:
        raise NoSuchDutyError(agreement_id, duty_id, organisation.code)
    if duty.due is not None and day > duty.due:
        last = long_day(duty.due)
        raise Refused(
            "day-too-late",
            Text(
                f"Välj en dag som inte är efter er egen sista dag, {last.sv}.",
                f"Choose a day that is not after your own last day, {last.in_language('en')}.",
            ),
            field="day",
        )
    key: dict[str, Any] = {"agreement_id": agreement_id, "organisation": organisation, "duty_id": duty_id}
    kept, _ = CountyLastDay.objects.select_for_update(no_key=True).get_or_create(
        **key, defaults={"day": day, "set_at": at}
    )
    before = kept.day.isoformat() if kept.day != day else None
    kept.day, kept.set_at = day, at
    kept.save()
    tell(
        actor=actor, organisation=organisation, thing=thing_of(agreement_id, duty), kind=LAST_DAY, at=at,
        before={"day": before}, after={"day": day.isoformat()},
    )  # fmt: skip
    return kept


@act(
    Permission.WORK_ON_DUTIES,
    matter=OTHERS,
    leaves=event(
        REMINDED,
        Text("{who} påminde {whose} om svaren till RSS.", "{who} reminded {whose} of the answers to the RSS."),
        example(REPORT, after={"message": "Vi saknar era svar."}),
    ),
)
def remind_municipality(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    duty_id: str,
    at: datetime.datetime,
    message: str = "",
) -> ReceiverReminder:
    """Remind a municipality of one's county that it has not given its answers to the RSS.

    It waits for them, and they get a mail about it, as with whatever waits.

    Raises:
        NotAllowedError: if the actor is not of the county's RSS.
        NoSuchDutyError: if the municipality is not asked.
        Refused: if its answers are given.
    """
    rss = rss_of(organisation)
    actor.require_own(rss.code if rss else "")
    if rss is None:
        raise NoSuchDutyError(agreement_id, duty_id, organisation.code)
    reply = _locked(organisation, agreement_id, duty_id)
    if reply.kept.is_given:
        raise Refused("is-given", Text("Svaren är redan lämnade.", "The answers are given already."), status=CHANGED)
    made = ReceiverReminder.objects.create(
        agreement_id=agreement_id, duty_id=duty_id, organisation=organisation, by_organisation=rss,
        message=message.strip()[:LONGEST], made_at=at, made_by=actor.who.code,
    )  # fmt: skip
    _tell(reply, REMINDED, actor, at, None, {"message": made.message})
    return made


def end_old_sittings(*, at: datetime.datetime) -> int:
    """Tell what was changed in every sitting that is over, each as an event of whoever sat; return how many they were.

    A sitting with a report that the agreement does not ask for any more is only forgotten.
    """
    old = list(Sitting.objects.filter(last_at__lte=at - sittings.OVER).select_related("organisation"))
    for sitting in old:
        with durably():
            _end(sitting, at)
    return len(old)


def _end(sitting: Sitting, at: datetime.datetime) -> None:
    shown, code = shown_named(sitting.agreement_id), sitting.organisation.code
    duty = duty_book(shown).find(sitting.duty_id, code) if shown is not None else None
    kind = kind_of(duty) if duty is not None else None
    if kind is not None:
        sitter = msgspec.convert(sitting.actor, sittings.Sitter).actor(sitting.organisation)
        end_sitting(
            locked_paper(kind, sitter, sitting.organisation, sitting.agreement_id, at, sitting.duty_id), sitting
        )
        return
    try:
        reply = _locked(sitting.organisation, sitting.agreement_id, sitting.duty_id)
    except NoSuchDutyError:
        sitting.delete()
        return
    _tell_sitting(reply, sitting, at)


def _asked(agreement_id: str, duty_id: str) -> tuple[Shown, Duty]:
    shown = shown_named(agreement_id)
    duty = next((one for one in shown.agreement.duties if one.id == duty_id), None) if shown else None
    if shown is None or duty is None or county_form(shown, duty) is None:
        raise NoSuchDutyError(agreement_id, duty_id, "")
    return shown, duty


def _reply(organisation: Organisation, agreement_id: str, duty_id: str) -> Reply:
    shown, duty = _asked(agreement_id, duty_id)
    reply = reply_of(shown, organisation, duty)
    if reply is None:
        raise NoSuchDutyError(agreement_id, duty_id, organisation.code)
    return reply


def _locked(organisation: Organisation, agreement_id: str, duty_id: str) -> Reply:
    """Lock a municipality's answers until the transaction ends, and return them as they stand."""
    _reply(organisation, agreement_id, duty_id)
    key: dict[str, Any] = {"agreement_id": agreement_id, "organisation": organisation, "duty_id": duty_id}
    CountyReply.objects.select_for_update(no_key=True).get_or_create(**key)
    return _reply(organisation, agreement_id, duty_id)


def _key(reply: Reply) -> dict[str, Any]:
    return {
        "agreement_id": reply.shown.agreement.id,
        "organisation": reply.organisation,
        "duty_id": reply.duty.id,
    }


def _saved(reply: Reply, answers: Answered, version: int, *, by: Actor, at: datetime.datetime) -> dict[str, str]:
    if reply.kept.is_given:
        raise Refused(
            "is-given",
            Text(
                "Svaren är lämnade till RSS. Ta tillbaka dem om de ska ändras.",
                "The answers are given to the RSS. Take them back to change them.",
            ),
            status=CHANGED,
        )
    changed = changes_in(reply, answers)
    if not changed:
        return {}
    if reply.kept.version != version:
        raise ChangedMeanwhileError(asked=version, version=reply.kept.version, now=fields_now(reply, answers))
    before = save_answers(reply, changed, _key(reply), by=by, at=at)
    _save_kept(reply)
    return before


def _save_kept(reply: Reply) -> None:
    reply.kept.version += 1
    reply.kept.save()


def _give(reply: Reply, *, by: Actor, at: datetime.datetime, told_by: str = "") -> None:
    reply.kept.given_at, reply.kept.given_by_name, reply.kept.told_by = at, by.who.name.sv, told_by
    _save_kept(reply)


def _require_version(reply: Reply, version: int) -> None:
    if reply.kept.is_given:
        raise Refused("is-given", Text("Svaren är redan lämnade.", "The answers are given already."), status=CHANGED)
    if reply.kept.version != version:
        raise Refused(
            "changed-meanwhile",
            Text(
                "Någon annan har ändrat svaren sedan du öppnade sidan. Läs dem och lämna dem igen.",
                "Someone else has changed the answers since you opened the page. Read them and give them again.",
            ),
            status=CHANGED,
        )


def _tell_sitting(reply: Reply, sitting: Sitting, at: datetime.datetime) -> None:
    now = _reply(reply.organisation, reply.shown.agreement.id, reply.duty.id)
    before: dict[str, Plain] = dict(sitting.before)
    after: dict[str, Plain] = {name: now.in_words(name) for name in before}
    by = msgspec.convert(sitting.actor, sittings.Sitter).actor(reply.organisation)
    _tell(reply, WRITTEN, by, at, before, after)
    sitting.delete()


def _tell(reply: Reply, kind: str, actor: Actor, at: datetime.datetime, before: Any, after: Any) -> None:
    tell(
        actor=actor, organisation=reply.organisation, thing=thing_of(reply.shown.agreement.id, reply.duty), kind=kind,
        at=at, before=before, after=after,
    )  # fmt: skip
