"""The audit of any agreement: what differs is said, accounted for or not; what is not printed is no matter."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from naravard.agreement.model import (
    Agreement,
    Area,
    Equal,
    PrintedRounding,
    Proportional,
    PublishedColumn,
    PublishedRow,
    PublishedTable,
    Quote,
    Remark,
    Text,
    TextRule,
)
from naravard.allocation.annex_figures import as_printed
from naravard.allocation.audit import audit, equals_printed_share
from small_agreements import REGIONS, agreement, grant, key, override

NUMBERS = {"01": 500, "03": 300, "04": 150, "05": 51}
COLUMNS = (
    PublishedColumn(column="name", heading="Region", holds="name"),
    PublishedColumn(column="folk", heading="Befolkning", holds="key", key="folk"),
    PublishedColumn(column="andel", heading="Andel", holds="share", key="folk"),
    PublishedColumn(column="medel", heading="Medel", holds="grant", grant="medel"),
    PublishedColumn(column="total", heading="Totalt", holds="total"),
)
PRINTED = {
    "01": ("Alfa", "500", "50,0%", "499", "499"),
    "03": ("Beta", "300", "30,0%", "300", "300"),
    "04": ("Gamma", "150", "15,0%", "150", "150"),
    "05": ("Delta", "51", "5,1%", "51", "51"),
}
TOTALS = ("Totalt", "1001", "1", "1000", "1000")


def row(code: str, cells: tuple[str, ...]) -> PublishedRow:
    return PublishedRow(code=code, cells=dict(zip((column.column for column in COLUMNS), cells, strict=True)))


def made(printed: dict[str, tuple[str, ...]] = PRINTED, totals: tuple[str, ...] = TOTALS) -> Agreement:
    """Make an agreement with an annex as printed."""
    table = PublishedTable(
        id="bilaga-1",
        name=Text("Bilaga 1", "Annex 1"),
        clause="bilaga 1",
        file="published/bilaga-1.csv",
        columns=COLUMNS,
        rows=tuple(row(code, cells) for code, cells in printed.items()),
        totals=row("TOTAL", totals),
    )
    return replace(agreement(grant(Proportional(key="folk")), keys=(key("folk", NUMBERS),)), published=(table,))


def said(agreement: Agreement, *, agrees: bool = False) -> list[str]:
    """Return what the audit says that agrees, or that does not."""
    return [line.text.sv.replace("\u00a0", " ") for line in audit(agreement).report() if line.agrees is agrees]


def test_an_annex_that_is_as_computed_has_nothing_to_say() -> None:
    assert said(made()) == []
    assert said(made(), agrees=True)[0] == (
        "4 publicerade belopp har jämförts med de beräknade. 4 är lika och 0 skiljer sig."
    )


def test_a_differing_amount_is_told_with_all_its_figures() -> None:
    changed = PRINTED | {"01": ("Alfa", "500", "50,0%", "500", "500"), "03": ("Beta", "300", "30,0%", "299", "299")}
    told = said(made(changed))
    assert told[1] == (
        "Bilaga 1, ”Medel”, Region Alfa: tryckt 500 kr, beräknat 499 kr, exakt 499,5004… kr, skillnad +1 kr. "
        "Skillnaden är inte införd som avvikelse."
    )
    signed = replace(made(changed), overrides=(override("01", 1), override("03", -1)))
    assert said(signed)[1].endswith("Skillnaden är införd som avvikelse, med orsak.")


def test_sums_keys_and_shares_that_do_not_agree_are_told() -> None:
    changed = PRINTED | {"05": ("Delta", "52", "5,2%", "51", "50")}
    told = said(made(changed, ("Totalt", "1001", "1", "1001", "1000")))
    assert told == [
        "2 kolumnsummor har räknats om. 0 stämmer.",
        "Bilaga 1, ”Medel”: tryckt summa 1 001 kr, de tryckta beloppen blir 1 000 kr, och enligt avsnitt 8 är beloppet "
        "1 000 kr.",
        "Bilaga 1, ”Totalt”: tryckt summa 1 000 kr, de tryckta beloppen blir 999 kr.",
        "5 radsummor har räknats om. 3 stämmer.",
        "Bilaga 1, ”Totalt”, Delta: tryckt summa 50 kr, de tryckta beloppen blir 51 kr.",
        "Bilaga 1, ”Totalt”, Totalt: tryckt summa 1 000 kr, de tryckta beloppen blir 1 001 kr.",
        "5 tryckta nyckeltal har jämförts. 4 stämmer.",
        "Bilaga 1, ”Befolkning”, Delta: tryckt 52, nyckeln ger 51.",
        "5 tryckta andelar har jämförts. 4 stämmer.",
        "Bilaga 1, ”Andel”, Delta: tryckt 5,2%, nyckeln ger 5,095 %.",
    ]


def test_where_nothing_is_printed_nothing_is_said_to_be() -> None:
    """Empty cells (a dash is read as one), a row of totals without sums, and none at all."""
    nothing = PRINTED | {"05": ("Delta", "", "", "", "")}
    told = said(made(nothing, ("Totalt", "", "", "", "")))
    assert told == [
        "Bilaga 1, ”Medel”, Region Delta (05): inget belopp är tryckt. Beräknat 51 kr.",
        "1 kolumnsummor har räknats om. 0 stämmer.",
        "Bilaga 1, ”Medel”: ingen summa är tryckt, de tryckta beloppen blir 949 kr, och enligt avsnitt 8 är beloppet "
        "1 000 kr.",
    ]
    assert said(made(nothing, ("Totalt", "", "", "", "")), agrees=True)[0] == (
        "3 publicerade belopp har jämförts med de beräknade. 3 är lika och 0 skiljer sig."
    )
    bare = made()
    without_totals = replace(bare, published=(replace(bare.published[0], totals=None),))
    assert said(without_totals) == []
    assert audit(without_totals).columns[0].printed is None


def test_a_row_that_is_missing_and_an_override_that_is_nowhere_printed() -> None:
    without = {code: cells for code, cells in PRINTED.items() if code != "05"}
    changed = replace(made(without), overrides=(override("05", 1), override("01", -1)))
    told = said(changed)
    assert "Bilaga 1, ”Medel”: Region Delta (05) har ingen rad i bilagan. Beräknat 51 kr." in told
    assert any("för 05 gäller ett belopp som inte är tryckt" in line for line in told)


def test_a_row_of_one_that_is_no_recipient_may_print_nothing_but_not_an_amount() -> None:
    nothing = row("06", ("Epsilon", "", "", "0", "0"))
    amount = row("06", ("Epsilon", "", "", "7", "7"))
    table = made().published[0]
    assert said(replace(made(), published=(replace(table, rows=(*table.rows, nothing)),))) == []
    told = said(replace(made(), published=(replace(table, rows=(*table.rows, amount)),)))
    assert "Bilaga 1, ”Medel”, Epsilon (06): tryckt 7 kr, men är ingen mottagare av medlen." in told


def test_a_key_with_decimals_is_compared_as_printed() -> None:
    decimals = key("folk", {"01": Fraction("500.5"), "03": 300, "04": 150, "05": 51})
    printed = PRINTED | {"01": ("Alfa", "500.5", "50,0%", "499", "499")}
    totals = ("Totalt", "1001.5", "1", "1000", "1000")
    told = said(replace(made(printed, totals), keys=(decimals,)))
    assert not [line for line in told if "Befolkning" in line]


def test_areas_and_the_total_are_added_up() -> None:
    area = Area(id="omrade", name=Text("Området"), clause="2.2", amount=999)
    changed = replace(made(), areas=(area,), grants=(replace(made().grants[0], area="omrade"),))
    assert said(changed) == ["”Området”: angivet 999 kr, beloppen blir tillsammans 1 000 kr."]
    total = replace(made(), total=replace(made().total, amount=1001))
    assert said(total) == ["Hela överenskommelsen: angivet 1 001 kr, beloppen blir tillsammans 1 000 kr."]


def test_a_departure_with_numbers_says_how_much_would_move() -> None:
    stated = TextRule(clause="9", quote="Medlen fördelas lika.", rule=Equal())
    changed = replace(made(), grants=(replace(made().grants[0], text_rule=stated),))
    told = said(changed)[0]
    assert told.startswith(
        "Medel: i avsnitt 9 står ”Medlen fördelas lika.” Enligt texten fördelas pengarna lika mellan"
    )
    assert told.endswith("Med textens fördelning skulle 299 kr byta mottagare.")


def test_a_departure_without_numbers_says_what_it_would_take() -> None:
    stated = TextRule(clause="9", quote="Efter vårdbehov.", rule=Proportional(key="behov"))
    awaited = key("behov", None, awaits="rapport")
    changed = replace(made(), keys=(*made().keys, awaited), grants=(replace(made().grants[0], text_rule=stated),))
    assert "För textens fördelning behövs tal för ”Behov” för 4 mottagare." in said(changed)[0]
    assert audit(changed).departures[0].moved is None


@pytest.mark.parametrize("quote", ["fördelas lika", "Medlen fördelas lika."])
def test_a_quotation_ends_with_one_full_stop(quote: str) -> None:
    stated = TextRule(clause="9", quote=quote, rule=Equal())
    changed = replace(made(), grants=(replace(made().grants[0], text_rule=stated),))
    assert said(changed)[0].count("lika.”" if quote.endswith(".") else "lika”.") == 1


def test_remarks_are_told_with_their_clauses() -> None:
    remark = Remark(
        id="fel-ar",
        name=Text("Fel år", "Wrong year"),
        quotes=(Quote(clause="10.1", text="budgetår 2020"), Quote(clause="10.1", text="2022")),
        found=Text("Avsnitt 10.1 anger budgetåret 2020."),
        follows=Text("Anslaget får läsas som 2022 års."),
    )
    line = audit(replace(made(), remarks=(remark,))).report()[-1]
    assert line.text.sv == "Fel år. Avsnitt 10.1 anger budgetåret 2020. Anslaget får läsas som 2022 års."
    assert line.clauses == ("10.1",)


def test_an_agreement_without_annexes_is_audited_too() -> None:
    plain = agreement(grant(Equal()))
    assert said(plain) == []
    assert said(plain, agrees=True)[0].startswith("Överenskommelsen har inga undertecknade bilagor")


def test_a_published_grant_that_awaits_its_key_is_added_up_and_no_more() -> None:
    waiting = replace(made(), keys=(replace(made().keys[0], values=None, awaits="rapport"),))
    audited = audit(waiting)
    assert (len(audited.cells), len(audited.without_computed)) == (0, 1)
    assert any("kan inte jämföras" in line for line in said(waiting, agrees=True))


def test_the_audit_is_plain_data_too() -> None:
    import json

    data = json.loads(json.dumps(audit(made()).as_data()))
    assert (data["compared"], data["equal"], data["differing"]) == (4, 4, [])
    assert len(data["rows"]) == 5


@pytest.mark.parametrize(
    ("printed", "share", "equal"),
    [
        ("23,1%", Fraction(2411859, 10443100), True),
        ("23.1 %", Fraction(2411859, 10443100), True),
        ("23,2%", Fraction(2411859, 10443100), False),
        ("23,0%", Fraction(2411859, 10443100), False),
        ("0,231", Fraction(2411859, 10443100), True),
        ("23%", Fraction(2411859, 10443100), True),
        ("12,5%", Fraction(1245, 10000), True),
        ("1", Fraction(1), True),
        ("tolv", Fraction(12, 100), False),
    ],
)
def test_a_printed_share_is_compared_at_its_own_decimals(printed: str, share: Fraction, equal: bool) -> None:  # noqa: FBT001
    assert equals_printed_share(printed, share) is equal


# --- how a printed table was rounded ---

SHARES = {"01": 1, "03": 1, "04": 1}


def rounded_table(
    rounded: PrintedRounding | None, printed: dict[str, str], amount: int = 1000, **what: Any
) -> Agreement:
    """An annex of one grant, shared by a key, with these printed amounts."""
    columns = (PublishedColumn(column="medel", heading="Medel", holds="grant", grant="medel"),)
    table = PublishedTable(
        id="tabell", name=Text("Tabell"), clause="3", file="tabell.csv", columns=columns, rounded=rounded,
        rows=tuple(PublishedRow(code=code, cells={"medel": cell}) for code, cell in printed.items()), **what,
    )  # fmt: skip
    shared = grant(Proportional(key="tal"), amount)
    names = {code: REGIONS[code] for code in SHARES}
    return replace(agreement(shared, keys=(key("tal", SHARES),), names=names), published=(table,))


def test_a_table_rounded_halves_up_with_the_rest_on_one_agrees_though_its_amounts_are_not_the_computed() -> None:
    half_up = PrintedRounding(method="half-up", rest="04")
    audited = audit(rounded_table(half_up, {"01": "333", "03": "333", "04": "334"}))
    assert [cell.computed for cell in audited.cells] == [334, 333, 333]
    assert [cell.expected for cell in audited.cells] == [333, 333, 334]
    assert all(cell.accounted for cell in audited.cells)
    assert all(sum_.equal for sum_ in audited.columns)
    told = [line.text.sv for line in audited.report()]
    assert "Tabell är avrundad till närmaste, halva uppåt, med resten på Region Gamma." in told
    assert any(line.endswith("Skillnaden kommer av hur tabellen är avrundad.") for line in told)


def test_a_difference_that_the_stated_rounding_does_not_give_is_not_accounted_for() -> None:
    half_up = PrintedRounding(method="half-up", rest="04")
    audited = audit(rounded_table(half_up, {"01": "333", "03": "334", "04": "333"}))
    assert [(cell.difference, cell.accounted) for cell in audited.cells] == [(-1, True), (1, False), (0, True)]


def test_without_a_stated_rounding_the_same_amounts_need_overrides() -> None:
    audited = audit(rounded_table(None, {"01": "333", "03": "333", "04": "334"}))
    assert [cell.accounted for cell in audited.cells] == [False, True, False]


def test_a_table_rounded_by_hand_may_be_a_unit_from_the_exact_amounts_and_no_more() -> None:
    by_hand = PrintedRounding(method="by-hand", unit=10)
    audited = audit(rounded_table(by_hand, {"01": "340", "03": "330", "04": "345"}))
    assert [cell.accounted for cell in audited.cells] == [True, True, False]


def test_a_table_in_weeks_is_told_in_weeks_and_a_press_release_as_such() -> None:
    audited = audit(rounded_table(None, {"01": "330", "03": "333", "04": "333"}, unit="weeks", status="press-release"))
    told = " ".join(line.text.sv for line in audited.report() if line.kind in ("table", "cell", "column"))
    assert "är ett pressmeddelande, som inte binder någon och är tryckt i veckor" in told
    assert "tryckt 330 veckor" in told.replace("\xa0", " ")
    assert "330 kr" not in told.replace("\xa0", " ")


@given(
    numbers=st.lists(st.integers(1, 9_999), min_size=1, max_size=12),
    amount=st.integers(0, 10**9),
    unit=st.sampled_from([1, 10, 1000]),
)
def test_halves_up_with_the_rest_on_one_always_adds_up_and_no_one_else_is_more_than_half_a_unit_away(
    numbers: list[int], amount: int, unit: int
) -> None:
    total = sum(numbers)
    exact = {str(place): Fraction(amount * number, total) for place, number in enumerate(numbers)}
    printed = as_printed(exact, PrintedRounding(method="half-up", unit=unit, rest="0"), amount)
    assert printed is not None
    assert sum(printed.values()) == amount
    assert all(abs(printed[code] - share) * 2 <= unit for code, share in exact.items() if code != "0")
