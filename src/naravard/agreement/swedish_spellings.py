"""The format's words in Swedish: what an official who writes ``belopp`` or ``ska`` is to be asked about.

The format's names are English. A Swedish word in their place is no spelling that resembles them, but it is plain what
is meant.
"""

from collections.abc import Iterable

_MEANT = {
    # fields
    "avrundning": ("rounding",),
    "avsnitt": ("clause",),
    "belopp": ("amount", "amounts", "value"),
    "bilaga": ("published",),
    "bilagor": ("published",),
    "datum": ("due", "date", "by", "reference_date"),
    "delar": ("parts",),
    "diarienummer": ("reference_numbers", "number"),
    "enhet": ("unit",),
    "fil": ("file",),
    "från": ("from",),
    "förfaller": ("due", "lapses"),
    "inledning": ("introduction",),
    "kolumn": ("column",),
    "kolumner": ("columns",),
    "krav": ("requirements",),
    "källa": ("source",),
    "medel": ("grants", "grant"),
    "minst": ("least", "at-least"),
    "mottagare": ("recipients", "recipient", "name"),
    "mål": ("goals",),
    "namn": ("name",),
    "nyckel": ("key",),
    "nycklar": ("keys",),
    "nämnare": ("denominator",),
    "områden": ("areas",),
    "område": ("area",),
    "parter": ("parties",),
    "regel": ("rule",),
    "rest": ("remainder",),
    "senast": ("due", "by"),
    "skyldigheter": ("duties",),
    "slag": ("kind",),
    "summa": ("total", "amount"),
    "till": ("to",),
    "typ": ("kind",),
    "totalt": ("total",),
    "undertecknare": ("signatory",),
    "vem": ("who",),
    "villkor": ("condition",),
    "vikt": ("weight",),
    # columns
    "antal": ("value",),
    "kod": ("code",),
    "kommunkod": ("code",),
    "län": ("county",),
    "länskod": ("code", "county"),
    "värde": ("value",),
    # rules and other choices
    "blandning": ("mix",),
    "bör": ("should",),
    "fast": ("fixed",),
    "fasta": ("fixed",),
    "gränser": ("limits",),
    "grundbelopp": ("base",),
    "högst": ("at-most", "most"),
    "kan": ("may",),
    "lika": ("equal",),
    "ska": ("must",),
    "återbetalning": ("repayment",),
    "ökning": ("increase",),
    # duties
    "annat": ("other",),
    "beslut": ("decision",),
    "delredovisning": ("interim-report",),
    "ekonomisk redovisning": ("financial-report",),
    "frågor": ("questions",),
    "rapport": ("report",),
    "redovisning": ("report", "final-report"),
    "rekvisition": ("requisition",),
    "slutrapport": ("final-report",),
    "slutredovisning": ("final-report",),
    "utbetalning": ("payment",),
    "verksamhetsrapport": ("activity-report",),
    # groups
    "kommun": ("municipality", "municipalities"),
    "kommuner": ("municipalities",),
    "kommunerna": ("municipalities",),
    "regionerna": ("regions",),
}


def meant_by(word: str, known: Iterable[str]) -> str | None:
    """Return the format's word that a Swedish one stands for, of those that can stand here."""
    allowed = set(known)
    return next((candidate for candidate in _MEANT.get(word.casefold(), ()) if candidate in allowed), None)


def written_for(wanted: str, columns: Iterable[str]) -> str | None:
    """Return the column whose Swedish heading stands for the wanted one."""
    return next((column for column in columns if wanted in _MEANT.get(column.casefold(), ())), None)
