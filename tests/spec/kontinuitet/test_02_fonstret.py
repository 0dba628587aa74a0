"""Fönstret och åldern."""

import datetime

from naravard.care.continuity.rules import age_on
from spec.kontinuitet.paragraph import Spec


def test_window(spec: Spec) -> None:
    """Fönstret är hela månader, båda ändarna med.

    Det börjar dagen efter mätdagen minus så många månader. Är mätdagen sist i sin månad räknas hela månader.
    """
    spec.windows(
        {
            ("2022-12-31", 18): "2021-07-01",
            ("2022-02-28", 18): "2020-09-01",
            ("2022-06-15", 12): "2021-06-16",
            ("2022-08-30", 18): "2021-03-01",
            ("2024-02-29", 24): "2022-03-01",
        }
    )


def test_age(spec: Spec) -> None:
    """Åldern är i hela år på mätdagen.

    Den som är född den 29 februari fyller år den 1 mars de år som inte har någon skottdag.
    """
    born = datetime.date(1958, 2, 28), datetime.date(1956, 2, 29)
    assert age_on(born[0], datetime.date(2022, 2, 27)) == 63
    assert age_on(born[0], datetime.date(2022, 2, 28)) == 64
    assert age_on(born[1], datetime.date(2022, 2, 28)) == 65
    assert age_on(born[1], datetime.date(2022, 3, 1)) == 66
    spec.says("Född 1956-02-29: 65 år den 28 februari 2022, 66 år den 1 mars 2022.")
