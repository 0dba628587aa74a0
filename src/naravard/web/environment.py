"""Every setting that can be given from outside, declared once: name, default and meaning.

``docs/settings.md`` is generated from this declaration (:func:`settings_page`), and :mod:`naravard.web.settings` reads
its values through it, so a setting cannot exist without being documented.
"""

import datetime
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

    def day(self, environment: Mapping[str, str] = os.environ) -> datetime.date | None:
        """Return the value as a day, None if it is missing or empty; the error names the setting."""
        text = self.text(environment)
        try:
            return datetime.date.fromisoformat(text) if text else None
        except ValueError as error:
            raise SettingError(f"{self.name} ska vara ett datum som 2022-09-01, men är ”{text}”.") from error

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
    "`ja` visar tekniska felsidor. Bara för utveckling. Aldrig där andra når tjänsten.",
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
SITE = Setting(
    "NARAVARD_SITE",
    "http://127.0.0.1:8000",
    "`http://127.0.0.1:8000`",
    "Adressen som människor når tjänsten på, för länkar i mejl: `https://naravard.example.se`.",
)
OPERATOR = Setting(
    "NARAVARD_OPERATOR",
    "",
    "sidfoten säger att ingen är angiven",
    "Vem som svarar för tjänsten, som namnet ska stå i sidfoten och i tillgänglighetsredogörelsen: `Region Exempel`.",
)
CONTACT = Setting(
    "NARAVARD_CONTACT",
    "",
    "sidorna säger att inget är angivet",
    "Hur människor når den som svarar för tjänsten: `naravard@example.se, 0771-00 00 00`. "
    "En e-postadress blir en länk.",
)
DATA_PROTECTION = Setting(
    "NARAVARD_DATA_PROTECTION",
    "",
    "samma som `NARAVARD_CONTACT`",
    "Hur människor når dataskyddsombudet.",
)
ACCESSIBILITY = Setting(
    "NARAVARD_ACCESSIBILITY",
    "",
    "redogörelsen säger att ingen bedömning är gjord",
    "Vad den som svarar för tjänsten har kommit fram till: `helt`, `delvis` eller `inte` förenlig med lagen om "
    "tillgänglighet till digital offentlig service.",
)
ACCESSIBILITY_ASSESSED = Setting(
    "NARAVARD_ACCESSIBILITY_ASSESSED",
    "",
    "redogörelsen säger att ingen bedömning är gjord",
    "När och hur bedömningen gjordes, och av vem: `30 november 2026, av oss själva med hjälpmedel`.",
)
ACCESSIBILITY_FAULTS = Setting(
    "NARAVARD_ACCESSIBILITY_FAULTS",
    "",
    "bara de brister som programmet självt har",
    "Brister i den egna driften som redogörelsen ska ta upp, åtskilda med `|`.",
)
ACCESSIBILITY_EXEMPT = Setting(
    "NARAVARD_ACCESSIBILITY_EXEMPT",
    "",
    "redogörelsen säger att inget är undantaget",
    "Innehåll som undantas för att det vore oskäligt betungande att göra tillgängligt (12 § samma lag), med skälen, "
    "åtskilt med `|`.",
)
ACCESSIBILITY_UPDATED = Setting(
    "NARAVARD_ACCESSIBILITY_UPDATED",
    "",
    "redogörelsen säger inte när den uppdaterades",
    "Dagen då uppgifterna i redogörelsen senast sågs över: `2026-11-30`.",
)
MAIL_URL = Setting(
    "NARAVARD_MAIL_URL",
    "",
    "mejl skickas inte, utan skrivs som filer i datamappens `mail`",
    "E-postservern: `smtp://användare:lösenord@dator:587?tls=starttls` eller `smtps://användare:lösenord@dator`. "
    "Tecken som `@` i lösenordet skrivs `%40`. `tls=nej` går bara utan lösenord eller till den egna datorn.",
)
MAIL_FROM = Setting(
    "NARAVARD_MAIL_FROM",
    "Naravard <naravard@localhost>",
    "`Naravard <naravard@localhost>`. Måste anges när mejl skickas",
    "Avsändaren i mejl: `Naravard <naravard@example.se>`.",
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
SPARK_TOKEN = Setting(
    "NARAVARD_SPARK_TOKEN",
    "",
    "ingen",
    "Lösenordet till det Spark-kluster som `naravard continuity --remote` skickar till. Läses bara av kommandot.",
)
CHROMIUM = Setting(
    "NARAVARD_CHROMIUM",
    "",
    "`chromium-headless-shell` i sökvägen",
    "Webbläsaren som sidproven körs i. Används bara av proven.",
)

IDLE_MINUTES = Setting(
    "NARAVARD_IDLE_MINUTES",
    "30",
    "`30`",
    "Efter så många minuter utan aktivitet avslutas en inloggning. Efter tolv timmar avslutas den alltid.",
)
PROXIES = Setting(
    "NARAVARD_PROXIES",
    "0",
    "`0`",
    "Antal omvända proxyer framför tjänsten som skriver `X-Forwarded-For`. Behövs för att försök att gissa lösenord "
    "ska räknas på den som gissar och inte på proxyn.",
)
BREACHED_PASSWORDS = Setting(
    "NARAVARD_BREACHED_PASSWORDS",
    "",
    "bara de 20 000 vanligaste, som följer med",
    "En fil med läckta lösenord som inte får väljas: `SHA-1:antal` på varje rad i bokstavsordning, som hos Have I Been "
    "Pwned. Se `docs/sign-in.md`.",
)
OIDC_ISSUER = Setting(
    "NARAVARD_OIDC_ISSUER",
    "",
    "ingen inloggning med e-legitimation",
    "Adressen till en identitetsleverantör med OpenID Connect. Kräver också id och hemlighet. Se `docs/sign-in.md`.",
)
OIDC_CLIENT_ID = Setting(
    "NARAVARD_OIDC_CLIENT_ID",
    "",
    "–",
    "Det namn som identitetsleverantören har gett tjänsten (client id).",
)
OIDC_CLIENT_SECRET = Setting(
    "NARAVARD_OIDC_CLIENT_SECRET",
    "",
    "–",
    "Den hemlighet som identitetsleverantören har gett tjänsten (client secret).",
)
OIDC_NAME = Setting(
    "NARAVARD_OIDC_NAME",
    "e-legitimation",
    "`e-legitimation`",
    "Vad sättet att logga in kallas på sidorna: ”Logga in med …”.",
)
OIDC_LEVELS = Setting(
    "NARAVARD_OIDC_LEVELS",
    "",
    "vilken som helst",
    "De tillitsnivåer eller e-legitimationer som begärs (`acr_values`), åtskilda med blanksteg. Andra nekas.",
)
TRUSTED_ISSUERS = Setting(
    "NARAVARD_TRUSTED_ISSUERS",
    "",
    "datamappens `trusted-issuers`. Är den tom går det bara att skriva under på papper",
    "Mappen med certifikat (`.pem`, `.crt`, `.cer` eller `.der`) för de utfärdare vars elektroniska underskrifter och "
    "tidsstämplar godtas på rekvisitioner och redovisningar. Spärrade certifikat slås inte upp, men det som filen "
    "själv säger om dem gäller. Ta bort en utfärdare som inte ska gälla längre.",
)
KEEP_MAIL_DAYS = Setting(
    "NARAVARD_KEEP_MAIL_DAYS",
    "30",
    "`30`",
    "Hur många dagar mejl som skrivs som filer ligger kvar. `naravard sweep` tar bort dem sedan.",
)
KEEP_REMINDERS_DAYS = Setting(
    "NARAVARD_KEEP_REMINDERS_DAYS",
    "400",
    "`400`",
    "Hur många dagar det sparas vilka påminnelser och mejl som har skickats till vem.",
)
KEEP_INVITATIONS_DAYS = Setting(
    "NARAVARD_KEEP_INVITATIONS_DAYS",
    "365",
    "`365`",
    "Hur många dagar en besvarad, återkallad eller utgången inbjudan sparas med namn och adress.",
)
KEEP_DRAFTS_DAYS = Setting(
    "NARAVARD_KEEP_DRAFTS_DAYS",
    "1095",
    "`1095` (tre år)",
    "Hur många dagar ett utkast som ingen har ändrat och inget har lämnats in av sparas.",
)
WITNESS_TO = Setting(
    "NARAVARD_WITNESS_TO",
    "",
    "ingen",
    "E-postadresser, åtskilda med komma, dit `naravard history verify --mail` varje natt skickar var historiens kedja "
    "slutar. Helst till någon som inte sköter databasen. Se `docs/operations.md`.",
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
    SITE,
    OPERATOR,
    CONTACT,
    DATA_PROTECTION,
    ACCESSIBILITY,
    ACCESSIBILITY_ASSESSED,
    ACCESSIBILITY_FAULTS,
    ACCESSIBILITY_EXEMPT,
    ACCESSIBILITY_UPDATED,
    MAIL_URL,
    MAIL_FROM,
    LANGUAGE,
    IDLE_MINUTES,
    PROXIES,
    BREACHED_PASSWORDS,
    OIDC_ISSUER,
    OIDC_CLIENT_ID,
    OIDC_CLIENT_SECRET,
    OIDC_NAME,
    OIDC_LEVELS,
    TRUSTED_ISSUERS,
    KEEP_MAIL_DAYS,
    KEEP_REMINDERS_DAYS,
    KEEP_INVITATIONS_DAYS,
    KEEP_DRAFTS_DAYS,
    WITNESS_TO,
    TRACEBACK,
    SPARK_TOKEN,
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
