"""How long each page takes on the server: the whole request through Django, every page that a crawl finds."""

from collections.abc import Iterator

from benchmarks.measurement import Measurement


def measurements() -> Iterator[Measurement]:
    """Measure one page per address pattern and yield the slowest ones' own figures."""
    raise NotImplementedError
