"""The pages of costs: written, looked over, booked; files taken in, compared and confirmed."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from costs_steps import GOTLAND, costs_of, ready, sie_file, voucher
from naravard.web.costs.models import BookedCost, CostFile
from people_samples import member, signed_in_as
from web_shared import WHOLE

pytestmark = pytest.mark.django_db

ROOM = f"/organisation/{GOTLAND}/pengar/{WHOLE}/kostnader/"
FILES, MAPPING, NEW = f"{ROOM}filer/", f"{ROOM}koppling/", f"{ROOM}ny/"
WRITTEN = {"activity": "1", "amount": "1 250", "day": "2022-03-15", "text": "Utbildning, faktura 17"}
RULES = {
    "antal": "3",
    "version": "0",
    "raknas": "all",
    "slag-1": "6",
    "kod-1": "P1",
    "aktivitet-1": "1",
    "slag-2": "6",
    "kod-2": "P2*",
    "aktivitet-2": "2",
}


@pytest.fixture
def official(db: None) -> Client:
    """An official of Region Gotland, whose money is allotted and who has two activities."""
    ready()
    return signed_in_as(member(GOTLAND, "official"))


def text_of(answer: Any) -> str:
    """Return the words of a page."""
    content = html.fromstring(answer.content.decode()).get_element_by_id("innehall").text_content()
    return re.sub(r"\s+", " ", content)


def upload(client: Client, content: bytes, name: str = "export.se") -> Any:
    """Send a file."""
    return client.post(FILES, {"fil": SimpleUploadedFile(name, content)})


def confirm(client: Client, number: int = 1, **given: str) -> Any:
    """Confirm a file as the page shows it."""
    page = html.fromstring(client.get(f"{FILES}{number}/").content.decode())
    form = page.xpath("//form[.//button[@value='bokfor']]")[0]
    return client.post(f"{FILES}{number}/", dict(form.fields) | {"gor": "bokfor"} | given)


def test_a_cost_by_hand_is_written_looked_over_and_booked(official: Client) -> None:
    check = official.post(NEW, WRITTEN)
    assert "Stämmer det här?" in text_of(check)
    assert not BookedCost.objects.exists()
    booked = official.post(NEW, WRITTEN | {"bekraftat": "ja"}, follow=True)
    assert "Kostnad 1: 1 250 kr" in text_of(booked)
    assert costs_of() == {1: 1_250}
    assert "Kostnader: 1 250 kr är bokförda" in text_of(official.get(ROOM))


def test_a_mapping_is_kept_and_a_file_is_confirmed(official: Client) -> None:
    assert "Stämmer det här?" in text_of(official.post(MAPPING, RULES))
    assert official.post(MAPPING, RULES | {"bekraftat": "ja"}).status_code == 303
    sent = upload(official, sie_file(voucher("1", {"P1": 100_050}), voucher("2", {"P27": 5_049, "P9": 700})))
    assert sent.status_code == 303, text_of(sent)
    page = text_of(official.get(f"{FILES}1/"))
    assert "7,00 kr på konton som inte är tillgångar eller skulder hör till ingen regel" in page
    assert "1 000,50" in page
    assert not BookedCost.objects.exists()
    assert confirm(official).status_code == 303
    assert costs_of() == {1: 1_001, 2: 50}
    assert CostFile.objects.get().state == CostFile.BOOKED
    assert "Fil 1 är bokförd" in text_of(official.get(f"{FILES}1/"))
    again = upload(official, sie_file(voucher("1", {"P1": 100_050}), voucher("2", {"P27": 5_049, "P9": 700})))
    assert again.status_code == 422
    assert "Samma fil är redan mottagen" in text_of(again)
