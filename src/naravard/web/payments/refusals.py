"""What is said when an act on a payment is refused: what was found, what was expected, and the way out."""

from collections.abc import Sequence

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.agreement.wording import day, kronor
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.papers.words import time_in_words
from naravard.web.payments.checks import RequisitionCheck
from naravard.web.payments.models import DEAD, Batch, FetchedFile, Line, ReceivedAnswer
from naravard.web.site.refusals import CHANGED

GONE = 410
"""What was asked for held once and does no longer."""


def not_there() -> MoneyRefusedError:
    """Say that there is nothing to pay: it is paid, returned, or was never accepted."""
    return MoneyRefusedError(
        "nothing-to-pay",
        Text(
            "Det finns inte längre något att betala här: det är redan betalt, har lämnats tillbaka eller är inte "
            "godtaget. Läs in sidan på nytt och se hur det står.",
            "There is no longer anything to pay here: it has been paid, has been returned, or is not accepted. Load "
            "the page again and see how it stands.",
        ),
        status=CHANGED,
    )


def in_batch(line: Line) -> MoneyRefusedError:
    """Say that it is in a batch that is open, and that it is to be settled there."""
    number = line.batch.number
    return MoneyRefusedError(
        "in-open-batch",
        Text(
            f"{kronor(line.amount)} till {line.creditor_name} ligger i utbetalningsomgång {number}, som inte är "
            "avslutad. Bekräfta betalningen där, eller lägg tillbaka den där först, om banken har avvisat den.",
            f"{kronor(line.amount)} to {line.creditor_name} is in payment batch {number}, which is not finished. "
            "Confirm the payment there, or put it back there first if the bank has refused it.",
        ),
        status=CHANGED,
    )


def checks_not_met(checks: list[RequisitionCheck]) -> MoneyRefusedError:
    """Say which checks are not met, and that accepting all the same needs a reason."""
    sv, en = "; ".join(check.name.sv for check in checks), "; ".join(check.name.in_language("en") for check in checks)
    return MoneyRefusedError(
        "checks-not-met",
        Text(
            f"Inte uppfyllt: {sv}. Lämna tillbaka rekvisitionen, eller skriv varför den godtas ändå.",
            f"Not met: {en}. Return the requisition, or write why it is accepted all the same.",
        ),
        "reason",
    )


def no_reason(field: str = "reason") -> MoneyRefusedError:
    """Say that a reason is asked for."""
    return MoneyRefusedError("no-reason", Text("Skriv varför.", "Write why."), field)


def no_payer_account(name: str) -> MoneyRefusedError:
    """Say that the payer's own account is missing."""
    return MoneyRefusedError(
        "payer-account-missing",
        Text(
            f"{name} har varken bankgiro, plusgiro eller IBAN bland sina betalningsuppgifter, så betalfilen har "
            f"inget konto att "
            "betala från. Den som får ändra betalningsuppgifterna fyller i det under Kontakt och betalning.",
            f"{name} has neither bankgiro, plusgiro nor IBAN among its details, so the payment file has no account to "
            "pay from. Whoever may change the details for payment fills it in under Contact and payment.",
        ),
    )


def no_accounts(names: Sequence[Text]) -> MoneyRefusedError:
    """Say which of those chosen have no account to pay to, all of them at once."""
    sv, en = ", ".join(one.sv for one in names), ", ".join(one.in_language("en") for one in names)
    return MoneyRefusedError(
        "recipient-account-missing",
        Text(
            f"Saknar bankgiro och plusgiro: {sv}. De är bortvalda. De fyller i ett konto bland sina kontaktuppgifter, "
            "eller betalas på annat sätt.",
            f"Neither bankgiro nor plusgiro: {en}. They are left out. They fill in an account among their details, or "
            "are paid in another way.",
        ),
    )


