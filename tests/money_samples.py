"""Agreements that try the money pages: every kind of rule at once, and as many recipients as there can be."""

from naravard.agreement.files import AgreementFiles
from naravard.agreement.reference import counties, municipalities

ALL_RULES = "alla-regler"

_BODIES = ["a-skola,Alfa högskola", "b-skola,Beta universitet", "c-skola,Gamma högskola"]

_AGREEMENT = """
format: 1
id: alla-regler
name: {sv: Alla regler, en: Every rule}
period: {from: 2027-01-01, to: 2027-12-31}
total: {amount: 100 000 000, clause: "1"}
mandates:
  - {does: fixes, who: regeringskansliet}
  - {does: extends, who: regeringskansliet}
  - {does: pays, who: kammarkollegiet}
  - {does: reclaims, who: regeringskansliet}
parties: [{id: staten, name: Staten, clause: "1"}]
clauses:
  - {id: "1", title: Pengar, text: Totalt 100 miljoner kronor.}
  - {id: "2", title: Fördelning, text: Pengarna fördelas som tabellerna visar.}
areas:
  - {id: platser, name: {sv: Platser, en: Places}, clause: "1"}
recipients:
  - {id: skolor, name: {sv: Skolorna, en: The schools}, kind: other, file: skolor.csv}
per_inhabitant: invanare
keys:
  - id: invanare
    name: {sv: Invånare, en: Inhabitants}
    clause: "2"
    unit: {sv: invånare, en: inhabitants}
    source: {sv: Registret, en: The register}
    reference_date: 2026-11-01
    file: invanare.csv
  - {id: fore, name: Veckor före, clause: "2", unit: veckor, source: Skolorna, reference_period: 2025, file: fore.csv}
  - id: efter
    name: Veckor efter
    clause: "2"
    unit: veckor
    source: Skolorna
    reference_period: 2026
    file: efter.csv
  - {id: plan, name: Har plan, clause: "2", unit: planer, source: Skolorna, reference_date: 2026-01-01, file: plan.csv}
grants:
  - id: regioner
    name: {sv: Till regionerna, en: To the regions}
    amount: 40 000 000
    clause: "1"
    area: platser
    recipients: [regions]
    rule:
      kind: base
      amount: 500 000
      clause: "2"
      remainder: {kind: limits, least: 100 000, most: 4 000 000, rule: {kind: proportional, key: invanare}}
    earmarks:
      - {id: egen, name: Egen regel, amount: 2 100 000, clause: "2", rule: {kind: equal}}
  - id: lan
    name: {sv: Till länen, en: To the counties}
    amount: 30 000 001
    clause: "1"
    recipients: [rss]
    rule: {kind: mix, parts: [{weight: 1/3, key: invanare}, {weight: 2/3, rule: {kind: equal}}]}
    earmarks: [{id: foljer, name: Följer beloppet, amount: 1 000 000, clause: "2"}]
    onward: {recipients: municipalities, clause: "2", rule: {kind: proportional, key: invanare}}
  - id: kommuner
    name: {sv: Till kommunerna, en: To the municipalities}
    amount: 20 000 000
    clause: "1"
    recipients: [municipalities]
    rounding: {method: down, unit: 100}
    rule: {kind: proportional, key: invanare}
  - id: okning
    name: {sv: Ökning, en: Increase}
    amount: 1 000 000
    clause: "1"
    recipients: [skolor]
    rule: {kind: increase, before: fore, after: efter}
  - id: villkor
    name: {sv: Med villkor, en: On a condition}
    amount: 8 000 000
    clause: "1"
    recipients: [skolor]
    rule:
      kind: condition
      name: {sv: har en plan, en: has a plan}
      money: left
      met: plan
      rule: {kind: equal}
  - id: fast
    name: {sv: Fasta belopp, en: Fixed amounts}
    amount: 999 999
    clause: "1"
    recipients: [skolor]
    rounding: {method: cumulative}
    rule: {kind: fixed, amounts: {a-skola: 999 999, b-skola: 0, c-skola: 0}}
"""


def all_rules() -> AgreementFiles:
    """Return an agreement with every kind of rule, 310 recipients and more, and a second level."""
    inhabitants = {county.code: 100_000 + 1_000 * int(county.code) for county in counties()}
    inhabitants |= {place.code: 1_000 + int(place.code) for place in municipalities()}
    return AgreementFiles(
        {
            "agreement.yaml": _AGREEMENT.encode(),
            "skolor.csv": _csv("code,name", _BODIES),
            "invanare.csv": _csv("code,value", [f"{code},{value}" for code, value in inhabitants.items()]),
            "fore.csv": _csv("code,value", ["a-skola,10", "b-skola,20", "c-skola,30"]),
            "efter.csv": _csv("code,value", ["a-skola,15", "b-skola,10", "c-skola,40"]),
            "plan.csv": _csv("code,value", ["a-skola,1", "b-skola,0", "c-skola,1"]),
        },
        name=ALL_RULES,
    )


def _csv(heading: str, lines: list[str]) -> bytes:
    return ("\n".join([heading, *lines]) + "\n").encode()
