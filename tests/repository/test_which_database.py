"""How the tests are parted: which the database can change, folder by folder, and which are begun first."""

from databases import DATABASES, TESTS, is_same_throughout, said_of

TRY_EVERY = {
    "web/access/test_every_act.py": "every act, as everyone who may and as some who may not",
    "web/access/test_addresses.py::test_every_page_of_an_organisation_answers_on_this_database_too": "each page",
    "web/test_pages.py": "every page that everyone may see",
    "web/api/test_api_walk.py": "every operation of the API",
    "web/backup/test_restore.py": "every table, its rows out and in",
    "web/migrations/test_migrations.py": "every table made",
}


def test_every_folder_and_module_says_whether_the_database_can_change_it():
    unsaid = [
        path.relative_to(TESTS).as_posix()
        for folder in ("cli", "web")
        for path in (TESTS / folder).rglob("test_*.py")
        if said_of(path.relative_to(TESTS).as_posix()) is None
    ]
    assert unsaid == [], "say so in tests/databases.toml: the folder, or the module"


def test_what_is_said_is_said_of_tests_that_are_there():
    assert [place for place in said() if not is_there(*place.split("::"))] == []


def is_there(file: str, function: str = "") -> bool:
    path = TESTS / file
    return path.exists() and (not function or f"def {function}(" in path.read_text(encoding="utf-8"))


def test_every_act_page_operation_and_table_is_tried_on_both_databases():
    """Each of these goes through all that there is of its kind, and fails when it does not."""
    for place in TRY_EVERY:
        assert said_of(place) == "differs", TRY_EVERY[place]


def test_what_is_marked_for_one_database_is_not_in_a_module_that_is_left_out_there():
    marked = "@pytest.mark." + "postgresql"
    left_out = (path for path in TESTS.rglob("test_*.py") if is_same_throughout(path.relative_to(TESTS)))
    assert [path.name for path in left_out if marked in path.read_text(encoding="utf-8")] == []


def test_nothing_is_said_twice():
    assert set(DATABASES["differs"]) & set(DATABASES["same"]) == set()


def test_the_modules_begun_first_are_there():
    listed = (TESTS / "longest.txt").read_text(encoding="utf-8").split()
    assert [module for module in listed if not (TESTS / module).is_file()] == []


def said() -> list[str]:
    return [*DATABASES["differs"], *DATABASES["same"]]
