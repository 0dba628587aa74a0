"""A server on this machine that answers as Kolada and PxWeb are described to, with faults on demand.

The answers are made by hand after the descriptions; nothing has been recorded from the real services.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit


class Served:
    """What is answered, address by address, and what has been asked."""

    def __init__(self) -> None:
        self.answers: dict[str, list[tuple[int, dict[str, str], bytes]]] = {}
        self.asked: list[str] = []
        self.address = ""

    def put(self, path: str, data: Any, *, status: int = 200, **headers: str) -> None:
        """Answer a path with data; put again, the next time with the next."""
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        self.answers.setdefault(path, []).append((status, {k.replace("_", "-"): v for k, v in headers.items()}, body))

    def answer(self, asked: str) -> tuple[int, dict[str, str], bytes]:
        """Return the next answer of an address, with or without its query; the last one stays."""
        self.asked.append(asked)
        for path in (asked, urlsplit(asked).path):
            if left := self.answers.get(path):
                return left.pop(0) if len(left) > 1 else left[0]
        return 404, {}, b'{"detail": "Not Found"}'


@contextmanager
def serving() -> Iterator[Served]:
    """Serve on a free port."""
    served = Served()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = served.answer(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    served.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