def no_account(name: str) -> MoneyRefusedError:
    """Say that a recipient has no account to pay to."""
    return MoneyRefusedError(
        "recipient-account-missing",
        Text(
            f"{name} har varken bankgiro eller plusgiro, så pengarna har ingenstans att ta vägen. Be mottagaren fylla "
            "i det under Kontakt och betalning, eller välj bort betalningen.",
            f"{name} has neither bankgiro nor plusgiro, so there is nowhere to send the money. Ask the recipient to "
            "fill it in under Contact and payment, or leave the payment out.",
        ),
    )


def nothing_chosen() -> MoneyRefusedError:
    """Say that nothing has been chosen."""
    return MoneyRefusedError(
        "nothing-chosen",
        Text("Inget är valt. Välj minst en betalning.", "Nothing is chosen. Choose at least one payment."),
        "chosen",
    )


def day_passed(found: str, expected: str) -> MoneyRefusedError:
    """Say that the bank cannot carry out an order on a day that has passed."""
    return MoneyRefusedError(
        "execution-day-passed",
        Text(
            f"Betalningsdagen {found} har passerat. Skriv {expected} eller senare.",
            f"The execution day {found} has passed. Write {expected} or later.",
        ),
        "day",
    )


def banks_closed(found: str, why: Text, following: str) -> MoneyRefusedError:
    """Say that banks are closed on a day and why, and when they are open next."""
    return MoneyRefusedError(
        "execution-day-banks-closed",
        Text(
            f"{found} är {why.sv}, och då betalar bankerna inte ut. Nästa bankdag är {following}.",
            f"{found} is {why.en}, when banks pay nothing out. The next bank day is {following}.",
        ),
        "day",
    )


def paid_before(found: str, expected: str) -> MoneyRefusedError:
    """Say that a payment cannot have been made before there was something to pay."""
    return MoneyRefusedError(
        "paid-before-it-came",
        Text(
            f"Det som betalas kom in {expected}, så det kan inte vara betalt {found}. Skriv den dag då pengarna "
            "lämnade kontot.",
            f"What is paid came in on {expected}, so it cannot have been paid on {found}. Write the day that the "
            "money left the account.",
        ),
        "day",
    )


def not_a_file(problems: tuple[str, ...]) -> MoneyRefusedError:
    """Say that the order cannot be written as a file that a bank takes."""
    first = problems[0] if problems else "–"
    return MoneyRefusedError(
        "not-a-payment-file",
        Text(
            f"Beställningen går inte att skriva som en betalfil: {first}. Ett namn eller en referens har tecken som "
            "inte får stå där. Rätta mottagarens betalningsuppgifter, eller välj bort betalningen.",
            f"The order cannot be written as a payment file: {first}. A name or a reference has characters that may "
            "not stand there. Correct the recipient's details, or leave the payment out.",
        ),
    )


def dead_file(batch: Batch) -> MoneyRefusedError:
    """Say that a payment file would pay what is put back or undone, and what holds instead."""
    lines = list(batch.lines.all())
    dead = [line for line in lines if line.state in DEAD]
    out, every = kronor(sum(line.amount for line in dead)), kronor(sum(line.amount for line in lines))
    reasons = "; ".join(dict.fromkeys(f"{line.creditor_name}: {line.reason.rstrip('.')}" for line in dead))
    return MoneyRefusedError(
        "payment-file-not-valid",
        Text(
            f"Betalfilen gäller inte längre. {len(dead)} av {len(lines)} betalningar är lagda tillbaka, återtagna "
            f"eller har kommit tillbaka, {out} av {every} ({reasons}). Filen skulle betala dem en gång till. Gör en ny "
            "utbetalningsomgång för det som ska betalas.",
            f"The payment file no longer holds. {len(dead)} of {len(lines)} payments are put back, taken back or have "
            f"come back, {out} of {every} ({reasons}). The file would pay them once more. Make a new "
            "payment batch for what is to be paid.",
        ),
        status=GONE,
    )


