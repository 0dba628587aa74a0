"""Wrong use that click finds, said in this package's words: no such command or option, a missing or a wrong value."""

from click import exceptions

from naravard.agreement.model import Text
from naravard.cli.program import COMMANDS
from naravard.cli.refusal import CommandRefused, unknown

_SEE_HELP = Text("Lägg till --help för hjälp.", "Add --help for help.")


def in_words(error: exceptions.ClickException) -> CommandRefused:
    """Return the refusal for what click found."""
    if isinstance(error, exceptions.NoSuchCommand):
        return unknown(Text("inget kommando", "no command"), error.command_name, COMMANDS)
    if isinstance(error, exceptions.NoSuchOption):
        near = error.possibilities[0] if error.possibilities else None
        way_out = Text(f"Menade du {near}?", f"Did you mean {near}?") if near else _SEE_HELP
        what = Text(f"Det finns inget val {error.option_name}.", f"There is no option {error.option_name}.")
    elif isinstance(error, exceptions.BadOptionUsage):
        name, way_out = error.option_name, _SEE_HELP
        what = Text(
            f"{name} är inte använt som det ska: en växel tar inget värde, andra val tar ett.",
            f"{name} is not used as it should be: a switch takes no value, other options take one.",
        )
    elif isinstance(error, exceptions.MissingParameter) and error.param is not None:
        name, way_out = error.param.human_readable_name, _SEE_HELP
        name = name if error.param.param_type_name == "argument" else error.param.opts[0]
        what = Text(f"{name} måste anges.", f"{name} is required.")
    else:
        what, way_out = Text(error.format_message(), error.format_message()), _SEE_HELP
    return CommandRefused(Text(f"{what.sv} {way_out.sv}", f"{what.en} {way_out.en}"))
