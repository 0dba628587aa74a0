"""Start the demonstration: its own folder and database, the year filled in, and the site on this machine."""

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from naravard.web import environment
from naravard.web.demo import locks
from naravard.web.demo.refusals import refuse_elsewhere
from naravard.web.setting_checks import refuse_mistakes

SETTINGS = "naravard.web.demo.settings"
Say = Callable[[str], None]
INTERRUPTED = 130
"""What a shell calls a program that was stopped with Ctrl+C."""


def demonstrate(host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve the demonstration on ``host:port`` in the foreground.

    Raises:
        DemonstrationRefusedError: when this is not a place for it.
    """
    from naravard.web.serve import answer, refuse_taken, say

    refuse_elsewhere(host)
    refuse_mistakes()
    refuse_taken(host, port)
    say("Demonstration – påhittade människor och händelser. Den nås bara från den här datorn.")
    prepare(demonstration_folder(), say)
    answer(host, port)


def demonstration_folder() -> Path:
    """Return the demonstration's own folder, within the one of the settings."""
    return environment.data_folder() / "demo"


def prepare(folder: Path, say: Say) -> None:
    """Make this process the demonstration in a folder, and its database and year ready."""
    from naravard.web.demo.store import FILE, make_or_recognise

    make_or_recognise(folder / FILE)
    enter(folder)
    from naravard.web.serve import prepare as prepare_the_site

    prepare_the_site()
    from django.db import connections  # when Django is ready

    from naravard.web.demo.contents import fill
    from naravard.web.warmup import warm

    connections.close_all()
    _apart(lambda: fill(say))
    warm()
    connections.close_all()  # the processes that answer open their own


def enter(folder: Path) -> None:
    """Make this process the demonstration: what is set here holds for it alone, and for the processes that it forks."""
    os.environ[environment.DATA.name] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    locks.begin()


def _apart(do: Callable[[], None]) -> None:
    """Do something in a process of its own, and wait for it.

    The year's papers are drawn by Typst, whose threads do not live on in a process that is forked afterwards: the first
    paper drawn there would wait for ever. So they are drawn before, in a process that ends.

    Raises:
        SystemExit: when it did not succeed; what was wrong has been said.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        _do_and_end(do)
    _child, status = os.waitpid(child, 0)
    if code := os.waitstatus_to_exitcode(status):
        raise SystemExit(abs(code))


def _do_and_end(do: Callable[[], None]) -> NoReturn:
    """Do it and end the process, without what the process that it was forked from would do at its own end."""
    code = 1
    try:
        do()
        code = 0
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
