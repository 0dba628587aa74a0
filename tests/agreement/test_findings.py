"""Every finding of the catalogue: one mistake in the small example gives that finding and no other."""

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from broken import AGREEMENT, BROKEN, KEY_FILE, yaml
from folders import REPOSITORY, changed, example, found, ids, line_of

from naravard.agreement.files import LARGEST_FILE, MOST_FILES
from naravard.agreement.findings import Finding
from naravard.agreement.findings_catalogue import FindingKind, as_markdown, entries
from naravard.agreement.load import MOST_FINDINGS, load_folder

IN_A_REAL_FOLDER = {"A001", "A003", "A004", "A007", "A012", "A013", "A055"}
"""Findings tried below in a folder on disk, or with very many mistakes."""


def written_to(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written_to(tmp_path / "litet-exempel", example())


def in_folder(folder: Path) -> list[str]:
    return [finding.id for finding in load_folder(folder).findings]


def test_the_small_example_is_without_findings() -> None:
    assert found(example(), name="litet-exempel") == ()


@pytest.mark.parametrize("finding_id", sorted(BROKEN))
def test_one_mistake_gives_one_finding(finding_id: str) -> None:
    findings = found(BROKEN[finding_id])
    assert [finding.id for finding in findings] == [finding_id]
    assert_complete(findings[0])


def assert_complete(finding: Finding) -> None:
    for language in ("sv", "en"):
        words = finding.in_language(language)
        assert all((words.where, words.what, words.found, words.expected, words.way_out))
        assert not re.search(r"{\w+}", words.found)


def test_every_finding_is_tried() -> None:
    assert set(entries()) == set(BROKEN) | IN_A_REAL_FOLDER | of_other_rooms()


def of_other_rooms() -> set[str]:
    """The findings of forms and indicators, which tests/questionnaire and tests/indicators try."""
    families = {entries()["A220"].family, entries()["A240"].family}
    return {entry.id for entry in entries().values() if entry.family in families}


def sources() -> Iterator[Path]:
    """The modules that make findings of a folder."""
    for room in ("agreement", "questionnaire", "indicators"):
        yield from (REPOSITORY / "src" / "naravard" / room).rglob("*.py")


def test_every_finding_is_used_and_every_used_one_is_in_the_catalogue() -> None:
    used = {name for file in sources() for name in re.findall(r'"(A\d{3})"', file.read_text("utf-8"))}
    assert used == set(entries())


def calls_that_make_findings() -> Iterator[tuple[str, set[str]]]:
    """Every call in the source that names a finding, with the values that it puts into the words."""
    for file in sources():
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                finding_id = node.args[0].value
                if isinstance(finding_id, str) and re.fullmatch(r"A\d{3}", finding_id):
                    yield finding_id, {keyword.arg or "" for keyword in node.keywords} - {"near"}


def places_in(entry: FindingKind) -> set[str]:
    """The places in a finding's words that values are put into."""
    texts = (entry.found, entry.expected, entry.way_out)
    return {
        name
        for text in texts
        for words in (text.sv, text.en)
        for _, name, _, _ in Formatter().parse(words)
        if name is not None
    }


def test_every_finding_is_given_what_its_words_need() -> None:
    needed = {finding_id: places_in(entry) for finding_id, entry in entries().items()}
    calls = list(calls_that_make_findings())
    assert len(calls) > 80
    for finding_id, given in calls:
        assert needed[finding_id] <= given, finding_id


def test_every_finding_has_its_words_and_examples() -> None:
    for entry in entries().values():
        texts = (entry.family, entry.what, entry.explanation, entry.found, entry.expected, entry.way_out)
        assert all(text.sv and text.en for text in texts), entry.id
        assert entry.bad, entry.id
        assert entry.good, entry.id
        assert entry.bad != entry.good, entry.id
        assert set(re.findall(r"(?<!{){(\w+)}", entry.found.sv)) == set(re.findall(r"(?<!{){(\w+)}", entry.found.en))


def test_the_published_catalogue_is_current() -> None:
    assert (REPOSITORY / "docs" / "findings.md").read_text("utf-8") == as_markdown()


# --- findings that need a folder on disk ---


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    assert in_folder(tmp_path / "finns-inte") == ["A001"]
    (tmp_path / "fil").write_text("x")
    assert in_folder(tmp_path / "fil") == ["A001"]


def test_a_file_that_is_too_large_is_not_read(folder: Path) -> None:
    with (folder / "agreement.yaml").open("wb") as file:
        file.truncate(100_000_000)
    assert in_folder(folder) == ["A003"]


def test_a_key_file_that_is_too_large_gives_one_finding(folder: Path) -> None:
    with (folder / KEY_FILE).open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    assert in_folder(folder) == ["A003"]


def test_a_folder_with_too_many_files(folder: Path) -> None:
    for number in range(MOST_FILES + 1):
        (folder / f"{number}.md").touch()
    assert in_folder(folder) == ["A004"]


def test_a_link_that_leads_out_of_the_folder(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "befolkning.csv"
    (folder / KEY_FILE).rename(outside)
    (folder / KEY_FILE).symlink_to(outside)
    assert in_folder(folder) == ["A007"]


def test_a_folder_that_links_to_itself(folder: Path) -> None:
    (folder / "keys" / "igen").symlink_to(folder, target_is_directory=True)
    assert in_folder(folder) == ["A007"]


def test_a_link_that_goes_round_in_a_circle(folder: Path) -> None:
    (folder / KEY_FILE).unlink()
    (folder / KEY_FILE).symlink_to(folder / KEY_FILE)
    assert in_folder(folder) == ["A013"]


def test_a_link_inside_the_folder_is_followed(folder: Path) -> None:
    (folder / "keys" / "invanare.csv").write_bytes((folder / KEY_FILE).read_bytes())
    (folder / KEY_FILE).unlink()
    (folder / KEY_FILE).symlink_to(folder / "keys" / "invanare.csv")
    assert in_folder(folder) == ["A014"]


def test_a_folder_where_a_file_is_expected(folder: Path) -> None:
    (folder / "agreement.yaml").unlink()
    (folder / "agreement.yaml").mkdir()
    assert in_folder(folder) == ["A013"]


def test_a_pipe_where_a_file_is_expected(folder: Path) -> None:
    (folder / KEY_FILE).unlink()
    os.mkfifo(folder / KEY_FILE)
    assert in_folder(folder) == ["A013"]


def test_a_folder_with_another_name_than_the_agreement(folder: Path) -> None:
    loaded = load_folder(folder.rename(folder.with_name("annat-namn")))
    assert [(finding.id, finding.location) for finding in loaded.findings] == [("A012", "agreement.yaml:3")]
    assert loaded.agreement is not None


def test_other_files_may_lie_in_the_folder(folder: Path) -> None:
    (folder / "avtal.pdf").write_bytes(b"%PDF\x00")
    (folder / ".DS_Store").write_bytes(b"\x00")
    (folder / "~$agreement.yaml").write_bytes(b"\x00")
    (folder / "README.md").write_bytes(b"\xff")
    (folder / "questionnaires").mkdir(exist_ok=True)
    (folder / "questionnaires" / "slut.yaml").write_text("a: 1")
    assert in_folder(folder) == []


def test_very_many_mistakes_are_cut_short() -> None:
    rows = "".join(f"{code},N,x\n" for code in range(3 * MOST_FINDINGS))
    findings = found(changed((KEY_FILE, "10,Blekinge,158 999\n", f"10,Blekinge,158 999\n{rows}")))
    assert len(findings) == MOST_FINDINGS + 1
    assert findings[-1].id == "A055"
    assert_complete(findings[-1])


# --- what a finding says ---


def test_a_finding_says_where_and_suggests_the_nearest_spelling() -> None:
    (finding,) = found(BROKEN["A060"])
    words = finding.in_language("sv")
    line = line_of(AGREEMENT, "rule: {kind: proportional, key: befolkning")
    assert finding.location == f"agreement.yaml:{line}"
    assert words.where == f"agreement.yaml, rad {line}"
    assert words.level == "fel"
    assert words.found == "Nyckeln ”befolkningen”."
    assert words.way_out.startswith("Menade du ”befolkning”? ")
    english = finding.in_language("en")
    assert english.where == f"agreement.yaml, line {line}"
    assert english.way_out.startswith("Did you mean “befolkning”? ")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2 miljoner", "2\u00a0000\u00a0000"),
        ("1,5 mnkr", "1\u00a0500\u00a0000"),
        ("3 mdkr", "3\u00a0000\u00a0000\u00a0000"),
        ("250 tkr", "250\u00a0000"),
        ("1.000.000", "1\u00a0000\u00a0000"),
        ("1,000,000", "1\u00a0000\u00a0000"),
        ("1000,00", "1\u00a0000"),
    ],
)
def test_an_amount_in_words_says_what_to_write(written: str, meant: str) -> None:
    (finding,) = found(yaml("amount: 500 000", f'amount: "{written}"'))
    assert finding.id == "A044"
    assert finding.way_out.sv.startswith(f"Menade du ”{meant}”?")


