"""Sentences about agreements."""

from naravard.agreement.model import Text
from naravard.web.history.presenters.people import who
from naravard.web.history.presenters.presenter import Presenter
from naravard.web.history.told import Told


def agreement_taken_in(told: Told) -> Text:
    """Tell that an agreement's files were taken in: for the first time, or other files than those shown before."""
    actor, name = who(told), told.thing.name
    swedish, english = f"överenskommelsen ”{name.sv}”", f"the agreement “{name.in_language('en')}”"
    if told.before is None:
        return Text(f"{actor.sv} tog in {swedish}.", f"{actor.in_language('en')} took in {english}.")
    return Text(
        f"{actor.sv} tog in en annan version av {swedish}.",
        f"{actor.in_language('en')} took in another version of {english}.",
    )


PRESENTERS: dict[str, Presenter] = {"agreement-taken-in": agreement_taken_in}
