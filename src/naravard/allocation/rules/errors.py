"""The errors of rules that cannot be carried out; the whole family is drawn in ``naravard.allocation.errors``."""

from collections.abc import Sequence
from fractions import Fraction

from naravard.agreement.model import Text
from naravard.agreement.wording import exact_kronor, kronor
from naravard.allocation.errors import AllocationError, codes_shown, near, some


class KeyTotalIsZeroError(AllocationError):
    """A key's numbers add up to nothing, so there is nothing to share by."""

    def __init__(self, where: str, key: str) -> None:
        super().__init__(
            where=where,
            what=Text(f"Nyckeln {key} har summan noll.", f"The key {key} has the total zero."),
            found=Text("0 för alla som deltar", "0 for everyone who takes part"),
            expected=Text("minst ett tal större än noll", "at least one number greater than zero"),
            way_out=Text(
                "kontrollera nyckelns fil, eller välj en annan nyckel", "check the key's file, or choose another key"
            ),
        )


class NothingIncreasedError(AllocationError):
    """No recipient has increased between the two dates."""

    def __init__(self, where: str, before: str, after: str) -> None:
        super().__init__(
            where=where,
            what=Text(
                f"Ingen mottagare har ökat mellan {before} och {after}.",
                f"No recipient has increased between {before} and {after}.",
            ),
            found=Text("hela ökningen är 0", "the total increase is 0"),
            expected=Text("en ökning hos minst en mottagare", "an increase of at least one recipient"),
            way_out=Text(
                "kontrollera att nycklarna inte har bytt plats. Annars måste parterna besluta vad som ska gälla",
                "check that the keys have not changed places; otherwise the parties must decide what is to hold",
            ),
        )


class WeightsDoNotAddUpError(AllocationError):
    """The weights of a mix are not a whole."""

    def __init__(self, where: str, total: Fraction) -> None:
        super().__init__(
            where=where,
            what=Text("Vikterna blir inte 1 tillsammans.", "The weights do not add up to 1."),
            found=Text(str(total), str(total)),
            expected=Text("vikter som inte är negativa och har summan 1", "weights not below zero with the sum 1"),
            way_out=Text("ändra vikterna, till exempel 1/2 och 1/2", "change the weights, for example 1/2 and 1/2"),
        )


class BaseTooGreatError(AllocationError):
    """The base amounts are more than the pot."""

    def __init__(self, where: str, base: int, count: int, pot: Fraction) -> None:
        super().__init__(
            where=where,
            what=Text("Grundbeloppen ryms inte i potten.", "The base amounts do not fit into the pot."),
            found=Text(
                f"{count} × {kronor(base)} = {kronor(base * count)}",
                f"{count} × {kronor(base)} = {kronor(base * count)}",
            ),
            expected=Text(f"högst {exact_kronor(pot)}", f"at most {exact_kronor(pot, 'en')}"),
            way_out=Text("sänk grundbeloppet eller höj potten", "lower the base amount or raise the pot"),
        )


class FixedDoesNotMeetPotError(AllocationError):
    """The fixed amounts have another sum than the pot."""

    def __init__(self, where: str, total: Fraction, pot: Fraction) -> None:
        super().__init__(
            where=where,
            what=Text("De fasta beloppen stämmer inte med potten.", "The fixed amounts do not add up to the pot."),
            found=Text(exact_kronor(total), exact_kronor(total, "en")),
            expected=Text(exact_kronor(pot), exact_kronor(pot, "en")),
            way_out=Text(
                "ändra beloppen eller potten så att summorna är lika",
                "change the amounts or the pot so that the sums are equal",
            ),
        )


class FixedLacksRecipientsError(AllocationError):
    """The table of fixed amounts has no amount for someone who takes part."""

    def __init__(self, where: str, codes: Sequence[str]) -> None:
        super().__init__(
            where=where,
            what=Text(
                f"{len(codes)} av mottagarna saknar fast belopp.",
                f"{len(codes)} of the recipients have no fixed amount.",
            ),
            found=Text(f"inget belopp för {some(codes, 'sv')}", f"no amount for {some(codes, 'en')}"),
            expected=Text("ett belopp för varje mottagare, om så 0", "an amount for every recipient, be it 0"),
            way_out=Text("lägg till beloppen i tabellen", "add the amounts to the table"),
        )


class FixedUnknownCodeError(AllocationError):
    """A fixed amount is for someone who is no recipient."""

    def __init__(self, where: str, code: str, known: Sequence[str]) -> None:
        super().__init__(
            where=where,
            what=Text(
                f"Det fasta beloppet för {code} har ingen mottagare.", f"The fixed amount for {code} has no recipient."
            ),
            found=Text(code, code),
            expected=Text(f"en av koderna {some(known, 'sv')}", f"one of the codes {some(known, 'en')}"),
            way_out=near(code, known),
        )


class NoOneMeetsConditionError(AllocationError):
    """The money is to be shared among those who meet a condition, and no one does."""

    def __init__(self, where: str, condition: Text) -> None:
        super().__init__(
            where=where,
            what=Text(
                f"Ingen mottagare uppfyller villkoret ”{condition.sv}”.",
                f"No recipient meets the condition “{condition.in_language('en')}”.",
            ),
            found=Text("0 mottagare", "0 recipients"),
            expected=Text("minst en mottagare att dela pengarna mellan", "at least one recipient to share the money"),
            way_out=Text("kontrollera villkoret, eller ange money: left", "check the condition, or say money: left"),
        )


class UnknownConditionCodeError(AllocationError):
    """A condition names someone who is no recipient."""

    def __init__(self, where: str, codes: Sequence[str], known: Sequence[str]) -> None:
        super().__init__(
            where=where,
            what=Text(
                "Villkoret nämner någon som inte är mottagare.", "The condition names someone who is not a recipient."
            ),
            found=codes_shown(codes),
            expected=Text(f"koder bland {some(known, 'sv')}", f"codes among {some(known, 'en')}"),
            way_out=near(codes[0], known),
        )


class LimitsImpossibleError(AllocationError):
    """The least and greatest amounts cannot be kept."""

    def __init__(self, where: str, found: Text, expected: Text) -> None:
        super().__init__(
            where=where,
            what=Text("Lägsta och högsta belopp går inte att hålla.", "The least and greatest amounts cannot be kept."),
            found=found,
            expected=expected,
            way_out=Text(
                "ändra lägsta eller högsta belopp, potten eller avrundningsenheten",
                "change the least or the greatest amount, the pot or the rounding unit",
            ),
        )
