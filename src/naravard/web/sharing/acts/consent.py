"""The municipalities' consent: a version is sent with a last day, each municipality answers, the RSS decides.

Nobody's silence counts as consent: a version is decided on when all have answered or the last day has passed, with an
account of the answers, and those who have not answered are named as such. The municipalities
have influence and no veto, so a version that some have views on can be decided, with an account of them.
"""

import datetime

from naravard.agreement.duties.deadlines import STOCKHOLM, ends_at, swedish_day
from naravard.agreement.model import Text
from naravard.agreement.wording import day
from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.acts import act
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_named
from naravard.web.history.content import Named, Told
from naravard.web.history.kinds import event, example
from naravard.web.ledger.errors import NoMoneyError
from naravard.web.organisations.models import Organisation
from naravard.web.sharing.acts.draft import check_same_sum, parts_of
from naravard.web.sharing.acts.row_locks import (
    GRANT,
    RSS,
    LockedSharing,
    check_not_below_passed_on,
    leave,
    locked_sharing,
    required,
    told,
)
from naravard.web.sharing.county import rss_of
from naravard.web.sharing.errors import SharingChangedError, SharingRefusedError, refused
from naravard.web.sharing.models import Answer, Proposal
from naravard.web.sharing.overview import answers_of

_MUNICIPALITY = Named("kommun-0980", Text("Gotland"))


def _answered(told: Told) -> Text:
    if (told.after or {}).get("stance") == "consents":
        return Text(
            "{who} samtyckte för {by} till version {version} av hur {thing:quoted} delas.",
            "{who} consented for {by} to version {version} of how {thing:quoted} is shared.",
        )
    return Text(
        "{who} lämnade synpunkter för {by} på version {version} av hur {thing:quoted} delas.",
        "{who} left views for {by} on version {version} of how {thing:quoted} is shared.",
    )


@act(
    Permission.SHARE_OUT,
    leaves=event(
        "sharing-sent",
        Text(
            "{who} skickade version {version} av hur {thing:quoted} delas till kommunerna, för svar senast "
            "{answer_by}.",
            "{who} sent version {version} of how {thing:quoted} is shared to the municipalities, to be answered "
            "by {answer_by}.",
        ),
        example(GRANT, organisation=RSS, after={"version": 2, "answer_by": "2022-11-15"}),
    ),
)
def send_sharing(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    grant_id: str,
    answer_by: datetime.date,
    message: str = "",
    what_changed: str = "",
    at: datetime.datetime,
    seen_version: int | None = None,
) -> Proposal:
    """Send a draft to the municipalities for consent. The version that they had before is replaced, and kept.

    Raises:
        SharingRefusedError: when the last day is not to come, the sum has changed, or what has changed is not said.
    """
    sharing = locked_sharing(organisation, agreement_id, grant_id, at=at)
    draft = sharing.needed(Proposal.DRAFT, seen_version)
    _check_day(answer_by, at)
    check_same_sum(sharing, draft)
    check_not_below_passed_on(sharing, parts_of(draft))
    if draft.number > 1:
        required(
            what_changed,
            "changes-not-told",
            "Skriv vad som är ändrat sedan den förra versionen, och varför. Kommunerna läser det.",
            "Write what has changed since the version before, and why. The municipalities read it.",
            "what_changed",
        )
    before = told(draft)
    earlier = sharing.with_status(Proposal.SENT)
    if earlier is not None:
        earlier.status, earlier.version = Proposal.REPLACED, earlier.version + 1
        earlier.save()
    draft.status, draft.version, draft.sent_at = Proposal.SENT, draft.version + 1, at
    draft.answer_by, draft.message, draft.what_changed = answer_by, message.strip(), what_changed.strip()
    draft.save()
    leave(sharing, "sharing-sent", actor, draft, before=before, after=told(draft))
    return draft


