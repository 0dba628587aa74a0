"""Serve the site: prepare the database and the files, read the agreements, and answer until told to stop."""

import errno
import hashlib
import os
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from naravard.web import environment
from naravard.web.setting_checks import refuse_mistakes, unknown_names
from naravard.web.startup import start_django

if TYPE_CHECKING:
    from naravard.web.agreements.intake import Taken


def serve(host: str = "127.0.0.1", port: int = 8000, agreement_folders: Sequence[Path] = ()) -> None:
    """Serve on ``host:port`` in the foreground, with the shipped agreements and those in the folders given.

    A folder may itself be an agreement or hold several. One with errors is reported and left out; others are served.
    """
    refuse_mistakes()
    for sentence in unknown_names():
        say(f"Obs! {sentence}")
    refuse_taken(host, port)
    prepare(host)
    taken = take_in([*shipped_folders(), *set_folders(), *agreement_folders])
    for line in told(taken):
        say(line)
    say(mail_goes())
    answer(host, port)


def refuse_taken(host: str, port: int) -> None:
    """Stop at once, in words, when the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            why = "porten är upptagen" if error.errno == errno.EADDRINUSE else error.strerror
            sys.exit(f"Kan inte svara på {host}:{port}: {why}. Välj en annan port: --port {port + 1}")


def say(line: str) -> None:
    """Print one line of the command's answer at once."""
    print(line, flush=True)  # noqa: T201 - this is what the user asked for


def prepare(host: str = "127.0.0.1") -> None:
    """Make Django, the database and the static files ready. Nothing is done twice."""
    start_django()
    from django.conf import settings

    from naravard.web.backup.schema import migrate

    if host not in {*settings.ALLOWED_HOSTS, "0.0.0.0", "::"}:  # noqa: S104 - compared with, not bound to
        settings.ALLOWED_HOSTS.append(host)
    migrate()
    _collect_static(Path(settings.STATIC_ROOT), Path(settings.STATICFILES_DIRS[0][1]))


def take_in(folders: Sequence[Path], at: datetime | None = None) -> "list[Taken]":
    """Read the agreement folders into the database, and the current agreements into memory; now, or at a time."""
    from django.db import connections
    from django.utils import timezone

    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.access.row_baseline import take_up_rows
    from naravard.web.agreements.intake import take_in_folders
    from naravard.web.organisations.intake import take_in_organisations
    from naravard.web.warmup import warm

    at = at or timezone.now()
    take_up_rows(actor=THE_SERVICE, at=at)
    take_in_organisations(actor=THE_SERVICE, at=at)
    taken = take_in_folders(folders, at)
    warm()
    connections.close_all()  # the processes that answer open their own
    return taken


def shipped_folders() -> list[Path]:
    """Return the folders of the agreements that come with the program."""
    from naravard.agreement.library import folders

    return list(folders())


def set_folders() -> list[Path]:
    """Return the folders that the environment names."""
    return [Path(folder) for folder in environment.AGREEMENTS.words(separator=os.pathsep)]


def mail_goes() -> str:
    """Return where mail goes, in words."""
    from naravard.web.mail.delivery import where_mail_goes

    return where_mail_goes().sv


def told(taken: "Sequence[Taken]") -> list[str]:
    """Return what was read, in words: each agreement, and the findings of those that have any."""
    lines = []
    for entry in taken:
        if entry.agreement is None:
            lines.append(f"Kan inte visas: {entry.folder} – rätta felen och starta om.")
        else:
            lines.append(f"Inläst: {entry.agreement.name.sv} ({entry.agreement.id})")
        for finding in entry.findings:
            words = finding.in_language("sv")
            lines.append(f"  {words.id} {words.level}, {words.where}: {words.what}. {words.found} {words.way_out}")
    return lines


def _collect_static(root: Path, built: Path) -> None:
    """Copy the static files to where they are served from, when they have changed."""
    from django.core.management import call_command

    inputs = built / ".inputs"
    if not inputs.is_file():
        sys.exit("Sidornas utseende är inte byggt. Kör: make install")
    stamp = hashlib.sha256(inputs.read_bytes() + version("naravard").encode()).hexdigest()
    mark = root / ".stamp"
    if mark.is_file() and mark.read_text() == stamp:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(stamp)


def answer(host: str, port: int) -> None:
    """Answer with gunicorn: a few processes with a few threads each, forked after everything is read."""
    from gunicorn.app.base import BaseApplication

    from naravard.web.service_lock import hold

    class Service(BaseApplication):  # type: ignore[misc]  # without types of its own
        """Gunicorn without a configuration file."""

        def load_config(self) -> None:
            for name, value in gunicorn_settings(host, port).items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from naravard.web.wsgi import application

            return application

    with hold():
        Service().run()


def gunicorn_settings(host: str, port: int) -> dict[str, Any]:
    """Return gunicorn's settings."""
    address = f"[{host}]" if ":" in host else host

    def say_ready(server: Any) -> None:
        chosen = server.LISTENERS[0].sock.getsockname()[1]
        say(f"Naravard svarar på http://{address}:{chosen} (avsluta med Ctrl+C)")

    def say_stopped(_server: Any) -> None:
        with suppress(OSError):  # the terminal may have gone first
            say("Naravard har stoppats.")

    return {
        "bind": f"{address}:{port}",
        "worker_class": "gthread",
        "workers": environment.WORKERS.number(),
        "threads": environment.THREADS.number(),
        "preload_app": True,
        "loglevel": "warning",
        "graceful_timeout": 5,
        "limit_request_line": 8190,  # a simulation's changes stand in its address
        "forwarded_allow_ips": "",  # whom to believe is for Django's settings alone: nobody unless they say so
        "when_ready": say_ready,
        "on_exit": say_stopped,
        "control_socket_disable": True,
    }
