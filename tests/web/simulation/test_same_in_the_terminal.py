"""What the page says to write in the terminal gives the page's figures, to the byte."""

import shlex
from pathlib import Path

import pytest
from django.test import Client
from lxml import html

from naravard.cli.main import run
from web_shared import WHOLE

PAGE = f"/overenskommelser/{WHOLE}/simulering"


@pytest.mark.parametrize(
    "query",
    [
        "set=ambulans.rule.amount=1000000",
        "set=karriartjanster.rule={kind: equal}&set=e-halsa.amount=90000000&name=Mer till 'alla'",
        "set=rounding.method=down&set=rounding.unit=1000&set=keys.population.09=70000",
    ],
)
def test_the_command_on_the_page_gives_the_pages_file(
    reader: Client, query: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    shown = html.fromstring(reader.get(f"{PAGE}/?{query}").content.decode())
    command = shlex.split(shown.xpath("//pre/code")[0].text_content())
    assert command[:2] == ["naravard", "simulate"]
    assert run([*command[1:], "--format", "csv"]) == 0
    assert capsys.readouterr().out == reader.get(f"{PAGE}.csv?{query}").content.decode()


def test_a_variant_with_a_key_of_ones_own_is_run_from_its_file(
    reader: Client, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    codes = [f"{number:02}" for number in (*range(1, 2), *range(3, 11), *range(12, 15), *range(17, 26))]
    rows = "\n".join(f"{code};{number}" for number, code in enumerate(codes, start=1))
    form = {"amount": "85000000", "sharing": "proportional", "key": "egen-ambulans", "own_rows": rows}
    answer = reader.post(f"{PAGE}/medel/ambulans/", form)
    shown = html.fromstring(reader.get(answer["Location"]).content.decode())
    command = shlex.split(shown.xpath("//pre/code")[0].text_content())
    link = shown.xpath('//a[contains(@href, "variant.yaml")]/@href')[0]
    (tmp_path / command[-1]).write_bytes(reader.get(link).content)
    assert run([*command[1:], "--format", "csv"]) == 0
    page = answer["Location"].replace("simulering/?", "simulering.csv?")
    assert capsys.readouterr().out == reader.get(page).content.decode()
