"""Every page has its words in the documentation; the other rooms test their own (commands, findings, settings)."""

from django.utils import translation

from naravard.web.addresses import addresses


def test_every_address_says_what_it_answers():
    assert [route for route, words, _ in addresses() if not words.endswith(".")] == []


def test_the_addresses_that_others_rely_on_are_there():
    with translation.override("sv"):  # another test may have read a page in English
        routes = {route for route, _, _ in addresses()}
    assert {"/", "/halsa", "/overenskommelser/<slug:agreement_id>/"} <= routes
