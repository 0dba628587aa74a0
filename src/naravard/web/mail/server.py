"""The mail server that ``NARAVARD_MAIL_URL`` names, read strictly; what is wrong is said without the password."""

from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from naravard.web.environment import SettingError

_PORTS = {"smtp": 587, "smtps": 465}
_TLS = ("starttls", "nej")
_HERE = ("127.0.0.1", "::1", "localhost")
_EXAMPLE = "smtp://användare:lösenord@dator:587?tls=starttls eller smtps://användare:lösenord@dator"
BY_SERVER = "django.core.mail.backends.smtp.EmailBackend"
AS_FILES = "naravard.web.mail.files.FileBackend"


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server and how it is spoken to; without a host there is none."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    tls: str = "nej"
    """``smtps`` (from the first byte), ``starttls``, or ``nej``."""


def mail_server(name: str, address: str) -> Server:
    """Return the server that an address names; one without a host where the address is empty.

    ``name`` is the setting's, for errors.

    Raises:
        SettingError: when it cannot be read, or a password would travel unprotected.
    """
    if not address:
        return Server()
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise SettingError(f"{name} går inte att läsa. Skriv som i {_EXAMPLE}.") from None
    if parts.scheme not in _PORTS or not parts.hostname or parts.path.strip("/"):
        raise SettingError(f"{name} ska börja med smtp:// eller smtps:// och ange en dator. Skriv som i {_EXAMPLE}.")
    server = Server(
        host=parts.hostname,
        port=port or _PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=_tls(name, parts),
    )
    if bool(server.user) != bool(server.password):
        raise SettingError(f"{name} ska ha både användare och lösenord, eller inget av dem.")
    if server.password and server.tls == "nej" and server.host not in _HERE:
        raise SettingError(f"{name} skickar lösenordet oskyddat. Lägg till ?tls=starttls, eller använd smtps://.")
    return server


def _tls(name: str, parts: SplitResult) -> str:
    """Return how the line is protected; ``smtp`` without a word is ``starttls`` everywhere but on this computer."""
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    if strange := sorted(set(asked) - {"tls"}):
        raise SettingError(f"{name} har ”{strange[0]}”, som inte finns. Det som kan anges är tls.")
    if parts.scheme == "smtps":
        if asked:
            raise SettingError(f"{name} har både smtps:// och tls. Ta bort ?tls=…, smtps är alltid skyddat.")
        return "smtps"
    tls = asked.get("tls") or ("nej" if parts.hostname in _HERE else "starttls")
    if tls not in _TLS:
        raise SettingError(f"{name} har tls={tls}. Skriv tls=starttls eller tls=nej.")
    return tls
