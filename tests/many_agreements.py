"""Ten agreements at once, made out of the shipped examples with other ids, names and years.

A municipality of Gotland's county gets money of each: of five straight, of five through its RSS. One of them is closed.
"""

import datetime
import re
from collections.abc import Iterable
from pathlib import Path

from naravard.agreement.files import AgreementFiles
from naravard.web.agreements.intake import take_in_folder

_EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"
_DIRECT = ("anhorigstod-2027", "Stöd till anhöriga 2027", "Support for family carers 2027")
_THROUGH = ("litet-exempel", "Trygg hemgång 2025", "Safe discharge 2025")

TEN = {
    "anhorigstod-2026": (*_DIRECT, "Stöd till anhöriga 2026", -1, None),
    "anhorigstod-2027": (*_DIRECT, "Stöd till anhöriga 2027", 0, None),
    "aldres-halsa-2027": (*_DIRECT, "Äldres hälsa 2027", 0, None),
    "suicidprevention-2027": (*_DIRECT, "Suicidprevention 2027", 0, None),
    "anhorigstod-2028": (*_DIRECT, "Stöd till anhöriga 2028", 1, None),
    "hemgang-2025": (*_THROUGH, "Trygg hemgång 2025", 0, "2026-06-30"),
    "hemgang-2026": (*_THROUGH, "Trygg hemgång 2026", 1, None),
    "hemgang-2027": (*_THROUGH, "Trygg hemgång 2027", 2, None),
    "tillganglighet-2027": (*_THROUGH, "Ökad tillgänglighet 2027", 2, None),
    "psykisk-halsa-2028": (*_THROUGH, "Psykisk hälsa 2028", 3, None),
}
"""Each id with the example that it is made of, its name there in both languages, its name here, how many years later
it is, and the day it was closed."""
NAMES = [name for _, _, _, name, _, _ in TEN.values()]


def files_of(agreement_id: str) -> AgreementFiles:
    """Return the folder of one of the ten."""
    example, sv, en, name, years, closed = TEN[agreement_id]

    def rewritten(content: bytes) -> bytes:
        text = content.decode().replace("29 februari", "28 februari").replace("-02-29", "-02-28")
        text = text.replace(sv, "\0").replace(en, name)
        text = re.sub(r"\b202[4-8]\b", lambda year: str(int(year[0]) + years), text).replace("\0", name)
        text = text.replace(f"id: {example}", f"id: {agreement_id}", 1)
        text = re.sub(rf"^id: {re.escape(example[:-4])}\d+$", f"id: {agreement_id}", text, flags=re.MULTILINE)
        return text.replace("text: text.md", f"text: text.md\nclosed: {closed}" if closed else "text: text.md").encode()

    files = AgreementFiles.from_folder(_EXAMPLES / example)
    return AgreementFiles(
        {path: content if path.endswith(".csv") else rewritten(content) for path, content in files.items()},
        name=agreement_id,
    )


def take_in_ten(folder: Path, at: datetime.datetime, only: Iterable[str] = TEN) -> None:
    """Write the folders of the ten, or of some of them, and take them in as an operator does."""
    for agreement_id in only:
        for path, content in files_of(agreement_id).items():
            file = folder / agreement_id / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        take_in_folder(folder / agreement_id, at)
