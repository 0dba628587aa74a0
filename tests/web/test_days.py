"""Days and times on pages: a time is shown by the day that it is in Sweden."""

import datetime

import pytest
from django.template import Context, Template

JUST_AFTER_MIDNIGHT = datetime.datetime(2022, 11, 30, 23, 30, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("shown", "words", "stamp"),
    [("day", "1 december 2022", "2022-12-01"), ("iso_day", "2022-12-01", "2022-12-01")],
)
@pytest.mark.parametrize("value", [JUST_AFTER_MIDNIGHT, datetime.date(2022, 12, 1)])
def test_a_day_is_the_swedish_one(value: datetime.date, shown: str, words: str, stamp: str) -> None:
    page = Template(f"{{{{ value|{shown} }}}}").render(Context({"value": value}))
    assert page == f'<time class="nv-figure" datetime="{stamp}">{words}</time>'


def test_a_moment_is_told_by_the_swedish_clock() -> None:
    assert ">1 december 2022 kl. 00.30<" in Template("{{ value|moment }}").render(
        Context({"value": JUST_AFTER_MIDNIGHT})
    )
