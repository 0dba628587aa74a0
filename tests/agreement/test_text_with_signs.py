"""Texts with colons and question marks between braces and brackets, as Swedish officials write them."""

import pytest
from broken import yaml
from folders import found, loaded

PARTY = 'name: Sveriges Kommuner och Regioner\n    clause: "6"'
NAMES = ["SKR:s kansli", "Lämnas kl. 16:00", "Prop. 2024/25:1", "https://skr.se", "Vilka? Alla", "Dnr S2024/1:2, del 1:3"]


@pytest.mark.parametrize("name", NAMES[:-1])
def test_a_name_between_braces_may_hold_a_colon_or_a_question_mark(name: str) -> None:
    files = yaml("organisations:\n  - {id: ehalsomyndigheten, name: {sv: E-hälsomyndigheten", "organisations:\n  - {id: ehalsomyndigheten, name: {sv: " + name)
    assert found(files) == ()
    agreement = loaded(files).agreement
    assert agreement is not None
    assert agreement.organisations[0].name.sv == name
