"""The days of the imaginary year."""

import datetime

BEGINS = datetime.date(2022, 1, 3)
"""The organisations and the agreements are taken in."""
PEOPLE = datetime.date(2022, 2, 1)
"""The people have been invited by then."""
START = datetime.date(2022, 11, 15)
"""The day that a new demonstration shows."""
FIRST = PEOPLE
LAST = datetime.date(2023, 12, 31)
"""The days that can be chosen."""
