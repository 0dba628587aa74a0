"""``naravard annex AGREEMENT ANNEX --output FILE.pdf``: an annex as PDF/A and PDF/UA."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from naravard.agreement.model import Text
from naravard.cli.command import FINDINGS_WORDS, Command, Example, argument, option
from naravard.cli.language import language
from naravard.cli.options import agreement_argument, keys_option
from naravard.cli.refusal import unknown
from naravard.cli.values import FILE, Day

if TYPE_CHECKING:
    from naravard.cli.agreement import Opened
    from naravard.documents.pdf import Annex


@click.command(
    "annex",
    cls=Command,
    summary=Text("skriver en bilaga som PDF", "writes an annex as PDF"),
    details=(
        Text(
            "En undertecknad bilaga skrivs som den är tryckt. En beräknad bilaga finns för varje slag av mottagare: "
            "regions, rss, municipalities, skr. Utan ANNEX visas vilka bilagor överenskommelsen har. Dokumentet följer "
            "PDF/A-2a (arkiv) och PDF/UA-1 (tillgänglighet), och samma data ger alltid samma fil.",
            "A signed annex is written as printed. There is a computed annex for each kind of recipient: regions, rss, "
            "municipalities, skr. Without ANNEX the agreement's annexes are listed. The document follows PDF/A-2a "
            "(archiving) and PDF/UA-1 (accessibility), and the same data always give the same file.",
        ),
    ),
    examples=(
        Example(
            "naravard annex god-och-nara-vard-2022 bilaga-4 --output bilaga-4.pdf",
            Text("Bilaga 4, som den är undertecknad.", "Annex 4, as signed."),
        ),
        Example(
            "naravard annex god-och-nara-vard-2022 regions --output regioner.pdf",
            Text("Alla medel till regionerna, beräknade.", "All money to the regions, computed."),
        ),
    ),
    on_findings=FINDINGS_WORDS,
)
@agreement_argument
@argument(
    "annex",
    metavar="[ANNEX]",
    required=False,
    tells=Text("bilagan, till exempel bilaga-4", "the annex, such as bilaga-4"),
)
@option(
    "--output",
    metavar="FILE.pdf",
    type=FILE,
    tells=Text(
        "filen som skrivs. Annars bilagans namn i den här mappen",
        "the file to write; otherwise the annex's name in this folder",
    ),
)
@option(
    "--binding",
    is_flag=True,
    tells=Text(
        "i en beräknad bilaga: med de avvikelser som är gjorda för hand i de undertecknade",
        "in a computed annex: with the departures made by hand in the signed ones",
    ),
)
@option(
    "--date",
    "made",
    type=Day(),
    metavar="YYYY-MM-DD",
    tells=Text(
        "dagen då dokumentet är framställt, att stå i foten. Annars står ingen dag där",
        "the day the document was made, to stand in the foot; otherwise no day stands there",
    ),
)
@keys_option
def run(
    agreement: str,
    annex: str | None,
    *,
    output: Path | None,
    binding: bool,
    made: date | None,
    brought: tuple[str, ...],
) -> None:
    """Write an annex."""
    from naravard.cli.agreement import open_named
    from naravard.cli.output import notice, write_file, write_text
    from naravard.documents.annexes import available

    opened = open_named(agreement)
    annexes = available(opened.agreement)
    if annex is None:
        widest = max(map(len, annexes))
        write_text("\n".join(f"{name.ljust(widest)}  {text.in_language(language())}" for name, text in annexes.items()))
        return
    if annex not in annexes:
        raise unknown(Text("ingen bilaga", "no annex"), annex, annexes)
    document = _document(opened, annex, brought, made, binding=binding)
    file = output or Path(f"{opened.agreement.id}-{annex}.pdf")
    from naravard.documents.pdf import pdf_bytes

    write_file(file, pdf_bytes(document, language()))
    notice(Text(f"Skrev {file}.", f"Wrote {file}."))


def _document(opened: "Opened", annex: str, brought: tuple[str, ...], made: date | None, *, binding: bool) -> "Annex":
    from dataclasses import replace

    from naravard.allocation import allocate
    from naravard.cli.keyfiles import read_keys
    from naravard.documents.annexes import computed_annex, is_signed, signed_annex

    provenance = replace(opened.provenance, made=made)
    if is_signed(opened.agreement, annex):
        return signed_annex(opened.agreement, annex, provenance)
    allocation = allocate(opened.agreement, keys=read_keys(opened.agreement, brought))
    return computed_annex(allocation, annex, provenance, binding=binding)
