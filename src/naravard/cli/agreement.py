"""Open the agreement that a command is asked about, or say what is wrong with it."""

import datetime
from collections.abc import Iterable
from pathlib import Path

from naravard import __version__
from naravard.agreement.amendments import amended, in_force_on
from naravard.agreement.findings import Loaded
from naravard.agreement.library import AgreementNotFoundError, find, open_folder
from naravard.agreement.model import Agreement, Text
from naravard.cli.refusal import FINDINGS, CommandRefused, unknown
from naravard.documents.table import Provenance


class Opened:
    """An agreement that can be used, and what it was read from."""

    def __init__(self, agreement: Agreement, loaded: Loaded) -> None:
        self.agreement = agreement
        self.digest = loaded.digest

    @property
    def provenance(self) -> Provenance:
        """What documents made from it say about their source."""
        return Provenance(
            agreement=self.agreement.name,
            agreement_id=self.agreement.id,
            digest=self.digest,
            program=f"Naravard {__version__}",
        )


def open_named(name: str, on: datetime.date | None = None) -> Opened:
    """Open an agreement by id or path as it reads on a day, or with all its amendments; one with errors is refused."""
    folder = folder_of(name)
    loaded = open_folder(folder)
    if loaded.agreement is not None:
        signed = loaded.agreement
        return Opened(amended(signed, len(signed.amendments)) if on is None else in_force_on(signed, on), loaded)
    from naravard.cli.findings import findings_text

    found = {language: findings_text(loaded.errors, language) for language in ("sv", "en")}
    raise CommandRefused(
        Text(
            f"Överenskommelsen i {_shown(folder)} har fel och kan inte användas.\n\n{found['sv']}",
            f"The agreement in {_shown(folder)} has errors and cannot be used.\n\n{found['en']}",
        ),
        FINDINGS,
    )


def folder_of(name: str) -> Path:
    """Return an agreement's folder by its id or path; a file in its place is refused."""
    try:
        return find(name)
    except AgreementNotFoundError:
        if Path(name).is_file():
            raise CommandRefused(
                Text(
                    f"{name} är en fil. Ange mappen som filen agreement.yaml ligger i.",
                    f"{name} is a file. Give the folder that the file agreement.yaml lies in.",
                )
            ) from None
        raise


def known_grants(agreement: Agreement, wanted: Iterable[str]) -> frozenset[str] | None:
    """Return the grants asked for, ``None`` for all; an unknown one is refused."""
    names = list(wanted)
    known = [grant.id for grant in agreement.grants]
    for name in names:
        if name not in known:
            raise unknown(Text("inget medel", "no grant"), name, known)
    return frozenset(names) or None


def _shown(folder: Path) -> str:
    try:
        return str(folder.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(folder)
