"""Large files, with costs or from banks: streamed to the disk in the data folder, and only for those who may use them.

From anybody else they are refused by what the head says of their length, before a byte of them is taken.

Everywhere else uploaded files stay in memory, up to a megabyte (:mod:`naravard.web.simulation.input.uploads`). Here a
file may be half a gigabyte, so it goes to a file without name, which is gone when the request ends, whatever happens.
"""

import tempfile
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from naravard.web.access.actor import permissions_in
from naravard.web.access.addresses import person_of, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.private_files import private_folder
from naravard.web.security import LARGEST_REQUEST, length_of, too_long

FOLDER = "received"
"""In the data folder."""
_TOO_LARGE = "naravard.large_file_too_large"

View = Callable[..., HttpResponseBase]


class ToDisk(FileUploadHandler):
    """Writes an uploaded file to a file without name, and lets go of one that passes the limit."""

    def __init__(self, request: HttpRequest, largest: int) -> None:
        super().__init__(request)
        self.largest = largest

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        folder = private_folder(Path(settings.DATA) / FOLDER)
        self.written = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed with the request
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:  # noqa: ARG002 - Django's signature
        """Write a piece, or drop the file when it is too large."""
        self.size += len(raw_data)
        if self.size > self.largest:
            self.written.close()
            if self.request is not None:
                self.request.META[_TOO_LARGE] = self.file_name or ""
            raise SkipFile
        self.written.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        """Return the file, at its start."""
        if self.written.closed:
            return None
        self.written.seek(0)
        return UploadedFile(
            file=self.written, name=self.file_name, content_type=self.content_type, size=file_size, charset=self.charset
        )


def was_too_large(request: HttpRequest) -> bool:
    """Tell whether the file was dropped because of its size. Read ``request.FILES`` first."""
    return _TOO_LARGE in request.META


def takes_large_files(permission: Permission, largest: int) -> Callable[[View], View]:
    """Let an address take a large file from those with a permission in its organisation; from others as elsewhere.

    How a body is taken in has to be said before anything reads it, and the check for forms from elsewhere reads it; so
    that check is made here, after it has been said.
    """

    def made(view: View) -> View:
        guarded = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "POST":
                if _may(request, permission, str(kwargs.get("organisation_code", ""))):
                    request.upload_handlers = [ToDisk(request, largest)]
                elif length_of(request) > LARGEST_REQUEST:
                    return too_long(LARGEST_REQUEST)
            return guarded(request, *args, **kwargs)

        return answer

    return made


def _may(request: HttpRequest, permission: Permission, organisation_code: str) -> bool:
    return person_of(request) is not None and permission in permissions_in(standings_of(request), organisation_code)
