"""The acts on a duty as steps: begun, handed in or signed, a later day given, opened again, accepted."""

import datetime
from collections.abc import Callable

from naravard.web.access.permissions import Permission
from naravard.web.demo.year.actors import someone
from naravard.web.demo.year.chance import number
from naravard.web.organisations.models import Organisation
from naravard.web.tasks.acts import accept_duty, begin_duty, extend_duty, reopen_duty, sign_duty, submit_duty

Do = Callable[[datetime.datetime], object]

_TEXT = (
    "Arbetet följer överenskommelsen. Insatserna är beslutade och pågår i alla områden, och återstoden av året är "
    "planerad. Det som har gjorts, vad det har gett och vad som återstår redovisas område för område nedan."
)
"""What is handed in with a duty that has no paper of its own."""
_NOTES = (
    "",
    "",
    "Samtliga avsnitt är ifyllda.",
    "Frågor besvaras av kontaktpersonen.",
    "Uppgifterna är avstämda med ekonomiavdelningen.",
)
_REOPENED = {
    "key-report": "Antalet veckor stämmer inte med summan av platserna. Kontrollera och lämna in igen.",
    "interim-report": "Planerade insatser för resten av året saknas. Komplettera och lämna in igen.",
    "final-report": "Beskrivningen av resultaten saknas för ett av områdena. Komplettera och lämna in igen.",
    "requisition": "Bankgirot på rekvisitionen är inte mottagarens. Rätta det och lämna in igen.",
    "financial-report": "Ekonomichefens intyg saknas under punkt tre. Komplettera och lämna in igen.",
}
_REOPENED_OTHERWISE = "En uppgift är ofullständig. Komplettera och lämna in igen."
_MORE_TIME = (
    "Den som håller i arbetet är sjuk, och ingen annan har underlaget.",
    "Organisationen byter system, och uppgifterna går inte att ta fram före den sista dagen.",
    "Nämnden som beslutar sammanträder först veckan efter den sista dagen.",
)


def begun(agreement_id: str, duty_id: str, code: str) -> Do:
    """Begin: by one who prepares and does not sign."""

    def do(at: datetime.datetime) -> None:
        begin_duty(
            actor=someone(code, Permission.SUBMIT_REPORTS, at.date(), but_not=Permission.SIGN),
            organisation=_organisation(code),
            agreement_id=agreement_id,
            duty_id=duty_id,
            at=at,
        )

    return do


def handed_in(agreement_id: str, duty_id: str, code: str, *, signs: bool, records: bool = False) -> Do:
    """Hand in, or sign and hand in, or record what another has decided that day."""

    def do(at: datetime.datetime) -> None:
        by = (
            someone(code, Permission.SIGN, at.date())
            if signs
            else someone(code, Permission.SUBMIT_REPORTS, at.date(), but_not=Permission.SIGN)
        )
        act: Callable[..., object] = sign_duty if signs else submit_duty
        act(
            actor=by,
            organisation=_organisation(code),
            agreement_id=agreement_id,
            duty_id=duty_id,
            reference_number=f"{code.rpartition('-')[2].upper()} {at.year}-{number(9000, duty_id, code) + 1000}",
            text=_TEXT,
            note=_NOTES[number(len(_NOTES), duty_id, code, "note")],
            at=at,
            **({"decided_on": at.date()} if records else {}),
        )

    return do


def accepted(agreement_id: str, duty_id: str, code: str, receiver: str) -> Do:
    """Accept, by the receiver."""

    def do(at: datetime.datetime) -> None:
        accept_duty(
            actor=someone(receiver, Permission.RECEIVE, at.date()),
            organisation=_organisation(code),
            agreement_id=agreement_id,
            duty_id=duty_id,
            at=at,
        )

    return do


def because_of(about: str) -> str:
    """Return why what is about something is opened again."""
    return _REOPENED.get(about, _REOPENED_OTHERWISE)


def reopened(agreement_id: str, duty_id: str, code: str, receiver: str, because: str) -> Do:
    """Open again, by the receiver."""

    def do(at: datetime.datetime) -> None:
        reopen_duty(
            actor=someone(receiver, Permission.RECEIVE, at.date()),
            organisation=_organisation(code),
            agreement_id=agreement_id,
            duty_id=duty_id,
            reason=because,
            at=at,
        )

    return do


def extended(agreement_id: str, duty_id: str, code: str, by: str, to_day: datetime.date) -> Do:
    """Give a later day, by the receiver, or by the ministry where a right lapses."""

    def do(at: datetime.datetime) -> None:
        extend_duty(
            actor=someone(by, Permission.EXTEND, at.date()),
            organisation=_organisation(code),
            agreement_id=agreement_id,
            duty_id=duty_id,
            to_day=to_day,
            reason=_MORE_TIME[number(len(_MORE_TIME), duty_id, code, "more time")],
            reference_number=f"{by[:1].upper()} {at.year}/{number(9000, duty_id, code, 'decision') + 1000}",
            at=at,
        )

    return do


def _organisation(code: str) -> Organisation:
    return Organisation.objects.get(pk=code)
