"""Settings from outside: documented, read with care, safe when nothing is said."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from naravard.web.database import database
from naravard.web.environment import DEBUG, HOSTS, SETTINGS, WORKERS, SettingError, data_folder, settings_page
from naravard.web.secret import secret_key

ROOT = Path(__file__).resolve().parents[2]


def test_the_settings_page_is_current() -> None:
    assert (ROOT / "docs" / "settings.md").read_text(encoding="utf-8") == settings_page()


def test_every_setting_in_the_code_is_declared() -> None:
    declared = {setting.name for setting in SETTINGS}
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*.py"))
    assert set(re.findall(r'"(NARAVARD_[A-Z_]+|DATABASE_URL)"', code)) <= declared


def test_an_empty_value_means_the_default() -> None:
    assert HOSTS.words({"NARAVARD_HOSTS": " "}) == ["127.0.0.1", "localhost", "[::1]"]
    assert HOSTS.words({"NARAVARD_HOSTS": "a.se, b.se"}) == ["a.se", "b.se"]


@pytest.mark.parametrize(("value", "on"), [("", False), ("nej", False), ("0", False), ("ja", True), ("1", True)])
def test_yes_and_no_are_read_in_words(value: str, *, on: bool) -> None:
    assert DEBUG.flag({"NARAVARD_DEBUG": value}) is on


def test_a_number_that_is_none_is_told_of_by_name() -> None:
    with pytest.raises(SettingError, match="NARAVARD_WORKERS ska vara ett heltal, men är ”två”"):
        WORKERS.number({"NARAVARD_WORKERS": "två"})


def test_data_lies_where_it_is_told_to(tmp_path: Path) -> None:
    assert data_folder({"NARAVARD_DATA": str(tmp_path)}) == tmp_path
    assert data_folder({}) == ROOT / "var"


def test_the_shipped_database_is_a_file_with_a_write_ahead_log(tmp_path: Path) -> None:
    found = database("", tmp_path)
    assert found["NAME"] == str(tmp_path / "naravard.sqlite3")
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


def test_addresses_of_databases_are_read() -> None:
    found = database("postgresql://anna:h%40mligt@db.example:5433/naravard", Path())
    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("anna", "h@mligt", "db.example")
    assert (found["PORT"], found["NAME"]) == ("5433", "naravard")
    assert database("sqlite:////srv/annan.sqlite3", Path())["NAME"] == "/srv/annan.sqlite3"


def test_a_socket_and_encryption_stand_after_the_question_mark() -> None:
    found = database("postgresql://postgres:@/naravard?host=/run/postgresql&sslmode=verify-full", Path())
    assert (found["HOST"], found["OPTIONS"]) == (
        "/run/postgresql",
        {"sslmode": "verify-full", "options": "-c lock_timeout=8s"},
    )


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://anna@db.example", "saknar databasens namn"),
        ("postgresql://anna@db.example:många/naravard", "en port som inte är ett tal"),
        ("postgresql://anna@db.example/naravard?ssl=ja", "ett okänt val efter frågetecknet: ssl"),
        ("sqlite://srv/fil.sqlite3", "fyra snedstreck"),
        ("sqlite:////finns/inte/fil.sqlite3", "mappen /finns/inte, som inte finns"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_of(address: str, said: str) -> None:
    with pytest.raises(SettingError, match=re.escape(said)):
        database(address, Path())


def test_a_missing_driver_is_told_of_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("naravard.web.database.find_spec", lambda _name: None)
    with pytest.raises(SettingError, match=re.escape("requirements/postgresql.txt")):
        database("postgresql://anna@db.example/naravard", Path())


def test_other_databases_are_refused_in_words() -> None:
    with pytest.raises(SettingError, match="sqlite: eller postgresql:, men börjar med ”mysql:”"):
        database("mysql://x/y", Path())


def test_the_secret_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    first = secret_key("", tmp_path / "data")
    assert len(first) > 50
    assert secret_key("", tmp_path / "data") == first
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o077 == 0
    assert secret_key("given", tmp_path / "data") == "given"


def settings_with(tmp_path: Path, **environment: str) -> dict[str, str]:
    """Read the settings in a process of their own."""
    names = ["DEBUG", "SECURE_SSL_REDIRECT", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS"]
    code = f"from naravard.web import settings as s; print(*[getattr(s, n, None) for n in {names}])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": os.environ["PATH"], "NARAVARD_DATA": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(zip(names, done.stdout.split(), strict=True))


def test_nothing_unsafe_is_on_unless_asked_for(tmp_path: Path) -> None:
    assert settings_with(tmp_path)["DEBUG"] == "False"


def test_https_turns_on_all_that_belongs_to_it(tmp_path: Path) -> None:
    found = settings_with(tmp_path, NARAVARD_HTTPS="ja")
    assert found["SECURE_SSL_REDIRECT"] == found["CSRF_COOKIE_SECURE"] == "True"
    assert int(found["SECURE_HSTS_SECONDS"]) > 0
