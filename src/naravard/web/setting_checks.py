"""Whether each setting has a value that can be used: all mistakes are reported at once, before anything is started."""

import os
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from naravard.web import environment
from naravard.web.database import database
from naravard.web.environment import Setting, SettingError
from naravard.web.mail import checks as mail
from naravard.web.private_files import private_folder
from naravard.web.signin.breaches import problem_with

FALSE_WORDS = frozenset({"0", "nej", "false", "no", "off"})
MOST_PROCESSES = 256
SHORTEST_SECRET = 32
FEWEST_SIGNS = 8
"""Different signs of a secret key: what is typed to fill the length is no secret."""
LONGEST_KEPT_DAYS = 3650
MOST_PROXIES = 9
LONGEST_SESSION_MINUTES = 12 * 60
OWN_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})


def mistakes(given: Mapping[str, str] = os.environ) -> list[str]:
    """Return a sentence for each setting whose value cannot be used."""
    return [sentence for setting, check in CHECKS for sentence in check(setting, given)]


def unknown_names(given: Mapping[str, str] = os.environ) -> list[str]:
    """Return a sentence for each variable that looks like a setting and is none."""
    known = [setting.name for setting in environment.SETTINGS]
    strange = sorted(name for name in given if name.startswith("NARAVARD_") and name not in known)
    return [f"{name} är ingen inställning och läses inte.{_meant(name, known)}" for name in strange]


def refuse_mistakes(given: Mapping[str, str] = os.environ) -> None:
    """Stop when any setting cannot be used; the error tells of them all."""
    if found := mistakes(given):
        raise SettingError("\n".join(["Inställningarna går inte att använda.", *(f"  {each}" for each in found)]))


