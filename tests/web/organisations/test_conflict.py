"""Two versions of the same fields: what is chosen already, what is left to choose, and what is saved."""

from collections.abc import Mapping

from django.http import QueryDict

from naravard.web.site.conflict import ChangedMeanwhileError, Conflict, Sent, saved

NAMES = ("address", "city")
WAS = {"address": "Box 1", "city": "Visby"}


class Thing:
    """Something with fields and a version, which another changes at will."""

    def __init__(self, **values: str) -> None:
        self.values, self.version, self.saved = {**WAS, **values}, 1, 0

    def change(self, version: int = 2, **values: str) -> None:
        self.values |= values
        self.version = version

    def save(self, wanted: Mapping[str, str], version: int) -> str:
        if version != self.version:
            raise ChangedMeanwhileError(asked=version, version=self.version, now=self.values)
        self.values |= wanted
        return "saved"


def sent(**posted: str) -> Sent:
    query = QueryDict(mutable=True)
    query.update({"version": "1", "was-address": "Box 1", "was-city": "Visby", **WAS, **posted})
    return Sent.of(query, NAMES)


def save(thing: Thing, form: Sent) -> "str | Conflict":
    return saved(form, form.wanted, lambda version, wanted: thing.save(wanted, version))


def test_without_another_change_what_was_written_is_saved() -> None:
    thing = Thing()
    assert save(thing, sent(address="Box 2")) == "saved"
    assert thing.values["address"] == "Box 2"


def test_what_was_changed_outside_the_form_does_not_stand_in_the_way() -> None:
    thing = Thing()
    thing.change(5, bankgiro="50501055")
    assert save(thing, sent(address="Box 2")) == "saved"
    assert thing.values == {"address": "Box 2", "city": "Visby", "bankgiro": "50501055"}


def test_each_field_that_differs_is_to_be_chosen_and_what_only_one_changed_is_chosen_already() -> None:
    thing = Thing()
    thing.change(city="Hemse", address="Box 3")
    conflict = save(thing, sent(address="Box 2"))
    assert isinstance(conflict, Conflict)
    assert [(each.name, each.was, each.mine, each.theirs, each.choice) for each in conflict.differences] == [
        ("address", "Box 1", "Box 2", "Box 3", ""),
        ("city", "Visby", "Visby", "Hemse", "theirs"),
    ]
    assert thing.values["address"] == "Box 3"


def test_two_who_wrote_the_same_have_nothing_to_choose_in_that_field() -> None:
    thing = Thing()
    thing.change(address="Box 2", city="Hemse")
    conflict = save(thing, sent(address="Box 2"))
    assert isinstance(conflict, Conflict)
    assert conflict.same == ["address"]


def chosen(**choices: str) -> Sent:
    theirs = {"version": "2", "theirs-address": "Box 3", "theirs-city": "Hemse", "address": "Box 2"}
    return sent(**theirs, **{f"choice-{name}": choice for name, choice in choices.items()})


def test_what_is_chosen_is_saved_with_the_newer_version() -> None:
    thing = Thing()
    thing.change(city="Hemse", address="Box 3")
    form = chosen(address="mine", city="theirs")
    assert form.lacking == ()
    assert save(thing, form) == "saved"
    assert thing.values == {"address": "Box 2", "city": "Hemse"}


def test_a_choice_that_was_not_made_is_asked_for_and_those_made_are_kept() -> None:
    form = chosen(city="mine", address="what")
    assert form.lacking == ("address",)
    address, city = Conflict.again(form).differences
    assert (address.choice, address.lacks_choice) == ("", True)
    assert (city.choice, city.lacks_choice) == ("mine", False)


def test_a_third_change_while_one_chooses_is_told_of_too() -> None:
    thing = Thing()
    thing.change(3, city="Klintehamn", address="Box 3")
    conflict = save(thing, chosen(address="mine", city="theirs"))
    assert isinstance(conflict, Conflict)
    assert conflict.version == 3
    assert [(each.name, each.was, each.mine, each.theirs) for each in conflict.differences] == [
        ("address", "Box 3", "Box 2", "Box 3"),
        ("city", "Hemse", "Hemse", "Klintehamn"),
    ]


def test_a_version_that_is_no_number_is_an_old_one() -> None:
    for version in ("", "-1", "²", "x", "9" * 5000):
        assert sent(version=version).version == 0
