"""Uploaded files: held in memory up to a limit, never written to disk, and turned into text or a clear answer."""

from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler, SkipFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from naravard.agreement import wording
from naravard.web.site.forms.problems import EntryError, Problem

LARGEST = 1_000_000
"""Bytes. A key for all of Sweden's municipalities is a hundredth of this."""
MOST_FILES = 8

_TOO_LARGE = "naravard.too_large"
_WORKBOOKS = {b"PK\x03\x04": "xlsx", b"\xd0\xcf\x11\xe0": "xls"}
_PRINTS = {b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF"}
_BYTE_ORDERS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


class BoundedUploadHandler(MemoryFileUploadHandler):
    """Keeps uploaded files in memory, and lets go of a file as soon as it passes the limit.

    The view learns of it through :func:`was_too_large`, so that the reader gets a form back with words and not a
    broken connection.
    """

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],  # noqa: N803 - Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> tuple[Any, Any] | None:
        """Take every upload, whatever its length; the limit is kept piece by piece."""
        super().handle_raw_input(input_data, META, content_length, boundary, encoding)
        self.activated = True
        return None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        self.received = 0
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep the piece, or drop the file when it is too large."""
        self.received += len(raw_data)
        if self.received > LARGEST:
            if self.request is not None:
                self.request.META.setdefault(_TOO_LARGE, []).append(self.file_name or "")
            raise SkipFile
        return super().receive_data_chunk(raw_data, start)


def was_too_large(request: HttpRequest) -> list[str]:
    """Return the names of files that were dropped because of their size. Read ``request.FILES`` first."""
    names: list[str] = request.META.get(_TOO_LARGE, [])
    return names


def uploaded_text(request: HttpRequest, name: str) -> str | None:
    """Return the text of the file uploaded in a field, ``None`` when there is none.

    Raises:
        EntryError: the file is too large, empty, a workbook, or no text.
    """
    file = request.FILES.get(name)
    if was_too_large(request):
        raise EntryError(too_large(was_too_large(request)[0], name))
    if file is None:
        return None
    return text_of(file, name)


def text_of(file: "UploadedFile[Any]", field: str) -> str:
    """Return an uploaded file as text; Excel's and Windows' encodings are understood too."""
    content = file.read()
    file_name = file.name or _("filen")
    refused = _refused(content, file_name)
    if refused is not None:
        raise EntryError(refused.at(field))
    return _decoded(content)


def too_large(file_name: str, field: str) -> Problem:
    """Say that a file is too large."""
    return Problem(
        what=_("Filen är för stor."),
        field=field,
        found=_("”%(name)s”, mer än %(size)s byte") % {"name": file_name, "size": wording.whole(LARGEST)},
        expected=_("högst %(size)s byte") % {"size": wording.whole(LARGEST)},
        way_out=_("Ta bort kolumner och rader som inte behövs. En rad per mottagare räcker."),
    )


def _refused(content: bytes, file_name: str) -> Problem | None:
    kind = next((kind for mark, kind in _WORKBOOKS.items() if content.startswith(mark)), None)
    if kind:
        return Problem(
            what=_("Filen är en Excel-arbetsbok, inte en CSV-fil."),
            found=_("”%(name)s” (%(kind)s)") % {"name": file_name, "kind": kind},
            expected=_("text med en rad per mottagare"),
            way_out=_(
                "Öppna den i Excel och välj Arkiv, Spara som, CSV UTF-8 (kommaavgränsad). "
                "Eller markera kolumnerna med kod och värde, kopiera och klistra in dem i rutan."
            ),
        )
    if not content.strip():
        return Problem(
            what=_("Filen är tom."),
            found=_("”%(name)s”, %(size)s byte") % {"name": file_name, "size": len(content)},
            expected=_("minst en rad"),
            way_out=_("Kontrollera att rätt fil är sparad och vald."),
        )
    kind = next((kind for mark, kind in _PRINTS.items() if content.startswith(mark)), None)
    if kind or not _is_text(content):
        return Problem(
            what=_("Filen är ingen textfil."),
            found=_("”%(name)s” (%(kind)s)") % {"name": file_name, "kind": kind or _("binär fil")},
            expected=_("en textfil, till exempel CSV"),
            way_out=_("Spara tabellen som CSV i det program där den finns, eller klistra in raderna i rutan."),
        )
    return None


def _is_text(content: bytes) -> bool:
    if content[:2] in _BYTE_ORDERS or content[:3] in _BYTE_ORDERS:
        return True
    return not any(byte < 32 and byte not in (9, 10, 12, 13) for byte in content)


def _decoded(content: bytes) -> str:
    """Decode by the byte order mark, as UTF-8, or as Windows writes Swedish letters."""
    for mark, encoding in _BYTE_ORDERS.items():
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
