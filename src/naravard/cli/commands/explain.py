"""``naravard explain AGREEMENT --grant ID --recipient CODE``: why an amount is what it is."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from naravard.agreement.model import Text
from naravard.cli.command import FINDINGS_WORDS, Command, Example, option
from naravard.cli.language import language
from naravard.cli.options import agreement_argument, by_option, keys_option, on_option, output_option, text_form_option
from naravard.cli.second_level import shared_onward

if TYPE_CHECKING:
    from naravard.allocation.explanation import Explanation
    from naravard.allocation.model import Allocation

_WAY = Text("Från potten till kronan", "From the pot to the krona")
_SOURCE = Text("Källa", "Source")


@click.command(
    "explain",
    cls=Command,
    summary=Text("förklarar varför ett belopp är vad det är", "explains why an amount is what it is"),
    details=(
        Text(
            "Regeln och dess avsnitt, nyckeltalet och dess källa, andelen, det exakta beloppet, vad avrundningen "
            "gjorde och om beloppet är flyttat för hand. Sist vägen från hela potten till kronan.",
            "The rule and its clause, the key value and its source, the share, the exact amount, what the rounding did "
            "and whether the amount was moved by hand; last the way from the whole pot to the krona.",
        ),
    ),
    examples=(
        Example(
            "naravard explain god-och-nara-vard-2022 --grant ambulans --recipient 09",
            Text("Region Gotlands medel till ambulanssjukvården.", "Region Gotland's money for ambulance care."),
        ),
        Example(
            "naravard explain god-och-nara-vard-2022 --grant medarbetare-regioner --recipient 08 --format json",
            Text("Som data, bråken exakta.", "As data, the fractions exact."),
        ),
        Example(
            "naravard explain god-och-nara-vard-2022 --grant nara-vard-kommuner --recipient 0880 --by invanare.csv",
            Text("En kommuns del av länets belopp.", "A municipality's part of its county's sum."),
        ),
    ),
    on_findings=FINDINGS_WORDS,
)
@agreement_argument
@on_option
@option("--grant", metavar="ID", required=True, tells=Text("anslaget", "the grant"))
@option(
    "--recipient",
    metavar="CODE",
    required=True,
    tells=Text("mottagarens kod, till exempel 09", "the recipient's code, such as 09"),
)
@option("--earmark", metavar="ID", tells=Text("ett delbelopp i anslaget", "an earmark within the grant"))
@by_option
@keys_option
@text_form_option
@output_option
def run(
    agreement: str,
    *,
    on: datetime.date | None,
    grant: str,
    recipient: str,
    earmark: str | None,
    by: Path | None,
    brought: tuple[str, ...],
    form: str,
    output: Path | None,
) -> None:
    """Explain an amount."""
    from naravard.allocation import allocate
    from naravard.allocation.explanation import explain, explain_onward
    from naravard.cli.agreement import known_grants, open_named
    from naravard.cli.keyfiles import read_keys
    from naravard.cli.output import write_json, write_text

    opened = open_named(agreement, on)
    known_grants(opened.agreement, [grant])
    keys = read_keys(opened.agreement, brought)
    allocation = allocate(opened.agreement, keys=keys)
    if _is_second_level(allocation, grant, recipient, by):
        explanation = explain_onward(allocation, shared_onward(allocation, grant, by, keys), recipient)
    else:
        _refuse_unknown(allocation, grant, recipient, earmark)
        explanation = explain(allocation, grant, recipient, earmark=earmark)
    if form == "json":
        write_json(explanation.as_data(), output)
    else:
        write_text("\n".join(_lines(explanation, language())), output)


def _is_second_level(allocation: "Allocation", grant: str, recipient: str, by: Path | None) -> bool:
    """Tell whether the code is a municipality's that receives out of its county's sum."""
    agreement = allocation.agreement
    if any(cell.recipient.code == recipient for cell in allocation.grant(grant).cells):
        return False
    onward = agreement.grant(grant).onward
    group = onward.recipients if onward is not None else "municipalities"
    takes_part = any(member.code == recipient for member in agreement.group(group).members)
    return takes_part and (by is not None or onward is not None)


def _refuse_unknown(allocation: "Allocation", grant: str, recipient: str, earmark: str | None) -> None:
    """Refuse a code or an earmark that the grant does not have, with what it does have."""
    from naravard.cli.names import refuse_unknown_recipient
    from naravard.cli.refusal import CommandRefused, unknown
    from naravard.documents.pending_grants import awaiting

    allocated = allocation.grant(grant)
    if allocated.awaits:
        raise CommandRefused(awaiting(allocation.agreement, allocated), code=1)
    refuse_unknown_recipient(grant, recipient, [cell.recipient for cell in allocated.cells])
    earmarks = [part.earmark.id for part in allocated.earmarks]
    if earmark is not None and earmark not in earmarks:
        raise unknown(Text(f"inget delbelopp i {grant}", f"no earmark in {grant}"), earmark, earmarks)


def _lines(explanation: "Explanation", words: str) -> Iterator[str]:
    from naravard.agreement.wording import clause_reference, exact_kronor

    for line in explanation.lines:
        where = f" ({clause_reference(line.clause, words)})" if line.clause else ""
        yield f"{'  ' * line.depth}{line.text.in_language(words)}{where}"
        if line.source is not None:
            yield f"{'  ' * line.depth}  {_SOURCE.in_language(words)}: {line.source.in_language(words)}"
    yield ""
    yield f"{_WAY.in_language(words)}:"
    labels = [step.label.in_language(words) for step in explanation.waterfall]
    amounts = [exact_kronor(step.value, words) for step in explanation.waterfall]
    for label, amount in zip(labels, amounts, strict=True):
        yield f"  {label.ljust(max(map(len, labels)))}  {amount.rjust(max(map(len, amounts)))}"
