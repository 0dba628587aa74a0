"""What the pages of costs call things."""

from naravard.agreement.model import Text
from naravard.agreement.status_words import waiting_for
from naravard.agreement.wording import kronor, whole
from naravard.exchange.costs import ACTIVITY
from naravard.web.costs.intake_preview import TakenAway
from naravard.web.costs.models import HAND, SHEET, SIE, CostFile
from naravard.web.site.forms.step import OwnYes
from naravard.web.site.templatetags.naravard import language

SOURCES = {
    HAND: Text("För hand", "By hand"),
    SIE: Text("Ekonomisystemet", "Accounting system"),
    SHEET: Text("Kalkylblad", "Spreadsheet"),
}
STATES = {
    CostFile.WAITING: waiting_for(Text("bekräftelse", "confirmation")),
    CostFile.BOOKED: Text("Bokförd", "Booked"),
    CostFile.DISCARDED: Text("Kastad", "Discarded"),
}
FORMS = {
    "4E": Text("SIE 4, export (4E)", "SIE 4, export (4E)"),
    "4I": Text("SIE 4, import (4I)", "SIE 4, import (4I)"),
    "xlsx": Text("Excel-arbetsbok", "Excel workbook"),
    "csv": Text("CSV", "CSV"),
}
DIFFERENCES = {
    "new": Text("Ny", "New"),
    "changed": Text("Ändrad", "Changed"),
    "gone": Text("Borta", "Gone"),
}
KINDS_OF_ACCOUNTS = {
    "": Text("–"),
    "T": Text("Tillgång", "Asset"),
    "S": Text("Skuld", "Liability"),
    "K": Text("Kostnad", "Cost"),
    "I": Text("Intäkt", "Income"),
}
ACCOUNTS = {
    "no-grants": Text(
        "Alla utom tillgångar, skulder och bokförda bidrag (35)", "All but assets, liabilities and booked grants (35)"
    ),
    "all": Text(
        "Alla utom tillgångar och skulder, också bokförda bidrag", "All but assets and liabilities, booked grants too"
    ),
    "costs": Text(
        "Bara de som filen märker som kostnader (säger filen inget räknas alla)",
        "Only those that the file marks as costs (all, where it says nothing)",
    ),
    "listed": Text("Bara de här kontona", "Only these accounts"),
}
NOT_MAPPED = Text("Inte kopplad", "Not mapped")
YES, NO = Text("Ja", "Yes"), Text("Nej", "No")
_DIMENSIONS = {
    ACTIVITY: Text("Aktivitet", "Activity"),
    0: Text("Utan kod", "Without code"),
    1: Text("Kostnadsställe", "Cost centre"),
    2: Text("Kostnadsbärare", "Cost bearer"),
    6: Text("Projekt", "Project"),
    7: Text("Anställd", "Employee"),
    8: Text("Kund", "Customer"),
    9: Text("Leverantör", "Supplier"),
    10: Text("Faktura", "Invoice"),
}
STANDARD = (1, 2, 6, 7, 8, 9, 10)
"""The dimensions that SIE gives a meaning."""
ROUNDING = Text(
    "Öre läggs ihop exakt för varje aktivitet och källa, och summan avrundas en gång till hela kronor (50 öre uppåt). "
    "Resten bokförs inte men följer med: nästa gång avrundas hela summan på nytt. En summa under noll bokförs som "
    "noll.",
    "Öre are added up exactly for each activity and source, and the sum is rounded once to whole kronor (50 öre up). "
    "The rest is not booked but goes along: the next time the whole sum is rounded again. A sum below zero is booked "
    "as zero.",
)


def dimension(number: int, name: str = "") -> Text:
    """Return what a dimension is called: by the file, by the standard, or by its number."""
    if name:
        return Text(name)
    return _DIMENSIONS.get(number, Text(f"Dimension {number}", f"Dimension {number}"))


def said(text: Text) -> str:
    """Return a text in the page's language."""
    return text.in_language(language())


def booked_less(amount: int) -> OwnYes:
    """Return the yes to that what is booked goes down by some kronor."""
    less = kronor(amount)
    return OwnYes(
        Text(f"Det bokförda minskar med {less}.", f"What is booked goes down by {less}."),
        Text(f"Ja, minska det bokförda med {less}", f"Yes, lower what is booked by {less}"),
    )


def yes_to_taking_away(away: TakenAway) -> list[OwnYes]:
    """Return the yes to what a file, or another mapping, takes away; none if it takes nothing away."""
    if not away:
        return []
    goes = Text(
        f"Det bokförda går från {kronor(away.before)} till {kronor(away.after)}.",
        f"What is booked goes from {kronor(away.before)} to {kronor(away.after)}.",
    )
    asked = []
    if away.vouchers:
        count, sum_sv = whole(away.vouchers), kronor(away.gone)
        some = Text(
            f"{count} {'verifikation' if away.vouchers == 1 else 'verifikationer'} på {sum_sv}",
            f"{count} {'voucher' if away.vouchers == 1 else 'vouchers'} of {sum_sv}",
        )
        asked.append(
            OwnYes(
                Text(
                    f"{some.sv} tas bort: de är inlästa för de här dagarna och finns inte i filen. {goes.sv}",
                    f"{some.en} are taken away: they are taken in for these days and are not in the file. {goes.en}",
                ),
                Text(f"Ja, ta bort {some.sv}", f"Yes, take away {some.en}"),
            )
        )
    if away.less:
        less = booked_less(away.less)
        asked.append(OwnYes(Text(f"{less.says.sv} {goes.sv}", f"{less.says.en} {goes.en}"), less.yes))
    return asked


def yes_to_discarding(vouchers: int, away: TakenAway) -> OwnYes:
    """Return the yes to that a file that waits is discarded, with what it would have booked."""
    count = whole(vouchers)
    return OwnYes(
        Text(
            f"Filens {count} verifikationer tas bort. De skulle ha gett {kronor(away.after)} bokfört ur den här "
            f"källan. Nu är {kronor(away.before)} bokfört, och så blir det. Filen kan inte hämtas här efteråt: bara "
            "namn, dag och kontrollsumma sparas. Den är inte bokförd här, så originalet finns hos er.",
            f"The file's {count} vouchers are removed. With them {kronor(away.after)} would be booked from this "
            f"source. {kronor(away.before)} is booked now, and stays so. The file cannot be fetched here afterwards: "
            "only its name, day and checksum are kept. It is not booked here, so you have the original.",
        ),
        Text(f"Ja, kasta filens {count} verifikationer", f"Yes, discard the file's {count} vouchers"),
    )
