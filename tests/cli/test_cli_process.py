"""The program as a process of its own: what is imported, pipes, encodings."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import AGREEMENT, PROGRAM

Process = Callable[..., "subprocess.CompletedProcess[bytes]"]
HEAVY = (
    "asyncio", "django", "http", "markdown_it", "ninja", "openpyxl", "pydantic", "rich", "ruamel", "sqlite3",
    "typst", "xlsxwriter",
)  # fmt: skip
LISTING = """
import json, sys
from naravard.cli.main import run
code = run(sys.argv[1:])
print(json.dumps([code, sorted({name.partition('.')[0] for name in sys.modules})]), file=sys.stderr)
"""


def modules_after(cache: Path, *line: str) -> set[str]:
    """Return the top-level modules that a command has imported, the second time it is run."""
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", LISTING, *line],
            env={**os.environ, "XDG_CACHE_HOME": str(cache)},
            capture_output=True,
            check=True,
            timeout=300,
        )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    return set(modules)


def test_allocating_to_csv_imports_nothing_heavy(cache: Path) -> None:
    modules = modules_after(cache, "allocate", AGREEMENT, "--format", "csv")
    assert modules.isdisjoint(HEAVY)
    assert "naravard" in modules


def test_the_answer_is_utf8_bytes_and_the_exit_code_is_the_process_own(process: Process) -> None:
    done = process("allocate", AGREEMENT, "--format", "csv", "--grant", "ambulans", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    lines = done.stdout.decode("utf-8").split("\n")
    assert lines[0] == "grant,recipient_code,recipient,amount"
    assert lines[3] == "ambulans,04,Region Sörmland,2650028"
    wrong = process("allocate", AGREEMENT, "--grant", "ambulan", PYTHONIOENCODING="ascii")
    assert wrong.returncode == 2
    assert b"Traceback" not in wrong.stderr


def test_a_reader_who_has_seen_enough_is_no_fault(cache: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            [PROGRAM, "allocate", AGREEMENT, "--format", "csv"],
            env={**os.environ, "XDG_CACHE_HOME": str(cache)},
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
            timeout=300,
        )
    assert done.returncode == 141
    assert b"Error" not in done.stderr


def test_a_fault_of_the_program_is_one_line_and_code_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from naravard.cli import main
    from naravard.cli.commands import agreements

    def broken(*_arguments: object, **_options: object) -> None:
        raise ZeroDivisionError("oj")

    monkeypatch.setattr(agreements, "table_form", broken)
    assert main.run(["agreements"]) == 3
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1
    assert "ZeroDivisionError: oj" in err
    monkeypatch.setenv(main.TRACEBACK_VARIABLE, "1")
    with pytest.raises(ZeroDivisionError):
        main.run(["agreements"])


def test_the_version_is_told(process: Process) -> None:
    from naravard import __version__

    assert process("--version").stdout.decode() == f"naravard {__version__}\n"
