"""How the tests are parted: which the database can change, folder by folder, and which are begun first."""

from databases import DATABASES, TESTS, said_of


def test_every_folder_and_module_says_whether_the_database_can_change_it():
    unsaid = [
        path.relative_to(TESTS).as_posix()
        for folder in ("cli", "web")
        for path in (TESTS / folder).rglob("test_*.py")
        if said_of(path.relative_to(TESTS)) is None
    ]
    assert unsaid == [], "say so in tests/databases.toml: the folder, or the module"


def test_what_is_said_is_said_of_tests_that_are_there():
    assert [place for place in said() if not (TESTS / place).exists()] == []


def test_nothing_is_said_twice():
    assert set(DATABASES["differs"]) & set(DATABASES["same"]) == set()


def test_the_modules_begun_first_are_there():
    listed = (TESTS / "longest.txt").read_text(encoding="utf-8").split()
    assert [module for module in listed if not (TESTS / module).is_file()] == []


def said() -> list[str]:
    return [*DATABASES["differs"], *DATABASES["same"]]
