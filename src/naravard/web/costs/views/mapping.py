"""Which codes mean which activity: the rules in order, and the accounts that count."""

from collections.abc import Mapping as Values
from collections.abc import Sequence
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from naravard.agreement.model import Text
from naravard.exchange.costs import CodeMapping, PatternError, Rule, accounts_of
from naravard.exchange.costs.mapping import Accounts
from naravard.exchange.costs.records import chart_of
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.costs.acts import keep_mapping
from naravard.web.costs.intake_preview import compared
from naravard.web.costs.models import CostFile, CostMapping
from naravard.web.costs.places import CostPlace
from naravard.web.costs.views.frame import address, names_of, place_of, render_in
from naravard.web.costs.words import ACCOUNTS, STANDARD, dimension, said
from naravard.web.site.clock import now
from naravard.web.site.forms import Choice, Field, Written, filled
from naravard.web.site.forms.step import Step, answer

_ACCOUNT = Text("konto", "account")
MOST_RULES = 200
EMPTY_RULES = 3
MOST_PROPOSED = 20
_NONE = Choice("", Text("Ingen (regeln tas bort)", "None (the rule is removed)"))
_OF_RULE, _OF_ACCOUNTS = 4, 2
"""How many fields a rule has, and the choice of accounts."""
_BOOKS_NOTHING = Text(
    "Inget bokförs av att kopplingen sparas. Den används när en fil bokförs eller räknas om.",
    "Saving the mapping books nothing. It is used when a file is booked or worked out again.",
)


_NO_ACTIVITY = Text(
    "Det finns ingen beslutad aktivitet att koppla koder till.", "There is no decided activity to map codes to."
)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.BOOK_COSTS)
def mapping(request: HttpRequest, actor: Actor, agreement_id: str) -> HttpResponse:
    """Which project codes, other codes and accounts mean which activity, and the form to change it."""
    place = place_of(actor, agreement_id)
    start = _values(place, request.GET.get("fil", ""))
    kinds = _kinds(place)

    def do(written: tuple[CodeMapping, str], seen: int | None) -> str:
        made, file = written
        keep_mapping(
            actor=actor,
            organisation=place.organisation,
            agreement_id=agreement_id,
            mapping=made,
            at=now(),
            seen_version=seen,
        )
        return address(place, "file", int(file)) if _is_waiting(place, file) else address(place, "mapping")

    def fields(written: Written) -> list[Field]:
        count = _count(written.posted or start)
        rules = (field for number in range(1, count + 1) for field in _rule_fields(place, number, kinds))
        return filled([*rules, *_accounts_fields()], start)

    versions = list(CostMapping.objects.filter(organisation=place.organisation, agreement_id=place.shown.agreement.id))

    def described_versions() -> dict[str, Any]:
        names = names_of({one.made_by for one in versions})
        return {"versions": [(one, names[one.made_by], described(place, one.mapping)) for one in versions]}

    step = Step(
        title=Text("Koppling av konton och koder", "Mapping of accounts and codes"),
        question=Text("Koppla koder till aktiviteter", "Which codes mean which activity?"),
        button=Text("Spara kopplingen", "Save the mapping"),
        fields=fields,
        read=lambda written: (_read(written, place), written.raw("fil")),
        rows=lambda written: described(place, written[0]),
        notes=lambda _written: [_BOOKS_NOTHING],
        do=do,
        done=Text("Kopplingen är sparad. Inget är bokfört av det.", "The mapping is saved. It books nothing."),
        version=versions[0].version if versions else 0,
        hidden={name: start[name] for name in ("antal", "fil")},
        back=address(place, "costs"),
        template="costs/mapping.html",
        more=_grouped,
        closed=None if place.activities else _NO_ACTIVITY,
        extra=described_versions,
    )
    return answer(request, actor, render_in(request, actor, place), step)