def _meant(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f" Menade du {near[0]}?" if near else ""


def _flag(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    if setting.text(given).lower() not in environment.TRUE_WORDS | FALSE_WORDS:
        yield f"{setting.name} ska vara ja eller nej, men är ”{setting.text(given)}”."


def _debug(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    yield from _flag(setting, given)
    if setting.flag(given) and environment.HTTPS.flag(given):
        yield (
            f"{setting.name} kan inte vara ja när {environment.HTTPS.name} är ja: tekniska felsidor visar "
            "inställningar och kod för alla som når tjänsten."
        )


def _count(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    yield from _whole_number(setting, given, 1, MOST_PROCESSES)


def _day(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    try:
        setting.day(given)
    except environment.SettingError as error:
        yield str(error)


def _assessment(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    said, assessed = setting.text(given), environment.ACCESSIBILITY_ASSESSED
    if said not in {"", "helt", "delvis", "inte"}:
        yield f"{setting.name} ska vara helt, delvis eller inte, men är ”{said}”."
    elif said and not assessed.text(given):
        yield f"{setting.name} är ”{said}”, men {assessed.name} säger inte när och hur det bedömdes."


def _language(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    if setting.text(given) not in {"sv", "en"}:
        yield f"{setting.name} ska vara sv eller en, men är ”{setting.text(given)}”."


def _hosts(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    for host in setting.words(given):
        bare = host.startswith("[") and host.endswith("]")
        if "/" in host or (":" in host and not bare):
            yield f"{setting.name} ska ha värdnamn utan https:// och utan port, men har ”{host}”."


def _secret(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    text = setting.text(given)
    if text and len(text) < SHORTEST_SECRET:
        yield f"{setting.name} ska ha minst {SHORTEST_SECRET} tecken, men har {len(text)}."
    elif text and len(set(text)) < FEWEST_SIGNS:
        yield f"{setting.name} har bara {len(set(text))} olika tecken. Låt ett program slumpa den."


def _folders(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    for folder in setting.words(given, separator=os.pathsep):
        if not Path(folder).is_dir():
            yield f"{setting.name} anger mappen {folder}, som inte finns."


def _data(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    folder = environment.data_folder(given)
    try:
        private_folder(folder)
    except OSError as error:
        yield f"{setting.name}: mappen {folder} går inte att skapa: {error.strerror}."
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        yield f"{setting.name}: det går inte att skriva i mappen {folder}."


def _database(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    try:
        database(setting.text(given), environment.data_folder(given))
    except SettingError as error:
        yield str(error)


def _minutes(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    yield from _whole_number(setting, given, 1, LONGEST_SESSION_MINUTES)


def _days(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    yield from _whole_number(setting, given, 1, LONGEST_KEPT_DAYS)


def _addresses(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    for address in setting.words(given):
        try:
            validate_email(address)
        except ValidationError:
            yield f"{setting.name} ska vara e-postadresser åtskilda med komma, men ”{address}” är ingen."


def _proxies(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    yield from _whole_number(setting, given, 0, MOST_PROXIES)


def _whole_number(setting: Setting, given: Mapping[str, str], least: int, most: int) -> Iterator[str]:
    try:
        number = setting.number(given)
    except SettingError as error:
        yield str(error)
        return
    if not least <= number <= most:
        yield f"{setting.name} ska vara mellan {least} och {most}, men är {number}."


def _breached(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    if (text := setting.text(given)) and (problem := problem_with(Path(text))):
        yield f"{setting.name}: filen {text} {problem}."


def _issuer(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    text = setting.text(given)
    parts = urlsplit(text)
    if text and not (parts.hostname and (parts.scheme == "https" or parts.hostname in OWN_MACHINE)):
        yield f"{setting.name} ska vara en adress som börjar med https://, men är ”{text}”."
    if text and (parts.query or parts.fragment):
        yield f"{setting.name} ska inte ha frågetecken eller nummertecken, men är ”{text}”."


def _with_issuer(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    if bool(setting.text(given)) != bool(environment.OIDC_ISSUER.text(given)):
        there, missing = environment.OIDC_ISSUER.name, setting.name
        if setting.text(given):
            there, missing = missing, there
        yield f"{there} är angiven men inte {missing}. Båda behövs för att logga in med e-legitimation."


def _anything(_setting: Setting, _given: Mapping[str, str]) -> Iterator[str]:
    yield from ()


def _issuers(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    text = setting.text(given)
    if text and not Path(text).is_dir():
        yield f"{setting.name} ska vara en mapp med utfärdares certifikat, men mappen {text} finns inte."


CHECKS: tuple[tuple[Setting, Callable[[Setting, Mapping[str, str]], Iterator[str]]], ...] = (
    (environment.DATA, _data),
    (environment.DATABASE_URL, _database),
    (environment.AGREEMENTS, _folders),
    (environment.HOSTS, _hosts),
    (environment.HTTPS, _flag),
    (environment.SECRET_KEY, _secret),
    (environment.DEBUG, _debug),
    (environment.WORKERS, _count),
    (environment.THREADS, _count),
    (environment.TODAY, _day),
    (environment.SITE, mail.site_mistakes),
    (environment.OPERATOR, _anything),
    (environment.CONTACT, _anything),
    (environment.DATA_PROTECTION, _anything),
    (environment.ACCESSIBILITY, _assessment),
    (environment.ACCESSIBILITY_ASSESSED, _anything),
    (environment.ACCESSIBILITY_FAULTS, _anything),
    (environment.ACCESSIBILITY_EXEMPT, _anything),
    (environment.ACCESSIBILITY_UPDATED, _day),
    (environment.MAIL_URL, mail.server_mistakes),
    (environment.MAIL_FROM, mail.sender_mistakes),
    (environment.LANGUAGE, _language),
    (environment.IDLE_MINUTES, _minutes),
    (environment.PROXIES, _proxies),
    (environment.BREACHED_PASSWORDS, _breached),
    (environment.OIDC_ISSUER, _issuer),
    (environment.OIDC_CLIENT_ID, _with_issuer),
    (environment.OIDC_CLIENT_SECRET, _with_issuer),
    (environment.OIDC_NAME, _anything),
    (environment.OIDC_LEVELS, _anything),
    (environment.TRUSTED_ISSUERS, _issuers),
    (environment.KEEP_MAIL_DAYS, _days),
    (environment.KEEP_REMINDERS_DAYS, _days),
    (environment.KEEP_INVITATIONS_DAYS, _days),
    (environment.KEEP_DRAFTS_DAYS, _days),
    (environment.WITNESS_TO, _addresses),
    (environment.TRACEBACK, _flag),
    (environment.SPARK_TOKEN, _anything),
    (environment.CHROMIUM, _anything),
)
"""Every setting has its check; a test keeps it so."""
