"""A large agreement: 5 000 recipients and 200 grants, a million amounts. It is checked, allocated and exported."""

from collections.abc import Iterator

from benchmarks.measurement import Measurement, measure
from naravard.agreement.files import AgreementFiles
from naravard.agreement.library import open_files
from naravard.agreement.load import load
from naravard.allocation import allocate
from naravard.documents.allocation_tables import annex_tables, long_table
from naravard.documents.files import as_file

RECIPIENTS, GRANTS, KEYS = 5_000, 200, 10


def large_files(recipients: int = RECIPIENTS, grants: int = GRANTS) -> AgreementFiles:
    """Return the files of an agreement whose every grant goes to every recipient, half of each equally."""
    codes = [f"f{number:04}" for number in range(recipients)]
    keys = "".join(
        f"- id: tal-{key}\n  name: Tal {key}\n  unit: personer\n  source: Påhittad\n  clause: '1'\n"
        f"  file: keys/tal.csv\n  column: v{key}\n"
        for key in range(KEYS)
    )
    rows = [
        f"- id: medel-{number}\n  name: Medel {number}\n  amount: {1_000_000_000 + number}\n  clause: '1'\n"
        f"  recipients: foreningar\n  rule: {{kind: mix, parts: [{{weight: 1/2, key: tal-{number % KEYS}}}, "
        f"{{weight: 1/2, rule: {{kind: equal}}}}]}}\n"
        for number in range(grants)
    ]
    total = sum(1_000_000_000 + number for number in range(grants))
    numbers = [
        f"{code},{','.join(str(1 + (place * (key + 7)) % 9_973) for key in range(KEYS))}"
        for place, code in enumerate(codes)
    ]
    files = {
        "agreement.yaml": (
            "format: 1\nid: stor\nname: Stor överenskommelse\nperiod: {from: 2027-01-01, to: 2027-12-31}\n"
            f"total: {{amount: {total}, clause: '1'}}\nparties:\n- {{id: staten, name: Staten, clause: '1'}}\n"
            "recipients:\n- {id: foreningar, name: Föreningar, kind: other, file: foreningar.csv, clause: '1'}\n"
        ),
        "keys.yaml": keys,
        "grants.yaml": "".join(rows),
        "keys/tal.csv": "\n".join([f"code,{','.join(f'v{key}' for key in range(KEYS))}", *numbers, ""]),
        "foreningar.csv": "\n".join(["code,name", *(f"{code},Förening {code}" for code in codes), ""]),
        "text.md": "# 1 Inledning {#1}\n\nEn stor överenskommelse.\n",
    }
    return AgreementFiles({path: text.encode() for path, text in files.items()}, name="stor")


def measurements() -> Iterator[Measurement]:
    """Measure the check, the allocation and the exports."""
    files = large_files()
    yield measure("check, 5 000 × 200", 10, lambda: load(files), runs=1)
    loaded = open_files(files).agreement
    if loaded is None:
        raise RuntimeError
    yield measure("allocation, 5 000 × 200", 10, lambda: allocate(loaded), runs=1)
    allocation = allocate(loaded)
    tables = annex_tables(allocation)
    yield measure("XLSX, 5 000 × 200", 30, lambda: as_file(tables, "xlsx"), runs=1)
    yield measure("CSV, 5 000 × 200", 10, lambda: as_file([long_table(allocation)], "csv"), runs=1)
