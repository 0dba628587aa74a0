"""Serve the pages on this machine until told to stop."""

import os
import socketserver
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django

from naravard.care_desk.desk import Desk, Here

HOST = "127.0.0.1"


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    """Writes no line for each request: addresses name folders and files."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the standard library's
        """Write nothing."""


def serve(
    folder: Path, work: Path | None, port: int, language: str, told: Callable[[str], None], *, browser: bool
) -> None:
    """Answer on this machine alone, to the one who has the key.

    Args:
        folder: where files are chosen.
        work: the folder for what is cleaned.
        port: the port; 0 for any that is free.
        language: of the pages.
        told: is told the address.
        browser: whether it is opened in a browser.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "naravard.care_desk.settings"
    django.setup()
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    settings.LANGUAGE_CODE = language
    Here.desk = Desk(folder.resolve(), work)
    with make_server(HOST, port, get_wsgi_application(), _Server, _Quiet) as server:
        address = f"http://{HOST}:{server.server_port}/?nyckel={Here.desk.key}"
        told(address)
        if browser:
            webbrowser.open(address)
        server.serve_forever()
