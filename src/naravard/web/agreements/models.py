"""Agreements as they were loaded: snapshots that never change, and which of them the pages show."""

import msgspec
from django.db import models

from naravard.agreement.files import AgreementFiles
from naravard.web.site.written_once import WrittenOnce


class SnapshotIsImmutableError(Exception):
    """Someone tried to change or remove a snapshot."""


class ApprovalStandsError(Exception):
    """Someone tried to change or remove an approval."""


class AgreementSnapshot(WrittenOnce):
    """The files of one agreement folder, exactly as they were when they were loaded: shown pages rest on them."""

    refused = SnapshotIsImmutableError
    instead = "a snapshot is never changed or removed; load the folder again instead"

    agreement_id = models.CharField(max_length=200, db_index=True)
    digest = models.CharField(max_length=64, unique=True)
    folder_name = models.CharField(max_length=255)
    content = models.BinaryField()
    loaded_at = models.DateTimeField()

    class Meta:
        """The order of loading."""

        ordering = ("agreement_id", "loaded_at")

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.digest[:12]}"

    @property
    def files(self) -> AgreementFiles:
        """The folder's files, to be loaded just as the folder was."""
        return unpack(bytes(self.content), self.folder_name)


class CurrentSnapshot(models.Model):
    """Which snapshot of an agreement the pages show: the one loaded last."""

    agreement_id = models.CharField(max_length=200, primary_key=True)
    snapshot = models.ForeignKey(AgreementSnapshot, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.agreement_id


class Approval(WrittenOnce):
    """That a named person has gone through an agreement's text and data, as they then read, and approved them."""

    refused = ApprovalStandsError
    instead = "who has approved what is never changed or removed; approve again instead"

    agreement_id = models.CharField(max_length=200, db_index=True)
    reads = models.CharField(max_length=80)
    """How the agreement read (:func:`reads_as`): where it reads otherwise the approval is void."""
    remarks = models.TextField(blank=True)
    approved_at = models.DateTimeField()
    approved_by = models.CharField(max_length=100)
    """The code of the person."""
    organisation = models.CharField(max_length=100)
    """The code of the organisation that the person acted in."""

    class Meta:
        """The newest first."""

        ordering = ("-approved_at", "-id")

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.approved_by}"


def reads_as(digest: str, amendments: int) -> str:
    """Return a word for how an agreement of these files reads as so many of its amendments have changed it."""
    return f"{digest}+{amendments}" if amendments else digest


def pack(files: AgreementFiles) -> bytes:
    """Return the files as one piece of bytes for the database."""
    return msgspec.msgpack.encode(dict(files))


def unpack(content: bytes, folder_name: str) -> AgreementFiles:
    """Return what :func:`pack` packed."""
    return AgreementFiles(msgspec.msgpack.decode(content, type=dict[str, bytes]), name=folder_name)
