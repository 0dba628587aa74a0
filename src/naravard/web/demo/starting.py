"""Start the demonstration: its own folder and database, the year filled in, and the site on this machine."""

import os
from collections.abc import Callable
from pathlib import Path

from naravard.web import environment
from naravard.web.demo import locks
from naravard.web.demo.refusals import refuse_elsewhere
from naravard.web.setting_checks import refuse_mistakes

SETTINGS = "naravard.web.demo.settings"
Say = Callable[[str], None]


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
    from naravard.web.demo.filling import fill  # when Django is ready

    fill(say)


def enter(folder: Path) -> None:
    """Make this process the demonstration: what is set here holds for it alone, and for the processes that it forks."""
    os.environ[environment.DATA.name] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    locks.begin()
