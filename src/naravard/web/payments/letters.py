"""The mail of a payment that came back from the bank: what the recipient does for the money to come."""

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.history.content import Told
from naravard.web.mail.links import link


def came_back_letter(told: Told) -> tuple[Text, Text]:
    """Return subject and text: how much, when and why, and that the account is looked at and corrected first."""
    values = told.after or told.before or {}
    amount, day = kronor(int(str(values.get("amount", 0)))), str(values.get("day", ""))
    whose = told.organisation.name if told.organisation else Text("er", "you")
    code = told.organisation.code if told.organisation else ""
    by = told.by.name if told.by else told.actor.name
    in_en = whose.in_language("en")
    page = (
        link("organisations:change_payment_details", code),
        link("organisations:change_payment_details", code, language="en"),
    )
    why = f" {told.reason.rstrip('.')}." if told.reason else ""
    return Text(f"Naravard: {amount} till {whose.sv} kom tillbaka från banken"), Text(
        f"Hej!\n\n{amount} som hade betalats ut till {whose.sv} kom tillbaka från banken {day}.{why}\n\n"
        "Gör så här:\n"
        f"1. Se efter att bankgirot eller plusgirot stämmer, och rätta det om det är fel: {page[0]}\n"
        f"2. Fråga er egen bank om kontot är öppet och tar emot insättningar.\n"
        f"3. Säg till {by.sv} när det är klart. Pengarna kan sedan betalas ut på nytt. Ni behöver inte begära dem "
        "igen.",
        f"Hello!\n\n{amount} that had been paid to {in_en} came back from the bank on {day}.{why}\n\n"
        "What to do:\n"
        f"1. See that the bankgiro or plusgiro is right, and correct it if it is wrong: {page[1]}\n"
        f"2. Ask your own bank whether the account is open and takes deposits.\n"
        f"3. Tell {by.in_language('en')} when that is done. The money can then be paid again; you need not ask for it.",
    )
