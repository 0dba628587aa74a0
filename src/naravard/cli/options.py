"""The arguments and options that several commands share."""

from pathlib import Path

from naravard.agreement.model import Text
from naravard.cli.command import argument, option
from naravard.cli.values import FILE, Day, Folder, OneWord

agreement_argument = argument(
    "agreement",
    metavar="AGREEMENT",
    tells=Text(
        "id för en medföljande överenskommelse, eller sökvägen till en överenskommelses mapp",
        "the id of a shipped agreement, or the path of an agreement's folder",
    ),
)
on_option = option(
    "--on",
    metavar="DAY",
    type=Day(),
    tells=Text(
        "överenskommelsen som den lyder den här dagen. Annars med alla sina tillägg",
        "the agreement as it reads on this day; otherwise with all its amendments",
    ),
)
TABLE_FORMS = ("table", "csv", "json", "xlsx")
table_form_option = option(
    "--format",
    "form",
    type=OneWord(*TABLE_FORMS),
    tells=Text(
        "table visar tabeller här, de andra är för maskiner och kalkylprogram. Annars efter filnamnet i --output, "
        "annars table",
        "table shows tables here, the others are for machines and spreadsheets; otherwise by the file name in "
        "--output, otherwise table",
    ),
)
text_form_option = option(
    "--format",
    "form",
    type=OneWord("text", "json"),
    default="text",
    tells=Text("text för människor, json för maskiner", "text for people, json for machines"),
)
output_option = option(
    "--output",
    metavar="FILE",
    type=FILE,
    tells=Text("skriv till en fil i stället för hit", "write to a file instead of here"),
)
keys_option = option(
    "--key",
    "brought",
    metavar="NAME=FILE.csv",
    multiple=True,
    tells=Text(
        "ta nyckelns tal ur en CSV-fil med kolumnerna code och value, i stället för överenskommelsens egna eller "
        "när den inväntar dem",
        "take the key's numbers from a CSV file with the columns code and value, instead of the agreement's own "
        "or when it is waiting for them",
    ),
)
by_option = option(
    "--by",
    metavar="FILE.csv",
    type=FILE,
    tells=Text(
        "dela länets belopp efter talen i den här filen, i stället för efter överenskommelsens regel",
        "share the county's sum by the numbers in this file, instead of by the agreement's rule",
    ),
)
places_option = option(
    "--agreements",
    metavar="FOLDER",
    type=Folder(),
    multiple=True,
    tells=Text(
        "ta också med överenskommelsen i den här mappen, eller de i dess undermappar",
        "include the agreement in this folder too, or those in its subfolders",
    ),
)


def table_form(form: str | None, output: Path | None) -> str:
    """Return the form of a table: the one asked for, or that of the file's name, or a table for people."""
    suffix = output.suffix.lower().removeprefix(".") if output is not None else ""
    return form or (suffix if suffix in TABLE_FORMS else "table")
