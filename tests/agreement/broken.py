"""One broken folder for each finding of the catalogue: the small example with one thing changed.

``BROKEN`` holds for each id a way to break the example so that this finding, and no other, is made.
"""

from folders import Change, Files, changed, example

AGREEMENT = "agreement.yaml"


def replaced(file: str, content: str | bytes) -> Files:
    return example() | {file: content}


def without(file: str) -> Files:
    return {path: content for path, content in example().items() if path != file}


def yaml(old: str, new: str) -> Files:
    return changed((AGREEMENT, old, new))


def several(*changes: Change) -> Files:
    return changed(*changes)


KEY_FILE = "keys/befolkning.csv"
ANNEX = "published/bilaga-1.csv"
RULE = '{kind: proportional, key: befolkning, clause: "4"}'
RULE_STOD = 'clause: "3"\n    rule: {kind: equal}\n'
EARMARK = '- {id: lakemedel, name: Läkemedelsgenomgång, amount: 500 000, clause: "3"}'
SECOND = (
    "  - id: rekvisition-2\n    name: Rekvisition av medel\n    about: requisition\n"
    '    who: [sydostregioner, sydost-rss, skr]\n    to: kammarkollegiet\n    clause: "5"\n'
)
"""Another requisition of the same recipients, without its day."""
MORE_KEYS = "grants:\n  - id: hemgang-regioner"


def rule(new: str) -> Files:
    """The first grant with another rule, and without what depends on its amounts."""
    return changed(
        (AGREEMENT, RULE, new),
        (AGREEMENT, EARMARK, EARMARK[:-1] + ", rule: {kind: equal}}"),
    )


def stod(new: str) -> Files:
    """The grant to SKR with another rule."""
    return yaml(RULE_STOD, f'clause: "3"\n    rule: {new}\n')


def two_keys(rule_text: str, first: str, second: str) -> Files:
    """The first grant with a rule on two more keys with these numbers for the three regions."""
    keys = "".join(
        f'  - {{id: {name}, name: N, unit: u, source: s, clause: "4", file: keys/{name}.csv}}\n'
        for name in ("fore", "efter")
    )
    files = changed(
        (AGREEMENT, RULE, rule_text),
        (AGREEMENT, "\ngrants:", f"{keys}\ngrants:"),
    )
    for name, numbers in (("fore", first), ("efter", second)):
        rows = zip(("08", "09", "10"), numbers.split(), strict=True)
        files[f"keys/{name}.csv"] = "code,value\n" + "".join(f"{code},{number}\n" for code, number in rows)
    return files


def larosaten(group: str, csv: str | None = "code,name,county\nuu,Uppsala universitet,03\n") -> Files:
    """The grant to SKR given to a group of universities instead."""
    files = changed(
        (AGREEMENT, "\nkeys:\n", f"  - {group}\n\nkeys:\n"),
        (AGREEMENT, "recipients: skr\n", "recipients: larosaten\n"),
    )
    if csv is not None:
        files["larosaten.csv"] = csv
    return files


AMENDED = "- {duty: rekvisition, due: 2025-12-01, clause: tillägg 1}"


def amendment(
    change: str = AMENDED, more: str = "", *, begins: str = "2025-10-01", decided: str = "2025-09-15"
) -> Files:
    """The small example with an amendment of one change, and what more it adds."""
    text = (
        f"amendments:\n  - id: tillagg\n    name: Tillägg\n    decided: {decided}\n    from: {begins}\n"
        f"    text: tillagg.md\n    changes:\n      {change}\n{more}"
    )
    return {**yaml("remarks:\n", f"{text}\nremarks:\n"), "tillagg.md": "# 1 Tid {#tillägg 1}\n\nMer tid ges.\n"}


LATER = """  - id: senare
    name: Senare
    decided: 2025-09-01
    from: 2025-09-01
    text: senare.md
    changes: [{duty: rekvisition, due: 2025-12-15, clause: senare 1}]
"""


