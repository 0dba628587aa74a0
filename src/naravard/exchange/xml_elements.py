"""An XML element's children by their local names: banks and accounting programs write other namespaces for the same."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element


def local_name(element: Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def every(parent: Element, name: str) -> Iterator[Element]:
    """Give the children of a name."""
    return (one for one in parent if local_name(one) == name)


def child(parent: Element, name: str) -> Element | None:
    """Return the first child of a name, or None."""
    return next(every(parent, name), None)
