"""What is decided by a version of what is allotted, whatever it was worked out from."""

from naravard.agreement.model import Text
from naravard.web.agreements.current import Shown
from naravard.web.site.forms.deeds import Deed, money_deed

NEVER_CHANGES = Text(
    "En fastställd version ändras aldrig. Blir något fel rättas det med en ny version och ett skäl.",
    "A fixed version never changes. A mistake is put right by a new version and a reason.",
)
_ANOTHER_FIXES = Text(
    "Någon annan granskar och fastställer den. Till dess kan den tas tillbaka.",
    "Someone else reviews and fixes it. Until then it can be taken back.",
)


def preparing(version: int, amount: int, shown: Shown) -> Deed:
    """Return what is decided by preparing a version of so many kronor."""
    return _deed(
        Text(f"Förbered version {version}:", f"Prepare version {version}:"),
        Text(f"Lämna version {version} på", f"Hand over version {version} of"),
        amount,
        shown,
        _ANOTHER_FIXES,
    )


def fixing(version: int, amount: int, shown: Shown) -> Deed:
    """Return what is decided by fixing a version of so many kronor."""
    verb = Text(f"Fastställ version {version}", f"Fix version {version}")
    return _deed(Text(f"{verb.sv}:", f"{verb.in_language('en')}:"), verb, amount, shown, NEVER_CHANGES)


def _deed(act: Text, verb: Text, amount: int, shown: Shown, final: Text) -> Deed:
    under = Text("enligt", "under")
    return money_deed(act=act, verb=verb, amount=amount, to=under, whom=shown.agreement.name, final=final)
