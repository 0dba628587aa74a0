"""The sums of papers are those of the ledger: on what is kept of them, and on the PDF as it is read."""

import re
import subprocess
from pathlib import Path

import pytest

from financial_report_steps import certified, drawn_up, handed_in, report, to_report, whole_way
from money_steps import money, swedish
from naravard.agreement.wording import whole
from naravard.documents.paper_pdf import as_draft, paper_pdf
from naravard.web.papers.models import HandedInPaper

pytestmark = pytest.mark.django_db
AT = swedish("2023-03-20 09:00")


def read(content: bytes, folder: Path) -> str:
    """Return the text of a PDF, as another program reads it, its blanks made one."""
    file = folder / "paper.pdf"
    file.write_bytes(content)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True).stdout.decode()
    return " ".join(text.split())


def plain(amount: int) -> str:
    """Return kronor as they stand on paper, with plain blanks; tables have them without the unit."""
    return " ".join(whole(amount).split())


def said(paper: HandedInPaper) -> str:
    """Return all that is kept of what a paper says, with plain blanks."""
    return " ".join(" ".join(str(entry["value"]).split()) for entry in paper.content)


def test_a_paper_has_names_and_no_codes_of_this_program(tmp_path: Path) -> None:
    to_report()
    as_drawn_up = read(paper_pdf(as_draft(report().document(AT.date()))), tmp_path)
    assert "Alt 1: ________________________" in as_drawn_up
    drawn_up()
    certified()
    paper = handed_in()
    written = read(bytes(paper.pdf), tmp_path)
    assert "Alt 1: Eva Kron" in written
    for text in (as_drawn_up, written, said(paper)):
        assert re.findall(r"N\.N\.|\b(?:region|rss|kommun)-\d{2}\b", text) == []


@pytest.mark.parametrize("code", ["region-09", "rss-09", "skr"])
def test_a_financial_report_has_the_ledgers_sums_and_so_has_its_pdf(code: str, tmp_path: Path) -> None:
    grant = {"region-09": "ambulans", "rss-09": "nara-vard-kommuner", "skr": "skr"}[code]
    paper = whole_way(code, **{grant: 34_968})
    balance = money(code, at=AT).balance
    assert balance.total.left == 34_968
    sums = {balance.total.paid, balance.total.costs, balance.total.unused}
    sums |= {each.costs for each in balance.grants if each.paid}
    kept, written = said(paper), read(bytes(paper.pdf), tmp_path)
    assert [amount for amount in sums if plain(amount) not in written] == []
    assert [amount for amount in (balance.total.paid, balance.total.costs) if plain(amount) not in kept] == []
    figures = report(code).figures
    assert (figures.total("costs"), figures.total("unused")) == (balance.total.costs, balance.total.unused)
