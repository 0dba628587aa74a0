"""A change that rests on a key without numbers: the page asks for them, and compares nothing."""

from django.test import Client

from web_pages import heading, main_of, words
from web_shared import WHOLE


def test_a_rule_whose_key_has_no_numbers_asks_for_them_instead_of_counting_zeros(reader: Client) -> None:
    rule = "set=vidareutbildning-kommuner.rule={kind: proportional, key: nurses}"
    main = main_of(reader, f"/overenskommelser/{WHOLE}/simulering/?{rule}")
    assert heading(main) == "Tal saknas för en nyckel"
    assert "får mindre" not in words(main)
    (link,) = [a for a in main.xpath(".//a") if "Ange tal för" in words(a)]
    assert "Anställda sjuksköterskor" in words(main_of(reader, link.get("href")))
    assert "saknas tal för ”Anställda sjuksköterskor" in words(main)
