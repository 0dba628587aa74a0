"""The audit in sentences, and as plain data. Sober: what is stated, what is printed, what follows."""

from collections.abc import Iterable, Sequence

from naravard.agreement.model import Remark, Text
from naravard.agreement.wording import clause_reference, exact_kronor, kronor, per_cent, quoted, whole
from naravard.agreement.wording import exact as exact_number
from naravard.allocation.audit import Audit, AuditedArea, AuditedCell, AuditedFigure, AuditedSum, AuditLine, Unmatched
from naravard.allocation.departures import Departure
from naravard.allocation.explanation_data import fraction_data
from naravard.allocation.printed_words import COUNTED, counted, counted_difference, table_in_words

_NO_ANNEXES = AuditLine(
    "cells",
    agrees=True,
    text=Text(
        "Överenskommelsen har inga undertecknade bilagor med belopp att jämföra med.",
        "The agreement has no signed annexes with amounts to compare with.",
    ),
)


def audit_report(audit: Audit) -> tuple[AuditLine, ...]:
    """Return every statement of the audit, in reading order: amounts, sums, figures, areas, text, remarks."""
    lines: list[AuditLine] = []
    lines.append(_cells(audit) if audit.agreement.published else _NO_ANNEXES)
    lines.extend(_tables(audit))
    lines.extend(_cell(cell) for cell in audit.differing)
    lines.extend(_unmatched(each) for each in audit.unmatched)
    lines.extend(_stray(override.grant, override.recipient, override.clause) for override in audit.stray_overrides)
    lines.extend(_sums(audit.columns, "columns", "column"))
    lines.extend(_sums(audit.rows, "rows", "row"))
    lines.extend(_figures(audit.keys, "keys", "key"))
    lines.extend(_figures(audit.shares, "shares", "share"))
    lines.extend(_waiting(sum_) for sum_ in audit.without_computed)
    lines.extend(_area(area) for area in audit.areas)
    lines.extend(_departure(departure) for departure in audit.departures)
    lines.extend(_remark(remark) for remark in audit.remarks)
    return tuple(lines)


def _cells(audit: Audit) -> AuditLine:
    count, differing = len(audit.cells), len(audit.differing)
    return AuditLine(
        "cells",
        differing == 0,
        Text(
            f"{whole(count)} publicerade belopp har jämförts med de beräknade. {whole(count - differing)} är lika och "
            f"{whole(differing)} skiljer sig.",
            f"{whole(count)} published amounts have been compared with the computed ones. {whole(count - differing)} "
            f"are equal and {whole(differing)} differ.",
        ),
        tuple(table.clause for table in audit.agreement.published),
    )


def _tables(audit: Audit) -> Iterable[AuditLine]:
    """Say what is special about each printed table."""
    for table in audit.agreement.published:
        words = table_in_words(audit.agreement, table)
        if words is not None:
            yield AuditLine("table", agrees=True, text=words, clauses=(table.clause,))


def _cell(cell: AuditedCell) -> AuditLine:
    if cell.is_rounding:
        then = Text("Skillnaden kommer av hur tabellen är avrundad.", "The difference is the table's rounding.")
    elif cell.accounted:
        then = Text(
            "Skillnaden är införd som avvikelse, med orsak.",
            "The difference is among the overrides, with a reason.",
        )
    else:
        then = Text("Skillnaden är inte införd som avvikelse.", "The difference is not among the overrides.")
    published, computed = counted(cell.table, cell.published), counted(cell.table, cell.computed)
    difference = counted_difference(cell.table, cell.difference)
    is_money = cell.table.unit not in COUNTED
    exact = [exact_kronor(cell.exact, words) if is_money else exact_number(cell.exact, words) for words in ("sv", "en")]
    return AuditLine(
        "cell",
        agrees=cell.is_rounding,
        text=Text(
            f"{cell.table.name.sv}, ”{cell.column.heading}”, {cell.name}: tryckt {published.sv}, beräknat "
            f"{computed.sv}, exakt {exact[0]}, skillnad {difference.sv}. {then.sv}",
            f"{cell.table.name.in_language('en')}, “{cell.column.heading}”, {cell.name}: printed "
            f"{published.en}, computed {computed.en}, exact {exact[1]}, difference {difference.en}. {then.en}",
        ),
        clauses=(cell.table.clause,),
    )


