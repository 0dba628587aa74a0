"""Sentences about people: invitations, roles, stand-ins, and who is who."""

from naravard.agreement.model import Text
from naravard.web.history.presenters.people import who
from naravard.web.history.presenters.presenter import Presenter
from naravard.web.history.told import Told


def person_invited(told: Told) -> Text:
    """Tell that someone was invited to a role."""
    actor, role = who(told), _role(told.after)
    return Text(
        f"{actor.sv} bjöd in {_thing(told)} som {role.sv}.",
        f"{actor.in_language('en')} invited {_thing(told)} as {role.in_language('en')}.",
    )


def invitation_renewed(told: Told) -> Text:
    """Tell that an invitation was sent again, with a new secret."""
    actor = who(told)
    return Text(
        f"{actor.sv} förnyade inbjudan till {_thing(told)}.",
        f"{actor.in_language('en')} renewed the invitation to {_thing(told)}.",
    )


def invitation_withdrawn(told: Told) -> Text:
    """Tell that an invitation was taken back."""
    actor, role = who(told), _role(told.before)
    return Text(
        f"{actor.sv} återkallade inbjudan till {_thing(told)} som {role.sv}.",
        f"{actor.in_language('en')} withdrew the invitation to {_thing(told)} as {role.in_language('en')}.",
    )


def invitation_accepted(told: Told) -> Text:
    """Tell that someone accepted an invitation."""
    role, days, name = _role(told.after), _days(told.after), told.actor.name.sv
    return Text(
        f"{name} tog emot inbjudan och är {role.sv} {days.sv}.",
        f"{name} accepted the invitation and is {role.in_language('en')} {days.in_language('en')}.",
    )


def role_given(told: Told) -> Text:
    """Tell that someone was given a role."""
    actor, role, days = who(told), _role(told.after), _days(told.after)
    return Text(
        f"{actor.sv} gav {_thing(told)} rollen {role.sv} {days.sv}.",
        f"{actor.in_language('en')} gave {_thing(told)} the role {role.in_language('en')} {days.in_language('en')}.",
    )


def role_ended(told: Told) -> Text:
    """Tell that a role was given a last day."""
    actor, role, last = who(told), _role(told.after), _value(told.after, "to_day")
    return Text(
        f"{actor.sv} satte {last} som sista dag för {_thing(told)} som {role.sv}.",
        f"{actor.in_language('en')} set {last} as the last day of {_thing(told)} as {role.in_language('en')}.",
    )


def role_handed_over(told: Told) -> Text:
    """Tell that a role was handed to a colleague for a time."""
    actor, role, days = who(told), _role(told.after), _days(told.after)
    colleague = _value(told.after, "stand_in_name")
    return Text(
        f"{actor.sv} lät {colleague} vara ställföreträdare för {_thing(told)} som {role.sv} {days.sv}.",
        f"{actor.in_language('en')} let {colleague} stand in for {_thing(told)} as {role.in_language('en')} "
        f"{days.in_language('en')}.",
    )


def stand_in_ended(told: Told) -> Text:
    """Tell that a stand-in was ended before its time."""
    actor, role, colleague = who(told), _role(told.after), _value(told.after, "stand_in_name")
    return Text(
        f"{actor.sv} avslutade att {colleague} är ställföreträdare för {_thing(told)} som {role.sv}.",
        f"{actor.in_language('en')} ended {colleague}'s standing in for {_thing(told)} as {role.in_language('en')}.",
    )


def person_renamed(told: Told) -> Text:
    """Tell that someone changed name."""
    before, after = _value(told.before, "name"), _value(told.after, "name")
    return Text(f"{before} bytte namn till {after}.", f"{before} changed name to {after}.")


def persons_declared_same(told: Told) -> Text:
    """Tell that two persons were found to be one."""
    actor, other = who(told), _value(told.before, "other_name")
    return Text(
        f"{actor.sv} angav att {other} och {_thing(told)} är samma person.",
        f"{actor.in_language('en')} declared that {other} and {_thing(told)} are the same person.",
    )


def _thing(told: Told) -> str:
    return told.thing.name.sv


def _role(values: object) -> Text:
    return Text(_value(values, "role_sv"), _value(values, "role_en"))


def _days(values: object) -> Text:
    first, last = _value(values, "from_day"), _value(values, "to_day")
    if not last:
        return Text(f"från och med {first}", f"from {first}")
    return Text(f"från och med {first} till och med {last}", f"from {first} to {last}")


def _value(values: object, name: str) -> str:
    found = values.get(name) if isinstance(values, dict) else None
    return str(found or "")


PRESENTERS: dict[str, Presenter] = {
    "person-invited": person_invited,
    "invitation-renewed": invitation_renewed,
    "invitation-withdrawn": invitation_withdrawn,
    "invitation-accepted": invitation_accepted,
    "role-given": role_given,
    "role-ended": role_ended,
    "role-handed-over": role_handed_over,
    "stand-in-ended": stand_in_ended,
    "person-renamed": person_renamed,
    "persons-declared-same": persons_declared_same,
}
