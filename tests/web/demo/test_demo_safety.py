"""The demonstration cannot be switched on by accident: each lock by itself, each refusal with what, where, way out.

Each try is a process of its own, with a data folder of its own, as it would be on someone's machine.
"""

import ast
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import naravard
from naravard.web import environment
from naravard.web.demo import locks, store
from naravard.web.demo.fence import OnlyThisMachine
from naravard.web.demo.refusals import HARMLESS, is_local, refuse_elsewhere
from own_databases import PROGRAM

ADDRESSES = "import django; django.setup(); from django.urls import resolve; resolve('/demo/bli/')"
DEMO_SETTINGS = {"DJANGO_SETTINGS_MODULE": "naravard.web.demo.settings"}
GIVEN = {
    "DATABASE_URL": "sqlite:////tmp/finns-inte.sqlite3",
    "NARAVARD_HTTPS": "ja",
    "NARAVARD_HOSTS": "naravard.example.se",
    "NARAVARD_SECRET_KEY": "en-nyckel-som-hör-till-något-riktigt",
    "NARAVARD_TODAY": "2022-09-01",
}


def run(code: str, *line: str, data: Path, **given: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if name not in GIVEN and not name.startswith("DJANGO_")}
    return subprocess.run(
        [sys.executable, "-c", code, *line],
        env=kept | {"NARAVARD_DATA": str(data)} | given,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


@pytest.mark.parametrize("name", GIVEN)
def test_it_does_not_start_where_a_setting_says_that_the_service_is_real(name: str, tmp_path: Path) -> None:
    done = run(PROGRAM, "demo", data=tmp_path, **{name: GIVEN[name]})
    assert done.returncode == 2
    assert f"{name} är satt" in done.stderr
    assert f"env -u {name} naravard demo" in done.stderr
    assert not (tmp_path / "demo").exists()


def test_every_setting_that_is_not_known_to_be_harmless_is_refused() -> None:
    for setting in environment.SETTINGS:
        if setting in HARMLESS or setting is environment.HOSTS:
            continue
        with pytest.raises(locks.DemonstrationRefusedError, match=setting.name):
            refuse_elsewhere("127.0.0.1", {setting.name: "något"})


def test_settings_that_only_say_no_are_let_through() -> None:
    refuse_elsewhere("localhost", {"NARAVARD_HTTPS": "nej", "NARAVARD_HOSTS": "localhost,[::1]", "NARAVARD_DATA": "/x"})


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.7", "naravard.example.se"])  # noqa: S104 - to be refused
def test_it_answers_no_other_machine(host: str, tmp_path: Path) -> None:
    assert not is_local(host)
    done = run(PROGRAM, "demo", "--host", host, data=tmp_path)
    assert done.returncode == 2
    assert f"--host {host} är inte bara den här datorn" in done.stderr
    assert "127.0.0.1" in done.stderr


def test_a_database_that_it_has_not_made_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "demo" / store.FILE
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as real:
        real.execute("CREATE TABLE people_person (name TEXT)")
        real.commit()
    before = file.read_bytes()
    done = run(PROGRAM, "demo", data=tmp_path)
    assert done.returncode == 2
    assert f"{file} är inte gjord av demonstrationen" in done.stderr
    assert "Flytta bort filen" in done.stderr
    assert file.read_bytes() == before


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / store.FILE
    file.write_text("viktigt")
    with pytest.raises(locks.DemonstrationRefusedError, match="inte gjord av demonstrationen"):
        store.make_or_recognise(file)
    assert file.read_text() == "viktigt"


def test_a_mark_with_other_words_is_no_mark(tmp_path: Path) -> None:
    file = tmp_path / store.FILE
    assert store.make_or_recognise(file)
    assert not store.make_or_recognise(file)
    with closing(sqlite3.connect(file)) as marked:
        marked.execute("UPDATE naravard_demonstration SET words = 'Allt är på riktigt.'")
        marked.commit()
    with pytest.raises(locks.DemonstrationRefusedError):
        store.make_or_recognise(file)


@pytest.mark.parametrize("line", [("serve", "--port", "1"), ("backup", "kopia.zip"), ("remind",), ("sweep",)])
def test_no_other_command_touches_a_demonstrations_database(line: tuple[str, ...], tmp_path: Path) -> None:
    store.make_or_recognise(tmp_path / store.FILE)
    before = (tmp_path / store.FILE).read_bytes()
    if line[0] == "serve":
        line = ("serve", "--port", "18931")
    done = run(PROGRAM, *line, data=tmp_path)
    assert done.returncode == 2, done.stderr
    assert f"{tmp_path / store.FILE} är gjord av demonstrationen" in done.stderr
    assert "naravard demo" in done.stderr
    assert (tmp_path / store.FILE).read_bytes()[100:] == before[100:]  # SQLite counts openings in its first hundred


def test_a_server_of_ones_own_does_not_serve_a_demonstrations_database(tmp_path: Path) -> None:
    store.make_or_recognise(tmp_path / store.FILE)
    done = run("import naravard.web.wsgi", data=tmp_path)
    assert done.returncode == 1
    assert "är gjord av demonstrationen" in done.stderr


def test_a_variable_alone_cannot_switch_it_on(tmp_path: Path) -> None:
    done = run(PROGRAM, "serve", "--port", "18932", data=tmp_path, **DEMO_SETTINGS)
    assert done.returncode == 2
    assert "Demonstrationens inställningar går bara att använda av demonstrationen själv" in done.stderr
    assert "DJANGO_SETTINGS_MODULE" in done.stderr
    assert run("import naravard.web.wsgi", data=tmp_path, **DEMO_SETTINGS).returncode == 1


def test_not_even_with_a_marked_database_does_a_variable_switch_it_on(tmp_path: Path) -> None:
    store.make_or_recognise(tmp_path / store.FILE)
    assert run(PROGRAM, "serve", "--port", "18933", data=tmp_path, **DEMO_SETTINGS).returncode == 2
    ordinary = run(ADDRESSES, data=tmp_path, DJANGO_SETTINGS_MODULE="naravard.web.settings")
    assert "Resolver404" in ordinary.stderr


def test_its_addresses_are_not_there_with_the_first_lock_alone(tmp_path: Path) -> None:
    only_begun = "from naravard.web.demo import locks; locks.begin();"
    given = DEMO_SETTINGS
    assert "Resolver404" in run(only_begun + ADDRESSES, data=tmp_path, **given).stderr
    store.make_or_recognise(tmp_path / "demo" / store.FILE)
    both = run(only_begun + ADDRESSES, data=tmp_path / "demo", **given)
    assert both.returncode == 0, both.stderr


def test_the_first_lock_has_one_key() -> None:
    """Nothing in the program makes a process the demonstration but its own start."""
    begins = [
        file.name
        for file in Path(naravard.__path__[0]).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "locks.begin"
    ]
    assert begins == ["start.py"]


@pytest.mark.django_db
def test_neither_lock_is_open_in_an_ordinary_process() -> None:
    assert not locks.is_begun()
    assert not locks.both_hold()


@pytest.mark.parametrize(
    "meta",
    [{"REMOTE_ADDR": "192.168.0.9"}, {"REMOTE_ADDR": ""}, {"HTTP_X_FORWARDED_FOR": "10.0.0.1"}, {"HTTP_VIA": "1.1 p"}],
)
def test_requests_from_elsewhere_are_refused(meta: dict[str, str], rf: object) -> None:
    request = rf.get("/", **meta)
    answered = OnlyThisMachine(lambda _request: pytest.fail("it was let through"))(request)
    assert answered.status_code == 403
    assert "Demonstrationen svarar bara den egna datorn" in answered.content.decode()
