"""Values in a CSV file beside their indicator: a row each, read as if each were written in the indicator's own file.

So a mistake is told in the same words, with the row's line and the column's name, and one wrong row of ten thousand is
one finding.
"""

from msgspec.structs import replace

from naravard.agreement.draft import nearest
from naravard.agreement.files import AgreementFiles
from naravard.agreement.findings import Place
from naravard.agreement.findings_catalogue import finding
from naravard.agreement.nodes import MappingNode, NodeField, Scalar
from naravard.agreement.shapes import fields_of
from naravard.agreement.structure import ItemReader
from naravard.agreement.tables import CsvRow, read_table
from naravard.indicators.model import Indicator, IndicatorValue

REQUIRED = ("period", "place", "method", "source")


def with_file(reader: ItemReader, files: AgreementFiles, one: Indicator) -> Indicator:
    """Return an indicator with the values of its file after its own; findings end up in the reader."""
    if one.values_file is None:
        return one
    content = files.get(one.values_file)
    place = reader.places.of(one, "values_file")
    if content is None:
        near = nearest(one.values_file, [path for path in files if path.endswith(".csv")])
        reader.findings.append(finding("A257", place, near=near, file=one.values_file))
        reader.places.spoil(one, "values")
        return one
    values, whole = _values(reader, content, one.values_file)
    kept = replace(one, values=(*one.values, *values))
    reader.places.move(one, kept)
    if not whole:
        reader.places.spoil(kept, "values")
    return kept


def _values(reader: ItemReader, content: bytes, file: str) -> tuple[list[IndicatorValue], bool]:
    table, findings = read_table(content, file)
    reader.findings += findings
    if table is None:
        return [], False
    lacking = table.missing(REQUIRED)
    known = {field.name for field in fields_of(IndicatorValue)}
    unknown = [column for column in table.columns if column not in known]
    for column in unknown:
        near = nearest(column, known)
        lacking.append(finding("A258", table.at(1), near=near, column=column, known=tuple(sorted(known))))
    reader.findings += lacking
    if lacking:
        return [], False
    read = [reader.item(_node(row, file), IndicatorValue, "values").value for row in table.rows]
    return [one for one in read if one is not None], table.whole and None not in read


def _node(row: CsvRow, file: str) -> MappingNode:
    """Return a row as the reader of YAML would give it: an empty cell is a field that is left out."""
    place = Place(file, row.line)
    fields = tuple(NodeField(name, place, Scalar(cell, place)) for name, cell in row.cells.items() if cell)
    return MappingNode(fields, place)
