"""What every command that uses the database does first: check the settings, start Django, and reach the database.

A database made by the demonstration is refused to all that is not the demonstration.
"""

import os

from naravard.web.demo.locks import refuse_wrong_database
from naravard.web.environment import SettingError
from naravard.web.setting_checks import refuse_mistakes

SETTINGS = "naravard.web.settings"


def start_django() -> None:
    """Make Django ready to use its database; what stands in the way is said in words."""
    refuse_mistakes()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()
    _reach_the_database()
    refuse_wrong_database()


def _reach_the_database() -> None:
    from django.db import connection
    from django.db.utils import Error

    try:
        connection.ensure_connection()
    except Error as error:
        reason = " ".join(str(error).split())
        raise SettingError(
            f"Databasen går inte att öppna: {reason}. Kontrollera DATABASE_URL, och att databasen är igång."
        ) from error
