"""How long a million transactions take the whole way: read, kept, compared and booked, and with how much memory.

Time and memory are those of the command as its users start it, ``naravard costs import FILE … --book``, on a database
of its own. First into an empty book; then a newer export in which every hundredth voucher has changed.
"""

import datetime
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import sie
from benchmarks.measurement import Measurement

GOAL = 60.0
MOST_MEMORY = 1_000
"""Megabytes."""
CHANGED = 100
PROJECTS = 40
REGION, AGREEMENT = "region-09", "god-och-nara-vard-2022"
BEGIN = datetime.datetime(2022, 2, 1, tzinfo=datetime.UTC)
_OWN = ["--organisation", REGION, "--agreement", AGREEMENT, "--book"]


def measurements() -> Iterator[Measurement]:
    """Make the files, and take them in, each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "first.si", Path(folder) / "second.si"
        sie.make(first)
        change(first, second)
        values = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        values |= {"NARAVARD_DATA": folder, "DJANGO_SETTINGS_MODULE": "naravard.web.settings"}
        _run([sys.executable, "-m", "benchmarks.costs", "prepare"], values)
        for what, file in {"into an empty book": first, "a newer export, 1 in 100 vouchers changed": second}.items():
            command = [str(Path(sys.executable).with_name("naravard")), "costs", "import", str(file), *_OWN]
            done = _run([sys.executable, "-m", "benchmarks.costs", "time", *command], values)
            seconds, memory = (float(word) for word in done.splitlines()[-1].split())
            name = f"{sie.TRANSACTIONS:,} transactions read, kept, compared and booked, {what}, {memory:.0f} MB at most"
            if memory > MOST_MEMORY:
                raise SystemExit(f"{name} is more than {MOST_MEMORY}")
            yield Measurement(name, GOAL, seconds, seconds, 1)
        database = (Path(folder) / "naravard.sqlite3").stat().st_size
        print(f"the database is then {database // 1_000_000} MB", flush=True)


def change(first: Path, second: Path) -> None:
    """Write the file again with other texts and amounts in some vouchers, without its checksum."""
    with first.open("rb") as source, second.open("wb") as target:
        number = 0
        for line in source:
            if line.startswith(b"#KSUMMA"):
                continue
            number += line.startswith(b"#VER")
            target.write(line.replace(b"Faktura", b"Kredit") if number % CHANGED == 0 else line)


def prepare() -> None:
    """Make a database with the agreement, money, activities and a mapping of forty projects."""
    from naravard.web.serve import prepare as make_ready
    from naravard.web.serve import shipped_folders, take_in

    make_ready()
    take_in(shipped_folders(), BEGIN)
    from django.db import transaction

    from naravard.exchange.costs import CodeMapping, Rule
    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.activities.models import Activity
    from naravard.web.costs.acts import keep_mapping
    from naravard.web.ledger.next_version import SIGNED, fix
    from naravard.web.organisations.models import Organisation

    region = Organisation.objects.get(pk=REGION)
    region.organisation_number = "2321000016"
    region.save(update_fields=["organisation_number"])
    with transaction.atomic():
        fix(AGREEMENT, by=THE_SERVICE, at=BEGIN, basis=SIGNED, reason="")
    Activity.objects.bulk_create(
        Activity(
            agreement_id=AGREEMENT,
            organisation=region,
            number=number,
            name=f"Aktivitet {number}",
            grant="nara-vard-regioner",
            from_day=sie.FIRST,
            to_day=sie.FIRST.replace(month=12, day=31),
            status=Activity.DECIDED,
            made_at=BEGIN,
            made_by="prov",
        )
        for number in range(1, PROJECTS + 1)
    )
    rules = tuple(Rule(activity=1 + each, dimension=6, code=str(100 + each)) for each in range(PROJECTS))
    keep_mapping(
        actor=THE_SERVICE, organisation=region, agreement_id=AGREEMENT, mapping=CodeMapping(rules=rules), at=BEGIN
    )


def timed(command: list[str]) -> str:
    """Run a command; return its seconds and the most memory that it had, in megabytes."""
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - begin
    return f"{seconds} {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}"


def _run(command: list[str], values: dict[str, str]) -> str:
    return subprocess.run(command, env=values, stdout=subprocess.PIPE, text=True, check=True).stdout


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare()
    else:
        print(timed(sys.argv[2:]))
