"""Whether the compiled way can be used here and for this, and if so the engine: an extra, compiled once and kept."""

import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from naravard.agreement.model import Text
from naravard.care.continuity.rules import Rules, is_of_visit
from naravard.care.records.workspace import cache_folder, private_folder

if TYPE_CHECKING:
    from naravard.care.continuity.engines.native.engine import OnNative

INDICES = frozenset({"coc", "upc", "secon", "hi"})
COMPILED = "naravard-care-compiled"
"""The folder of what has been compiled, in the user's cache: only the user may write there, since it is run."""
_INSTALL = "uv pip install --require-hashes -r requirements/native.txt"
_FOR_ONE_OWN = Text(
    "Det kompilerade räknesättet tar bara coc, upc, secon och hi, efter det som gäller patienten på mätdagen.",
    "The compiled way takes coc, upc, secon and hi only, by what holds of the patient on the reference date.",
)


class NativeCannotError(Exception):
    """What the compiled way cannot take: the portable way can."""


def native_engine(
    folder: Path, rules: Rules, threads: int | None, *, patients: bool, says: Callable[[Text], None]
) -> "OnNative | Text":
    """Return the engine, or why it cannot be used.

    Args:
        folder: the run's own.
        rules: what is chosen.
        threads: how many; None for all.
        patients: whether there is a file of patients.
        says: is told that there is something to compile.
    """
    by_visit = any(is_of_visit(name, listing=patients) for names in rules.by for name in names)
    if by_visit or not INDICES.issuperset(rules.indices) or rules.listing_at != "reference":
        return _FOR_ONE_OWN
    if find_spec("numba") is None:
        return Text(
            f"Det kompilerade räknesättet är inte installerat ({_INSTALL}).",
            f"The compiled way is not installed ({_INSTALL}).",
        )
    try:
        _compile(folder, says)
        from naravard.care.continuity.engines.native.engine import OnNative
    except Exception as error:  # whatever a compiler can come up with, there is another way
        return Text(
            f"Det kompilerade räknesättet går inte här ({type(error).__name__}).",
            f"The compiled way does not work here ({type(error).__name__}).",
        )
    return OnNative(folder, rules, threads=threads)


def _compile(folder: Path, says: Callable[[Text], None]) -> None:
    """Compile into a folder of one's own, or take what is there, and try it on a row."""
    import numba

    if not os.environ.get("NUMBA_CACHE_DIR"):
        numba.config.CACHE_DIR = str(private_folder(cache_folder() / COMPILED))
    if not any(Path(numba.config.CACHE_DIR).rglob("*.nbi")):
        says(
            Text(
                "Kompilerar räknesättet, bara den här första gången",
                "Compiling the way to compute, this first time only",
            )
        )
    from naravard.care.continuity.engines.native.engine import try_out

    try_out(folder)
