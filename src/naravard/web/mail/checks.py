"""Whether the settings of mail can be used: a sentence for each mistake, before anything is started."""

from collections.abc import Iterator, Mapping
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import parseaddr
from urllib.parse import urlsplit

from naravard.web import environment
from naravard.web.environment import Setting, SettingError
from naravard.web.mail.server import mail_server


def server_mistakes(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    """Say whether the mail server's address cannot be read."""
    try:
        mail_server(setting.name, setting.text(given))
    except SettingError as error:
        yield str(error)


def sender_mistakes(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    """Say whether the sender is no address, or is missing where mail is sent."""
    text = setting.text(given)
    _, address = parseaddr(text)
    try:
        Address(addr_spec=address)
    except (MessageError, ValueError, IndexError):
        address = ""
    if "@" not in address or "\n" in text:
        yield f"{setting.name} ska vara en avsändare som Naravard <naravard@example.se>, men är ”{text}”."
    elif environment.MAIL_URL.text(given) and not given.get(setting.name, "").strip():
        yield f"{setting.name} saknas. När {environment.MAIL_URL.name} är angiven behövs en avsändare."


def site_mistakes(setting: Setting, given: Mapping[str, str]) -> Iterator[str]:
    """Say whether the service's own address is none."""
    text = setting.text(given)
    try:
        parts = urlsplit(text)
        is_address = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        parts, is_address = urlsplit(""), False
    if not is_address or parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        yield f"{setting.name} ska vara en adress som https://naravard.example.se, utan något efter, men är ”{text}”."
