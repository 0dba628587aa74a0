"""Starting and stopping the service: what it says, and what it refuses."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from naravard.web.agreements.intake import take_in_folders
from naravard.web.serve import gunicorn_settings, refuse_taken, told
from real_service import SERVE
from web_shared import FOLDERS, LITEN, LOADED_AT


def test_a_port_that_is_taken_is_refused_in_words() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SystemExit, match=f"{port}: porten är upptagen. Välj en annan port: --port {port + 1}"):
            refuse_taken("127.0.0.1", port)


@pytest.mark.django_db
def test_what_was_read_is_told_with_the_findings_of_what_was_not(tmp_path: Path) -> None:
    (tmp_path / "trasig").mkdir()
    (tmp_path / "trasig" / "agreement.yaml").write_text("format: 1\nid: trasig\n", encoding="utf-8")
    lines = told(take_in_folders([FOLDERS / LITEN, tmp_path], LOADED_AT))
    assert lines[0] == "Inläst: Liten överenskommelse (liten)"
    assert lines[1] == f"Kan inte visas: {tmp_path / 'trasig'} – rätta felen och starta om."
    assert lines[2].startswith("  A")
    assert "fel, agreement.yaml, rad 1: Ett fält saknas. Fältet ”name” saknas i överenskommelsen ”trasig”." in lines[2]


def test_addresses_of_the_new_kind_stand_in_brackets() -> None:
    assert gunicorn_settings("::1", 8000)["bind"] == "[::1]:8000"


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize(
    ("send", "told"),
    [(os.killpg, signal.SIGINT), (os.kill, signal.SIGTERM)],
    ids=["Ctrl+C in a terminal reaches every process", "what starts services tells the first process"],
)
def test_it_stops_cleanly_when_told_to(
    tmp_path: Path, send: Callable[[int, int], None], told: signal.Signals, workers: str
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SERVE],
        env=os.environ | {"NARAVARD_DATA": str(tmp_path), "NARAVARD_WORKERS": workers},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "Naravard svarar på" in line:
                break
        send(process.pid, told)
        said, complained = process.communicate(timeout=120)
    assert said.splitlines()[-1] == "Naravard har stoppats."
    assert process.returncode == 0
    assert "Traceback" not in complained
