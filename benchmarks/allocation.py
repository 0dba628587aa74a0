"""How fast the allocation room is, on the shipped agreement and on a second level of the whole country."""

from collections.abc import Iterable
from fractions import Fraction

from benchmarks.measurement import Measurement, measure
from naravard.agreement import reference
from naravard.agreement.library import open_agreement
from naravard.agreement.model import Agreement, Onward, Proportional
from naravard.allocation import allocate
from naravard.allocation.audit import audit
from naravard.allocation.explanation import explain
from naravard.allocation.model import Allocation
from naravard.allocation.second_level import share_onward
from naravard.allocation.simulation import simulate

AGREEMENT = "god-och-nara-vard-2022"
MUNICIPAL_GRANT = "nara-vard-kommuner"
VARIANTS = 1_000
SECOND_LEVELS = 20


def measurements() -> Iterable[Measurement]:
    """Measure each thing that has a goal, and the audit."""
    agreement = open_agreement(AGREEMENT).agreement
    if agreement is None:
        raise SystemExit(f"{AGREEMENT} has errors")
    allocation = allocate(agreement)
    yield measure("the whole 2022 allocation", 0.050, lambda: allocate(agreement))
    yield measure("the whole 2022 allocation with every explanation", 0.050, lambda: _explained(agreement))
    yield measure("a second level, 290 municipalities, 20 grants", 0.200, lambda: _second_level(allocation))
    yield measure(
        "1 000 variants that change one grant",
        10.0,
        lambda: _variants(agreement, allocation, "ambulans.amount"),
        runs=1,
    )
    yield measure(
        "1 000 variants that change a key of ten grants",
        10.0,
        lambda: _variants(agreement, allocation, "keys.population.01"),
        runs=1,
    )
    yield measure("the audit of 2022", 0.100, lambda: audit(agreement).report())


def _explained(agreement: Agreement) -> None:
    """Allocate, and explain every amount in both languages and as a waterfall."""
    allocation = allocate(agreement)
    for granted in allocation.grants:
        for cell in granted.cells:
            explain(allocation, granted.grant.id, cell.recipient.code)


def _second_level(allocation: Allocation) -> None:
    """Share every county's sum among its municipalities, for twenty grants."""
    municipalities = reference.municipalities()
    numbers = {member.code: Fraction(1_000 + 37 * place) for place, member in enumerate(municipalities)}
    onward = Onward(recipients="municipalities", rule=Proportional(key="own"))
    for _ in range(SECOND_LEVELS):
        share_onward(allocation, MUNICIPAL_GRANT, onward=onward, keys={"own": numbers}, recipients=municipalities)


def _variants(agreement: Agreement, allocation: Allocation, path: str) -> None:
    """Simulate a thousand values of one field."""
    for more in range(VARIANTS):
        simulate(agreement, [f"{path}={2_400_000 + 100_000_000 + more}"], before=allocation)