def test_an_amount_with_decimals_is_not_guessed() -> None:
    (finding,) = found(yaml("amount: 500 000", "amount: 1.5"))
    assert finding.id == "A044"
    assert "Menade" not in finding.way_out.sv


@pytest.mark.parametrize("written", ["1 november 2025", "den 1 nov 2025", "1/11 2025", "20251101", "2025/11/01"])
def test_a_date_in_another_form_says_what_to_write(written: str) -> None:
    (finding,) = found(yaml("due: 2025-11-01", f"due: {written}"))
    assert finding.id == "A047"
    assert finding.way_out.sv.startswith("Menade du ”2025-11-01”?")


def test_a_code_that_a_spreadsheet_has_shortened() -> None:
    (finding,) = found(BROKEN["A116"])
    assert finding.location == f"{KEY_FILE}:2"
    assert finding.way_out.sv.startswith("Menade du ”08”?")


def test_a_quotation_from_another_clause_says_which() -> None:
    (finding,) = found(yaml('clause: "2"\n    text: Planen kan', 'clause: "5"\n    text: Planen kan'))
    assert finding.id == "A162"
    assert finding.way_out.sv.startswith("Menade du ”2”?")


def test_a_wrong_number_in_a_key_is_pointed_out_where_the_annex_has_the_right_one() -> None:
    (finding,) = found(changed((KEY_FILE, "60 972", "60 927")))
    assert finding.id == "A082"
    assert finding.found.sv.endswith("I tabellen ”bilaga-1” står 60972 för kod 09.")


