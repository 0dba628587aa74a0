"""A financial report signed electronically: the paper that was made here, signed by the one who hands it in."""

import datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from financial_report_steps import as_, certified, drawn_up, handed_in, report, to_report
from money_steps import swedish
from naravard.documents.signing import new_issuer, new_signer, signed
from naravard.web.financial_reports.checks import checks_of
from naravard.web.financial_reports.report import ReportStage
from naravard.web.papers.errors import PaperRefusedError
from naravard.web.papers.signed_files import ELECTRONIC, looked_at
from naravard.web.site.checks import CheckOutcome

pytestmark = pytest.mark.django_db
AT = swedish("2023-03-15 11:00")
SINCE = AT - datetime.timedelta(days=365)
ISSUER = new_issuer("Provens utfärdare", since=SINCE)


@pytest.fixture(autouse=True)
def _trusted(settings: object, tmp_path: Path) -> None:
    """Trust the tests' own issuer."""
    (tmp_path / "provens.pem").write_bytes(ISSUER.certificate.public_bytes(Encoding.PEM))
    settings.TRUSTED_ISSUERS = str(tmp_path)


@pytest.fixture
def paper() -> bytes:
    """The paper that waits to be signed."""
    to_report(ambulans=34_968)
    drawn_up()
    certified()
    return bytes(report().draft.pdf or b"")


def by(name: str, paper: bytes) -> bytes:
    """Return a paper signed by someone."""
    return signed(paper, new_signer(ISSUER, name, "Region Gotland", since=SINCE), at=AT)


def test_the_paper_signed_by_the_signatory_is_handed_in_and_the_checks_name_the_signer(paper: bytes) -> None:
    file = looked_at(by("Sven Under", paper), paper, at=AT)
    kept = handed_in(way=ELECTRONIC, signed=file)
    assert kept.signatures[0]["name"] == "Sven Under"
    found = report()
    checks = {one.name.sv: one for one in checks_of(found, found.rows[0], kept)}
    assert checks["Den är undertecknad"].says.sv == "Elektronisk underskrift i filen: Sven Under"
    assert all(one.answer is CheckOutcome.MET for one in checks.values())


def test_someone_elses_signature_an_altered_paper_and_another_edition_are_refused(paper: bytes) -> None:
    altered = bytearray(by("Sven Under", paper))
    altered[len(altered) // 3] ^= 1
    other = by("Sven Under", paper.replace(b"Typst", b"Tipst"))
    for content, code in (
        (by("Karin Annan", paper), "another-signer"),
        (bytes(altered), ""),
        (other, "saved-again"),
    ):
        file = looked_at(content, paper, at=AT)
        with pytest.raises(PaperRefusedError) as refused:
            handed_in(way=ELECTRONIC, signed=file)
        assert not code or refused.value.code == code
    assert report().step is ReportStage.AT_SIGNATORY


def test_a_file_signed_before_the_cfo_reviewed_it_is_of_another_paper() -> None:
    to_report()
    drawn_up()
    early = bytes(report().draft.pdf or b"")
    file = looked_at(by("Sven Under", early), early, at=AT)
    certified()
    with pytest.raises(PaperRefusedError) as refused:
        handed_in(way=ELECTRONIC, signed=file, by=as_("signatory", name="Sven Under"))
    assert refused.value.code == "changed-meanwhile"
