"""What is handed in with a duty that has no paper of its own: a text, or a file that someone has written elsewhere.

A file is looked at before the act: what it is says its own beginning, not its name, and nothing in it is unpacked or
run. It is kept byte for byte, with its hash, and only ever given back to be saved.
"""

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.history.content import Plain
from naravard.web.tasks.changes import LockedDuty
from naravard.web.tasks.errors import DutyRefusedError
from naravard.web.tasks.models import HandedInContent

LARGEST = 1_000_000
"""Bytes of a file; what uploads keep in memory."""
LONGEST_TEXT = 5000
TEXT, FILE = "text", "file"
_PDF, _ZIP = b"%PDF-", b"PK\x03\x04"
_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}
ACCEPTED = ",".join(f".{ending}" for ending in _MEDIA)
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file as it was read: what it is called, what it is, and its bytes."""

    name: str
    media_type: str
    content: bytes


def attached(name: str, content: bytes) -> AttachedFile:
    """Look at a file that is to be handed in: a PDF, or a text document of Word or OpenDocument.

    Raises:
        DutyRefusedError: when it is empty, too large, or something else.
    """
    if not content:
        raise DutyRefusedError("file-empty", _EMPTY, FILE)
    if len(content) > LARGEST:
        raise too_large()
    kind = _kind(content)
    if kind is None:
        raise DutyRefusedError("file-of-another-kind", _ANOTHER_KIND, FILE)
    return AttachedFile(_safe(name, kind), _MEDIA[kind], content)


def too_large() -> DutyRefusedError:
    """Say that a file is too large to be taken."""
    return DutyRefusedError("file-too-large", _TOO_LARGE, FILE)


def keep(duty: LockedDuty, *, text: str, file: AttachedFile | None, by: Actor) -> dict[str, Plain]:
    """Keep what is handed in, and return what the event tells of it; nothing if no one receives it and none came.

    Raises:
        DutyRefusedError: when someone receives it, and neither text nor file came.
    """
    text = text.strip()
    if not text and file is None:
        if duty.duty.to is not None:
            raise DutyRefusedError("nothing-handed-in", _NOTHING, TEXT)
        return {}
    kept = HandedInContent.objects.create(
        record=duty.record,
        number=duty.record.contents.count() + 1,
        text=text,
        file_name=file.name if file else "",
        media_type=file.media_type if file else "",
        file=file.content if file else None,
        sha256=hashlib.sha256(file.content).hexdigest() if file else "",
        size=len(file.content) if file else 0,
        handed_in_at=duty.at,
        handed_in_by=by.who.code,
    )
    return {
        "content": kept.number,
        "text_sha256": hashlib.sha256(text.encode()).hexdigest() if text else None,
        "file": kept.file_name or None,
        "file_sha256": kept.sha256 or None,
    }


def _kind(content: bytes) -> str | None:
    """Return what a file is, by its own beginning and, of an archive, by the names in its list; nothing is unpacked."""
    if content.startswith(_PDF):
        return "pdf"
    if not content.startswith(_ZIP):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        return None
    if {"[Content_Types].xml", "word/document.xml"} <= names:
        return "docx"
    is_odt = content[30:38] == b"mimetype" and content[38:].startswith(_MEDIA["odt"].encode())
    return "odt" if is_odt and "content.xml" in names else None


def _safe(name: str, kind: str) -> str:
    """Return a file's name without folders or signs that are not to be shown, with the ending of what it is."""
    stem = PurePath(name.replace("\\", "/")).name
    stem = "".join(sign for sign in stem if sign.isprintable() and sign not in '"<>|:*?;')
    stem = stem.removesuffix(f".{kind}").strip(". ")[: _LONGEST_NAME - len(kind) - 1]
    return f"{stem or 'handling'}.{kind}"


_NOTHING = Text(
    "Inget är bifogat. Skriv texten, eller välj filen (PDF, Word eller ODT) som lämnas in.",
    "Nothing comes with it. Write the text, or choose the file (PDF, Word or ODT) that is handed in.",
)
_EMPTY = Text("Filen är tom. Spara den igen och välj den på nytt.", "The file is empty. Save it and choose it again.")
_TOO_LARGE = Text(
    "Filen är större än 1 MB. Spara den som PDF med mindre bilder, eller lämna in texten.",
    "The file is larger than 1 MB. Save it as PDF with smaller pictures, or hand in the text.",
)
_ANOTHER_KIND = Text(
    "Filen är varken PDF, Word (.docx) eller ODT, eller har makron. Spara den som PDF och välj den på nytt.",
    "The file is neither PDF, Word (.docx) nor ODT, or has macros. Save it as PDF and choose it again.",
)
