"""How words on the line become values: text, paths and whole numbers, alone or several.

Typer would import a validation library for this, which takes longer than allocating a whole agreement; what this
program's options need is said here in a few lines instead.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

import typer
from typer._coercion import RuntimeParam
from typer.core import TyperArgument, TyperOption

if TYPE_CHECKING:
    from typer._click.core import Context, Parameter
    from typer.core import _TyperParameter

_READ = {str: str, Path: Path, int: int, bool: bool}


def read_plainly(parameters: "list[Parameter]") -> "list[Parameter]":
    """Let these parameters read their values plainly, where their types are plain."""
    for parameter in parameters:
        if isinstance(parameter, TyperArgument | TyperOption):
            described = parameter.type_descriptor
            if _kind(described.annotation) in _READ:  # what Typer would build otherwise
                parameter._runtime_param = PlainValue(described.parameter_info, described.annotation)
    return parameters


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is list


def _kind(annotation: Any) -> Any:
    return get_args(annotation)[0] if _is_list(annotation) else annotation


@dataclass(frozen=True)
class PlainValue(RuntimeParam):
    """Reads text, paths, whole numbers and switches."""

    def _coerce_value(self, value: Any, param: "_TyperParameter", ctx: "Context") -> Any:
        read = _READ[_kind(self.annotation)]
        try:
            if _is_list(self.annotation):
                return [read(item) for item in value]
            return read(value)
        except ValueError as error:
            raise typer.BadParameter(str(error), ctx=ctx, param=param) from None
