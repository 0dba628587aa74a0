"""A port for a service of a test's own."""

import socket


def free_port() -> int:
    """Return a port that nobody answers on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])