def _grouped(_written: Written, fields: Sequence[Field]) -> dict[str, Any]:
    """Return the fields by rule, and those of the accounts, which stand last."""
    rules, accounts = fields[:-_OF_ACCOUNTS], fields[-_OF_ACCOUNTS:]
    starts = range(0, len(rules), _OF_RULE)
    return {"rules": [rules[start : start + _OF_RULE] for start in starts], "accounts": accounts}


def described(place: CostPlace, made: CodeMapping) -> list[tuple[Text, str]]:
    """Return a mapping as lines: each rule, and which accounts count."""
    lines = []
    for number, rule in enumerate(made.rules, start=1):
        activity = place.activities.get(rule.activity)
        what = [] if rule.dimension is None else [f"{said(dimension(rule.dimension))} {rule.code}"]
        what += [f"{said(_ACCOUNT)} {rule.accounts}"] if rule.accounts else []
        means = f"{rule.activity} {activity.name}" if activity else str(rule.activity)
        lines.append((Text(f"Regel {number}", f"Rule {number}"), f"{', '.join(what)} → {means}"))
    counted = said(ACCOUNTS[made.accounts]) + (f": {made.listed}" if made.accounts == "listed" else "")
    return [*lines, (Text("Konton som räknas", "Accounts that count"), counted)]


def _rule_fields(place: CostPlace, number: int, kinds: list[Choice]) -> list[Field]:
    return [
        Field(name=f"slag-{number}", label=Text("Slag av kod", "Kind of code"), kind="select", choices=kinds),
        Field(name=f"kod-{number}", label=Text("Kod", "Code")),
        Field(name=f"konton-{number}", label=Text("Bara på kontona (valfritt)", "Only on the accounts (optional)")),
        Field(
            name=f"aktivitet-{number}",
            label=Text("Aktivitet", "Activity"),
            kind="select",
            choices=[_NONE, *_activities(place)],
        ),
    ]


def _kinds(place: CostPlace) -> list[Choice]:
    """Return the dimensions that a rule can name: the standard's, those of the files, and those of the rules."""
    kept = place.mapping.mapping.rules if place.mapping else ()
    names = dict.fromkeys((*STANDARD, *(rule.dimension for rule in kept if rule.dimension is not None)), "")
    waiting = CostFile.objects.filter(
        organisation=place.organisation, agreement_id=place.shown.agreement.id, state=CostFile.WAITING
    )
    charts = [chart_of(bytes(taken.chart)) for taken in place.taken_in.values()]
    charts += [file.own_chart for file in waiting.defer("comparison")]
    for chart in charts:
        used = {number for combination in chart.combinations for number, _code in combination.objects if number > 0}
        names |= {number: chart.dimensions.get(number, "") for number in used}
    choices = [
        Choice(
            str(number), Text(f"{dimension(number, name).sv} ({number})", f"{said(dimension(number, name))} ({number})")
        )
        for number, name in sorted(names.items())
    ]
    return [Choice("", Text("Ingen: bara konton", "None: accounts only")), *choices]


def _accounts_fields() -> list[Field]:
    return [
        Field(
            name="raknas",
            label=Text("Vilka konton räknas?", "Which accounts count?"),
            kind="radio",
            hint=Text(
                "Ett kontonummers början säger inget säkert. Om filen säger vilka konton som är tillgångar, skulder, "
                "kostnader och intäkter (#KTYP) används det.",
                "How an account's number begins says nothing for sure. What the file says of which accounts are "
                "assets, liabilities, costs and income (#KTYP) is used.",
            ),
            choices=[Choice(key, words) for key, words in ACCOUNTS.items()],
            value="no-grants",
        ),
        Field(
            name="listade",
            label=Text("Kontona som räknas", "The accounts that count"),
            hint=Text("Bara för det sista valet: 4000-7999", "Only for the last choice: 4000-7999"),
        ),
    ]


