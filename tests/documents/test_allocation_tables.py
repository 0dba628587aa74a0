"""An allocation as tables: totals both ways, what is awaited, what is left, several kinds of recipients."""

import small_agreements as small
from naravard.agreement.library import open_agreement
from naravard.agreement.model import Duty, Equal, Limits, Onward, Proportional, Text
from naravard.allocation import allocate
from naravard.allocation.second_level import share_onward
from naravard.documents.allocation_tables import annex_tables, long_table, onward_table
from naravard.documents.table import TOTAL

KEY = small.key("folk", {"01": 3, "03": 2, "04": 1, "05": 1})
MUNICIPALITIES = small.municipalities({"0101": "Ett", "0102": "Två", "0301": "Tre"})


def test_the_long_form_follows_the_agreements_order() -> None:
    agreement = small.agreement(
        small.grant(Equal(), grant_id="b"), small.grant(Proportional(key="folk"), grant_id="a"), keys=(KEY,)
    )
    table = long_table(allocate(agreement))
    assert [column.id for column in table.columns] == ["grant", "recipient_code", "recipient", "amount"]
    assert [(row[0], row[1]) for row in table.rows] == [
        (grant, code) for grant in ("b", "a") for code in ("01", "03", "04", "05")
    ]
    assert long_table(allocate(agreement), only={"a"}).column("grant") == ("a",) * 4


def test_earmarks_come_after_their_grant_and_are_no_money_of_their_own() -> None:
    grant = small.grant(Proportional(key="folk"), 700, earmarks=(small.earmark(70),))
    agreement = small.agreement(grant, small.grant(Equal(), 400, grant_id="andra"), keys=(KEY,))
    rows = long_table(allocate(agreement), earmarks=True).rows
    assert [row[0] for row in rows] == ["medel"] * 4 + ["medel/varav"] * 4 + ["andra"] * 4
    (table,) = annex_tables(allocate(agreement), earmarks=True)
    assert [column.id for column in table.columns] == [
        "recipient", "recipient_code", "medel", "medel/varav", "andra", "total",
    ]  # fmt: skip
    assert table.total == (TOTAL, None, 700, 70, 400, 1100)
    assert table.rows[0] == ("Region Alfa", "01", 300, 30, 100, 400)


def test_overrides_stand_in_the_binding_table_only() -> None:
    agreement = small.agreement(
        small.grant(Equal(), 400), overrides=(small.override("01", 1), small.override("03", -1))
    )
    allocation = allocate(agreement)
    assert annex_tables(allocation)[0].column("medel") == (100, 100, 100, 100)
    (binding,) = annex_tables(allocation, binding=True)
    assert binding.column("medel") == (101, 99, 100, 100)
    assert binding.total == (TOTAL, None, 400)
    assert binding.note is not None
    assert "undertecknade" in binding.note.sv


def test_each_kind_of_recipient_has_a_table_with_its_own_grants() -> None:
    agreement = small.agreement(
        small.grant(Equal(), 400, grant_id="regioner"),
        small.grant(Equal(), 7, grant_id="alla", recipients=("regions", "municipalities")),
        groups=(MUNICIPALITIES,),
    )
    regions, municipalities = annex_tables(allocate(agreement))
    assert regions.caption.en == "Money to the regions"
    assert regions.total == (TOTAL, None, 400, 4, 404)
    assert municipalities.id == "litet-exempel-municipalities"
    assert municipalities.rows[0] == ("Ett", "0101", 1)
    assert municipalities.total == (TOTAL, None, 3)


def test_a_grant_that_waits_is_told_of_with_the_duty_and_its_day() -> None:
    key = small.key("veckor", None, awaits="rapport")
    duty = Duty(
        id="rapport", name=Text("Rapporten"), about="key-report", who=("regions",), clause="4.6", brings=("veckor",)
    )
    agreement = small.agreement(
        small.grant(Equal(), 400), small.grant(Proportional(key="veckor"), grant_id="väntar"), keys=(key,)
    )
    from msgspec.structs import replace

    (table,) = annex_tables(allocate(replace(agreement, duties=(duty,))))
    assert [column.id for column in table.columns] == ["recipient", "recipient_code", "medel"]
    assert table.note is not None
    assert "inväntar nyckeln ”Veckor” (veckor)" in table.note.sv
    assert "”Rapporten” (avsnitt\u00a04.6)" in table.note.sv
    assert long_table(allocate(agreement), only={"väntar"}).rows == ()


def test_money_that_no_one_receives_is_told_of() -> None:
    agreement = small.agreement(small.grant(Limits(rule=Equal(), most=50), 400))
    (table,) = annex_tables(allocate(agreement))
    assert table.total == (TOTAL, None, 200)
    assert table.note is not None
    assert "200\u00a0kr inte" in table.note.sv


def test_the_second_level_names_both_ends_of_the_money() -> None:
    names = {"01": "Region Alfa", "03": "Region Beta"}
    grant = small.grant(Equal(), 101, onward=Onward(recipients="municipalities", rule=Equal()))
    agreement = small.agreement(grant, names=names, groups=(MUNICIPALITIES,))
    table = onward_table(share_onward(allocate(agreement), "medel"))
    assert table.rows == (
        ("01", "Region Alfa", "0101", "Ett", 26),
        ("01", "Region Alfa", "0102", "Två", 25),
        ("03", "Region Beta", "0301", "Tre", 50),
    )
    assert table.total == (None, TOTAL, None, None, 101)


def test_a_table_without_amounts_says_nothing_of_what_was_signed() -> None:
    agreement = open_agreement("god-och-nara-vard-2022").agreement
    assert agreement is not None
    _regions, _rss, municipalities, _skr = annex_tables(allocate(agreement), binding=True)
    assert municipalities.note is not None
    assert "undertecknade" not in municipalities.note.sv
    assert municipalities.note.sv.startswith("Verksamhetsförlagd utbildning (VFU) fördelas inte ännu")
