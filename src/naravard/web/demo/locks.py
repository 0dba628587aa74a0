"""The two locks of the demonstration: this process was started as one, and its database was made as one.

The first is a value in memory, set by the command ``naravard demo`` and by nothing from outside: no variable, no file
and no setting. The second is a row that is written when the demonstration makes its database, and never later. What
lets one become anyone, or sets the clock, asks for both, each time.
"""

from typing import Any

from naravard.web.environment import SettingError

TABLE = "naravard_demonstration"
"""The table whose row marks a database as made by the demonstration. No migration makes it."""
WORDS = "Allt i den här databasen är påhittat."
"""What stands in that row."""

_process = {"begun": False}


class DemonstrationRefusedError(SettingError):
    """The demonstration cannot be started so, or something else cannot be started on its database."""


def begin() -> None:
    """Make this process, and those that it forks, the demonstration. Only :mod:`.start` does."""
    _process["begun"] = True


def is_begun() -> bool:
    """Tell whether this process was started as the demonstration: the first lock."""
    return _process["begun"]


def is_marked(connection: Any) -> bool:
    """Tell whether a database was made by the demonstration: the second lock."""
    if TABLE not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM naravard_demonstration WHERE id = 1")
        row = cursor.fetchone()
    return row is not None and row[0] == WORDS


def both_hold() -> bool:
    """Tell whether both locks are open: here, and only here, one may become anyone."""
    from django.db import connection

    return is_begun() and is_marked(connection)


def refuse_other_processes() -> None:
    """Refuse to read the demonstration's settings in a process that was not started as one."""
    if not is_begun():
        raise DemonstrationRefusedError(
            "Demonstrationens inställningar går bara att använda av demonstrationen själv. "
            "Den startas med: naravard demo. Ta bort DJANGO_SETTINGS_MODULE ur miljön."
        )


def refuse_wrong_database() -> None:
    """Refuse a demonstration's database to everything else, and every other database to the demonstration."""
    from django.db import connection

    marked = is_marked(connection) or (not is_begun() and TABLE in connection.introspection.table_names())
    where = connection.settings_dict["NAME"]
    if marked and not is_begun():
        raise DemonstrationRefusedError(
            f"Databasen {where} är gjord av demonstrationen, och allt i den är påhittat. Den används bara med: "
            "naravard demo. Kontrollera DATABASE_URL och NARAVARD_DATA."
        )
    if is_begun() and not marked:
        raise DemonstrationRefusedError(
            f"Databasen {where} är inte gjord av demonstrationen, så demonstrationen rör den inte. Flytta bort filen; "
            "demonstrationen gör en egen."
        )