@act(
    Permission.SHARE_OUT,
    leaves=event(
        "sharing-time-extended",
        Text(
            "{who} gav kommunerna tid till {answer_by} att svara på hur {thing:quoted} delas.",
            "{who} gave the municipalities until {answer_by} to answer on how {thing:quoted} is shared.",
        ),
        example(GRANT, organisation=RSS, after={"answer_by": "2022-11-22"}),
    ),
)
def extend_answering(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    grant_id: str,
    answer_by: datetime.date,
    reason: str,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> Proposal:
    """Give the municipalities a later last day to answer, with a reason.

    Raises:
        SharingRefusedError: when the day is not later, or there is no reason.
    """
    sharing = locked_sharing(organisation, agreement_id, grant_id, at=at)
    sent = sharing.needed(Proposal.SENT, seen_version)
    _check_day(answer_by, at)
    if sent.answer_by is not None and answer_by <= sent.answer_by:
        raise refused(
            "not-later",
            f"Sista dagen är redan {day(sent.answer_by)}. Skriv en senare dag.",
            f"The last day is already {day(sent.answer_by)}. Write a later day.",
            "answer_by",
        )
    because = required(
        reason, "reason-missing", "Skriv varför kommunerna får mer tid.", "Write why the time is extended.", "reason"
    )
    before = told(sent)
    sent.answer_by, sent.version = answer_by, sent.version + 1
    sent.save()
    leave(sharing, "sharing-time-extended", actor, sent, before=before, after=told(sent), reason=because)
    return sent


@act(
    Permission.ANSWER_SHARING,
    leaves=event(
        "sharing-answered",
        _answered,
        example(GRANT, organisation=RSS, by=_MUNICIPALITY, after={"version": 2, "stance": "consents"}),
        example(GRANT, organisation=RSS, by=_MUNICIPALITY, after={"version": 2, "stance": "views"}),
    ),
)
def answer_sharing(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    grant_id: str,
    number: int,
    stance: str,
    text: str = "",
    at: datetime.datetime,
) -> Answer:
    """Answer a version for one's own municipality: consent, or views. Until the last day a new answer replaces it.

    Raises:
        SharingRefusedError: when that version takes no answers any more, or views are not written out.
    """
    shown = shown_named(agreement_id)
    rss_code = rss_of(shown, organisation.code) if shown else None
    if rss_code is None:
        raise NoMoneyError(agreement_id, organisation.code)
    rss = Organisation.objects.get(pk=rss_code)
    sharing = locked_sharing(rss, agreement_id, grant_id, at=at)
    sent = sharing.with_status(Proposal.SENT)
    if sent is None or sent.number != number:
        raise SharingChangedError
    if (late := why_not_answered(sent, at)) is not None:
        raise late
    if stance not in (Answer.CONSENTS, Answer.COMMENTS):
        message = f"{stance!r} is no answer"
        raise NotAllowedError(message)
    written = text.strip()
    if stance == Answer.COMMENTS:
        required(
            written, "views-not-written", "Skriv vilka synpunkter kommunen har.",
            "Write the views that the municipality has.", "text",
        )  # fmt: skip
    earlier = answers_of(sent).get(organisation.code)
    answer = Answer.objects.create(
        proposal=sent, organisation=organisation, stance=stance, text=written, at=at, by=actor.who.code
    )
    sent.version += 1
    sent.save(update_fields=["version"])
    leave(
        sharing,
        "sharing-answered",
        actor,
        sent,
        before={"version": number, "stance": earlier.stance, "text": earlier.text} if earlier else None,
        after={"version": number, "stance": stance, "text": written},
    )
    return answer


@act(
    Permission.SHARE_OUT,
    leaves=event(
        "sharing-decided",
        Text(
            "{who} beslutade för {whose} om hur {thing:quoted} delas, version {version}.",
            "{who} decided for {whose} on how {thing:quoted} is shared, version {version}.",
        ),
        example(GRANT, organisation=RSS, after={"version": 2}),
    ),
)
def decide_sharing(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    grant_id: str,
    account: str,
    reference_number: str = "",
    at: datetime.datetime,
    seen_version: int | None = None,
) -> Proposal:
    """Decide on the version that was sent, with an account of the answers. From now on it bounds what is passed on.

    Raises:
        SharingRefusedError: while municipalities can still answer, while a new version is being written, when the sum
            has changed, or when the answers are not accounted for.
    """
    sharing = locked_sharing(organisation, agreement_id, grant_id, at=at)
    sent = sharing.needed(Proposal.SENT, seen_version)
    refusal = why_not_decided(sharing.proposals, sharing.money.terms.onward, at)
    if refusal is not None:
        raise refusal
    check_same_sum(sharing, sent)
    check_not_below_passed_on(sharing, parts_of(sent))
    if not all_consent(sent, sharing.money.terms.onward):
        _check_account(account)
    before = told(sent)
    _replace_decided(sharing)
    sent.status, sent.version, sent.decided_at = Proposal.DECIDED, sent.version + 1, at
    sent.account, sent.reference_number = account.strip(), reference_number.strip()
    sent.save()
    after = told(sent) | {"account": sent.account, "answers": _answers_told(sent, sharing)}
    leave(sharing, "sharing-decided", actor, sent, before=before, after=after)
    return sent


def all_consent(proposal: Proposal, codes: frozenset[str]) -> bool:
    """Tell whether every municipality has answered that it consents."""
    answers = answers_of(proposal)
    return all(code in answers and answers[code].consents for code in codes)


def why_not_answered(sent: Proposal | None, at: datetime.datetime) -> SharingRefusedError | None:
    """Return why the version that was sent takes no answers now; None if it does."""
    if sent is None:
        return refused("not-sent", "Förslaget tar inte emot svar nu.", "The proposal takes no answers now.")
    if sent.takes_answers(at):
        return None
    last = day(sent.answer_by) if sent.answer_by else "–"
    return refused(
        "answered-too-late",
        f"Tiden att svara är ute: sista dagen var {last}. Be RSS om mer tid.",
        f"The time to answer is over: the last day was {last}. Ask the RSS for more time.",
    )


def why_not_decided(
    proposals: "list[Proposal] | tuple[Proposal, ...]", codes: frozenset[str], at: datetime.datetime
) -> SharingRefusedError | None:
    """Return why the version that was sent cannot be decided on now, or None if it can."""
    if any(one.is_draft for one in proposals):
        return refused(
            "draft-in-the-way",
            "En ny version håller på att skrivas. Skicka den, eller kasta utkastet, och besluta sedan.",
            "A new version is being written. Send it, or throw the draft away, and then decide.",
        )
    sent = next((one for one in proposals if one.status == Proposal.SENT), None)
    if sent is None or sent.answer_by is None:
        return SharingChangedError()
    lacking = [code for code in codes if code not in answers_of(sent)]
    if lacking and at < ends_at(sent.answer_by):
        return refused(
            "still-answering",
            f"{len(lacking)} av {len(codes)} kommuner har inte svarat, och de har tid till och med "
            f"{day(sent.answer_by)}. Besluta när alla har svarat, eller dagen efter.",
            f"{len(lacking)} of {len(codes)} municipalities have not answered, and they have until "
            f"{day(sent.answer_by)}. Decide when all have answered, or the day after.",
        )
    return None


def _check_day(answer_by: datetime.date, at: datetime.datetime) -> None:
    if answer_by <= swedish_day(at):
        raise refused(
            "day-not-to-come",
            f"Sista dagen att svara ska ligga framåt. Du skrev: {day(answer_by)}. I dag är det {day(swedish_day(at))}.",
            f"The last day to answer is to lie ahead. Found: {day(answer_by)}. Today is {day(swedish_day(at))}.",
            "answer_by",
        )


def _check_account(account: str) -> None:
    required(
        account,
        "answers-not-accounted-for",
        "Alla kommuner har inte samtyckt. Redogör för svaren och för vad de har lett till, och nämn dem som inte har "
        "svarat.",
        "Not all municipalities have consented. Account for the answers and for what came of them, and name those who "
        "have not answered.",
        "account",
    )


def _replace_decided(sharing: LockedSharing) -> None:
    earlier = sharing.with_status(Proposal.DECIDED)
    if earlier is not None:
        earlier.status, earlier.version = Proposal.REPLACED, earlier.version + 1
        earlier.save()


def _answers_told(sent: Proposal, sharing: LockedSharing) -> list[str | int]:
    answers = answers_of(sent)
    return [
        f"{code}: {answers[code].stance} {answers[code].at.astimezone(STOCKHOLM).date()}"
        if code in answers
        else f"{code}: no answer"
        for code in sorted(sharing.money.terms.onward)
    ]
