"""Kolada and SCB: followed to the last page, on the same host; null, no row and 0 apart; every fault told."""

import csv
import datetime
import io
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_line import Run
from naravard.agreement.files import AgreementFiles
from naravard.agreement.library import find
from naravard.exchange.statistics import kolada, pxweb
from naravard.exchange.statistics.publisher import FetchedAnswer, Publisher, StatisticsError
from statistics_server import Served, serving

AT = datetime.datetime(2026, 4, 1, 12, tzinfo=datetime.UTC)
DATA = "/data/kpi/N79173/municipality/0000,0007/year/2021,2022"


@pytest.fixture
def served() -> Iterator[Served]:
    with serving() as server:
        yield server


def publisher(served: Served, waited: list[float] | None = None) -> Publisher:
    kept: list[float] = [] if waited is None else waited
    return Publisher(served.address, now=lambda: AT, wait=kept.append)


def row(municipality: str, period: int, *values: tuple[str, object], status: str = "") -> dict[str, object]:
    return {
        "kpi": "N79173", "municipality": municipality, "period": period,
        "values": [{"gender": gender, "value": value, "count": 1, "status": status} for gender, value in values],
    }  # fmt: skip


def page(served: Served, *rows: dict[str, object], following: str | None = None) -> dict[str, object]:
    url = None if following is None else f"{served.address}{following}"
    return {"count": len(rows), "values": list(rows), "next_url": url, "previous_url": None}


def fetched(served: Served) -> kolada.KoladaFetched:
    return kolada.fetch(publisher(served), ["N79173"], ["00", "07"], [2021, 2022])


def test_null_no_row_and_nought_are_three_things(served: Served) -> None:
    served.put(
        DATA,
        page(
            served,
            row("0000", 2021, ("T", 88.10), ("K", 0), ("M", None)),
            row("0007", 2021, ("T", None), status="Missing"),
        ),
    )
    found = fetched(served)
    assert [(one.place, one.sex, one.value) for one in found.values] == [
        ("00", "all", Fraction(881, 10)),
        ("00", "women", Fraction(0)),
        ("00", "men", None),
        ("07", "all", None),
    ]
    assert found.values[-1].status == "Missing"
    assert found.without_rows == (("N79173", "00", "2022"), ("N79173", "07", "2022"))


def test_every_value_keeps_where_and_when_it_was_fetched(served: Served) -> None:
    served.put(DATA, page(served, row("0000", 2021, ("T", 1))))
    (found,) = fetched(served).values
    assert (found.at, found.address) == (AT, served.address + DATA)


def test_pages_are_followed_to_the_end(served: Served) -> None:
    served.put(DATA, page(served, row("0000", 2021, ("T", 1)), following=f"{DATA}?page=2"))
    served.put(f"{DATA}?page=2", page(served, row("0000", 2022, ("T", 2)), following=f"{DATA}?page=3"))
    served.put(f"{DATA}?page=3", page(served, row("0007", 2022, ("T", 3))))
    assert [one.value for one in fetched(served).values] == [1, 2, 3]


def test_no_page_of_another_service_is_followed(served: Served) -> None:
    first = page(served, row("0000", 2021, ("T", 1)))
    served.put(DATA, first | {"next_url": "https://example.org/data"})
    with pytest.raises(StatisticsError, match=r"example\.org"):
        fetched(served)
    served.answers.clear()
    served.put(DATA, first | {"next_url": served.address.replace("127.0.0.1", "localhost") + DATA})
    with pytest.raises(StatisticsError, match="localhost"):
        fetched(served)


def test_a_redirect_is_a_fault(served: Served) -> None:
    served.put(DATA, b"", status=302, Location="https://example.org/")
    with pytest.raises(StatisticsError, match="302"):
        fetched(served)


def test_pages_in_a_circle_end(served: Served) -> None:
    served.put(DATA, page(served, row("0000", 2021, ("T", 1)), following=DATA))
    with pytest.raises(StatisticsError, match="ring"):
        fetched(served)


def test_not_found_is_a_fault_and_not_an_empty_answer(served: Served) -> None:
    with pytest.raises(StatisticsError, match="404") as refused:
        fetched(served)
    assert "not an empty answer" in refused.value.text.en


def test_a_service_that_asks_us_to_wait_is_given_time(served: Served) -> None:
    served.put(DATA, b"", status=429, Retry_After="7")
    served.put(DATA, page(served, row("0000", 2021, ("T", 1))))
    waited: list[float] = []
    found = kolada.fetch(publisher(served, waited), ["N79173"], ["00", "07"], [2021, 2022])
    assert len(found.values) == 1
    assert waited == [7, 0.2]


def test_a_service_that_only_asks_us_to_wait_is_given_up(served: Served) -> None:
    served.put(DATA, b"", status=503, Retry_After="99999")
    waited: list[float] = []
    with pytest.raises(StatisticsError, match="vänta"):
        kolada.fetch(publisher(served, waited), ["N79173"], ["00", "07"], [2021, 2022])
    assert max(waited) == 60


