"""What decisive pages are made of: the act with its sum and to whom, checks that are folded, amounts with a sum."""

from naravard.agreement.model import Text
from naravard.web.site.checks import Check, Checklist, CheckOutcome
from naravard.web.site.forms import Field
from naravard.web.site.forms.amounts import AmountsTable
from naravard.web.site.forms.deeds import money_deed, whom_of

SÖRMLAND = Text("Region Sörmland")


def plain(text: Text) -> str:
    return text.sv.replace("\N{NO-BREAK SPACE}", " ")


def test_a_deed_asks_the_act_with_the_sum_and_to_whom_and_its_button_says_the_sum() -> None:
    deed = money_deed(
        act=Text("Bekräfta att banken har betalat"), verb=Text("Bekräfta"), amount=146_514_327, to=Text("till"),
        whom=SÖRMLAND, when=Text("den 1 december 2022"),
    )  # fmt: skip
    assert (
        plain(deed.asks) == "Bekräfta att banken har betalat 146 514 327 kr till Region Sörmland den 1 december 2022?"
    )
    assert plain(deed.button) == "Bekräfta 146 514 327 kr"
    assert [label.sv for label, _value in deed.facts] == ["Belopp", "Till"]


def test_one_is_named_and_several_are_counted() -> None:
    assert whom_of([SÖRMLAND, SÖRMLAND]) == SÖRMLAND
    assert whom_of([SÖRMLAND, Text("Region Skåne")]).sv == "2 mottagare"


def test_what_is_not_met_stands_before_what_cannot_be_told_and_the_rest_is_counted() -> None:
    def check(name: str, answer: CheckOutcome) -> Check:
        return Check(name=Text(name), answer=answer, says=Text("."))

    told = Checklist(
        [
            check("oklar", CheckOutcome.UNKNOWN),
            check("uppfylld", CheckOutcome.MET),
            check("fel", CheckOutcome.NOT_MET),
        ]
    )
    assert told.says.sv == "1 av 3 kontroller är uppfyllda"
    assert [one.name.sv for one in told.others] == ["fel", "oklar"]
    assert [one.name.sv for one in told.met] == ["uppfylld"]


def test_the_sum_counts_no_part_twice_and_leaves_out_what_cannot_be_read() -> None:
    fields = [
        Field(name="a", label=Text("a"), kind="kronor", value="91 413 564", out_of=91_413_564),
        Field(name="b", label=Text("varav"), kind="kronor", value="7 548 601", out_of=7_548_601, is_part=True),
        Field(name="c", label=Text("c"), kind="kronor", value="inget", out_of=1_000),
        Field(name="d", label=Text("d"), value="1 000"),
    ]
    table = AmountsTable(Text("Tilldelat"), Text("Rekvireras")).of(fields)
    assert [field.name for field in table.fields] == ["a", "b", "c"]
    assert (table.whole, table.total) == (91_414_564, 91_413_564)
