"""The portable definition on a Spark cluster (Spark Connect); records go to another machine only if allowed."""

import datetime
import json
import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import ibis
import pyarrow as pa
import pyarrow.parquet

from naravard.agreement.model import Text
from naravard.care.continuity.engines.clean_input import CleanInput
from naravard.care.continuity.engines.portable import PortableRun
from naravard.care.continuity.histogram import IndexSums
from naravard.care.continuity.rules import Pass, Rules
from naravard.care.records.faults import RecordsRefusedError
from naravard.care.records.reader import CleanTable
from naravard.care.records.workspace import private_folder

TOKEN_VARIABLE = "NARAVARD_SPARK_TOKEN"  # noqa: S105 - the variable's name
LOG = "sent-to-other-machines.jsonl"
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_INSTALL = "uv pip install --require-hashes -r requirements/spark.txt"


class SparkEngine:
    """A session of Spark Connect."""

    def __init__(self, session: Any, folder: Path, *, is_here: bool) -> None:
        self._session, self._folder, self._is_here = session, folder, is_here
        self._connection = ibis.pyspark.connect(session)
        self._sent: dict[Path, Any] = {}

    def read(self, clean: CleanTable) -> Any:
        """Return a clean file as a table: by its place on this machine, or sent as rows to another."""
        if clean.path not in self._sent:
            if self._is_here:
                self._sent[clean.path] = self._connection.read_parquet(clean.path)
            else:
                name = f"sent_{len(self._sent)}"
                self._session.createDataFrame(pyarrow.parquet.read_table(clean.path)).createOrReplaceTempView(name)
                self._sent[clean.path] = self._connection.table(name)
        return self._sent[clean.path]

    def rows(self, expression: Any) -> pa.Table:
        """Run an expression and fetch its rows."""
        found: pa.Table = self._connection.to_pyarrow(expression)
        return found

    def keep(self, expression: Any) -> Any:
        """Return what an expression gives: kept in the run's own folder here; a cluster works it out each time."""
        if not self._is_here:
            return expression
        handle, name = tempfile.mkstemp(suffix=".parquet", dir=self._folder)
        os.close(handle)
        pyarrow.parquet.write_table(self.rows(expression), name)
        return self._connection.read_parquet(name)

    def given(self, rows: pa.Table) -> Any:
        """Return rows of our own as a table."""
        return ibis.memtable(rows)


class OnSpark:
    """The portable definition on a cluster."""

    def __init__(self, remote: str | None, folder: Path, *, allow_remote: bool, log_folder: Path | None = None) -> None:
        self._folder = folder
        if remote is None:
            raise RecordsRefusedError(
                Text(
                    "Ange vilket Spark-kluster som ska räkna: --remote sc://VÄRD:PORT.",
                    "Say which Spark cluster is to compute: --remote sc://HOST:PORT.",
                )
            )
        self.is_here = is_this_machine(remote)
        self.notes: list[Text] = []
        self.name = f"spark ({_without_token(remote)})"
        address = remote
        if not self.is_here:
            address = _refuse_unprotected(remote, allow_remote=allow_remote)
            _log(remote, log_folder)
            self.notes.append(
                Text(
                    f"Vårduppgifter skickades till {_without_token(remote)}, som --allow-remote tillät.",
                    f"Care records were sent to {_without_token(remote)}, as --allow-remote permitted.",
                )
            )
        self._connect: Callable[[], Any] = lambda: _session(address)

    def count(self, clean: CleanInput, rules: Rules, reference: datetime.date, groups: Pass) -> IndexSums:
        """Return the sums of one reference date."""
        engine = SparkEngine(self._connect(), self._folder, is_here=self.is_here)
        return PortableRun(engine, clean, rules).count(reference, groups)


def is_this_machine(remote: str) -> bool:
    """Say whether an address leads to this machine itself."""
    return urlsplit(remote).hostname in _THIS_MACHINE


def _refuse_unprotected(remote: str, *, allow_remote: bool) -> str:
    """Return the address with the token; refuse to send care records unprotected, or without having been asked to."""
    options = remote.partition("/;")[2].casefold()
    token = os.environ.get(TOKEN_VARIABLE, "")
    missing = [
        (allow_remote, Text("--allow-remote", "--allow-remote")),
        ("use_ssl=true" in options, Text("TLS (/;use_ssl=true sist i adressen)", "TLS (/;use_ssl=true last in it)")),
        (
            bool(token) or "token=" in options,
            Text(f"ett lösenord i {TOKEN_VARIABLE}", f"a token in {TOKEN_VARIABLE}"),
        ),
    ]
    wanting = [words for there, words in missing if not there]
    if wanting:
        shown = _without_token(remote)
        raise RecordsRefusedError(
            Text(
                f"{shown} är en annan dator. Vårduppgifter skickas dit bara med "
                f"{', '.join(one.sv for one in wanting)}.",
                f"{shown} is another machine. Care records are sent there only with "
                f"{', '.join(one.in_language('en') for one in wanting)}.",
            )
        )
    return f"{remote};token={token}" if token else remote


def _without_token(remote: str) -> str:
    return re.sub(r"token=[^;]*", "token=…", remote)


def _log(remote: str, folder: Path | None) -> None:
    """Record that care records are sent: when, by whom, where."""
    state = os.environ.get("XDG_STATE_HOME")
    usual = (Path(state) if state else Path.home() / ".local" / "state") / "naravard-care"
    file = private_folder(folder or usual) / LOG
    row = {
        "at": datetime.datetime.now(tz=datetime.UTC).isoformat(timespec="seconds"),
        "user": os.getuid(),
        "to": _without_token(remote),
    }
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as stream:
        stream.write(json.dumps(row) + "\n")


def _session(address: str) -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise RecordsRefusedError(
            Text(f"Spark-klienten är inte installerad: {_INSTALL}", f"The Spark client is not installed: {_INSTALL}")
        ) from None
    session = SparkSession.builder.remote(address).getOrCreate()
    session.conf.set("spark.sql.session.timeZone", "UTC")
    return session
