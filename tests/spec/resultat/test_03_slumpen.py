"""Förändring eller slump."""

from naravard.indicators.control import FEWEST, control_chart, rule_words
from naravard.indicators.series import Series, SeriesKey
from spec.paragraphs import markdown_table
from spec.resultat.paragraph import Spec, value


def _series(numbers: str, first_year: int = 2000, gap: int = 0) -> Series:
    """A value a year; after the ``gap``th a year is missing."""
    years = [first_year + place + (1 if gap and place >= gap else 0) for place in range(len(numbers.split()))]
    values = tuple(value(number, period=str(year)) for number, year in zip(numbers.split(), years, strict=True))
    return Series(SeriesKey("population", "00"), values, ())


def _told(numbers: str) -> str:
    chart = control_chart(_series(numbers))
    assert chart is not None
    told = dict.fromkeys(signal.rule for signal in chart.signals)
    return " ".join(rule_words(rule).sv for rule in told) or "Inget tyder på en förändring."


def test_limits(spec: Spec) -> None:
    """Gränserna kommer av serien själv.

    Medelvärdet av skillnaderna mellan grannar, gånger 2,66, läggs till och dras från medelvärdet. Här är varje skillnad
    2 och medelvärdet 11: gränserna är 5,68 och 16,32.
    """
    chart = control_chart(_series("10 12 10 12 10 12 10 12 10 12 10 12"))
    assert chart is not None
    assert [str(float(one)) for one in (chart.mean, chart.lower, chart.upper)] == ["11.0", "5.68", "16.32"]
    spec.says("10, 12, 10, 12 … (12 värden): medelvärde 11, gränser 5,68 och 16,32.")


def test_rules(spec: Spec) -> None:
    """Fyra regler säger att något har ändrats.

    Annars är det som syns inte mer än vad serien brukar variera.
    """
    cases = {
        "10 12 10 12 10 12 10 12 10 12 10 12": "Inget tyder på en förändring.",
        "10 14 10 14 10 14 10 14 10 14 10 30": rule_words(1).sv,
        "10 11 10 11 10 11 10 11 13 14 13 14 13 14 13 14": rule_words(2).sv,
        "10 13 10 13 10 13 9 10 11 12 13 14 10": rule_words(3).sv,
    }
    rows = []
    for numbers, expected in cases.items():
        assert _told(numbers) == expected, numbers
        rows.append([numbers.replace(" ", ", "), expected])
    spec.says(markdown_table(["Värden", "Svar"], rows, words=True))


def test_too_few(spec: Spec) -> None:
    """Med för få värden sägs inget.

    En serie med ett värde om året behöver tolv år. De flesta har färre. Då går det inte att skilja förändring från
    slump.
    """
    numbers = "10 12 10 12 10 12 10 12 10 12 10 40"
    assert control_chart(_series(numbers)) is not None
    assert control_chart(_series(numbers.removeprefix("10 "))) is None
    spec.says(f"Färre än {FEWEST} värden: inga gränser.")


def test_a_gap(spec: Spec) -> None:
    """Över ett glapp räknas ingen skillnad.

    Saknas ett år är värdena före och efter inte grannar. Ett hopp över glappet vidgar därför inte gränserna.
    """
    numbers = "10 12 10 12 10 12 30 32 30 32 30 32"
    whole, parted = control_chart(_series(numbers)), control_chart(_series(numbers, gap=6))
    assert whole is not None
    assert parted is not None
    assert parted.upper - parted.lower < whole.upper - whole.lower
    assert float(parted.upper - parted.mean) == 5.32
    spec.says("Sex värden kring 11, ett år utan värde, sex kring 31: varje skillnad mellan grannar är 2.")
