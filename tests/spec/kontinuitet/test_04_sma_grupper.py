"""Små grupper."""

from naravard.care.continuity.definition import PatientRow
from naravard.care.continuity.rules import Rules
from spec.kontinuitet.paragraph import REFERENCE, Spec, daily


def test_small_groups_and_those_beside(spec: Spec) -> None:
    """En grupp med färre än fem visas inte, och inte heller den som skulle avslöja den.

    Gamma har tre patienter. Visades Alfa, Beta och alla tillsammans vore Gamma det som blir över. Därför döljs även den
    minsta av de andra.
    """
    sizes = {"Alfa": 9, "Beta": 6, "Gamma": 3}
    patients = [
        PatientRow(row=0, patient=f"{unit}{number}", unit=unit)
        for unit, size in sizes.items()
        for number in range(size)
    ]
    visits = [visit for one in patients for visit in daily(one.patient, "AAB", str(one.unit))]
    rules = Rules(references=(REFERENCE,), by=((), ("unit",)), indices=("coc",))
    result = spec.counts(visits, rules=rules, patients=patients, show=False)
    shown = {row.group: (row.eligible, row.hidden) for row in result.rows}
    assert shown == {
        (): (18, ""),
        ("Alfa",): (9, ""),
        ("Beta",): (None, "protects"),
        ("Gamma",): (None, "small"),
    }
    spec.says("Alla: 18 patienter. Alfa: 9. Beta: visas inte (skyddar andra). Gamma: visas inte (för få).")