def fetched_before(fetched: Sequence[FetchedFile], *, paid: int) -> MoneyRefusedError:
    """Say that a payment file was fetched before, when and by whom, or that payments of it are paid."""
    told = [f"{time_in_words(one.fetched_at).sv} av {one.name} ({one.version})" for one in fetched]
    told_en = [f"{time_in_words(one.fetched_at).en} by {one.name} ({one.version})" for one in fetched]
    sv = f"Filen har hämtats förut: {', '.join(told)}. " if told else ""
    en = f"The file has been fetched before: {', '.join(told_en)}. " if told else ""
    if paid:
        sv += f"{paid} av dess betalningar är redan bekräftade som betalda. "
        en += f"{paid} of its payments are already confirmed as paid. "
    return MoneyRefusedError(
        "payment-file-fetched-before",
        Text(
            f"{sv}Lämnas den till banken igen kan allt betalas två gånger.",
            f"{en}Handed to the bank again, all of it may be paid twice.",
        ),
        status=CHANGED,
    )


def settled(line: Line) -> MoneyRefusedError:
    """Say that someone else has settled a line."""
    sv, en = {
        "paid": ("bekräftad som betald", "confirmed as paid"),
        "put-back": ("lagd tillbaka", "put back"),
        "undone": ("återtagen", "taken back"),
        "returned": ("registrerad som tillbaka från banken", "recorded as come back from the bank"),
    }.get(line.state, ("avslutad", "settled"))
    when = day(swedish_day(line.settled_at)) if line.settled_at else "–"
    return MoneyRefusedError(
        "line-settled",
        Text(
            f"{line.creditor_name}: betalningen är redan {sv}, {when}. Inget av det du skickade har gjorts.",
            f"{line.creditor_name}: the payment has already been {en}, {when}. Nothing of what you sent was done.",
        ),
        status=CHANGED,
    )


def answer_received(before: ReceivedAnswer) -> MoneyRefusedError:
    """Say that the same file from the bank was taken in before."""
    when = time_in_words(before.received_at)
    return MoneyRefusedError(
        "answer-received-before",
        Text(
            f"Filen är redan inläst, {when.sv}: {before.text.sv}. Den läses inte in en gång till.",
            f"The file was taken in already, {when.en}: {before.text.en}. It is not taken in once more.",
        ),
        "fil",
        status=CHANGED,
    )


def answer_of_others(count: int) -> MoneyRefusedError:
    """Say that a file from the bank says nothing of what was ordered here."""
    return MoneyRefusedError(
        "answer-of-others",
        Text(
            f"Filen nämner ingen betalning som har beställts härifrån, och ingen inbetalning med en referens härifrån "
            f"({count} andra). Den sparas inte. Se efter att det är rätt fil, och att banken skickar tillbaka "
            "betalningarnas identitet (EndToEndId).",
            f"The file names no payment that was ordered from here, and no money with a reference from here ({count} "
            "others). It is not kept. See that it is the right file, and that the bank sends the payments' identity "
            "back (EndToEndId).",
        ),
        "fil",
    )


def nothing_to_record() -> MoneyRefusedError:
    """Say that what an answer says is recorded already, or cannot be."""
    return MoneyRefusedError(
        "nothing-to-record",
        Text(
            "Det finns inget att bokföra i svaret: det som står i det är redan bokfört, eller väntar på annat.",
            "There is nothing to record in the answer: what it says is recorded already, or waits for something else.",
        ),
        status=CHANGED,
    )


def answer_changed() -> MoneyRefusedError:
    """Say that an answer means something else than when it was shown."""
    return MoneyRefusedError(
        "answer-means-other",
        Text(
            "Någon annan har registrerat något sedan du öppnade sidan. Inget av det du skickade har gjorts. Nu visas "
            "vad svaret betyder.",
            "Someone else has recorded something since you opened the page. Nothing of what you sent was done. This is "
            "what the answer means now.",
        ),
        status=CHANGED,
    )
