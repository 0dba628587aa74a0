"""Where the command line begins and ends: language first, then the command, then an exit code, never a traceback.

A fault in the program itself is told in one line with exit code 3; ``NARAVARD_TRACEBACK=1`` shows where it happened.
"""

import os
import sys
from collections.abc import Sequence
from contextvars import copy_context
from io import TextIOWrapper
from typing import TYPE_CHECKING, NoReturn

import click

from naravard.agreement.model import Text
from naravard.cli import refusal
from naravard.cli.language import choose_language, in_this, language

if TYPE_CHECKING:
    from naravard.allocation.errors import AllocationError

TRACEBACK_VARIABLE = "NARAVARD_TRACEBACK"


def main() -> NoReturn:
    """Run the program with the arguments it was started with, and end with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a sign that is missing in a terminal is no fault
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code; whatever goes wrong is told on standard error.

    The language that is chosen holds for this run alone.
    """
    return copy_context().run(_run, list(arguments))


def _run(arguments: list[str]) -> int:
    try:
        choose_language(arguments)
        code = _answer(arguments)
        sys.stdout.flush()
    except refusal.CommandRefused as refused:
        return _tell(in_this(refused.text), refused.code)
    except KeyboardInterrupt:
        return _tell(in_this(Text("Avbrutet.", "Interrupted.")), refusal.INTERRUPTED)
    except BrokenPipeError:
        return _silenced()
    except Exception as error:
        return _told(error)
    return code


def _answer(arguments: list[str]) -> int:
    """Carry the line out; what is wrong with it is refused in this program's words."""
    from naravard.cli.program import program

    try:
        with program.make_context(program.name, arguments) as context:
            program.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        from naravard.cli.wrong_use import in_words

        raise in_words(error) from None
    return refusal.WELL


def _told(error: Exception) -> int:
    """Tell of what the rooms refuse in their own words; anything else is a fault of the program."""
    from naravard.agreement.library import AgreementNotFoundError
    from naravard.allocation.errors import AllocationError

    if isinstance(error, AgreementNotFoundError):
        return _tell(error.in_language(language()), refusal.WRONG_USE)
    if _is_setting_error(error):
        return _tell(str(error), refusal.WRONG_USE)
    if isinstance(error, AllocationError):
        return _tell(in_this(refusal.in_lines(error)), refusal.WRONG_USE if _is_wrong_use(error) else refusal.FINDINGS)
    if os.environ.get(TRACEBACK_VARIABLE):
        raise error
    fault = f"{type(error).__name__}: {error}"
    words = Text(
        f"Fel i programmet: {fault}. Kör igen med {TRACEBACK_VARIABLE}=1 för att se var, och anmäl felet.",
        f"A fault in the program: {fault}. Run again with {TRACEBACK_VARIABLE}=1 to see where, and report it.",
    )
    return _tell(in_this(words), refusal.FAULT)


def _is_setting_error(error: Exception) -> bool:
    """Say whether a setting has a value that cannot be used; the error tells which and what was expected."""
    from naravard.web.environment import SettingError

    return isinstance(error, SettingError)


def _is_wrong_use(error: "AllocationError") -> bool:
    """Say whether the mistake is in what was asked or brought, and not in the agreement."""
    from naravard.allocation import errors

    return isinstance(
        error,
        errors.ChangeRefusedError
        | errors.KeyHasUnknownCodesError
        | errors.KeyLacksRecipientsError
        | errors.UnknownEarmarkError
        | errors.UnknownGrantError
        | errors.UnknownKeyError
        | errors.UnknownRecipientError,
    )


def _tell(words: str, code: int) -> int:
    if words:
        from naravard.cli.output import fitted

        sys.stderr.write(fitted(f"naravard: {words}", sys.stderr) + "\n")
    return code


def _silenced() -> int:
    """Let nothing more be written: the reader of the pipe has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return refusal.PIPE_CLOSED
