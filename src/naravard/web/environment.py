"""Every setting that can be given from outside, declared once: name, default and meaning.

``docs/settings.md`` is generated from this declaration (:func:`settings_page`), and :mod:`naravard.web.settings` reads
its values through it, so a setting cannot exist without being documented.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TRUE_WORDS = frozenset({"1", "ja", "true", "yes", "on"})


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: its default as text, what the default means in words, and what it is for."""

    name: str
    default: str
    default_in_words: str
    meaning: str

    def text(self, environment: Mapping[str, str] = os.environ) -> str:
        """Return the value as text, the default where it is missing or empty."""
        return environment.get(self.name, "").strip() or self.default

    def flag(self, environment: Mapping[str, str] = os.environ) -> bool:
        """Return whether the value says yes."""
        return self.text(environment).lower() in TRUE_WORDS

    def number(self, environment: Mapping[str, str] = os.environ) -> int:
        """Return the value as a whole number; the error names the setting."""
        try:
            return int(self.text(environment))
        except ValueError as error:
            raise SettingError(f"{self.name} ska vara ett heltal, men är ”{self.text(environment)}”.") from error

    def words(self, environment: Mapping[str, str] = os.environ, separator: str = ",") -> list[str]:
        """Return the parts of a list, without blanks."""
        return [part.strip() for part in self.text(environment).split(separator) if part.strip()]


class SettingError(Exception):
    """A setting has a value that cannot be used; the text says which and what was expected."""


DATA = Setting(
    "NARAVARD_DATA",
    "",
    "mappen `var` där programmet står, annars `~/.local/share/naravard`",
    "Mappen för databas, hemlig nyckel och färdiga statiska filer.",
)
DATABASE_URL = Setting(
    "DATABASE_URL",
    "",
    "en SQLite-fil i datamappen",
    "Databasens adress: `sqlite:////sökväg/fil.sqlite3` eller `postgresql://användare:lösenord@dator:5432/databas`. "
    "Se `docs/operations.md`.",
)
AGREEMENTS = Setting(
    "NARAVARD_AGREEMENTS",
    "",
    "bara de överenskommelser som följer med",
    "Fler mappar med överenskommelser, åtskilda med kolon. En mapp är själv en överenskommelse eller rymmer flera.",
)
HOSTS = Setting(
    "NARAVARD_HOSTS",
    "127.0.0.1,localhost,[::1]",
    "`127.0.0.1,localhost,[::1]`",
    "De värdnamn som tjänsten svarar på, åtskilda med komma.",
)
HTTPS = Setting(
    "NARAVARD_HTTPS",
    "nej",
    "`nej`",
    "`ja` när tjänsten nås över https bakom en omvänd proxy: kakor bara över https, HSTS, och omdirigering från http.",
)
SECRET_KEY = Setting(
    "NARAVARD_SECRET_KEY",
    "",
    "skapas vid första starten och sparas i datamappen",
    "Hemlig nyckel för signering. Flera datorer som delar trafik ska ha samma.",
)
DEBUG = Setting(
    "NARAVARD_DEBUG",
    "nej",
    "`nej`",
    "`ja` visar tekniska felsidor. Bara för utveckling; aldrig där andra når tjänsten.",
)
WORKERS = Setting(
    "NARAVARD_WORKERS",
    "2",
    "`2`",
    "Antal processer som svarar.",
)
THREADS = Setting(
    "NARAVARD_THREADS",
    "4",
    "`4`",
    "Antal trådar i varje process.",
)
TODAY = Setting(
    "NARAVARD_TODAY",
    "",
    "dagens datum i Sverige",
    "Ett datum (`2022-09-01`) som tjänsten ska räkna som i dag. För visning och övning.",
)
LANGUAGE = Setting(
    "NARAVARD_LANGUAGE",
    "sv",
    "`sv`",
    "Kommandoradens språk: `sv` eller `en`. Webbplatsens språk väljs på sidorna.",
)
TRACEBACK = Setting(
    "NARAVARD_TRACEBACK",
    "nej",
    "`nej`",
    "`1` visar programmets spår när ett kommando stöter på ett oväntat fel. Bara för felsökning.",
)
CHROMIUM = Setting(
    "NARAVARD_CHROMIUM",
    "",
    "`chromium` i sökvägen",
    "Webbläsaren som sidproven körs i. Används bara av proven.",
)

SETTINGS = (
    DATA,
    DATABASE_URL,
    AGREEMENTS,
    HOSTS,
    HTTPS,
    SECRET_KEY,
    DEBUG,
    WORKERS,
    THREADS,
    TODAY,
    LANGUAGE,
    TRACEBACK,
    CHROMIUM,
)


def data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder for the database and what else the service keeps: as set, else beside or under the home."""
    given = DATA.text(environment)
    if given:
        return Path(given).expanduser().resolve()
    repository = Path(__file__).resolve().parents[3]
    if (repository / "pyproject.toml").is_file():
        return repository / "var"
    home = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "naravard"


def settings_page() -> str:
    """Return ``docs/settings.md``: every setting with its default and meaning."""
    rows = [f"| `{setting.name}` | {setting.default_in_words} | {setting.meaning} |" for setting in SETTINGS]
    return "\n".join(
        [
            "# Inställningar",
            "",
            "Tjänsten ställs in med miljövariabler. Ingen behövs för att prova: `make run` fungerar utan.",
            "Sidan är skapad ur `src/naravard/web/environment.py`.",
            "",
            "| Namn | Om den inte anges | Betydelse |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )
