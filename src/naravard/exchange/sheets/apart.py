"""A workbook is read in a process of its own: what makes it slow or large stops that process and nothing else."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, BinaryIO

import msgspec

from naravard.documents.own_process import LONGEST_QUEUE, SECONDS, WAIT, BusyError, TooSlowError, ask
from naravard.exchange.sheets.findings import SheetFindings
from naravard.exchange.sheets.limits import LIMITS, SheetLimits
from naravard.exchange.sheets.reader import SheetReading, nothing_read, read_workbook

MEMORY = 1_000_000_000
"""Bytes of address space, with the program itself."""
_TO_START = WAIT - SECONDS
"""Seconds that it may wait for a processor."""


class SheetQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """What the process of its own is asked."""

    content: bytes
    name: str
    activities: dict[str, str]
    limits: SheetLimits
    sheet: str


def read_workbook_apart(
    stream: BinaryIO,
    *,
    name: str,
    activities: Mapping[str, str],
    limits: SheetLimits = LIMITS,
    sheet: str = "",
    seconds: int = SECONDS,
) -> SheetReading:
    """Read a workbook as :func:`.reader.read_workbook` does, with little time and memory, or say that it took more."""
    content = stream.read(limits.workbook + 1)
    asked = SheetQuestion(content=content, name=name, activities=dict(activities), limits=limits, sheet=sheet)
    try:
        answered = ask(
            "naravard.exchange.sheets.apart:answer",
            msgspec.msgpack.encode(asked),
            wait=seconds + _TO_START,
            seconds=seconds,
            memory=MEMORY,
        )
        return msgspec.msgpack.decode(answered, type=SheetReading)
    except BusyError:
        findings = SheetFindings(name)
        findings.add("K044", limit=int(LONGEST_QUEUE))
        return nothing_read(findings)
    except (TooSlowError, msgspec.DecodeError):
        findings = SheetFindings(name)
        findings.add("K042", limit=seconds)
        return nothing_read(findings)


def answer(asked: bytes) -> bytes:
    """Answer a question that came from another process."""
    from io import BytesIO

    question = msgspec.msgpack.decode(asked, type=SheetQuestion)
    reading = read_workbook(
        BytesIO(question.content),
        name=question.name,
        activities=question.activities,
        limits=question.limits,
        sheet=question.sheet,
    )
    return msgspec.msgpack.encode(reading, enc_hook=_as_dict)


def _as_dict(value: Any) -> Any:
    if isinstance(value, MappingProxyType):
        return dict(value)
    raise NotImplementedError(type(value).__name__)
