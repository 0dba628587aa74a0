"""Set up as docs/operations.md says, the service passes Django's own checks and shows no technical pages."""

import os
import subprocess
import sys
from pathlib import Path

from naravard.web.setting_checks import mistakes

CHECK = (
    "from naravard.web.startup import start_django; start_django();"
    "from django.core.management import call_command;"
    "call_command('check', deploy=True, fail_level='WARNING')"
)


def run(code: str, data: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run code with the settings of an ordinary machine."""
    return subprocess.run(
        [sys.executable, "-W", "ignore::ResourceWarning", "-c", code],
        env={"PATH": os.environ["PATH"], "NARAVARD_DATA": str(data), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def test_djangos_checks_for_deployment_have_nothing_to_say(tmp_path: Path) -> None:
    done = run(CHECK, tmp_path, NARAVARD_HTTPS="ja", NARAVARD_HOSTS="naravard.example.org")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_without_https_they_have(tmp_path: Path) -> None:
    assert "security.W" in run(CHECK, tmp_path).stderr


def test_technical_pages_are_refused_where_the_service_is_reached_by_others() -> None:
    (found,) = mistakes({"NARAVARD_DEBUG": "ja", "NARAVARD_HTTPS": "ja"})
    assert found.startswith("NARAVARD_DEBUG kan inte vara ja när NARAVARD_HTTPS är ja")
    assert mistakes({"NARAVARD_DEBUG": "ja"}) == []


def test_the_demonstration_is_not_part_of_the_service(tmp_path: Path) -> None:
    code = (
        "from naravard.web.startup import start_django; start_django();"
        "from django.conf import settings; from django.urls import get_resolver;"
        "print('naravard.web.demo' in settings.INSTALLED_APPS, 'demo/' in str(get_resolver().url_patterns))"
    )
    assert run(code, tmp_path).stdout.split() == ["False", "False"]