def test_many_places_are_asked_for_in_parts(served: Served) -> None:
    places = [f"{number:04}" for number in range(101, 161)]
    for part in (places[:25], places[25:50], places[50:]):
        served.put(f"/data/kpi/N1/municipality/{','.join(part)}/year/2022", page(served))
    waited: list[float] = []
    found = kolada.fetch(publisher(served, waited), ["N1"], places, [2022])
    assert len(served.asked) == 3
    assert waited == [0.2, 0.2]
    assert len(found.without_rows) == 60


@pytest.mark.parametrize(
    "content",
    [
        b"", b"not json", b"[1]", b'{"values": {}}', b'{"values": [1]}', b'{"values": [{"kpi": "a"}]}',
        b'{"values": [], "next_url": 7}', b"[" * 100_000,
        b'{"values": [{"kpi": "a", "municipality": "0000", "period": 1, "values": [{"gender": "X", "value": 1}]}]}',
        b'{"values": [{"kpi": "a", "municipality": "0000", "period": 1, "values": [{"gender": "T", "value": "1"}]}]}',
        b'{"values": [{"kpi": "a", "municipality": "0000", "period": 1, "values": [{"gender": "T", "value": 1e99}]}]}',
        b'{"values": [{"kpi": "a", "municipality": "0000", "period": 1, "values": [{"gender": "T", "value": NaN}]}]}',
    ],
    ids=range(12),
)  # fmt: skip
def test_what_is_not_as_described_is_told(served: Served, content: bytes) -> None:
    served.put(DATA, content)
    with pytest.raises(StatisticsError):
        fetched(served)


def test_only_https_is_asked_away_from_this_machine() -> None:
    with pytest.raises(StatisticsError, match="https"):
        Publisher("http://example.org", now=lambda: AT, wait=lambda _seconds: None)


def test_who_does_not_answer_is_told(served: Served) -> None:
    gone = Publisher("http://127.0.0.1:9", now=lambda: AT, wait=lambda _seconds: None)
    with pytest.raises(StatisticsError, match="svarar inte"):
        gone.get("data")


# --- PxWeb ---


def answer(data: object) -> FetchedAnswer:
    import json

    return FetchedAnswer("https://example.org/t", AT, json.dumps(data).encode())


def table(**changes: object) -> dict[str, object]:
    return {
        "class": "dataset", "label": "Folkmängd", "source": "SCB", "updated": "2021-11-10",
        "id": ["Region", "Kon"], "size": [2, 2],
        "dimension": {
            "Region": {"category": {"index": {"03": 1, "01": 0}, "label": {"01": "Stockholm", "03": "Uppsala"}}},
            "Kon": {"category": {"index": ["1", "2"]}},
        },
        "value": [1, 2, 3, 4],
    } | changes  # fmt: skip


def by_codes(read: pxweb.StatTable) -> dict[tuple[str, str], Fraction | None]:
    return {(cell.codes["Region"], cell.codes["Kon"]): cell.value for cell in read.cells}


def test_the_order_comes_from_the_index_and_not_from_how_it_is_written() -> None:
    assert by_codes(pxweb.read(answer(table()))) == {
        ("01", "1"): 1, ("01", "2"): 2, ("03", "1"): 3, ("03", "2"): 4,
    }  # fmt: skip


def test_values_may_be_only_those_that_are_there() -> None:
    found = pxweb.read(answer(table(value={"0": 0, "3": 4}, status={"1": ".."})))
    assert by_codes(found) == {("01", "1"): 0, ("01", "2"): None, ("03", "1"): None, ("03", "2"): 4}
    assert [cell.status for cell in found.cells] == ["", "..", "", ""]


@pytest.mark.parametrize("nothing", [None, "..", ".", ""])
def test_two_points_are_not_nought(nothing: object) -> None:
    assert by_codes(pxweb.read(answer(table(value=[0, nothing, 3, 4]))))["01", "2"] is None


def test_notes_that_must_be_shown_are_told_apart() -> None:
    dimension = table()["dimension"]
    assert isinstance(dimension, dict)
    dimension["Kon"] |= {"note": ["Små tal är ändrade."], "extension": {"noteMandatory": {"0": True}}}
    found = pxweb.read(answer(table(dimension=dimension, note=["En fotnot."])))
    assert found.notes == (
        pxweb.StatNote("En fotnot.", must_be_shown=False),
        pxweb.StatNote("Små tal är ändrade.", must_be_shown=True),
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"value": {"4": 1}}, {"value": {"x": 1}}, {"value": 7},
        {"value": [1, 2, 3]}, {"value": [1, 2, 3, 4, 5]}, {"size": [2]}, {"size": [2, 3]}, {"id": ["Region"]},
        {"value": [1, 2, 3, "x"]}, {"value": [1, 2, 3, True]}, {"dimension": {}}, {"size": [10**9, 2]},
        {"dimension": {"Region": {"category": {"index": {"01": 0, "03": 0}}}, "Kon": {"category": {"index": ["1"]}}}},
    ],
    ids=range(13),
)  # fmt: skip
def test_a_table_that_is_none_is_told(changes: dict[str, object]) -> None:
    with pytest.raises(StatisticsError, match="JSON-stat"):
        pxweb.read(answer(table(**changes)))


