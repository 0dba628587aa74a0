"""Colons and question marks within a text between braces or brackets, as Swedish officials write them."""

import pytest
from broken import yaml
from folders import example, found, ids, line_of, loaded

NAME = "{sv: Stiftelsen Hemgångsrådet, en: The Discharge Council}"


@pytest.mark.parametrize(
    "name", ["SKR:s kansli", "Kansliet (öppet 8:00)", "Prop. 2024/25:1", "https://skr.se/rad", "Vilka? Alla", "Del 1:2"]
)
def test_a_text_between_braces_may_hold_signs(name: str) -> None:
    files = yaml(NAME, f"{{sv: {name}, en: Agency}}")
    assert found(files) == ()
    agreement = loaded(files).agreement
    assert agreement is not None
    assert name in [organisation.name.sv for organisation in agreement.organisations]


def test_a_brace_that_is_not_closed_is_still_told_of() -> None:
    assert ids(yaml(NAME + "}", "SKR:s kansli")) == ["A032"]


@pytest.mark.parametrize(
    ("old", "new", "finding_id", "line"),
    [
        ("    name: Stöd från SKR", "\tname: Stöd från SKR", "A021", "name: Stöd från SKR"),
        ("    amount: 3 000 000", "\u00a0\u00a0\u00a0\u00a0amount: 3 000 000", "A021", "amount: 3 000 000"),
        ('clause: "6"\n    signatory', "clause: ”6”\n    signatory", "A034", 'clause: "6"\n    signatory'),
        ("name: Stöd från SKR", "name: ”Stöd: från SKR”", "A034", "name: Stöd från SKR"),
        ("rule: {kind: equal}\n\nper_", "rule: {kind:equal}\n\nper_", "A035", "rule: {kind: equal}\n\nper_"),
        ("  - id: stod\n", "  • id: stod\n", "A036", "- id: stod\n"),
    ],
)
def test_a_slip_is_told_of_on_its_own_line(old: str, new: str, finding_id: str, line: str) -> None:
    (finding,) = found(yaml(old, new))
    assert (finding.id, finding.line) == (finding_id, line_of("agreement.yaml", line))


@pytest.mark.parametrize("value", ['"”Nära vård” 2025"', "”Nära vård” och ”God vård”", "Nära vård # en kommentar"])
def test_signs_that_are_meant_are_left_alone(value: str) -> None:
    assert found(yaml("name: Stöd från SKR", f"name: {value}")) == ()


def test_a_file_in_utf_16_is_told_of_as_wrongly_saved() -> None:
    assert ids(example() | {"agreement.yaml": str(example()["agreement.yaml"]).encode("utf-16")}) == ["A006"]
