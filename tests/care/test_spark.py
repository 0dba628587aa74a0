"""The same expressions on a Spark Connect server, and records that go nowhere without leave."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_engines_agree import in_words

from care_samples import DAY, REFERENCE, clean_input, crowded
from naravard.care.continuity.definition import CareVisit, PatientRow, ProviderRow, counted
from naravard.care.continuity.engines.spark_engine import LOG, TOKEN_VARIABLE, OnSpark
from naravard.care.continuity.rules import Rules
from naravard.care.records.faults import RecordsRefusedError


@pytest.fixture
def server() -> Iterator[str]:
    from pysail.spark import SparkConnectServer

    started = SparkConnectServer()
    started.start()
    host, port = started.listening_address
    yield f"sc://{host}:{port}"
    started.stop()


@pytest.mark.filterwarnings("ignore:'verifySchema' is ignored:UserWarning", "ignore::pandas.errors.Pandas4Warning")
@pytest.mark.enable_socket
def test_spark_answers_what_the_definition_answers(server: str, tmp_path: Path) -> None:
    patients = [
        PatientRow(row=at, patient=f"p{at}", unit="U1", sex="KM"[at % 2], birth_date=DAY(1950 + at, 2, 28))
        for at in range(6)
    ]
    visits = [
        CareVisit(row=0, patient=f"p{at}", provider="abc"[(at * place) % 3], date=DAY(2022, 1 + place, 1), unit="U1")
        for at in range(6)
        for place in range(2 + at)
    ]
    visits += crowded("p1", datetime.date(2022, 9, 9), "aac")
    visits = [
        CareVisit(row=row, **{name: getattr(one, name) for name in ("patient", "provider", "date", "visit", "unit")})
        for row, one in enumerate(visits)
    ]
    providers = [ProviderRow(id="a", person="A"), ProviderRow(id="b", person="A", first=DAY(2022, 3, 1))]
    rules = Rules(references=(REFERENCE,), by=(("sex", "age"),), team_visits="each", indices=("coc", "upc", "secon"))
    groups = rules.passes(listing=True)[0]
    run = OnSpark(server, tmp_path, allow_remote=False)
    answer = run.count(clean_input(tmp_path, visits, patients, providers), rules, REFERENCE, groups)
    by_hand = counted(visits, patients, providers, rules, REFERENCE, groups)
    by_hand.histograms.pop("own-doctor", None)
    assert by_hand.tied
    assert in_words(answer) == in_words(by_hand)


def test_another_machine_needs_leave_tls_and_a_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    away = "sc://spark.example.org:15002"
    with pytest.raises(RecordsRefusedError, match=r"--allow-remote, TLS .* ett lösenord i NARAVARD_SPARK_TOKEN"):
        OnSpark(away, tmp_path, allow_remote=False)
    with pytest.raises(RecordsRefusedError, match=r"bara med TLS"):
        OnSpark(f"{away}/;token=hemlig", tmp_path, allow_remote=True)
    log = tmp_path / "log"
    run = OnSpark(f"{away}/;use_ssl=true;token=hemlig", tmp_path, allow_remote=True, log_folder=log)
    assert "spark.example.org" in run.notes[0].sv
    assert "hemlig" not in run.name + (log / LOG).read_text(encoding="utf-8")
    with pytest.raises(RecordsRefusedError, match="--remote sc://"):
        OnSpark(None, tmp_path, allow_remote=True)
