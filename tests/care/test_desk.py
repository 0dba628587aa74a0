"""The pages of the index on one's own machine: from files to a result that is looked at before it is saved."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import clear_url_caches

from command_line import Run
from naravard.care_desk import settings
from naravard.care_desk.desk import Desk, Here

OF_THE_PROJECT = {"DATABASES", "INSTALLED_APPS", "LOGGING", "LOCALE_PATHS"}
SETTINGS = {name: getattr(settings, name) for name in dir(settings) if name.isupper() and name not in OF_THE_PROJECT}


@pytest.fixture
def desk(naravard: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """The pages, with invented files in a folder, for who has the key."""
    folder = tmp_path / "export"
    assert naravard("synthetic", "visits", "--patients", 300, "--output", folder).code == 0
    (tmp_path / "secret.csv").write_text("patient\n")
    monkeypatch.setattr(Here, "desk", Desk(folder, tmp_path / "work"))
    with override_settings(**SETTINGS, STATIC_ROOT=None):
        client = Client(SERVER_NAME="127.0.0.1")
        assert client.get("/").status_code == 403
        assert client.get("/", {"nyckel": "another"}).status_code == 403
        assert client.get("/", {"nyckel": Here.desk.key}).status_code == 302
        yield client
    clear_url_caches()


def fields(page: str) -> dict[str, str]:
    """Return the selects of a page by their label, and what is chosen."""
    return dict(re.findall(r'<label class="govuk-label[^>]*for="f-([^"]*)">(?:<span[^>]*>)?([^<]*)<', page))


def test_from_files_to_a_saved_result(desk: Client, caplog: pytest.LogCaptureFixture) -> None:
    page = desk.get("/").content.decode()
    names = {label: name for name, label in fields(page).items()}
    assert set(names) == {"visits.csv", "patients.csv", "providers.csv"}
    nothing = desk.post("/", {})
    assert (nothing.status_code, "Välj minst en fil med besök" in nothing.content.decode()) == (422, True)
    assert "secret.csv" not in desk.get("/", {"mapp": ".."}).content.decode()

    kinds = {name: label.removesuffix(".csv") for label, name in names.items()}
    assert desk.post("/", kinds)["Location"] == "/kolumner/"
    mapping = dict(
        re.findall(
            r'<select[^>]* name="([^"]+)"[^>]*>(?:(?!</select>).)*?<option value="([^"]+)" selected',
            desk.get("/kolumner/").content.decode(),
            re.DOTALL,
        )
    )
    assert mapping["visits.patient"] == "patient"
    wrong = desk.post("/kolumner/", mapping | {"visits.date": ""})
    assert (wrong.status_code, "Välj en kolumn" in wrong.content.decode()) == (422, True)
    assert desk.post("/kolumner/", mapping)["Location"] == "/val/"

    chosen = {"reference": "2022-12-31", "months": "18", "least": "3", "own_unit": "ja", "indices": "coc", "by": "sex"}
    wrong = desk.post("/val/", chosen | {"reference": "2022-13-31", "months": "0"})
    assert wrong.status_code == 422
    assert 'value="2022-13-31"' in wrong.content.decode()
    assert desk.post("/val/", chosen)["Location"] == "/korning/"
    run = Here.desk.run
    assert run is not None
    run.wait()
    assert run.problem is None
    assert desk.get("/korning/", headers={"HX-Request": "true"})["HX-Redirect"] == "/korning/"
    assert desk.get("/korning/")["Location"] == "/resultat/"
    shown = desk.get("/resultat/").content.decode()
    assert re.search(r"<h1[^>]*>Kontinuitetsindex \(COC\): 0,\d{3} för", shown)
    assert "Kontinuitet efter kön" in shown
    assert "nv-bars" in shown
    assert "räknade besök" in shown

    refused = desk.post("/resultat/spara/", {"form": "csv"})
    assert (refused.status_code, "Se igenom resultatet" in refused.content.decode()) == (422, True)
    saved = desk.post("/resultat/spara/", {"form": "csv", "looked": "ja"})
    with zipfile.ZipFile(io.BytesIO(saved.content)) as packed:
        assert packed.read("kontinuitet.csv").startswith(b"sex,index,listed,")
        assert json.loads(packed.read("run-card.json"))["parameters"]["by"] == [[], ["sex"]]
    for form, name in (("xlsx", "kontinuitet.xlsx"), ("parquet", "kontinuitet.parquet"), ("fhir", "kontinuitet.json")):
        with zipfile.ZipFile(
            io.BytesIO(desk.post("/resultat/spara/", {"form": form, "looked": "1"}).content)
        ) as packed:
            assert packed.namelist() == [name, "run-card.json"]
    assert caplog.records == []


def test_what_cannot_be_read_or_computed_is_said(desk: Client) -> None:
    folder = Here.desk.folder
    (folder / "a.csv").write_text("")
    (folder / "b.csv").write_text("patient,provider,date\np,,2022-01-01\n")
    names = {label: name for name, label in fields(desk.get("/").content.decode()).items()}
    desk.post("/", {names["a.csv"]: "visits"})
    empty = desk.get("/kolumner/")
    assert (empty.status_code, "är tom" in empty.content.decode()) == (422, True)
    desk.post("/", {names["b.csv"]: "visits"})
    desk.post("/kolumner/", {f"visits.{name}": name for name in ("patient", "provider", "date")})
    desk.post("/val/", {"reference": "2022-12-31", "months": "18", "least": "3", "indices": "coc"})
    assert Here.desk.run is not None
    Here.desk.run.wait()
    assert "skulle lämnas utanför" in desk.get("/korning/").content.decode()
    assert desk.get("/resultat/")["Location"] == "/korning/"


def test_a_folder_that_is_not_there_is_refused(naravard: Run, tmp_path: Path) -> None:
    answer = naravard("care", tmp_path / "borta", "--no-browser")
    assert (answer.code, "Det finns ingen mapp" in answer.err) == (2, True)
