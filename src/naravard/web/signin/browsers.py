"""Which family a browser is of, told from how it presents itself: enough to know one's own computers apart."""

_FAMILIES = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"))
_LATER = (("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def family(presented: str) -> str:
    """Return the browser and the system, as in ``Firefox, Windows``, or an empty text if neither is known."""
    return ", ".join(filter(None, (_first((*_FAMILIES, *_LATER), presented), _first(_SYSTEMS, presented))))


def _first(known: tuple[tuple[str, str], ...], presented: str) -> str:
    return next((name for mark, name in known if mark in presented), "")
