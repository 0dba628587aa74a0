"""What can go wrong when money is allocated, said so that it can be put right.

    AllocationError
    ├── UnknownGrantError            a grant that the agreement does not have
    ├── UnknownRecipientError        a recipient that the grant does not have
    ├── UnknownEarmarkError          an earmark that the grant does not have
    ├── UnknownKeyError              a key that the agreement does not have
    ├── AwaitsKeyError               a question about an amount that waits for a key
    ├── NoRecipientsError            a grant with no one to share it
    ├── RepeatedRecipientError       the same code twice among a grant's recipients
    ├── KeyLacksRecipientsError      a key without a number for someone who takes part
    ├── KeyHasUnknownCodesError      a brought key with codes that no group of the agreement has
    ├── NegativeKeyValueError        a key with a number below zero
    ├── KeyTotalIsZeroError          nothing to share by
    ├── NothingIncreasedError        no recipient has increased
    ├── WeightsDoNotAddUpError       a mix that is not a whole
    ├── BaseTooGreatError            base amounts above the pot
    ├── FixedDoesNotMeetPotError     fixed amounts with another sum than the pot
    ├── FixedLacksRecipientsError    a table of fixed amounts without an amount for someone
    ├── FixedUnknownCodeError        a fixed amount for someone who is no recipient
    ├── NoOneMeetsConditionError     money to be shared among none
    ├── UnknownConditionCodeError    a condition that names someone who is no recipient
    ├── LimitsImpossibleError        least and greatest amounts that cannot be kept
    ├── EarmarksTooGreatError        earmarks above their grant
    ├── OverrideUnknownError         an override for someone who has no cell
    ├── OverridesDoNotNetError       overrides that make or take money
    ├── NoOnwardError                a second level that nothing describes
    ├── NoMunicipalitiesError        a county with no one to share its sum
    └── ChangeRefusedError           a change in a simulation that cannot be made

The errors of rules stand in ``rules/errors.py``, the others here. Every error says *what*, *where*, what was
*found*, what was *expected* and the *way out*, in Swedish and English.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from naravard.agreement.model import Text
from naravard.agreement.wording import exact, kronor, listed

_LABELS = {
    "sv": ("Var", "Hittat", "Väntat", "Gör så här"),
    "en": ("Where", "Found", "Expected", "Way out"),
}
_SHOWN = 5


class AllocationError(Exception):
    """A rule that cannot be carried out, or a question that cannot be answered."""

    def __init__(self, *, where: str, what: Text, found: Text, expected: Text, way_out: Text) -> None:
        super().__init__(what.sv)
        self.where = where
        self.what = what
        self.found = found
        self.expected = expected
        self.way_out = way_out

    def in_language(self, language: str) -> str:
        """Return the whole message in ``"sv"`` or ``"en"``, one line."""
        where, found, expected, way_out = _LABELS["en" if language == "en" else "sv"]
        parts = [
            self.what.in_language(language),
            f"{where}: {self.where}.",
            f"{found}: {self.found.in_language(language)}.",
            f"{expected}: {self.expected.in_language(language)}.",
            f"{way_out}: {_ended(self.way_out.in_language(language))}",
        ]
        return " ".join(parts)

    def __str__(self) -> str:
        return self.in_language("sv")


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith("?") else f"{sentence}."


def one_of(names: Sequence[str]) -> Text:
    """Return "one of …", shortened where there are many."""
    if not names:
        return Text("det finns inga", "there are none")
    return Text(f"en av {some(names, 'sv')}", f"one of {some(names, 'en')}")


def near(wanted: str, known: Iterable[str]) -> Text:
    """Return "did you mean …" for the nearest spelling, or a list of what there is."""
    import difflib

    names = list(known)
    nearest = difflib.get_close_matches(wanted, names, n=1, cutoff=0.6)
    if nearest:
        return Text(f"menade du {nearest[0]}?", f"did you mean {nearest[0]}?")
    if not names:
        return Text("det finns inga att välja bland", "there are none to choose from")
    return Text(f"välj bland {some(names, 'sv')}", f"choose among {some(names, 'en')}")


def some(codes: Sequence[str], language: str) -> str:
    """List the first few and count the rest."""
    if len(codes) <= _SHOWN:
        return listed(list(codes), language)
    more = len(codes) - _SHOWN
    rest = f"{more} more" if language == "en" else f"{more} till"
    return listed([*codes[:_SHOWN], rest], language)


def codes_shown(codes: Sequence[str]) -> Text:
    """Return codes as a text in both languages."""
    return Text(some(codes, "sv"), some(codes, "en"))


class UnknownGrantError(AllocationError):
    """The agreement has no grant with this id."""

    def __init__(self, grant: str, known: Sequence[str]) -> None:
        super().__init__(
            where="grants",
            what=Text(
                f"Överenskommelsen har inget belopp med beteckningen {grant}.",
                f"The agreement has no grant with the id {grant}.",
            ),
            found=Text(grant, grant),
            expected=one_of(known),
            way_out=near(grant, known),
        )


class UnknownRecipientError(AllocationError):
    """The grant has no recipient with this code."""

    def __init__(self, grant: str, code: str, known: Sequence[str]) -> None:
        super().__init__(
            where=grant,
            what=Text(f"Mottagaren {code} får inget av {grant}.", f"The recipient {code} has no part in {grant}."),
            found=Text(code, code),
            expected=Text(f"en av koderna {some(known, 'sv')}", f"one of the codes {some(known, 'en')}"),
            way_out=near(code, known),
        )


class UnknownEarmarkError(AllocationError):
    """The grant has no earmark with this id."""

    def __init__(self, grant: str, earmark: str, known: Sequence[str]) -> None:
        super().__init__(
            where=grant,
            what=Text(
                f"Beloppet {grant} har inget delbelopp {earmark}.", f"The grant {grant} has no earmark {earmark}."
            ),
            found=Text(earmark, earmark),
            expected=one_of(known),
            way_out=near(earmark, known),
        )


class AwaitsKeyError(AllocationError):
    """The amount waits for a key that has no numbers yet."""

    def __init__(self, grant: str, keys: Sequence[str]) -> None:
        super().__init__(
            where=grant,
            what=Text(f"Beloppet {grant} kan inte räknas ut än.", f"The grant {grant} cannot be computed yet."),
            found=Text(f"inga tal för nyckeln {some(keys, 'sv')}", f"no numbers for the key {some(keys, 'en')}"),
            expected=Text("tal för varje mottagare", "numbers for every recipient"),
            way_out=Text("ta med nyckelns tal från en fil", "bring the key's numbers from a file"),
        )


class UnknownKeyError(AllocationError):
    """The agreement has no key with this id."""

    def __init__(self, where: str, key: str, known: Sequence[str]) -> None:
        super().__init__(
            where=where,
            what=Text(
                f"Överenskommelsen har ingen fördelningsnyckel {key}.", f"The agreement has no allocation key {key}."
            ),
            found=Text(key, key),
            expected=one_of(known),
            way_out=near(key, known),
        )


class NoRecipientsError(AllocationError):
    """No one shares the grant."""

    def __init__(self, grant: str, groups: Sequence[str]) -> None:
        super().__init__(
            where=grant,
            what=Text("Det finns ingen mottagare att fördela till.", "There is no recipient to allocate to."),
            found=Text(
                f"gruppen {listed(groups)} är tom" if groups else "ingen grupp",
                f"the group {listed(groups, 'en')} is empty" if groups else "no group",
            ),
            expected=Text("minst en mottagare", "at least one recipient"),
            way_out=Text("ange en grupp som har medlemmar", "name a group that has members"),
        )


class RepeatedRecipientError(AllocationError):
    """A code stands twice among a grant's recipients."""

    def __init__(self, grant: str, codes: Sequence[str]) -> None:
        super().__init__(
            where=grant,
            what=Text(
                "Samma kod förekommer flera gånger bland mottagarna.",
                "The same code occurs twice among the recipients.",
            ),
            found=codes_shown(codes),
            expected=Text("varje kod en gång", "each code once"),
            way_out=Text(
                "dela upp beloppet så att regioner och RSS har var sitt belopp",
                "split the grant so that regions and RSS have a grant each",
            ),
        )


