"""Large files: streamed to the disk, only at their address and only for those who may book costs."""

import io
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from costs_steps import GOTLAND, ready, sie_file, voucher
from naravard.web.access import large_uploads
from naravard.web.costs.models import CostFile
from naravard.web.costs.views.files import LARGEST
from naravard.web.security import LARGER_REQUESTS, LARGEST_REQUEST, OnlyWhatCanBeTaken
from people_samples import member, signed_in_as
from web_shared import WHOLE

pytestmark = pytest.mark.django_db

FILES = f"/organisation/{GOTLAND}/pengar/{WHOLE}/kostnader/filer/"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def large() -> bytes:
    """An accounting file of more than what other addresses take."""
    text = "Lång text " * 9
    vouchers = [voucher(f"{number}", {"P1": number}, text=text) for number in range(1, 9_000)]
    return sie_file(*vouchers) + b"#PROSA fyllning " + b"x" * 3_000 + b"\r\n"


def send(client: Client, content: bytes, path: str = FILES, **headers: Any) -> Any:
    return client.post(path, {"fil": SimpleUploadedFile("stor.se", content)}, **headers)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_larger_request_is_taken_at_the_address_of_files_and_nowhere_else(prefix: str) -> None:
    taken = OnlyWhatCanBeTaken(lambda _request: HttpResponse("taget"))
    (_, most), _of_banks = LARGER_REQUESTS
    assert most > LARGEST
    for path, largest in (
        (f"{prefix}{FILES}", most),
        (f"{prefix}{FILES}1/", LARGEST_REQUEST),
        (f"{prefix}{FILES.removesuffix('filer/')}", LARGEST_REQUEST),
        (f"{prefix}/x{FILES}", LARGEST_REQUEST),
    ):
        for length, status in ((largest, 200), (largest + 1, 413)):
            request = RequestFactory().post(path, CONTENT_LENGTH=str(length))
            assert taken(request).status_code == status, path


def test_a_large_file_is_read_from_the_disk_and_nothing_is_left_there(tmp_path: Path) -> None:
    ready()
    content = large()
    assert len(content) > 1_000_000
    assert send(signed_in_as(member(GOTLAND, "official")), content).status_code == 303
    assert CostFile.objects.get().size == len(content)
    assert (tmp_path / large_uploads.FOLDER).stat().st_mode & 0o077 == 0
    assert list((tmp_path / large_uploads.FOLDER).iterdir()) == []


def test_from_one_who_may_not_book_costs_nothing_is_written(tmp_path: Path) -> None:
    ready()
    content = large()
    for client, status in ((signed_in_as(member(GOTLAND, "reader")), 404), (Client(), 302)):
        assert send(client, content).status_code == status
    assert send(signed_in_as(member("region-10", "official")), content).status_code == 404
    assert not (tmp_path / large_uploads.FOLDER).exists()


def test_and_what_is_too_large_elsewhere_is_refused_by_its_head_alone() -> None:
    ready()

    class UnreadError(Exception):
        pass

    class Body(io.BytesIO):
        def read(self, *_asked: Any) -> bytes:
            raise UnreadError

    for client, status in ((Client(), 413), (signed_in_as(member(GOTLAND, "reader")), 413)):
        head = {"CONTENT_LENGTH": "400000000", "CONTENT_TYPE": "multipart/form-data; boundary=x", "wsgi.input": Body()}
        assert client.generic("POST", FILES, **head).status_code == status


def test_a_file_from_another_site_is_refused() -> None:
    ready()
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(member(GOTLAND, "official").accounts.get())
    assert send(careful, sie_file(voucher("1", {"P1": 1}))).status_code == 403
    careful.get(FILES)
    token = careful.cookies["csrftoken"].value
    sent = {"fil": SimpleUploadedFile("a.se", sie_file(voucher("1", {"P1": 1}))), "csrfmiddlewaretoken": token}
    assert careful.post(FILES, sent, headers={"origin": "https://ond.example.net"}).status_code == 403
    sent["fil"] = SimpleUploadedFile("a.se", sie_file(voucher("1", {"P1": 1})))
    assert careful.post(FILES, sent).status_code == 303


def test_a_file_above_the_limit_is_dropped_and_the_form_comes_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ready()
    to_disk, limits = large_uploads.ToDisk, []

    def lower(request: HttpRequest, largest: int) -> large_uploads.ToDisk:
        limits.append(largest)
        return to_disk(request, 100_000)

    monkeypatch.setattr(large_uploads, "ToDisk", lower)
    answer = send(signed_in_as(member(GOTLAND, "official")), large())
    assert answer.status_code == 422
    assert "större än" in answer.content.decode()
    assert limits == [LARGEST]
    assert list((tmp_path / large_uploads.FOLDER).iterdir()) == []


def test_a_workbook_that_would_grow_is_refused_unopened() -> None:
    ready()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    client = signed_in_as(member(GOTLAND, "official"))
    tracemalloc.start()
    answer = client.post(FILES, {"fil": SimpleUploadedFile("kostnader.xlsx", packed.getvalue())})
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer.status_code == 422
    assert "K004" in answer.content.decode()
    assert most < 60_000_000
