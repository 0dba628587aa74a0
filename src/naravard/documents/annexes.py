"""Which annexes an agreement can be printed with, and what stands in them.

An agreement has the annexes that were signed, as printed (``bilaga-3``), and beside them one computed annex per kind of
recipient (``regions``, ``rss``, ``municipalities``, ``skr`` or a group of its own), so that an agreement without signed
tables can be printed too.
"""

import datetime
from dataclasses import replace

from naravard.agreement.model import Agreement, PublishedTable, Text
from naravard.agreement.wording import clause_reference
from naravard.allocation.model import Allocation
from naravard.documents.allocation_tables import annex_tables, kinds_of, title_of
from naravard.documents.pdf import Annex
from naravard.documents.published_tables import published_table
from naravard.documents.table import Provenance

_SIGNED = Text("Beloppen är de undertecknade, som bilagan är tryckt.", "The amounts are those signed, as printed.")
_BINDING = Text(
    "Beloppen är beräknade, med de avvikelser som de undertecknade bilagorna har.",
    "The amounts are computed, with the departures of the signed annexes.",
)
_COMPUTED = Text(
    "Beloppen är beräknade ur överenskommelsens data och är inte undertecknade.",
    "The amounts are computed from the agreement's data and are not signed.",
)
_IN_KRONOR = Text("Belopp i kronor.", "Amounts in kronor.")


def available(agreement: Agreement) -> dict[str, Text]:
    """Return the annexes that can be printed: id and heading, the signed ones first."""
    signed = {published.id: heading(published) for published in agreement.published}
    kinds = dict.fromkeys(kind for grant in agreement.grants for kind in kinds_of(agreement, grant))
    computed = {kind: title_of(agreement, kind) for kind in kinds if kind not in signed}
    return signed | computed


def heading(published: PublishedTable) -> Text:
    """Return a signed annex's heading with its number: ``Bilaga 3. Medel till kommunerna (länsvis)``."""
    return Text(_numbered(published, "sv"), _numbered(published, "en"))


def _numbered(published: PublishedTable, language: str) -> str:
    number = _first_up(clause_reference(published.clause, language))
    name = published.name.in_language(language)
    return name if name.casefold().startswith(number.casefold()) else f"{number}. {name}"


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:].replace("\N{NO-BREAK SPACE}", " ")


def is_signed(agreement: Agreement, annex_id: str) -> bool:
    """Say whether the annex is one that was signed; the others are computed."""
    return any(published.id == annex_id for published in agreement.published)


def signed_annex(agreement: Agreement, annex_id: str, provenance: Provenance) -> Annex:
    """Return a signed annex as printed; ``KeyError`` when there is none with this id."""
    for published in agreement.published:
        if published.id == annex_id:
            table = published_table(agreement, published, codes=False)
            return Annex(
                title=heading(published),
                tables=(replace(table, note=published.note or _IN_KRONOR),),
                provenance=provenance,
                status=_SIGNED,
                dated=dated(agreement),
                parties=_parties(agreement),
                running=_running(published),
            )
    raise KeyError(annex_id)


def computed_annex(allocation: Allocation, kind: str, provenance: Provenance, *, binding: bool = False) -> Annex:
    """Return an annex for one kind of recipient from the allocation; ``KeyError`` when the kind receives nothing."""
    agreement = allocation.agreement
    for table in annex_tables(allocation, binding=binding):
        if table.id == f"{agreement.id}-{kind}":
            return Annex(
                title=table.caption,
                tables=(table.without({"recipient_code"}),),
                provenance=provenance,
                status=_BINDING if binding and agreement.overrides else _COMPUTED,
                dated=dated(agreement),
                parties=_parties(agreement),
            )
    raise KeyError(kind)


def dated(agreement: Agreement) -> datetime.date:
    """Return the day the last party signed, or the first day of the agreement when no day is stated."""
    days = [party.signatory.date for party in agreement.parties if party.signatory and party.signatory.date]
    return max(days, default=agreement.period.from_)


def _running(published: PublishedTable) -> Text:
    return Text(_first_up(clause_reference(published.clause)), _first_up(clause_reference(published.clause, "en")))


def _parties(agreement: Agreement) -> tuple[str, ...]:
    return tuple(party.name.sv for party in agreement.parties)
