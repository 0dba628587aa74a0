"""For every finding of forms, the small example's form with one mistake that gives that finding and no other."""

from shipped_forms import changed, example_text

from naravard.questionnaire.load import LoadedQuestionnaires

_NEXT = (
    example_text()
    .replace("version: 1\ntitle", "version: 2\ntitle", 1)
    .replace("  - agreement: hemgang-2024\n", "  - agreement: hemgang-2023\n", 1)
)

BROKEN: dict[str, LoadedQuestionnaires] = {
    "A220": changed(more={"questionnaires/kopia.yaml": example_text()}),
    "A221": changed(("who: [sydostregioner, sydost-rss]", "who: [sydostregioner, sydost-rss, skr]")),
    "A222": changed(
        ("standing: decided", "standing: corrected"), ("standing: proposed, day", "standing: corrected, day")
    ),
    "A223": changed(("equality: equal-health", "equality: equal-health, demand: if-possible")),
    "A224": changed(("who: [sydostregioner, sydost-rss]", "who: [sydostregioner]")),
    "A225": changed(("- {id: kronor,", "- {id: hembesok,"), ("      - {question: kronor, likeness: same}\n", "")),
    "A226": changed(("- id: effekter\n", "- id: f-3\n"), ("question: effekter,", "question: f-3,")),
    "A227": changed(("kind: number-by-sex", "kind: number")),
    "A228": changed(("options: [besok]", "options: [resor]")),
    "A229": changed((", holds: none", "")),
    "A230": changed(("least: 0, most: 100", "least: 100, most: 1")),
    "A231": changed(
        ('    heading: Hur medlen har använts\n    clause: "5"\n', "    heading: Hur medlen har använts\n"),
        ("{id: per-medel, kind", '{id: per-medel, clause: "5", kind'),
    ),
    "A232": changed(("      - {question: utbildade, likeness: new}\n", "")),
    "A233": changed(more={"questionnaires/ny.yaml": _NEXT}),
}