def test_a_wrong_amount_of_a_grant_is_pointed_out_where_the_annex_has_the_right_one() -> None:
    (finding,) = found(BROKEN["A093"])
    assert finding.location == f"agreement.yaml:{line_of(AGREEMENT, 'amount: 5 000 000')}"
    assert finding.expected.sv.startswith("5\u00a0000\u00a0000 kr")


def test_a_wrong_cell_of_an_annex_is_pointed_out() -> None:
    (finding,) = found(BROKEN["A139"])
    assert finding.location == "published/bilaga-1.csv:3"
    assert finding.expected.sv.startswith("652\u00a0862,")


# --- several mistakes at once, each told once ---


def test_mistakes_in_different_parts_are_all_told() -> None:
    files = changed(
        (AGREEMENT, "subtitle: Ett", "undertitle: Ett"),
        (AGREEMENT, "due: 2025-11-01", "due: 1 november 2025"),
        (AGREEMENT, "key: befolkning, clause", "key: befolkningen, clause"),
        (KEY_FILE, "246 989", "många"),
        ("text.md", "kan omfatta hembesök", "får omfatta hembesök"),
    )
    assert sorted(ids(files)) == ["A040", "A047", "A060", "A114", "A162"]


def test_a_grant_without_a_usable_rule_gives_no_second_finding() -> None:
    files = yaml('{kind: proportional, key: befolkning, clause: "4"}', "{kind: proportionell, key: befolknign}")
    assert ids(files) == ["A048"]


def test_a_key_with_a_misspelt_id_field_does_not_make_its_users_wrong() -> None:
    assert ids(yaml("- id: befolkning\n", "- idd: befolkning\n")) == ["A040"]


def test_a_misspelt_declaration_is_told_once_with_all_its_places() -> None:
    (finding,) = found(yaml("- {id: sydostregioner, name: Regionerna", "- {id: sydostregionen, name: Regionerna"))
    assert finding.id == "A061"
    assert finding.found.sv.startswith("Mottagargruppen ”sydostregioner”, också på rad ")
    assert finding.found.sv.endswith(" ställen till.")
    assert finding.found.en.endswith(" more places.")


def test_a_section_file_that_cannot_be_parsed_is_the_only_finding() -> None:
    files = example()
    text = files[AGREEMENT]
    assert isinstance(text, str)
    start, end = text.index("keys:\n"), text.index("grants:\n")
    files[AGREEMENT] = text[:start] + text[end:]
    files["keys.yaml"] = text[start:end]
    assert ids(files) == []
    files["keys.yaml"] = "- id: befolkning\n  name: [\n"
    assert ids(files) == ["A032"]
