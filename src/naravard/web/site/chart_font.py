"""The pages' typeface inside a chart. An image cannot use the page's fonts, so a chart carries its own."""

import base64
from functools import cache
from pathlib import Path

FAMILY = "'Source Sans 3 Variable', 'Segoe UI', Roboto, Arial, sans-serif"
"""The typeface of figures and names, and what stands in for it."""
_FILE = Path(__file__).resolve().parents[1] / "static" / "built" / "source-sans.woff2"


def with_font(svg: str) -> bytes:
    """Return the image with the typeface in it; as it is where the front end has not been built."""
    start = svg.index(">", svg.index("<svg")) + 1
    return f"{svg[:start]}{_style()}{svg[start:]}".encode()


@cache
def _style() -> str:
    if not _FILE.exists():
        return ""
    data = base64.b64encode(_FILE.read_bytes()).decode()
    return (
        "<style>@font-face{font-family:'Source Sans 3 Variable';font-weight:200 900;"
        f"src:url(data:font/woff2;base64,{data}) format('woff2')}}</style>"
    )
