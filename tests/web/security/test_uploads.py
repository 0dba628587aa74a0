"""What is sent is bounded: its size, its files and its fields; and nothing of it is unpacked or written to disk.

Files with costs are the one exception, for those who book them: ``tests/web/costs/test_large_files.py``.
"""

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from naravard.web.security import LARGEST_REQUEST

OPENERS = ("import zipfile", "import tarfile", "import pickle")


def upload_form(reader: Client) -> str:
    """Return an address that takes a file."""
    from lxml import html
    from walking import addresses

    for address in addresses():
        if "simulering" in address:
            answer = reader.get(address)
            if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
                forms = html.fromstring(answer.content.decode()).xpath("//form[@method='post'][.//input[@type='file']]")
                if forms:
                    return forms[0].get("action") or address
    raise AssertionError("no form takes files")


def bomb() -> bytes:
    """A workbook of a few kilobytes that would unpack into a hundred megabytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 100_000_000)
    return packed.getvalue()


@pytest.mark.django_db
def test_a_workbook_that_would_grow_is_refused_unopened(reader: Client) -> None:
    address, file = upload_form(reader), SimpleUploadedFile("nyckel.xlsx", bomb())
    tracemalloc.start()
    answer = reader.post(address, dict.fromkeys(("fil", "file", "files", "filer"), file))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer.status_code < 500
    assert most < 50_000_000


@pytest.mark.django_db
def test_too_many_fields_and_files_are_answered_calmly(reader: Client) -> None:
    address = upload_form(reader)
    assert reader.post(address, {f"falt{number}": "x" for number in range(1100)}).status_code == 400
    files = {f"fil{number}": SimpleUploadedFile(f"{number}.csv", b"a") for number in range(120)}
    answer = reader.post(address, files)
    assert answer.status_code == 400
    assert "för stort" in answer.content.decode()


@pytest.mark.django_db
def test_more_than_all_forms_together_is_refused_before_it_is_read(reader: Client) -> None:
    answer = reader.post(upload_form(reader), {}, CONTENT_LENGTH=str(LARGEST_REQUEST + 1))
    assert answer.status_code == 413


@pytest.mark.parametrize("length", ["", "-1", "x", "1e9", "٣"])
@pytest.mark.django_db
def test_a_length_that_is_none_breaks_nothing(reader: Client, length: str) -> None:
    assert reader.generic("POST", "/konto/logga-in/", b"", CONTENT_LENGTH=length).status_code < 500


def test_nothing_that_is_sent_is_unpacked_or_run() -> None:
    """The pages read text only. What opens archives is the backup, which its operator gives a file.

    A workbook with costs is weighed before it is opened (``exchange/sheets/weight.py``), and a Word document that was
    made here is packed again so that it is the same each time. A form in Word is read within bounds of its own
    (``documents/word_forms/package.py``). A result that leaves the desk of a care provider is packed
    (``care_desk/result_file.py``). What is handed in with a duty is known by the names in
    its archive's list (``tasks/contents.py``), and nothing of it is unpacked.
    """
    web = Path(__file__).resolve().parents[3] / "src" / "naravard"
    opening = {
        str(module.relative_to(web)).split("/")[1]
        for module in web.rglob("*.py")
        if any(
            line in module.read_text(encoding="utf-8") for line in ("import zipfile", "import tarfile", "import pickle")
        )
    }
    contents = (web / "web" / "tasks" / "contents.py").read_text(encoding="utf-8")
    assert not [word for word in ("extract", "archive.open", "archive.read", "testzip") if word in contents]
    assert opening <= {
        "backup", "demo", "drafting", "sheets", "memorandum_word.py", "result_file.py", "tasks", "word.py",
        "word_forms",
    }  # fmt: skip
