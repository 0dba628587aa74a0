"""Wrong use that Typer finds, said in this package's words: an unknown option, a missing argument, a wrong value."""

import typer
from typer._click.exceptions import BadOptionUsage, BadParameter, MissingParameter, NoSuchOption

from naravard.agreement.model import Text
from naravard.cli.refusal import Refused, nearest


def in_words(error: typer.TyperException) -> Refused:
    """Return the refusal for what Typer found."""
    if isinstance(error, NoSuchOption):
        return _no_such_option(error)
    if isinstance(error, BadOptionUsage):
        return Refused(
            Text(
                f"{error.option_name} är inte använt som det ska: en växel tar inget värde, andra val tar ett.",
                f"{error.option_name} is not used as it should be: a switch takes no value, other options take one.",
            )
        )
    if isinstance(error, MissingParameter):
        name = _name(error)
        return Refused(Text(f"{name} måste anges. {_SEE_HELP.sv}", f"{name} is required. {_SEE_HELP.en}"))
    if isinstance(error, BadParameter):
        name = _name(error)
        return Refused(Text(f"{name} har ett värde som inte går att läsa.", f"{name} has a value that cannot be read."))
    return Refused(Text(f"{error.format_message()} {_SEE_HELP.sv}", f"{error.format_message()} {_SEE_HELP.en}"))


_SEE_HELP = Text("Lägg till --help för hjälp.", "Add --help for help.")


def _no_such_option(error: NoSuchOption) -> Refused:
    known = [name for one in error.ctx.command.params for name in one.opts] if error.ctx is not None else []
    near = nearest(error.option_name, [*known, "--language", "--help"])
    meant = Text(f"Menade du {near}?", f"Did you mean {near}?") if near else _SEE_HELP
    return Refused(
        Text(
            f"Det finns inget val {error.option_name}. {meant.sv}",
            f"There is no option {error.option_name}. {meant.en}",
        )
    )


def _name(error: BadParameter) -> str:
    if error.param is None:
        return ""
    if error.param.param_type_name == "argument":
        return getattr(error.param, "metavar", None) or error.param.name.upper()
    return error.param.opts[0]
