"""Vilka som räknas."""

from fractions import Fraction

from naravard.care.continuity.definition import PatientRow, ProviderRow
from naravard.care.continuity.rules import Rules
from spec.kontinuitet.paragraph import REFERENCE, Spec, daily


def test_listed_unit_window_and_least_number(spec: Spec) -> None:
    """Listade patienter, på sin enhet, i fönstret, med minst tre besök.

    P1 har ett besök dagen före fönstret och ett på en annan enhet: AABA räknas. P2 har för få besök och räknas inte.
    Det är inte samma sak som att ha kontinuiteten 1. Täckningen, fyra av fem, står alltid bredvid medelvärdet.
    """
    visits = [
        ("P1", "2021-06-30", "A", "Alfa"),
        ("P1", "2021-07-01", "A", "Alfa"),
        ("P1", "2021-10-05", "A", "Alfa"),
        ("P1", "2022-03-01", "B", "Alfa"),
        ("P1", "2022-05-05", "C", "Beta"),
        ("P1", "2022-08-15", "A", "Alfa"),
        *daily("P2", "AA"),
        *daily("P3", "ABC"),
        *daily("P4", "AAAAAA"),
        *daily("P5", "AAAABB"),
    ]
    result = spec.counts(visits, show=False)
    spec.gives(result.rows[0], listed=5, eligible=4, mean="59/120")
    assert result.rows[0].weighted == Fraction("10.8") / 19


def test_all_units(spec: Spec) -> None:
    """Räknas alla enheter blir talet ett annat.

    Samma P1: AABCA i stället för AABA.
    """
    visits = [*daily("P1", "AAB"), ("P1", "2022-05-05", "C", "Beta"), ("P1", "2022-08-15", "A", "Alfa")]
    own = spec.counts(visits)
    spec.gives(own.rows[0], listed=1, eligible=1, mean="1/2")
    every = spec.counts(
        visits,
        rules=Rules(references=(REFERENCE,), listed_unit_only=False, suppressed_below=0, indices=("coc",)),
        show=False,
    )
    spec.gives(every.rows[0], listed=1, eligible=1, mean="3/10")


def test_one_person_under_two_ids(spec: Spec) -> None:
    """En läkare med två id är en och samma.

    Filen med vårdpersonal säger att a1 och a2 är samma person.
    """
    visits = [
        ("P1", "2022-01-10", "a1", "Alfa"),
        ("P1", "2022-03-10", "a2", "Alfa"),
        ("P1", "2022-05-10", "a2", "Alfa"),
    ]
    known = [ProviderRow(id="a1", person="Anna"), ProviderRow(id="a2", person="Anna")]
    spec.gives(spec.counts(visits).rows[0], listed=1, eligible=1, mean="1/3")
    spec.gives(spec.counts(visits, providers=known, show=False).rows[0], listed=1, eligible=1, mean="1")


def test_dead_moved_and_twice(spec: Spec) -> None:
    """Den som är avliden eller har flyttat räknas inte, och ingen räknas två gånger.

    P1 står på två rader och räknas en gång. P2 avled på mätdagen. P3 är inte längre listad.
    """
    visits = [*daily("P1", "AAA"), *daily("P2", "AAB"), *daily("P3", "ABC")]
    day = REFERENCE
    patients = [
        PatientRow(row=0, patient="P1", unit="Alfa"),
        PatientRow(row=1, patient="P1", unit="Alfa", unit_from=day.replace(month=1)),
        PatientRow(row=2, patient="P2", unit="Alfa", death_date=day),
        PatientRow(row=3, patient="P3", unit="Alfa", unit_to=day.replace(day=30)),
    ]
    result = spec.counts(visits, patients=patients, show=False)
    spec.gives(result.rows[0], listed=1, eligible=1, mean="1")
    assert result.counted[0].sums.population == {"listed": 1, "dead": 1, "not-listed": 1, "listed-twice": 0, "moved": 0}


def test_repeated_rows(spec: Spec) -> None:
    """En månad som är exporterad två gånger ändrar inget.

    De upprepade raderna räknas för sig och står på körkortet.
    """
    visits = daily("P1", "AAB")
    result = spec.counts([*visits, *visits], show=False)
    spec.gives(result.rows[0], listed=1, eligible=1, mean="1/3")
    assert result.counted[0].sums.visits == {"repeated": 3, "counted": 3}