@given(sizes=st.lists(st.integers(1, 4), min_size=1, max_size=4), data=st.data())
def test_each_cell_is_where_its_codes_say(sizes: list[int], data: st.DataObject) -> None:
    codes = [[f"{place}-{number}" for number in range(size)] for place, size in enumerate(sizes)]
    values = {cell: number for number, cell in enumerate(product(*codes))}
    written = [data.draw(st.permutations(list(enumerate(each)))) for each in codes]
    names = [f"d{place}" for place in range(len(sizes))]
    dimension = {
        name: {"category": {"index": {code: place for place, code in each}}}
        for name, each in zip(names, written, strict=True)
    }
    read = pxweb.read(answer({"id": names, "size": sizes, "dimension": dimension, "value": list(values.values())}))
    assert {tuple(cell.codes[name] for name in names): cell.value for cell in read.cells} == values


def test_too_many_cells_are_not_asked_for(served: Served) -> None:
    with pytest.raises(StatisticsError, match="150000"):
        pxweb.fetch(publisher(served), "TAB1", {"Region": ["01"] * 400, "Tid": ["2021"] * 400})
    assert served.asked == []


def population_answer() -> tuple[dict[str, int], dict[str, object]]:
    """The counties of the agreement's key; how many are women is made up, their sum with men is not."""
    content = AgreementFiles.from_folder(find("god-och-nara-vard-2022"))["keys/population.csv"].decode()
    people = {one["code"]: int(one["value"]) for one in csv.DictReader(io.StringIO(content)) if one["code"].isdigit()}
    single = {"Alder": "tot", "ContentsCode": "BE0101A9", "Tid": "2021"}
    dimension: dict[str, object] = {name: {"category": {"index": [code]}} for name, code in single.items()}
    dimension |= {"Region": {"category": {"index": list(people)}}, "Kon": {"category": {"index": ["1", "2"]}}}
    halves = [half for count in people.values() for half in (count // 2, count - count // 2)]
    return people, {
        "id": ["Region", "Alder", "Kon", "ContentsCode", "Tid"], "size": [len(people), 1, 2, 1, 1],
        "dimension": dimension, "value": halves,
    }  # fmt: skip


def test_the_counties_of_2021_are_10_443_100(served: Served) -> None:
    people, data = population_answer()
    served.put("/tables/TAB1267/data", data)
    counted = pxweb.population(publisher(served), 2021, list(people))
    assert counted.people == people
    assert sum(counted.people.values()) == 10_443_100
    (asked,) = served.asked
    assert asked.endswith("&valueCodes[Tid]=2021&outputFormat=json-stat2")
    assert "valueCodes[Kon]=1,2" in asked


def test_a_county_without_a_number_is_told_and_not_counted_as_nought(served: Served) -> None:
    people, data = population_answer()
    halves = data["value"]
    assert isinstance(halves, list)
    served.put("/tables/TAB1267/data", data | {"value": [None, *halves[1:]]})
    with pytest.raises(StatisticsError, match="inget tal för 01 år 2021"):
        pxweb.population(publisher(served), 2021, list(people))


# --- on the command line ---


def test_the_population_is_written_as_a_keys_file(served: Served, naravard: Run, tmp_path: Path) -> None:
    people, data = population_answer()
    note = {"note": ["Talen är ändrade."], "extension": {"noteMandatory": {"0": True}}}
    served.put("/tables/TAB1267/data", data | note)
    file = tmp_path / "befolkning.csv"
    done = naravard("population", 2021, "--service", served.address, "--output", file)
    assert (done.code, done.out) == (0, "")
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8"))))
    assert {one["code"]: int(one["value"]) for one in rows} == people
    assert rows[0]["name"] == "Stockholms län"
    said = done.err.replace("\u00a0", " ")
    assert "Summa 10 443 100. Hämtat 20" in said
    assert "Talen är ändrade." in said, "a note that must be shown"


def test_key_figures_are_written_as_they_are_and_what_has_no_row_is_told(served: Served, naravard: Run) -> None:
    served.put(DATA, page(served, row("0000", 2021, ("T", 88.1), ("K", 0), ("M", None))))
    line = ("kolada", "N79173", "--years", "2021-2022", "--place", "00", "--place", "07", "--service", served.address)
    done = naravard(*line, "--format", "csv")
    assert done.code == 0
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [(one["sex"], one["value"]) for one in rows] == [("all", "88.1"), ("women", "0"), ("men", "")]
    assert rows[0]["address"] == served.address + DATA
    assert "Kolada har ingen rad för 3 av det som frågades efter" in done.err


def test_faults_are_told_without_a_trace(served: Served, naravard: Run) -> None:
    done = naravard("population", 2021, "--service", served.address, "--language", "en")
    assert done.code == 2
    assert "404" in done.err
    assert "Traceback" not in done.err
    assert naravard("population", "2021-2022", "--service", served.address).code == 2
    wrong = naravard("kolada", "N1", "--years", "tjugo")
    assert wrong.code == 2
    assert "2019-2022" in wrong.err