def _sums(sums: Sequence[AuditedSum], kind: str, one: str) -> Iterable[AuditLine]:
    if not sums:
        return
    wrong = [sum_ for sum_ in sums if not sum_.equal]
    what = ("kolumnsummor", "column sums") if one == "column" else ("radsummor", "row sums")
    yield AuditLine(
        kind,
        not wrong,
        Text(
            f"{whole(len(sums))} {what[0]} har räknats om. {whole(len(sums) - len(wrong))} stämmer.",
            f"{whole(len(sums))} {what[1]} have been added up again. {whole(len(sums) - len(wrong))} agree.",
        ),
        tuple(dict.fromkeys(sum_.table.clause for sum_ in sums)),
    )
    yield from (_sum(sum_, one) for sum_ in wrong)


def _sum(sum_: AuditedSum, kind: str) -> AuditLine:
    sv = f"{sum_.table.name.sv}, ”{sum_.heading}”{f', {sum_.label}' if sum_.label else ''}: "
    en = f"{sum_.table.name.in_language('en')}, “{sum_.heading}”{f', {sum_.label}' if sum_.label else ''}: "
    if sum_.printed is None:
        sv += "ingen summa är tryckt"
        en += "no sum is printed"
    else:
        printed = counted(sum_.table, sum_.printed)
        sv += f"tryckt summa {printed.sv}"
        en += f"printed sum {printed.en}"
    summed = counted(sum_.table, sum_.summed)
    sv += f", de tryckta beloppen blir {summed.sv}"
    en += f", the printed amounts make {summed.en}"
    clauses = [sum_.table.clause]
    if sum_.stated is not None and sum_.grant is not None:
        stated = counted(sum_.table, sum_.stated)
        sv += f", och enligt {clause_reference(sum_.grant.clause)} är beloppet {stated.sv}"
        en += f", and by {clause_reference(sum_.grant.clause, 'en')} the amount is {stated.en}"
        clauses.append(sum_.grant.clause)
    return AuditLine(kind, sum_.equal, Text(f"{sv}.", f"{en}."), tuple(clauses))


def _waiting(sum_: AuditedSum) -> AuditLine:
    line = _sum(sum_, "column")
    return AuditLine(
        "column",
        sum_.equal,
        Text(
            f"{line.text.sv} Beloppen kan inte jämföras, eftersom nyckeln saknar tal.",
            f"{line.text.en} The amounts cannot be compared, since the key has no numbers.",
        ),
        line.clauses,
    )


def _figures(figures: Sequence[AuditedFigure], kind: str, one: str) -> Iterable[AuditLine]:
    if not figures:
        return
    wrong = [figure for figure in figures if not figure.equal]
    what = ("nyckeltal", "key numbers") if one == "key" else ("andelar", "shares")
    yield AuditLine(
        kind,
        not wrong,
        Text(
            f"{whole(len(figures))} tryckta {what[0]} har jämförts. {whole(len(figures) - len(wrong))} stämmer.",
            f"{whole(len(figures))} printed {what[1]} have been compared. {whole(len(figures) - len(wrong))} agree.",
        ),
        tuple(dict.fromkeys(figure.table.clause for figure in figures)),
    )
    for figure in wrong:
        known = per_cent(figure.known, 3) if one == "share" else str(figure.known)
        yield AuditLine(
            one,
            agrees=False,
            text=Text(
                f"{figure.table.name.sv}, ”{figure.column.heading}”, {figure.label}: tryckt {figure.printed}, nyckeln "
                f"ger {known}.",
                f"{figure.table.name.in_language('en')}, “{figure.column.heading}”, {figure.label}: printed "
                f"{figure.printed}, the key gives {known}.",
            ),
            clauses=(figure.table.clause,),
        )


def _unmatched(found: Unmatched) -> AuditLine:
    sv = f"{found.table.name.sv}, ”{found.column.heading}”"
    en = f"{found.table.name.in_language('en')}, “{found.column.heading}”"
    who = f"{found.name} ({found.code})"
    amount = counted(found.table, found.computed or 0 if found.published is None else found.published)
    if found.published is not None:
        sv += f", {who}: tryckt {amount.sv}, men är ingen mottagare av medlen."
        en += f", {who}: printed {amount.en}, but is no recipient of the grant."
    elif found.has_row:
        sv += f", {who}: inget belopp är tryckt. Beräknat {amount.sv}."
        en += f", {who}: no amount is printed; computed {amount.en}."
    else:
        sv += f": {who} har ingen rad i bilagan. Beräknat {amount.sv}."
        en += f": {who} has no row in the annex; computed {amount.en}."
    return AuditLine("unmatched", agrees=False, text=Text(sv, en), clauses=(found.table.clause,))


def _stray(grant: str, code: str, clause: str) -> AuditLine:
    return AuditLine(
        "override",
        agrees=False,
        text=Text(
            f"Avvikelsen i {grant} för {code} gäller ett belopp som inte är tryckt i någon bilaga.",
            f"The override of {grant} for {code} is of an amount that no annex prints.",
        ),
        clauses=(clause,),
    )


