"""What stands on a PDF, read by another program (pdftotext): by page, and line by line."""

import subprocess


def lines_of(content: bytes) -> list[str]:
    """Return the lines of a PDF as they are seen, every blank a plain one."""
    return _read(content).replace("\N{NO-BREAK SPACE}", " ").splitlines()


def lines_by_page(content: bytes) -> list[list[str]]:
    """Return the lines of each page that something stands on, every blank a plain one."""
    pages = [page.replace("\N{NO-BREAK SPACE}", " ").split("\n") for page in _read(content).split("\f")]
    return [lines for page in pages if (lines := [line for line in page if line.strip()])]


def pages_of(content: bytes) -> list[str]:
    """Return the text of each page, its blanks made one."""
    return [" ".join(page.split()) for page in _read(content).split("\f") if page.strip()]


def _read(content: bytes) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True, timeout=300
    )
    return done.stdout.decode()
