"""Sentences about keys to the API."""

from naravard.agreement.model import Text
from naravard.web.history.presenters.people import who
from naravard.web.history.presenters.presenter import Presenter
from naravard.web.history.told import Told


def token_made(told: Told) -> Text:
    """Tell that a key was made."""
    return _of_key(told, "skapade", "made", _until(told))


def token_revoked(told: Told) -> Text:
    """Tell that a key was taken back."""
    return _of_key(told, "återkallade", "revoked", Text("", ""))


def _of_key(told: Told, did: str, did_in_english: str, until: Text) -> Text:
    actor, name = who(told), told.thing.name.sv
    return Text(
        f"{actor.sv} {did} nyckeln ”{name}” till API:et{until.sv}.",
        f"{actor.in_language('en')} {did_in_english} the key “{name}” to the API{until.en}.",
    )


def _until(told: Told) -> Text:
    day = (told.after or {})["to_day"]
    return Text(f", som gäller till och med {day}", f", which holds to {day} inclusive")


PRESENTERS: dict[str, Presenter] = {"token-made": token_made, "token-revoked": token_revoked}
