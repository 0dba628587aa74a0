"""Colons and question marks within a text between braces or brackets, as Swedish officials write them."""

import pytest
from broken import yaml
from folders import found, ids, loaded

NAME = "{sv: E-hälsomyndigheten, en: Swedish eHealth Agency}"


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
