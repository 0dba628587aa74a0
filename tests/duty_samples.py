"""Duties, facts and times to try, drawn or made."""

import datetime
from datetime import date, timedelta

from hypothesis import strategies as st

from naravard.agreement.duties import Progress
from naravard.agreement.model import Duty, Text

DUE = date(2022, 9, 30)
START = datetime.datetime(2022, 1, 1, tzinfo=datetime.UTC)

times = st.integers(0, 800 * 24).map(lambda hours: START + timedelta(hours=hours))
days = st.integers(0, 800).map(lambda count: START.date() + timedelta(days=count))
facts = st.builds(
    Progress,
    begun_at=st.none() | times,
    submitted_at=st.none() | times,
    done_at=st.none() | times,
    reopened_at=st.none() | times,
)


def duty(
    *,
    due: date | None = DUE,
    opens: date | None = None,
    lapses: bool = False,
    to: str | None = "socialstyrelsen",
    closed: date | None = None,
) -> Duty:
    """Make a duty."""
    return Duty(
        id="delredovisning",
        name=Text("Delredovisning", "Interim report"),
        about="interim-report",
        who=("regions",),
        clause="7",
        to=to,
        due=due,
        opens=opens,
        lapses=lapses,
        closed=closed,
    )


duties = st.builds(
    duty,
    due=st.none() | days,
    opens=st.none() | days,
    lapses=st.booleans(),
    to=st.sampled_from([None, "socialstyrelsen", "kommittén"]),
)
