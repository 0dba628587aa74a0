"""Where the demonstration refuses to start: anywhere that looks like more than someone's own machine.

Settings are refused unless they are known to be harmless here, so that a setting that comes later is refused too.
"""

import os
from collections.abc import Iterator, Mapping
from ipaddress import ip_address

from naravard.web import environment
from naravard.web.demo.locks import DemonstrationRefusedError
from naravard.web.environment import Setting
from naravard.web.setting_checks import FALSE_WORDS

HARMLESS = (
    environment.DATA,
    environment.AGREEMENTS,
    environment.DEBUG,
    environment.WORKERS,
    environment.THREADS,
    environment.LANGUAGE,
    environment.TRACEBACK,
    environment.CHROMIUM,
)
"""The settings that the demonstration heeds. All others are refused when they are given."""
_WHY = {
    environment.DATABASE_URL: "demonstrationen har en egen databas och rör ingen annan",
    environment.HTTPS: "den sägs bara där andra når tjänsten, och dit får demonstrationen aldrig komma",
    environment.HOSTS: "demonstrationen svarar bara den egna datorn",
    environment.TODAY: "i demonstrationen väljs dagen på sidan Byt dag",
}


def refuse_elsewhere(host: str, given: Mapping[str, str] = os.environ) -> None:
    """Stop, with all that stands in the way, unless the demonstration would be on the machine itself."""
    found = [*_settings(given), *_host(host)]
    if found:
        raise DemonstrationRefusedError(
            "\n".join(["Demonstrationen startas inte här.", *(f"  {sentence}" for sentence in found)])
        )


def is_local(host: str) -> bool:
    """Tell whether a host is the machine itself.

    >>> [is_local(host) for host in ("127.0.0.1", "::1", "[::1]", "localhost", "0.0.0.0", "192.168.1.2", "naravard.se")]
    [True, True, True, True, False, False, False]
    """
    bare = host.strip("[]").lower()
    try:
        return ip_address(bare).is_loopback
    except ValueError:
        return bare == "localhost"


def _settings(given: Mapping[str, str]) -> Iterator[str]:
    for setting in environment.SETTINGS:
        if setting not in HARMLESS and _is_given(setting, given):
            why = _WHY.get(setting, "den hör till en tjänst som är på riktigt")
            yield f"{setting.name} är satt: {why}. Ta bort den ur miljön: env -u {setting.name} naravard demo"


def _is_given(setting: Setting, given: Mapping[str, str]) -> bool:
    written = setting.text(given)
    if setting is environment.HOSTS:
        return not all(is_local(host) for host in setting.words(given))
    return written != setting.default and written.lower() not in FALSE_WORDS


def _host(host: str) -> Iterator[str]:
    if not is_local(host):
        yield f"--host {host} är inte bara den här datorn. Utelämna --host, eller skriv 127.0.0.1."