def _read(written: Written, place: CostPlace) -> CodeMapping:
    rules, kinds = [], _kinds(place)
    for number in range(1, _count(written.posted) + 1):
        chosen = written.chosen(f"aktivitet-{number}", _activities(place), required=False)
        kind = written.chosen(f"slag-{number}", kinds, required=False)
        code = written.line(f"kod-{number}", most=100)
        accounts = _accounts(written, f"konton-{number}")
        if not chosen:
            continue
        if bool(kind) != bool(code):
            written.wrong(f"kod-{number}" if kind else f"slag-{number}",
                          "Slag och kod hör ihop: skriv båda, eller ingen av dem.",
                          "Kind and code belong together: write both, or neither.")  # fmt: skip
        elif not kind and not accounts:
            written.wrong(f"kod-{number}", "Regeln säger inget: skriv en kod eller konton.",
                          "The rule says nothing: write a code or accounts.")  # fmt: skip
        rules.append(Rule(activity=int(chosen), dimension=int(kind) if kind else None, code=code, accounts=accounts))
    counted = written.chosen("raknas", [Choice(key, words) for key, words in ACCOUNTS.items()]) or "no-grants"
    listed = _accounts(written, "listade")
    if counted == "listed" and not listed:
        written.wrong("listade", "Skriv vilka konton som räknas: 4000-7999.", "Write which accounts count: 4000-7999.")
    return CodeMapping(
        rules=tuple(rules), accounts=cast("Accounts", counted), listed=listed if counted == "listed" else ""
    )


def _accounts(written: Written, name: str) -> str:
    listed = written.line(name, most=500)
    try:
        accounts_of(listed)
    except PatternError as error:
        written.wrong(name, f"Det här går inte att läsa: {error.part}. Skriv konton som 5010, 6000-6999 eller 70*.",
                      f"This cannot be read: {error.part}. Write accounts as 5010, 6000-6999 or 70*.")  # fmt: skip
    return listed


def _values(place: CostPlace, file: str) -> dict[str, str]:
    """Return the form's values: the rules that hold, and codes of a file that no rule takes, ready to be filled in."""
    kept = place.mapping.mapping if place.mapping else CodeMapping()
    rules = [
        (str(rule.dimension) if rule.dimension is not None else "", rule.code, rule.accounts, str(rule.activity))
        for rule in kept.rules
    ]
    if _is_waiting(place, file):
        rules += [(str(one[0]), one[1], "", "") for one in _unmapped(place, int(file))]
    values = {"raknas": kept.accounts, "listade": kept.listed, "fil": file, "antal": str(len(rules) + EMPTY_RULES)}
    for number, parts in enumerate(rules, start=1):
        values |= dict(zip((f"{name}-{number}" for name in ("slag", "kod", "konton", "aktivitet")), parts, strict=True))
    return values


def _unmapped(place: CostPlace, number: int) -> list[tuple[int, str]]:
    found = CostFile.objects.get(organisation=place.organisation, agreement_id=place.shown.agreement.id, number=number)
    codes = [one for one in compared(place, found).codes if not one.activities and one.dimension >= 6]
    codes.sort(key=lambda one: -abs(one.ore))
    return [(one.dimension, one.code) for one in codes[:MOST_PROPOSED]]


def _is_waiting(place: CostPlace, number: str) -> bool:
    return (
        number.isascii()
        and number.isdigit()
        and len(number) < 10
        and CostFile.objects.filter(
            organisation=place.organisation,
            agreement_id=place.shown.agreement.id,
            number=int(number),
            state=CostFile.WAITING,
        ).exists()
    )


def _count(values: Values[str, str]) -> int:
    written = str(values.get("antal", ""))
    number = int(written) if written.isascii() and written.isdigit() and len(written) < 4 else EMPTY_RULES
    return min(max(number, EMPTY_RULES), MOST_RULES)


def _activities(place: CostPlace) -> list[Choice]:
    return [Choice(str(one.number), Text(f"{one.number} {one.name}")) for one in place.activities.values()]
