"""Read agreement folders into the database: the shipped ones, and those that the one who serves names."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from naravard.agreement.amendments import amended
from naravard.agreement.files import MAIN_FILE, AgreementFiles
from naravard.agreement.findings import Finding
from naravard.agreement.library import open_files
from naravard.agreement.model import Agreement
from naravard.web.access.actor import THE_SERVICE
from naravard.web.agreements.acts import take_in, tell_of_amendment
from naravard.web.agreements.bodies import named_in
from naravard.web.agreements.current import all_shown
from naravard.web.organisations.intake import take_in_organisations


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one folder."""

    folder: Path
    agreement: Agreement | None
    """``None`` when the folder has errors; then nothing was stored."""
    findings: tuple[Finding, ...]
    is_new: bool = False


def take_in_folders(folders: Iterable[Path], at: datetime.datetime) -> list[Taken]:
    """Take in every agreement folder among and within the folders given."""
    return [take_in_folder(folder, at) for given in folders for folder in agreement_folders(given)]


def take_in_folder(folder: Path, at: datetime.datetime) -> Taken:
    """Check one agreement folder and, when it has no errors, store it."""
    files = AgreementFiles.from_folder(folder)
    loaded = open_files(files)
    findings = tuple(loaded.findings)
    if loaded.agreement is None:
        return Taken(folder, None, findings)
    agreement = loaded.agreement
    take_in_organisations(actor=THE_SERVICE, at=at, named=named_in(amended(agreement, len(agreement.amendments))))
    is_new = take_in(actor=THE_SERVICE, agreement_id=agreement.id, name=agreement.name, files=files, at=at)
    for amendment in agreement.amendments:
        tell_of_amendment(actor=THE_SERVICE, agreement_id=agreement.id, name=agreement.name, amendment=amendment, at=at)
    return Taken(folder, agreement, findings, is_new)


def tell_of_amendments(at: datetime.datetime) -> int:
    """Leave the event of each amendment that has come into force since it was last asked; return how many there were.

    An amendment comes into force by the day alone, so this is done every day, with the reminders.
    """
    return sum(
        tell_of_amendment(
            actor=THE_SERVICE, agreement_id=shown.signed.id, name=shown.signed.name, amendment=amendment, at=at
        )
        for shown in all_shown()
        for amendment in shown.signed.amendments
    )


def agreement_folders(given: Path) -> Iterator[Path]:
    """Give the folder itself when it is an agreement, else the agreement folders right inside it.

    A folder that is neither is given as it is, so that the reader is told what is wrong with it.
    """
    if (given / MAIN_FILE).is_file() or not given.is_dir():
        yield given
        return
    inside = sorted(entry for entry in given.iterdir() if (entry / MAIN_FILE).is_file())
    yield from inside or [given]
