"""Who shares and who answers, and the day that it is."""

from typing import Any

import pytest
from django.test import Client

from people_samples import member, signed_in_as
from sharing_steps import RSS


@pytest.fixture
def day(settings: Any) -> Any:
    """Move to a day."""

    def move(to: str) -> None:
        settings.NARAVARD_TODAY = to

    move("2022-10-03")
    return move


@pytest.fixture
def rss(db: None) -> Client:
    return signed_in_as(member(RSS, "rss-coordinator", "Rut Sand"))


@pytest.fixture
def borgholm(db: None) -> Client:
    return signed_in_as(member("kommun-0885", "municipal-official", "Mia Kull"))
