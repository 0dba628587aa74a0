"""What the tests of the command line share: the program, and what a run of it gave."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("naravard")
AGREEMENT = "god-och-nara-vard-2022"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a run of the program gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Answer]