class KeyLacksRecipientsError(AllocationError):
    """A key has no number for someone who takes part."""

    def __init__(self, where: str, key: str, codes: Sequence[str]) -> None:
        super().__init__(
            where=where,
            what=Text(
                f"Nyckeln {key} saknar tal för {len(codes)} av mottagarna.",
                f"The key {key} has no number for {len(codes)} of the recipients.",
            ),
            found=Text(f"inget tal för {some(codes, 'sv')}", f"no number for {some(codes, 'en')}"),
            expected=Text("ett tal för varje mottagare", "a number for every recipient"),
            way_out=Text(
                "lägg till raderna i nyckelns fil. Talet får vara 0", "add the rows to the key's file; 0 will do"
            ),
        )


class KeyHasUnknownCodesError(AllocationError):
    """A brought key has codes that no group of the agreement has."""

    def __init__(self, key: str, codes: Sequence[str]) -> None:
        super().__init__(
            where=key,
            what=Text(
                f"Nyckeln {key} har koder som inte är mottagare.", f"The key {key} has codes that are no recipients."
            ),
            found=codes_shown(codes),
            expected=Text("koder ur överenskommelsens mottagargrupper", "codes from the agreement's recipient groups"),
            way_out=Text(
                "rätta koderna: två siffror för region och RSS, fyra för kommun",
                "correct the codes: two digits for a region or RSS, four for a municipality",
            ),
        )


