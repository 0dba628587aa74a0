"""The forms of activities: their fields, and what was written read into values."""

from collections.abc import Sequence
from dataclasses import replace

from naravard.agreement.labels import LEVEL_WORDS
from naravard.agreement.model import Agreement, Grant, Requirement, Text
from naravard.agreement.wording import clause_reference, kronor
from naravard.documents import headings
from naravard.web.activities.grants import (
    area_name,
    earmark_of,
    grant_name,
    requirement_of,
    requirements_for,
)
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import Plan
from naravard.web.activities.values import Described, allowed_areas, answerers
from naravard.web.people.models import Person
from naravard.web.site.clock import today
from naravard.web.site.forms import Choice, Field, Written

_QUOTED = 110
REACHES = (
    Choice(Activity.PROJECT, Text("Projekt", "Project"), Text("I en begränsad del", "In a limited part")),
    Choice(
        Activity.BROAD,
        Text("Brett införd", "Broadly introduced"),
        Text("I hela verksamheten", "In the whole of the services"),
    ),
)


def fields_for(plan: Plan, grant: Grant, activity: Activity | None = None, area: str = "") -> list[Field]:
    """Return the fields of an activity of a grant, with the activity's values when there is one."""
    agreement = plan.shown.agreement
    areas = allowed_areas(plan, grant.id)
    chosen_area = activity.area if activity else area if area in areas else areas[0]
    found = [
        Field(name="name", label=Text("Vad heter aktiviteten?", "What is the activity called?")),
        *_area_field(agreement, areas),
        *_earmark_field(plan, grant),
        Field(
            name="requirement",
            label=Text("Vilket krav möter den?", "Which requirement does it meet?"),
            hint=Text(
                "Kraven är överenskommelsens, med den ordning och lydelse de har där.",
                "The requirements are the agreement's, in its own order and words.",
            ),
            kind="select",
            choices=_requirement_choices(plan, grant, chosen_area if len(areas) == 1 else ""),
        ),
        Field(
            name="officer",
            label=Text("Vem ansvarar för den?", "Who answers for it?"),
            kind="select",
            choices=people_choices(plan, activity.officer if activity else None),
        ),
        Field(name="budget", label=Text("Budget", "Budget"), kind="kronor", hint=_room(plan, grant, chosen_area)),
        Field(name="from_day", label=Text("Första dag", "First day"), kind="day", hint=_DAY),
        Field(name="to_day", label=Text("Sista dag", "Last day"), kind="day", hint=_DAY),
        Field(name="target_group", label=Text("Målgrupp", "Target group")),
        Field(name="reach", label=Text("Hur införs den?", "How is it introduced?"), kind="radio", choices=REACHES),
        Field(name="expected_effect", label=Text("Förväntad effekt", "Expected effect"), kind="area", rows=5),
    ]
    return [_with_value(field, plan, activity, chosen_area) for field in found]


_DAY = Text("År, månad och dag: ÅÅÅÅ-MM-DD.", "Year, month and day: YYYY-MM-DD.")


def read_activity(written: Written, plan: Plan, grant: Grant, fields: Sequence[Field]) -> Described | None:
    """Read an activity, or None if something is wrong, which ``written.problems`` then says."""
    choices = {field.name: field.choices for field in fields}
    areas = allowed_areas(plan, grant.id)
    name = written.line("name", required=True)
    area = written.chosen("area", choices["area"], required=bool(areas[0])) if "area" in choices else areas[0]
    earmark = written.chosen("earmark", choices["earmark"], required=False) if "earmark" in choices else ""
    requirement = written.chosen("requirement", choices["requirement"], required=False)
    officer = written.chosen("officer", choices["officer"], required=False)
    budget = written.kronor("budget")
    first, last = written.day("from_day"), written.day("to_day")
    reach = written.chosen("reach", REACHES)
    target, effect = written.line("target_group", most=300), written.text("expected_effect")
    if written.problems or first is None or last is None:
        return None
    return Described(
        name=name,
        grant=grant.id,
        area=area,
        earmark=earmark,
        requirement=requirement,
        officer=Person.objects.get(pk=officer) if officer else None,
        budget=budget,
        from_day=first,
        to_day=last,
        target_group=target,
        reach=reach,
        expected_effect=effect,
    )


def rows_of(agreement: Agreement, values: Described | Activity) -> list[tuple[Text, Text]]:
    """Return a description as people read it, to be checked or to be shown."""
    earmark = earmark_of(agreement, values.grant, values.earmark)
    requirement = requirement_of(agreement, values.requirement)
    return [
        (Text("Aktivitet", "Activity"), Text(values.name)),
        (Text("Område", "Area"), area_name(agreement, values.area)),
        (headings.GRANT, grant_name(agreement, values.grant)),
        *([(Text("Öronmärkning", "Earmark"), earmark.name)] if earmark else []),
        (Text("Krav", "Requirement"), requirement_words(requirement) if requirement else _NONE_NAMED),
        (Text("Ansvarig", "Officer"), Text(values.officer.name) if values.officer else _NO_ONE),
        (Text("Budget", "Budget"), Text(kronor(values.budget))),
        (Text("Period", "Period"), period_words(values)),
        (Text("Målgrupp", "Target group"), Text(values.target_group or "–")),
        (Text("Införande", "Reach"), reach_words(values.reach)),
        (Text("Förväntad effekt", "Expected effect"), Text(values.expected_effect or "–")),
    ]


