"""Sentences about how people sign in: their own matters, told to themselves."""

from naravard.agreement.model import Text
from naravard.web.history.presenters.people import who
from naravard.web.history.presenters.presenter import Presenter
from naravard.web.history.told import Told


def _plain(swedish: str, english: str) -> Presenter:
    """Return a presenter of a sentence with nothing but who in it."""

    def tell(told: Told) -> Text:
        actor = told.actor.name
        return Text(f"{actor.sv} {swedish}.", f"{actor.in_language('en')} {english}.")

    return tell


def _to_account(swedish: str, english: str) -> Presenter:
    """Return a presenter of what the service's keeper did to someone's account."""

    def tell(told: Told) -> Text:
        actor, person = who(told), told.thing.name
        return Text(
            f"{actor.sv} {swedish.format(person.sv)}.",
            f"{actor.in_language('en')} {english.format(person.in_language('en'))}.",
        )

    return tell


def signed_out_everywhere(told: Told) -> Text:
    """Tell that other sessions were ended, and how many."""
    actor, count = told.actor.name, (told.after or {}).get("sessions")
    swedish = "1 annan inloggning" if count == 1 else f"{count} andra inloggningar"
    english = "1 other session" if count == 1 else f"{count} other sessions"
    return Text(f"{actor.sv} avslutade {swedish}.", f"{actor.in_language('en')} ended {english}.")


def identity_connected(told: Told) -> Text:
    """Tell that an identity provider was connected to an account."""
    actor, provider = told.actor.name, (told.after or {}).get("provider")
    return Text(
        f"{actor.sv} kopplade sitt konto till {provider}.",
        f"{actor.in_language('en')} connected the account to {provider}.",
    )


def identity_disconnected(told: Told) -> Text:
    """Tell that an identity provider was disconnected from an account."""
    actor, provider = told.actor.name, (told.before or {}).get("provider")
    return Text(
        f"{actor.sv} kopplade bort sitt konto från {provider}.",
        f"{actor.in_language('en')} disconnected the account from {provider}.",
    )


PRESENTERS: dict[str, Presenter] = {
    "password-set": _plain("valde ett nytt lösenord", "chose a new password"),
    "second-step-added": _plain("satte på inloggning i två steg", "turned on signing in by two steps"),
    "second-step-removed": _plain("stängde av inloggning i två steg", "turned off signing in by two steps"),
    "recovery-codes-made": _plain("gjorde nya reservkoder", "made new recovery codes"),
    "signed-out-everywhere": signed_out_everywhere,
    "identity-connected": identity_connected,
    "identity-disconnected": identity_disconnected,
    "second-step-taken-away": _to_account(
        "tog bort det andra steget i inloggningen för {}", "took away the second step of signing in from {}"
    ),
    "account-closed": _to_account("stängde ett konto för {}", "closed an account of {}"),
    "account-opened": _to_account("öppnade ett konto för {}", "opened an account of {}"),
}
