"""``naravard annex AGREEMENT ANNEX --output FILE.pdf``: an annex as PDF/A and PDF/UA."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from naravard.agreement.model import Text
from naravard.cli.about import FINDINGS_WORDS, About, Example
from naravard.cli.language import language, says
from naravard.cli.options import AgreementArgument, Keys
from naravard.cli.refusal import Refused, unknown

if TYPE_CHECKING:
    from naravard.cli.opening import Opened
    from naravard.documents.pdf import Annex

ABOUT = About(
    name="annex",
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


def run(
    agreement: AgreementArgument,
    annex: Annotated[
        str | None,
        typer.Argument(metavar="ANNEX", help=says("bilagan, till exempel bilaga-4", "the annex, such as bilaga-4")),
    ] = None,
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar="FILE.pdf",
            help=says(
                "filen som skrivs; annars bilagans namn i den här mappen",
                "the file to write; otherwise the annex's name in this folder",
            ),
        ),
    ] = None,
    binding: Annotated[
        bool,
        typer.Option(
            "--binding",
            help=says(
                "i en beräknad bilaga: med de avvikelser som är gjorda för hand i de undertecknade",
                "in a computed annex: with the departures made by hand in the signed ones",
            ),
        ),
    ] = False,
    made: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="YYYY-MM-DD",
            help=says(
                "dagen då dokumentet är framställt, att stå i foten; annars står ingen dag där",
                "the day the document was made, to stand in the foot; otherwise no day stands there",
            ),
        ),
    ] = None,
    key: Keys = [],  # noqa: B006 - Typer's way of saying none
) -> None:
    """Write an annex."""
    from naravard.cli.opening import open_named
    from naravard.cli.printing import notice, write_file, write_text
    from naravard.documents.annexes import available

    day = _day(made)
    opened = open_named(agreement)
    annexes = available(opened.agreement)
    if annex is None:
        widest = max(map(len, annexes))
        write_text("\n".join(f"{name.ljust(widest)}  {text.in_language(language())}" for name, text in annexes.items()))
        return
    if annex not in annexes:
        raise unknown(Text("ingen bilaga", "no annex"), annex, annexes)
    document = _document(opened, annex, key, day, binding=binding)
    file = output or Path(f"{opened.agreement.id}-{annex}.pdf")
    from naravard.documents.pdf import pdf_bytes

    write_file(file, pdf_bytes(document, language()))
    notice(Text(f"Skrev {file}.", f"Wrote {file}."))


def _document(opened: "Opened", annex: str, key: list[str], day: date | None, *, binding: bool) -> "Annex":
    from dataclasses import replace

    from naravard.allocation import allocate
    from naravard.cli.keyfiles import read_keys
    from naravard.documents.annexes import computed_annex, is_signed, signed_annex

    provenance = replace(opened.provenance, made=day)
    if is_signed(opened.agreement, annex):
        return signed_annex(opened.agreement, annex, provenance)
    allocation = allocate(opened.agreement, keys=read_keys(opened.agreement, key))
    return computed_annex(allocation, annex, provenance, binding=binding, language=language())


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written is not None else None
    except ValueError:
        raise Refused(
            Text(
                f"--date ska vara en dag, som 2022-01-28, inte ”{written}”.",
                f"--date must be a day, such as 2022-01-28, not “{written}”.",
            )
        ) from None