_NONE_NAMED = Text("Inget särskilt krav", "No requirement in particular")
_NO_ONE = Text("Ingen utsedd", "No one appointed")


def period_words(values: Described | Activity) -> Text:
    """Return the days of an activity in words."""
    first, last = values.from_day.isoformat(), values.to_day.isoformat()
    return Text(f"{first} till {last}", f"{first} to {last}")


def reach_words(reach: str) -> Text:
    """Return how an activity is introduced, in words."""
    return next((choice.label for choice in REACHES if choice.value == reach), Text(reach))


def requirement_words(requirement: Requirement) -> Text:
    """Return a requirement with its clause and level before its words, which are the agreement's."""
    level = LEVEL_WORDS[requirement.level]
    return Text(
        f"{clause_reference(requirement.clause)}, {level.sv}: {requirement.text}",
        f"{clause_reference(requirement.clause, 'en')}, {level.in_language('en')}: {requirement.text}",
    )


def people_choices(plan: Plan, *also: Person | None) -> list[Choice]:
    """Return those who can answer for something today, and whoever does already, to be chosen among."""
    held = answerers(plan.organisation, today()).select_related("person")
    people = {one.person_id: one.person for one in held.order_by("person__name", "person_id")}
    people |= {one.pk: one for one in also if one is not None}
    return [Choice("", _NO_ONE), *(Choice(str(key), Text(person.name)) for key, person in people.items())]


def area_choices(agreement: Agreement, areas: Sequence[str]) -> list[Choice]:
    """Return areas to be chosen among."""
    return [Choice(area, area_name(agreement, area)) for area in areas]


def _area_field(agreement: Agreement, areas: Sequence[str]) -> list[Field]:
    if len(areas) == 1:
        return []
    return [
        Field(
            name="area",
            label=Text("I vilket område?", "In which area?"),
            kind="select",
            choices=area_choices(agreement, areas),
        )
    ]


def _earmark_field(plan: Plan, grant: Grant) -> list[Field]:
    if not grant.earmarks:
        return []
    allotted = plan.allotted[grant.id].set_aside
    choices = [
        Choice("", Text("Nej, medlens ändamål i övrigt", "No, the grant's purpose at large")),
        *(
            Choice(
                one.id,
                one.name,
                Text(
                    f"{kronor(allotted.get(one.id, 0))} är avsatta", f"{kronor(allotted.get(one.id, 0))} are set aside"
                ),
            )
            for one in grant.earmarks
        ),
    ]
    label = Text("Är pengarna öronmärkta?", "Does it serve an earmarked purpose?")
    return [Field(name="earmark", label=label, kind="radio", choices=choices)]


def _requirement_choices(plan: Plan, grant: Grant, area: str) -> list[Choice]:
    agreement = plan.shown.agreement
    found = requirements_for(agreement, grant, plan.organisation.code, area)
    return [Choice("", _NONE_NAMED), *(Choice(one.id, _shortened(requirement_words(one))) for one in found)]


def _shortened(words: Text) -> Text:
    return Text(_cut(words.sv), _cut(words.in_language("en")))


def _cut(words: str) -> str:
    return words if len(words) <= _QUOTED else f"{words[:_QUOTED].rsplit(' ', 1)[0]} …"


def _room(plan: Plan, grant: Grant, area: str) -> Text:
    cell = plan.cell(area, grant.id)
    frame, left = kronor(cell.frame), kronor(cell.left)
    if plan.version == 0:
        return Text(
            "Beloppen är inte fastställda än, så det finns ingen ram att jämföra med.",
            "The amounts have not been fixed yet, so there is no frame to compare with.",
        )
    return Text(
        f"Hela kronor. Ramen är {frame}, och {left} av den är inte beslutade.",
        f"Whole kronor. The frame is {frame}, and {left} of it are not decided on.",
    )


def _with_value(field: Field, plan: Plan, activity: Activity | None, area: str) -> Field:
    if activity is None:
        period = plan.shown.agreement.period
        start = {
            "area": area,
            "reach": Activity.PROJECT,
            "from_day": period.from_.isoformat(),
            "to_day": period.to.isoformat(),
        }
        return replace(field, value=start.get(field.name, ""))
    if field.name == "officer":
        return replace(field, value=str(activity.officer_id or ""))
    value = getattr(activity, field.name)
    return replace(field, value=value.isoformat() if hasattr(value, "isoformat") else str(value))