class NegativeKeyValueError(AllocationError):
    """A key has a number below zero."""

    def __init__(self, where: str, key: str, code: str, value: Fraction) -> None:
        super().__init__(
            where=where,
            what=Text(f"Nyckeln {key} har ett negativt tal.", f"The key {key} has a negative number."),
            found=Text(f"{exact(value)} för {code}", f"{exact(value, 'en')} for {code}"),
            expected=Text("noll eller mer", "zero or more"),
            way_out=Text("rätta talet i nyckelns fil", "correct the number in the key's file"),
        )


class EarmarksTooGreatError(AllocationError):
    """The earmarks are more than their grant."""

    def __init__(self, grant: str, total: int, amount: int) -> None:
        super().__init__(
            where=grant,
            what=Text("Delbeloppen ryms inte i beloppet.", "The earmarks do not fit into their grant."),
            found=Text(kronor(total), kronor(total)),
            expected=Text(f"högst {kronor(amount)}", f"at most {kronor(amount)}"),
            way_out=Text("sänk delbeloppen eller höj beloppet", "lower the earmarks or raise the grant"),
        )


class OverrideUnknownError(AllocationError):
    """An override is for someone who has no cell."""

    def __init__(self, grant: str, codes: Sequence[str]) -> None:
        super().__init__(
            where=grant,
            what=Text(
                "En avvikelse från beräkningen gäller någon som inte är mottagare.",
                "An override is for someone who is not a recipient.",
            ),
            found=codes_shown(codes),
            expected=Text("koden för en av beloppets mottagare", "the code of one of the grant's recipients"),
            way_out=Text("rätta koden under overrides", "correct the code under overrides"),
        )


class OverridesDoNotNetError(AllocationError):
    """The overrides of a grant make or take money."""

    def __init__(self, grant: str, net: int) -> None:
        super().__init__(
            where=grant,
            what=Text("Avvikelserna från beräkningen tar inte ut varandra.", "The overrides do not net to zero."),
            found=Text(kronor(net), kronor(net)),
            expected=Text(kronor(0), kronor(0)),
            way_out=Text(
                "ange även var kronorna togs eller lades, under overrides",
                "state where the kronor were taken from or put as well, under overrides",
            ),
        )


class NoOnwardError(AllocationError):
    """Nothing says how the second level is to be shared."""

    def __init__(self, grant: str) -> None:
        super().__init__(
            where=grant,
            what=Text("Det saknas en regel för andra nivån.", "There is no rule for the second level."),
            found=Text("inget onward under beloppet", "no onward under the grant"),
            expected=Text("en regel och en grupp av kommuner", "a rule and a group of municipalities"),
            way_out=Text("ange onward, eller ta med en egen nyckel", "state onward, or bring a key of your own"),
        )


class NoMunicipalitiesError(AllocationError):
    """A county has no one to share its sum."""

    def __init__(self, grant: str, county: str) -> None:
        super().__init__(
            where=grant,
            what=Text(
                f"Det finns ingen att dela summan mellan i {county}.", f"There is no one to share the sum in {county}."
            ),
            found=Text("ingen mottagare med länets kod", "no recipient with the county's code"),
            expected=Text("minst en kommun i länet", "at least one municipality in the county"),
            way_out=Text(
                "ange en grupp som har kommuner i alla län", "name a group with municipalities in every county"
            ),
        )


class ChangeRefusedError(AllocationError):
    """A change in a simulation cannot be made."""
