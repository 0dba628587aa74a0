"""Sentences of :mod:`naravard.web.decisions`."""

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.decisions.labels import LABELS
from naravard.web.history.presenters.people import who
from naravard.web.history.presenters.presenter import Presenter
from naravard.web.history.told import Told


def decision_begun(told: Told) -> Text:
    """Tell that a version of the region's decision was begun."""
    return _said(told, "påbörjade {sv}", "began {en}")


def decision_written(told: Told) -> Text:
    """Tell that a draft's memorandum was written on, and what of it changed."""
    changed = [label for key, label in LABELS.items() if key in (told.after or {})]
    sv = ", ".join(label.sv for label in changed)
    en = ", ".join(label.in_language("en") for label in changed)
    return _said(told, f"skrev i {{sv}}: {sv}", f"wrote in {{en}}: {en}")


def decision_money_moved(told: Told) -> Text:
    """Tell that a draft proposes to move money between areas."""
    amount = _kronor(told, "amount")
    return _said(
        told,
        f"lät {{sv}} föreslå att {amount} flyttas mellan områden",
        f"let {{en}} propose that {amount} be moved between areas",
    )


def decision_amounts_renewed(told: Told) -> Text:
    """Tell that a draft took in the amounts of a newer fixed allocation."""
    version = (told.after or {}).get("rests_on")
    return _said(
        told,
        f"lät {{sv}} vila på version {version} av fördelningen",
        f"let {{en}} rest on version {version} of the allocation",
    )


def decision_proposed(told: Told) -> Text:
    """Tell that a memorandum was handed to the board, and of which sum."""
    return _said(
        told,
        f"lämnade {{sv}} till nämnden: {_kronor(told, 'total')}",
        f"proposed {{en}} to the board: {_kronor(told, 'total')}",
    )


def decision_taken_back(told: Told) -> Text:
    """Tell that what was proposed was taken back to a draft."""
    return _said(told, "tog tillbaka {sv} till utkast", "took {en} back to a draft")


def decision_withdrawn(told: Told) -> Text:
    """Tell that a decision that was being prepared was withdrawn."""
    return _said(told, "drog tillbaka {sv}", "withdrew {en}")


def board_decision_entered(told: Told) -> Text:
    """Tell that the board's decision was entered: who decided what, when, and where it stands."""
    after = told.after or {}
    where = f"{after.get('protocol')}, {after.get('paragraph')}"
    board, day, total = after.get("board"), after.get("decided_on"), _kronor(told, "total")
    return _said(
        told,
        f"förde in att {board} {day} beslutade om {{sv}}: {total} ({where})",
        f"entered that {board} decided on {{en}} on {day}: {total} ({where})",
    )


def area_officer_appointed(told: Told) -> Text:
    """Tell who was appointed to answer for an area."""
    name = str((told.after or {}).get("name") or "")
    if not name:
        before = str((told.before or {}).get("name") or "")
        return _said(told, f"tog bort {before} som ansvarig för {{sv}}", f"took {before} away as officer of {{en}}")
    return _said(told, f"utsåg {name} till ansvarig för {{sv}}", f"appointed {name} officer of {{en}}")


def money_reallocated(told: Told) -> Text:
    """Tell that money was reallocated within an area: how much, from what to what."""
    after = told.after or {}
    amount = _kronor(told, "amount")
    giver, taker = after.get("from"), after.get("to")
    return _said(
        told,
        f"omfördelade {amount} från {giver or 'det som inte är planerat'} till {taker or 'det som inte är planerat'}",
        f"reallocated {amount} from {giver or 'what is not planned'} to {taker or 'what is not planned'}",
    )


def board_reallocation_entered(told: Told) -> Text:
    """Tell that the board's reallocation within an area was entered: how much, from what to what, and by whom."""
    after = told.after or {}
    amount, decider, reference = _kronor(told, "amount"), after.get("decider"), after.get("reference")
    giver, taker = after.get("from"), after.get("to")
    return _said(
        told,
        f"förde in att {decider} omfördelade {amount} från {giver or 'det som inte är planerat'} till "
        f"{taker or 'det som inte är planerat'} ({reference})",
        f"entered that {decider} reallocated {amount} from {giver or 'what is not planned'} to "
        f"{taker or 'what is not planned'} ({reference})",
    )


def _kronor(told: Told, name: str) -> str:
    value = (told.after or {}).get(name)
    return kronor(value if isinstance(value, int) else 0)


def _said(told: Told, sv: str, en: str) -> Text:
    actor, thing = who(told), told.thing.name
    return Text(
        f"{actor.sv} {sv.replace('{sv}', thing.sv)}.",
        f"{actor.in_language('en')} {en.replace('{en}', thing.in_language('en'))}.",
    )


PRESENTERS: dict[str, Presenter] = {
    "decision-begun": decision_begun,
    "decision-written": decision_written,
    "decision-money-moved": decision_money_moved,
    "decision-amounts-renewed": decision_amounts_renewed,
    "decision-proposed": decision_proposed,
    "decision-taken-back": decision_taken_back,
    "decision-withdrawn": decision_withdrawn,
    "board-decision-entered": board_decision_entered,
    "area-officer-appointed": area_officer_appointed,
    "money-reallocated": money_reallocated,
    "board-reallocation-entered": board_reallocation_entered,
}
