"""What the threat model says of limits is read out of the code: no sentence of it outlives the number it tells of."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from naravard.documents import own_process, signatures
from naravard.exchange import bank_answers, sie
from naravard.exchange.bank_answers import apart as bank_apart
from naravard.exchange.sheets import LIMITS as SHEETS
from naravard.exchange.sheets import apart
from naravard.web import security
from naravard.web.costs.views import files as costs
from naravard.web.database import LONGEST_WAIT
from naravard.web.signin import sessions
from naravard.web.simulation.input import uploads
from naravard.web.tokens import acts, guess_limit, ownerless

ROOT = Path(__file__).resolve().parents[3]
SAID = re.sub(r"\s+", " ", (ROOT / "docs" / "security.md").read_text(encoding="utf-8"))
MB = 1_000_000
[(_, LARGER), (_, OF_BANKS)] = security.LARGER_REQUESTS
SENTENCES = (
    f"| {uploads.LARGEST // MB} MB a file, {uploads.MOST_FILES} files |",
    f"| {costs.LARGEST // MB} MB, {SHEETS.csv // MB} MB, {SHEETS.workbook // MB} MB |",
    f"({SHEETS.unpacked // MB} MB unpacked, {SHEETS.cells:,} cells, {SHEETS.rows:,} rows)".replace(",000", " 000"),
    f"{own_process.SECONDS} seconds of processor and {apart.MEMORY // 10**9} GB",
    f"| signed papers | PDF | {signatures.MOST_BYTES // MB} MB |",
    f"{own_process.SECONDS} seconds of processor and {own_process.MEMORY / 2**30:.1f} GB",
    f"| a whole request | {security.LARGEST_REQUEST // MB} MB,",
    f"({LARGER // MB} MB, from those who may book them, and {OF_BANKS // MB} MB of banks' answers from those who pay)",
    f"| banks' answers | XML, BgMax | {bank_answers.MOST_BYTES // MB} MB |",
    f"{bank_apart.SECONDS} seconds of processor and {bank_apart.MEMORY / 10**9:.1f} GB",
    f"{own_process.MOST_AT_ONCE} such processes at once on a machine, and whoever finds none free in "
    f"{own_process.LONGEST_QUEUE:.0f} seconds",
    f"({own_process.WAIT:.0f} seconds at most, then they are stopped)",
    f"An act waits {LONGEST_WAIT} seconds for others that write",
    f"| sessions of an account | {sessions.MOST_OF_AN_ACCOUNT},",
    f"| sessions of nobody | {sessions.MOST_ANONYMOUS} |",
    f"| keys of an organisation | {acts.MOST} |",
    f"or revoked after {ownerless.GRACE.days} days",
    f"ends after {settings.IDLE_MINUTES} minutes at rest and {settings.LONGEST_SESSION_HOURS} hours",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_limit_is_written_as_the_code_has_it(sentence: str) -> None:
    assert sentence in SAID


def test_guessing_is_slowed_as_it_is_written() -> None:
    assert settings.ACCOUNT_RATE_LIMITS["login_failed"] == "20/m/ip,5/5m/key"
    assert "five tries an account and five minutes" in SAID
    assert (guess_limit.MOST, guess_limit.WHILE.total_seconds()) == (20, 600)
    assert "told to wait after twenty, for ten minutes" in SAID


def test_files_with_costs_are_as_large_as_the_reader_of_accounting_files_takes() -> None:
    assert sie.LIMITS.file == costs.LARGEST
