"""HTTP written by hand, as no ordinary client would write it."""

import socket
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Reply:
    """What came back before the line was closed."""

    raw: bytes

    @property
    def status(self) -> int:
        return int(self.raw.split(b" ", 2)[1])

    @property
    def headers(self) -> dict[str, str]:
        lines = self.raw.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]
        return {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}

    @property
    def cookies(self) -> list[str]:
        lines = self.raw.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        return [line.partition(": ")[2] for line in lines if line.lower().startswith("set-cookie:")]

    @property
    def body(self) -> bytes:
        return self.raw.partition(b"\r\n\r\n")[2]

    @property
    def count(self) -> int:
        """How many answers there are on the line."""
        return self.raw.count(b"HTTP/1.1 ")


@dataclass(frozen=True)
class Door:
    """Where the service answers, on which host, and where its data lies."""

    port: int
    host: str
    data: Path

    def send(self, raw: bytes) -> Reply:
        """Send bytes and return all that comes until the line is closed."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=120) as line:
            line.sendall(raw)
            line.shutdown(socket.SHUT_WR)
            parts = []
            while part := line.recv(65536):
                parts.append(part)
        return Reply(b"".join(parts))

    def ask(self, path: str, *headers: str, method: str = "GET", host: str = "", https: bool = True) -> Reply:
        """Ask for a path as a proxy does: over https unless told otherwise."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {host or self.host}", "Connection: close", *headers]
        if https:
            lines.append("X-Forwarded-Proto: https")
        return self.send("\r\n".join([*lines, "", ""]).encode("latin-1"))
