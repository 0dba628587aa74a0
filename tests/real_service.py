"""The real service in a process of its own, on a test's own database: started, asked over HTTP, stopped, killed."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from lxml import html

import forked_program
from own_databases import Place

READY = re.compile(r"Naravard svarar på http://127\.0\.0\.1:(\d+)")
DAY = "2022-09-20"
"""The day that the service pretends it to be: nothing has lapsed, and much can be begun."""
LONGEST_WAIT = 240
"""Seconds: so many that a busy machine is not taken for a fault. A day of the lived year takes one of them a minute."""
SERVE = "from naravard.web.serve import serve; serve(port=0)"


def environment_of(place: Place) -> dict[str, str]:
    """Return the settings of the service and of what prepares its database."""
    tests = os.pathsep.join(filter(None, [str(Path(__file__).parent), os.environ.get("PYTHONPATH")]))
    return place.environment | {"NARAVARD_TODAY": DAY, "PYTHONPATH": tests, "NARAVARD_WORKERS": "2"}


def prepared(place: Place, program: Path | str, *line: str) -> Any:
    """Run a program that fills the database before the service starts, and return what it tells.

    ``-c`` runs the code that comes after it, as on Python's own line.
    """
    environment = environment_of(place)
    if program == "-c":
        done = forked_program.run(environment, *line)
    else:
        done = forked_program.run_file(environment, program, *line)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@dataclass(frozen=True)
class Answer:
    """What the service answered."""

    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


class RealService:
    """The service as it is started by its users: Python with a line of arguments, as a process group of its own.

    ``said`` is each line that it wrote until it answered; ``log`` is where it complains.
    """

    def __init__(self, environment: Mapping[str, str], log: Path, *line: object) -> None:
        self.log = log
        self.said: list[str] = []
        with self.log.open("a") as complaints:
            self.process = subprocess.Popen(
                [sys.executable, *map(str, line)],
                env=environment,
                stdout=subprocess.PIPE,
                stderr=complaints,
                text=True,
                start_new_session=True,
            )
        self.port = self._port()

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def _port(self) -> int:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.rstrip())
            if ready := READY.match(line):
                return int(ready[1])
        message = f"the service did not start: {self.said} {self.log.read_text()[-3000:]}"
        raise AssertionError(message)

    def ask(self, method: str, path: str, body: str = "", headers: Mapping[str, str] | None = None) -> Answer:
        """Send a request on a line of its own; ``OSError`` or ``HTTPException`` when no whole answer comes."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST_WAIT)
        try:
            line.request(method, path, body.encode() or None, {**(headers or {}), "Connection": "close"})
            answer = line.getresponse()
            return Answer(answer.status, answer.headers, answer.read().decode())
        finally:
            line.close()

    def kill(self) -> None:
        """Kill all its processes at once and without a word."""
        os.killpg(self.process.pid, signal.SIGKILL)

    def stop(self) -> None:
        """End it at once, if it still runs. How it stops when it is asked to is tried in ``test_serve``."""
        with suppress(ProcessLookupError):
            self.kill()
        self.process.communicate(timeout=LONGEST_WAIT)

    @property
    def complaints(self) -> str:
        """What it wrote to those who keep it."""
        return self.log.read_text()


def started(place: Place, program: str = SERVE, *line: str, **settings: str) -> RealService:
    """Start the service on a database; ``program`` may fill it before it serves, and is given ``line``."""
    return RealService(environment_of(place) | settings, place.data / "stderr.txt", "-c", program, *line)


@contextmanager
def serving(place: Place, program: str = SERVE, *line: str, **settings: str) -> Iterator[RealService]:
    """Give the service for as long as it is needed."""
    with stopped(started(place, program, *line, **settings)) as service:
        yield service


@contextmanager
def stopped(service: RealService) -> Iterator[RealService]:
    """Give a service, and stop it when it is not needed any more."""
    try:
        yield service
    finally:
        service.stop()


@dataclass
class Browser:
    """Someone who has signed in, and fills in forms."""

    service: RealService
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._asked("GET", path)

    def form(self, path: str, with_field: str = "once") -> dict[str, str]:
        """Open a page and return what its form would send."""
        return form_on(self.get(path), with_field)

    def send(self, path: str, form: Mapping[str, Any]) -> Answer:
        """Send a form; if it leads back to its own page, with what is wrong or what to check, get that page.

        If the same person has done the form in another window by then, that page leads on, and is followed.
        """
        answer = self._asked(
            "POST", path, urlencode(form, doseq=True), {"Content-Type": "application/x-www-form-urlencoded"}
        )
        led = answer.headers.get("Location", "")
        if "steg=" not in led or urlsplit(led).path != urlsplit(path).path:
            return answer
        own = self.get(led)
        return self.get(own.headers["Location"]) if "Location" in own.headers else own

    def _asked(self, method: str, path: str, body: str = "", headers: Mapping[str, str] | None = None) -> Answer:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = self.service.ask(method, path, body, {"Cookie": cookie, "Accept-Language": "sv", **(headers or {})})
        for given in answer.headers.get_all("Set-Cookie", []):
            name, _, value = given.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer


def form_on(answer: Answer, with_field: str = "once") -> dict[str, str]:
    """Return what the first form on a page that has a field would send."""
    forms = html.fromstring(answer.text).forms
    found = [dict(form.form_values()) for form in forms if with_field in form.fields]
    assert found, f"{answer.status}: no form with {with_field}"
    return {name: str(value) for name, value in found[0].items()}