def _area(area: AuditedArea) -> AuditLine:
    name_sv = f"”{area.area.name.sv}”" if area.area is not None else "Hela överenskommelsen"
    name_en = f"“{area.area.name.in_language('en')}”" if area.area is not None else "The whole agreement"
    return AuditLine(
        "area" if area.area is not None else "total",
        area.equal,
        Text(
            f"{name_sv}: angivet {kronor(area.stated)}, beloppen blir tillsammans {kronor(area.summed)}.",
            f"{name_en}: stated {kronor(area.stated)}, the grants make {kronor(area.summed)}.",
        ),
        (area.clause,),
    )


def _departure(departure: Departure) -> AuditLine:
    sv = [
        f"{departure.grant.name.sv}: i {clause_reference(departure.clause)} står {quoted(departure.quote)} Enligt "
        f"texten fördelas pengarna {departure.stated.sv}. De undertecknade beloppen är fördelade {departure.used.sv}."
    ]
    en = [
        f"{departure.grant.name.in_language('en')}: {clause_reference(departure.clause, 'en')} says "
        f"{quoted(departure.quote, 'en')} By the text the money is shared out {departure.stated.in_language('en')}. "
        f"The signed amounts are shared out {departure.used.in_language('en')}."
    ]
    for need in departure.needs:
        if need.missing:
            key = need.key
            sv.append(
                f"För textens fördelning behövs tal för ”{key.name.sv}” för {need.missing} mottagare."
                + (f" {key.unavailable.sv}" if key.unavailable is not None else "")
            )
            en.append(
                f"The text's rule needs numbers for “{key.name.in_language('en')}” for {need.missing} recipients."
                + (f" {key.unavailable.in_language('en')}" if key.unavailable is not None else "")
            )
    if departure.moved is not None:
        sv.append(f"Med textens fördelning skulle {kronor(departure.moved)} byta mottagare.")
        en.append(f"By the text's rule {kronor(departure.moved)} would change recipient.")
    if departure.note is not None:
        sv.append(departure.note.sv)
        en.append(departure.note.in_language("en"))
    clauses = tuple(dict.fromkeys((departure.clause, departure.used_clause)))
    return AuditLine("departure", agrees=False, text=Text(" ".join(sv), " ".join(en)), clauses=clauses)


def _remark(remark: Remark) -> AuditLine:
    clauses = tuple(dict.fromkeys(quote.clause for quote in remark.quotes))
    return AuditLine(
        "remark",
        agrees=False,
        text=Text(
            f"{remark.name.sv}. {remark.found.sv} {remark.follows.sv}",
            f"{remark.name.in_language('en')}. {remark.found.in_language('en')} {remark.follows.in_language('en')}",
        ),
        clauses=clauses,
    )


def audit_data(audit: Audit) -> dict[str, object]:
    """Return the audit as plain data, ready for JSON."""
    return {
        "agreement": audit.agreement.id,
        "compared": len(audit.cells),
        "equal": audit.equal_count,
        "differing": [
            {
                "table": cell.table.id,
                "heading": cell.column.heading,
                "grant": cell.grant.id,
                "code": cell.code,
                "name": cell.name,
                "published": cell.published,
                "computed": cell.computed,
                "exact": fraction_data(cell.exact),
                "difference": cell.difference,
                "accounted": cell.accounted,
            }
            for cell in audit.differing
        ],
        "columns": [_sum_data(sum_) for sum_ in (*audit.columns, *audit.without_computed)],
        "rows": [_sum_data(sum_) for sum_ in audit.rows],
        "keys": {"compared": len(audit.keys), "equal": sum(1 for figure in audit.keys if figure.equal)},
        "shares": {"compared": len(audit.shares), "equal": sum(1 for figure in audit.shares if figure.equal)},
        "areas": [
            {
                "area": area.area.id if area.area is not None else None,
                "clause": area.clause,
                "stated": area.stated,
                "summed": area.summed,
                "equal": area.equal,
            }
            for area in audit.areas
        ],
        "report": [
            {
                "kind": line.kind,
                "agrees": line.agrees,
                "sv": line.text.sv,
                "en": line.text.in_language("en"),
                "clauses": list(line.clauses),
            }
            for line in audit.report()
        ],
    }


def _sum_data(sum_: AuditedSum) -> dict[str, object]:
    return {
        "table": sum_.table.id,
        "heading": sum_.heading,
        "code": sum_.code,
        "printed": sum_.printed,
        "summed": sum_.summed,
        "stated": sum_.stated,
        "equal": sum_.equal,
    }