BROKEN: dict[str, Files] = {
    # the folder
    "A002": without(AGREEMENT),
    "A005": replaced(KEY_FILE, b"PK\x03\x04\x00\x00binary"),
    "A006": replaced(KEY_FILE, "code,name,value\n08,Kalmar,246989\n09,G\u00f6tland,1\n".encode("latin-1")),
    "A008": replaced(KEY_FILE, "\n \n"),
    "A009": yaml("keys/befolkning.csv", "keys/befolkningen.csv"),
    "A010": yaml("file: keys/befolkning.csv", "file: ../befolkning.csv"),
    "A011": yaml("file: keys/befolkning.csv", "file: keys/befolkning.xlsx"),
    "A014": replaced("grant.yaml", "- id: x\n"),
    "A015": replaced("areas.yaml", '- {id: hemgang, name: Trygg hemgång, clause: "3"}\n'),
    # YAML
    "A020": replaced(AGREEMENT, "format: 1\n- a\n"),
    "A021": replaced(AGREEMENT, "format: 1\nperiod:\n\tfrom: 2025-01-01\n"),
    "A022": yaml("format: 1\n", "format: 1\nformat: 1\n"),
    "A023": yaml("format: 1\n", "format: &version 1\n"),
    "A024": yaml("format: 1\n", "format: !!int 1\n"),
    "A025": yaml("format: 1\n", "format: 1\n---\nformat: 1\n"),
    "A026": yaml("format: 1\n", "format: " + "[" * 60 + "]" * 60 + "\n"),
    "A027": replaced(AGREEMENT, "- format: 1\n"),
    "A028": replaced(AGREEMENT, "a: [" + "1," * 25_001 + "]\n"),
    "A029": yaml("format: 1\n", "format: 1\n? [a, b]\n: 1\n"),
    "A030": yaml("name: Sveriges Kommuner", "name: SKR: Sveriges Kommuner"),
    "A031": yaml("subtitle: Ett", "subtitle: @Ett"),
    "A032": yaml("period: {from: 2025-01-01, to: 2025-12-31}", "period: {from: 2025-01-01, to: 2025-12-31"),
    "A033": replaced("clauses.yaml", '"1": Inledning\n'),
    "A034": yaml('only: ["08", "09", "10"]', "only: [”08”, ”09”, ”10”]"),
    "A035": yaml("name: Stöd från SKR", "name:Stöd från SKR"),
    "A036": yaml("  - id: stod\n", "  – id: stod\n"),
    "A037": yaml("name: Stöd från SKR", "name: Stöd #1 från SKR"),
    # fields and values
    "A040": yaml("subtitle: Ett", "undertitle: Ett"),
    "A041": yaml("    indicator: Andel utskrivna med plan\n", ""),
    "A042": yaml("period: {from: 2025-01-01, to: 2025-12-31}", "period: 2025"),
    "A043": yaml("name: Stöd från SKR", "name:"),
    "A044": yaml("amount: 10 000 000, clause", "amount: 10 miljoner, clause"),
    "A045": yaml("number: 2", "number: två"),
    "A046": yaml("weight: 1/2, key", "weight: hälften, key"),
    "A047": yaml("due: 2025-11-01", "due: 1 november 2025"),
    "A048": yaml("level: must", "level: ska"),
    "A049": yaml("lapses: true", "lapses: kanske"),
    "A050": yaml("id: stod", "id: Stöd från SKR"),
    "A051": yaml("amount: 500 000", "amount: -500 000"),
    "A053": yaml("amount: 500 000", "amount: 1 000 000 000 000 000"),
    "A052": yaml("file: keys/befolkning.csv", 'file: keys/befolkning.csv\n    values: {"08": 1}'),
    "A054": yaml("format: 1", "format: 2"),
    "A057": yaml(RULE_STOD, 'clause: "3"\n'),
    "A058": stod('{clause: "4"}'),
    "A059": yaml("due: 2025-11-01", "due: 2025-11-31"),
    # names
    "A060": yaml("key: befolkning, clause", "key: befolkningen, clause"),
    "A061": yaml("recipients: skr\n", "recipients: skrr\n"),
    "A062": yaml("area: hemgang\n    amount: 3", "area: hemgangen\n    amount: 3"),
    "A063": yaml("awaits: rapport-vardplaner", "awaits: rapport-vardplan"),
    "A064": yaml("holds: grant, grant: hemgang-regioner", "holds: grant, grant: hemgang-region"),
    "A065": yaml("to: ehalsomyndigheten", "to: e-halsomyndigheten"),
    "A066": yaml('clause: "5"\n  - id: rapport', "clause: avsnitt 5\n  - id: rapport"),
    "A067": yaml("under: plan\n", "under: plann\n"),
    "A068": yaml('kind: rss, only: ["08",', 'kind: rss, only: ["8",'),
    "A069": yaml("- id: stod\n", "- id: vardplaner\n"),
    "A070": yaml("level: must\n", "level: must\n    under: plan-hembesok\n"),
    "A071": yaml("recipients:\n", 'recipients:\n  - {id: rss, name: Egen, kind: rss, only: "08"}\n'),
    "A072": yaml('recipient: "08"', 'recipient: "07"'),
    "A073": yaml("reference_number: avtal", "reference_number: avtalet"),
    # sums
    "A080": yaml("total: {amount: 10 000 000", "total: {amount: 11 000 000"),
    "A081": yaml("amount: 9 000 000", "amount: 8 000 000"),
    "A082": yaml("total: 466 960", "total: 466 961"),
    "A083": yaml("amount: 500 000", "amount: 5 500 000"),
    "A084": yaml(EARMARK, f"{EARMARK}\n      {EARMARK.replace('lakemedel', 'annat').replace('500 000', '4 900 000')}"),
    "A085": yaml("change: 1\n", "change: 2\n"),
    "A092": yaml('recipient: "09"\n    change: 1', 'recipient: "08"\n    change: 1'),
    "A093": yaml("amount: 5 000 000\n", "amount: 5 100 000\n"),
    # recipients
    "A100": larosaten("{id: larosaten, name: L, kind: skr, without: SKR}", None),
    "A101": larosaten("{id: larosaten, name: L, kind: other}", None),
    "A102": larosaten("{id: larosaten, name: L, kind: skr, file: larosaten.csv}"),
    "A103": larosaten('{id: larosaten, name: L, kind: region, only: "08", without: "09"}', None),
    "A104": yaml("recipients: skr\n", "recipients: [regions, rss]\n"),
    "A105": yaml(RULE_STOD, RULE_STOD + "    onward: {recipients: municipalities, rule: equal}\n"),
    "A106": larosaten(
        "{id: larosaten, name: L, kind: other, file: larosaten.csv}", "code,name,county\nuu,Uppsala universitet,3\n"
    ),
    "A107": larosaten("{id: larosaten, name: L, kind: other, file: larosaten.csv}", "code,name\nu/u,Uppsala\n"),
    # CSV and keys
    "A110": changed((KEY_FILE, "code,name,value", "code,name,antal")),
    "A111": changed((KEY_FILE, "246 989", "246,989")),
    "A112": changed((KEY_FILE, "246 989", "")),
    "A113": changed((KEY_FILE, "09,", "08,")),
    "A114": changed((KEY_FILE, "246 989", "många")),
    "A115": changed((KEY_FILE, "246 989", "-246 989")),
    "A116": changed((KEY_FILE, "08,", "8,")),
    "A117": changed((KEY_FILE, "10,Blekinge,158 999\n", "")),
    "A118": two_keys("{kind: mix, parts: [{weight: 0.5, key: fore}, {weight: 0.5, key: efter}]}", "1 2 3", "0 0 0"),
    "A119": two_keys("{kind: increase, before: fore, after: efter}", "1 2 3", "1 1 1"),
    "A120": yaml("    awaits: rapport-vardplaner\n", ""),
    "A121": yaml(
        "\ngrants:", '  - {id: annan, name: N, unit: u, source: s, clause: "4", awaits: rapport-vardplaner}\n\ngrants:'
    ),
    "A122": yaml("    awaits: rapport-vardplaner\n", "    unavailable: Ingen räknar dem.\n"),
    "A123": two_keys(
        "{kind: mix, parts: [{weight: 0.5, rule: {kind: fixed, key: fore}}, {weight: 0.5, key: efter}]}",
        "1.5 1 1",
        "1 1 1",
    ),
    "A124": replaced(KEY_FILE, "code,name,value\n"),
    "A125": changed((KEY_FILE, "10,Blekinge", '10,"Blekinge')),
    "A126": changed((AGREEMENT, "    total: 466 960\n", ""), (AGREEMENT, "holds: key, key: befolkning", "holds: name"))
    | {KEY_FILE: "code;name;value\n08;Kalmar;246.989\n09;Gotland;60.972\n10;Blekinge;158.999\n"},
    # published tables
    "A131": yaml("holds: grant, grant: hemgang-regioner", "holds: grant"),
    "A130": changed((ANNEX, "652 862,652 862", "6528 62,652 862")),
    "A132": changed((ANNEX, "652 862,", "652 862:-,")),
    "A133": changed((ANNEX, "TOTAL,Totalt,466 960,5 000 000,5 000 000", "TOTAL,Totalt,466 960,5 000 001,")),
    "A134": several(
        (AGREEMENT, "amount: 5 000 000\n", "amount: 5 100 000\n"),
        (AGREEMENT, "amount: 3 000 000\n", "amount: 2 900 000\n"),
    ),
    "A135": several(
        (ANNEX, "2 644 647,2 644 647", "2 644 647,2 644 648"), (ANNEX, "5 000 000,5 000 000", "5 000 000,")
    ),
    "A136": changed((ANNEX, "10,Region Blekinge,158 999,1 702 491,1 702 491\n", "")),
    "A137": changed((ANNEX, "08,", "8,")),
    "A138": changed((ANNEX, "60 972", "60 927")),
    "A139": changed((ANNEX, "652 862,652 862", "652 826,652 862")),
    # rules
    "A086": yaml("weight: 1/2, key", "weight: 1/3, key"),
    "A087": stod("{kind: fixed, amounts: {SKR: 999 999}}"),
    "A088": stod("{kind: base, amount: 2 000 000, remainder: equal}"),
    "A089": stod("{kind: limits, least: 2, most: 1, rule: equal}"),
    "A090": stod("{kind: limits, least: 2 000 000, rule: equal}"),
    "A091": stod("{kind: limits, most: 900 000, rule: equal}"),
    "A140": yaml("{weight: 1/2, key: befolkning}", "{weight: 1/2}"),
    "A141": stod("{kind: fixed}"),
    "A142": stod("{kind: condition, name: Plan, money: left, rule: equal}"),
    "A143": stod("{kind: condition, name: Plan, money: left, rule: equal, not_met: SKR}"),
    "A144": stod("{kind: limits, rule: equal}"),
    "A145": changed(
        (
            AGREEMENT,
            RULE_STOD,
            'clause: "3"\n    rule: {kind: limits, least: 150, rule: equal}\n    rounding: {unit: 100}\n',
        )
    ),
    "A146": changed((AGREEMENT, RULE_STOD, 'clause: "3"\n    rule: equal\n    rounding: {unit: 300}\n')),
    "A147": yaml(
        'rule: {kind: proportional, key: vardplaner, clause: "4"}',
        "rule: {kind: fixed, amounts: {08: 500 000, 10: 500 000}}",
    ),
    "A148": stod("{kind: mix, parts: [{weight: 0, rule: equal}, {weight: 1, rule: equal}]}"),
    "A149": yaml(RULE, "{kind: increase, before: befolkning, after: befolkning}"),
    # dates and goals
    "A150": yaml("period: {from: 2025-01-01, to: 2025-12-31}", "period: {from: 2025-12-31, to: 2025-01-01}"),
    "A151": yaml("due: 2025-10-01", "due: 2026-10-01"),
    "A152": yaml("opens: 2025-02-01", "opens: 2025-12-01"),
    "A153": yaml("    opens: 2025-02-01\n    due: 2025-11-01\n", ""),
    "A156": yaml("{kind: at-least, value: 80 %}", "{kind: at-least}"),
    "A157": yaml("kind: at-least", "kind: significant-increase"),
    "A158": yaml("{id: uppfoljda,", "{id: vardplaner,"),
    "A159": yaml("about: key-report", "about: report"),
    # who does what
    "A170": yaml('  - {does: fixes, who: regeringskansliet, clause: "5"}\n', ""),
    "A171": yaml("{does: reclaims, who: regeringskansliet}", '{does: fixes, who: regeringskansliet, clause: "5"}'),
    "A172": changed(
        (AGREEMENT, '  - {does: shares, who: ehalsomyndigheten, clause: "4"}\n', ""),
        (AGREEMENT, "    to: ehalsomyndigheten\n", ""),
    ),
    "A173": yaml('{does: pays, who: kammarkollegiet, clause: "5"}', '{does: pays, who: socialstyrelsen, clause: "5"}'),
    "A174": several(
        (AGREEMENT, "    about: requisition\n    clause", "    about: report\n    clause"),
        (AGREEMENT, "    about: requisition\n", "    about: other\n"),
    ),
    "A175": changed((AGREEMENT, "about: final-report", "about: financial-report")),
    "A176": changed(
        (
            AGREEMENT,
            "remarks:\n",
            '  - {id: till, name: N, about: requisition, clause: "5", who: skr, parts: [{number: 1, heading: H, '
            "fields: [{id: f, label: L}]}]}\n\nremarks:\n",
        )
    ),
    "A177": yaml("    brings: vardplaner\n", "    brings: vardplaner\n    share: 1/2\n"),
    "A178": yaml("    lapses: true\n", "    lapses: true\n    share: 1/2\n"),
    "A179": yaml(
        "  - id: rapport-vardplaner\n",
        f"{SECOND}    short: I efterhand\n    due: 2025-10-01\n  - id: rapport-vardplaner\n",
    ),
    "A180": yaml("  - id: rapport-vardplaner\n", f"{SECOND}    due: 2025-12-01\n  - id: rapport-vardplaner\n"),
    "A181": several(
        (AGREEMENT, "    about: final-report\n", "    about: financial-report\n    up_to: 2025-06-30\n"),
        (
            AGREEMENT,
            "remarks:\n",
            '  - {id: rad, name: N, about: financial-report, clause: "5", who: [sydostregioner, sydost-rss], '
            "parts: [{number: 1, heading: H, fields: [{id: f, label: L}]}]}\n\nremarks:\n",
        ),
    ),
    # the text
    "A160": replaced("text.md", "Ingen rubrik.\n"),
    "A161": changed(("text.md", "{#6}", "{#5}")),
    "A162": changed(("text.md", "kan omfatta hembesök", "får omfatta hembesök")),
    "A163": yaml("text: text.md", 'text: text.md\nclauses: [{id: "1", title: Inledning}]'),
    "A164": yaml(
        "text: text.md",
        'text: text.md\nleft_out: [{clause: "5", reason: background, text: Regeringskansliet fastställer}]',
    ),
    "A210": changed(
        (
            AGREEMENT,
            "    file: published/bilaga-1.csv\n",
            '    file: published/bilaga-1.csv\n    rounded: {method: down, rest: "08"}\n',
        )
    ),
    # amendments
    "A200": amendment("- {duty: rekvisition, amount: 500 000, clause: tillägg 1}"),
    "A201": amendment("- {duty: rekvisition, due: 2025-11-01, clause: tillägg 1}"),
    "A202": {**amendment(more=LATER), "senare.md": "# 1 Senare {#senare 1}\n\nMer tid ges igen.\n"},
    "A203": amendment(decided="2025-10-02"),
    "A204": amendment("- {grant: hemgang-regioner, earmark: lakemedlet, amount: 600 000, clause: tillägg 1}"),
    "A205": amendment('- {duty: rekvisition, due: 2025-12-01, clause: "5"}'),
    "A206": amendment("- {duty: rekvisition, due: 2025-09-30, clause: tillägg 1}"),
    "A207": amendment(
        "- {grant: hemgang-regioner, earmark: lakemedel, amount: 400 000, clause: tillägg 1}",
    ),
    "A208": amendment(
        more="    grants: [{id: stod, name: Stöd, amount: 0, recipients: skr, clause: tillägg 1, rule: equal}]\n"
    ),
    "A209": changed(
        (AGREEMENT, RULE_STOD, 'clause: "3"\n    area: ny\n    rule: {kind: equal}\n'),
        files=amendment(more="    areas: [{id: ny, name: Nytt, clause: tillägg 1}]\n"),
    ),
}
