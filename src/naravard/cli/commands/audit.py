"""``naravard audit AGREEMENT``: computed against published annexes, and text against annexes."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from naravard.agreement.model import Text
from naravard.cli.command import Command, Example, option
from naravard.cli.language import language
from naravard.cli.options import agreement_argument, on_option, output_option
from naravard.cli.refusal import FINDINGS
from naravard.cli.values import OneWord

if TYPE_CHECKING:
    from naravard.allocation.audit import Audit

FORMS = ("text", "json", "csv", "xlsx")
_PARTS: dict[str, Text] = {
    "cells": Text("Belopp", "Amounts"),
    "columns": Text("Summor", "Sums"),
    "keys": Text("Nyckeltal och andelar", "Key numbers and shares"),
    "area": Text("Områden och totalbelopp", "Areas and total"),
    "departure": Text("Textens beräkningsmodell mot den använda", "The text's rule against the one used"),
    "remark": Text("Texten", "The text"),
}
_IN_WORDS = ("departure", "remark")
_PART_OF = {
    "cell": "cells",
    "table": "cells",
    "unmatched": "cells",
    "override": "cells",
    "column": "columns",
    "rows": "columns",
    "row": "columns",
    "key": "keys",
    "shares": "keys",
    "share": "keys",
    "total": "area",
}


@click.command(
    "audit",
    cls=Command,
    summary=Text(
        "granskar de undertecknade bilagorna mot beräkningen och texten",
        "audits the signed annexes against the computation and the text",
    ),
    details=(
        Text(
            "Varje publicerat belopp mot det beräknade, varje rad- och kolumnsumma, nyckeltalen, textens "
            "beräkningsmodell mot den som är använd, och det i texten som inte går ihop. CSV har en rad per publicerat "
            "belopp. XLSX och JSON har allt.",
            "Each published amount against the computed one, each row and column sum, the key numbers, the text's rule "
            "against the one that was used, and what does not fit together in the text. CSV has a row per published "
            "amount; XLSX and JSON have everything.",
        ),
    ),
    examples=(
        Example("naravard audit god-och-nara-vard-2022", Text("Granskningen i ord.", "The audit in words.")),
        Example(
            "naravard audit god-och-nara-vard-2022 --format csv --output granskning.csv",
            Text("Alla publicerade belopp med beräknat, exakt och skillnad.", "All published amounts, compared."),
        ),
    ),
    on_findings=Text(
        "överenskommelsen har fel, eller något skiljer sig som dess data inte redan redovisar",
        "the agreement has errors, or something differs that its data do not account for already",
    ),
)
@agreement_argument
@on_option
@option(
    "--format",
    "form",
    type=OneWord(*FORMS),
    default="text",
    tells=Text("text för människor, de andra för maskiner", "text for people, the others for machines"),
)
@output_option
def run(agreement: str, *, on: datetime.date | None, form: str, output: Path | None) -> None:
    """Audit an agreement."""
    from naravard.allocation.audit import audit
    from naravard.cli.agreement import open_named
    from naravard.cli.output import write_json, write_tables, write_text
    from naravard.documents.audit_tables import cells_table, report_table, sums_table

    opened = open_named(agreement, on)
    audited = audit(opened.agreement)
    words, provenance = language(), opened.provenance
    if form == "text":
        write_text("\n".join(_lines(audited, words)), output)
    elif form == "json":
        write_json(audited.as_data(), output)
    else:
        cells = cells_table(audited, provenance=provenance)
        others = (report_table(audited, provenance=provenance), sums_table(audited, provenance=provenance))
        write_tables([cells], form, output, shown=others)
    if not _all_accounted(audited):
        raise click.exceptions.Exit(FINDINGS)


def _all_accounted(audit: "Audit") -> bool:
    """Say whether everything that differs is stated in the agreement's own data."""
    cells = all(cell.accounted for cell in audit.cells)
    sums = all(sum_.equal for sum_ in (*audit.columns, *audit.rows, *audit.without_computed))
    figures = all(figure.equal for figure in (*audit.keys, *audit.shares))
    areas = all(area.equal for area in audit.areas)
    return cells and sums and figures and areas and not audit.stray_overrides and not audit.unmatched


def _lines(audit: "Audit", words: str) -> Iterator[str]:
    from naravard.agreement.wording import clause_reference, listed

    yield f"{Text('Granskning', 'Audit').in_language(words)}: {audit.agreement.name.in_language(words)}"
    part = ""
    for line in audit.report():
        here = _PART_OF.get(line.kind, line.kind)
        if here != part:
            part = here
            yield ""
            yield _PARTS[part].in_language(words) if part in _PARTS else part
        clauses = listed([clause_reference(clause, words) for clause in line.clauses], words)
        mark = "–" if part in _IN_WORDS else "=" if line.agrees else "≠"
        yield f"  {mark} {line.text.in_language(words)}" + (f" ({clauses})" if clauses else "")
