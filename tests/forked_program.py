"""A process that has read the program once, and forks for each process that is to work with a database of its own.

Starting takes most of the time of a short command: reading the program and its libraries. What is run here is a process
of its own all the same: it is killed, waits for locks and ends by itself. How the program starts is tried where it is
started by its users' own line (``cli/test_cli_process.py``, ``web/test_serve.py``).
"""

import atexit
import contextlib
import gc
import importlib
import json
import os
import random
import select
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
from functools import cache
from pathlib import Path
from typing import Any, NoReturn, TextIO
from unittest.mock import patch
from urllib.parse import urlsplit

LONGEST = 600
"""Seconds that a process may take."""
_FILE = """
import runpy, sys
from pathlib import Path
del sys.argv[0]
sys.path.insert(0, str(Path(sys.argv[0]).parent))
runpy.run_path(sys.argv[0], run_name="__main__")
"""
_AT_START = dict(os.environ)
"""The environment that the program is read in: not that of the test that asks for it first."""
_writing = threading.Lock()


class _Spent:
    """Processor seconds of the processes that have ended: they are another's children."""

    seconds = 0.0


def spent() -> float:
    """Return the processor seconds of what has been run."""
    return _Spent.seconds


def run(environment: dict[str, str], code: str, *line: str) -> "subprocess.CompletedProcess[str]":
    """Run Python code in a process of its own, under an environment; return what it said and how it ended.

    Raises:
        subprocess.TimeoutExpired: when it takes too long.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.mkfifo(folder / "ended")
        asked = {"environment": environment, "folder": str(Path.cwd()), "code": code, "line": line, "answers": name}
        with _writing:
            stdin = _started(urlsplit(environment["DATABASE_URL"]).scheme).stdin
            assert stdin is not None
            stdin.write(f"{json.dumps(asked)}\n")
            stdin.flush()
        with os.fdopen(os.open(folder / "ended", os.O_RDONLY | os.O_NONBLOCK)) as answers:
            _wait_for(answers, code)
            os.set_blocking(answers.fileno(), True)
            process = int(answers.readline())
            try:
                _wait_for(answers, code)
            except subprocess.TimeoutExpired:
                os.kill(process, signal.SIGKILL)
                raise
            exit_code, seconds = json.loads(answers.readline())
        _Spent.seconds += seconds
        said, complained = ((folder / stream).read_text(encoding="utf-8") for stream in ("out", "err"))
    return subprocess.CompletedProcess([code, *line], exit_code, said, complained)


def run_file(environment: dict[str, str], file: Path | str, *line: str) -> "subprocess.CompletedProcess[str]":
    """Run a file of Python in a process of its own, as :func:`run` does."""
    return run(environment, _FILE, str(file), *line)


def _wait_for(answers: TextIO, code: str) -> None:
    if not select.select([answers], [], [], LONGEST)[0]:
        raise subprocess.TimeoutExpired(code, LONGEST)


@cache
def _started(kind: str) -> "subprocess.Popen[str]":
    """Return the process that forks those that work with databases of one kind: the settings are read once in each."""
    own = urlsplit(_AT_START.get("DATABASE_URL", "sqlite:")).scheme
    database = (
        {} if kind == own else {"DATABASE_URL": {"sqlite": "sqlite:///none.sqlite3"}.get(kind, f"{kind}://none/none")}
    )
    tests = os.pathsep.join(filter(None, [str(Path(__file__).parent), os.environ.get("PYTHONPATH")]))
    process = subprocess.Popen(
        [sys.executable, __file__],
        env=_AT_START | database | {"PYTHONPATH": tests, "DJANGO_SETTINGS_MODULE": "naravard.web.settings"},
        stdin=subprocess.PIPE,
        text=True,
    )
    atexit.register(_end, process)
    return process


def _end(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.close()
    process.wait()


def _serve() -> None:
    """Read the program, and fork for each line that asks for a process; end with the one who asks."""
    import django

    django.setup()
    for name in ("naravard.cli.main", "naravard.web.urls", "own_databases"):
        importlib.import_module(name)

    gc.freeze()
    for asked in sys.stdin:
        if os.fork() == 0:
            _watch(json.loads(asked))
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def _watch(asked: dict[str, Any]) -> NoReturn:
    """Fork the process, and tell who it is, and how it ended and what it took."""
    with (Path(asked["answers"]) / "ended").open("w") as answers:
        process = os.fork()
        if process == 0:
            os.close(answers.fileno())
            _become(asked)
        print(process, file=answers, flush=True)
        _, status, used = os.wait4(process, 0)
        print(json.dumps([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime]), file=answers, flush=True)
    os._exit(0)


def _become(asked: dict[str, Any]) -> NoReturn:
    """Be a process that was started by itself: its own streams, folder, environment and line of arguments."""
    for number, stream, how in ((0, os.devnull, os.O_RDONLY), (1, "out", os.O_WRONLY), (2, "err", os.O_WRONLY)):
        opened = os.open(Path(asked["answers"]) / stream, how | os.O_CREAT, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - it ends with the process
    os.chdir(asked["folder"])
    random.seed()
    sys.argv = ["-c", *asked["line"]]
    exit_code = _carried_out(asked)
    with contextlib.suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(exit_code)


def _carried_out(asked: dict[str, Any]) -> int:
    from own_databases import Place, entered

    environment = asked["environment"]
    place = Place(environment["DATABASE_URL"], Path(environment["NARAVARD_DATA"]))
    try:
        with patch.dict(os.environ, environment, clear=True), entered(place):
            exec(compile(asked["code"], "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102 - that is what it is for
            threading._shutdown()
            atexit._run_exitfuncs()
    except SystemExit as ended:
        if ended.code is None or isinstance(ended.code, int):
            return ended.code or 0
        sys.stderr.write(f"{ended.code}\n")
        return 1
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    _serve()
