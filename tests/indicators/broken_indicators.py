"""For every finding of indicators, the small example's indicator with one mistake that gives that finding alone."""

from shipped_indicators import changed, example_text

from naravard.indicators.load import LoadedIndicators

_FIRST = next(line for line in example_text().splitlines(keepends=True) if "numerator: 300" in line)
_WOMEN = _FIRST.replace("value: 60 %", "sex: women, value: 60 %").replace(
    "300, denominator: 500", "180, denominator: 300"
)
_MEN = _FIRST.replace("value: 60 %", "sex: men, value: 60 %").replace("300, denominator: 500", "123, denominator: 205")
_EARLIER = next(line for line in example_text().splitlines(keepends=True) if "{version: 1, likeness" in line)
_WHY = next(line for line in example_text().splitlines(keepends=True) if line.startswith("    why:"))
_GOALS = example_text()[example_text().index("goals:\n") : example_text().index("other_goals:\n")]
_MISSING = '"10", missing: Regionen lämnade inga uppgifter., method: register'

BROKEN: dict[str, LoadedIndicators] = {
    "A240": changed(more={"indicators/kopia.yaml": example_text()}),
    "A241": changed(("note: Ett påhittat mått.", "no_values: Inget är publicerat.")),
    "A242": changed((_MISSING, _MISSING.replace("register", "registre"))),
    "A243": changed((_MISSING, '"10", method: register')),
    "A244": changed(('period: 2025, place: "10"', 'period: hösten 2025, place: "10"')),
    "A245": changed(('period: 2025, place: "10"', 'period: 2025, place: "11"')),
    "A246": changed(("value: 85 %", "value: 85")),
    "A247": changed(("numerator: 412", "numerator: 512")),
    "A248": changed((_FIRST, _FIRST + _FIRST.replace("60 %, numerator: 300, denominator: 500", "61 %"))),
    "A249": changed(("    covers: Alla sjukhus i de tre regionerna.\n", "")),
    "A250": changed((_FIRST, _FIRST + _WOMEN + _MEN), ("    perturbed: true\n", "")),
    "A251": changed(("- goal: plan-vid-utskrivning", "- goal: plan-vid-hemgang"), agreement="target: {kind: achieved}"),
    "A252": changed((_WHY, ""), agreement="target: {kind: increase, value: 20 %}"),
    "A253": changed(("target: {kind: at-least, value: 90 %}", "target: {kind: at-most}")),
    "A254": changed((_GOALS, "")),
    "A255": changed((_EARLIER, "")),
    "A257": changed(("values_file: indicators/plan-vid-utskrivning.csv", "values_file: indicators/varden.csv")),
    "A258": changed(more={"indicators/plan-vid-utskrivning.csv": "period,place,värde,method,source\n2023,09,1,a,b\n"}),
    "A256": changed((_EARLIER, _EARLIER.replace("changed", "same"))),
}
