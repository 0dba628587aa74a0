"""An indicator as typed data: what a file under ``indicators/`` says, after it has been read.

A value never stands without the method it was measured by and the source it was read in; what it is a share of belongs
to the method, for the same question has other answers of the population, of the listed and of those who answered.
"""

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Literal

from msgspec import Struct

from naravard.agreement.model import Identifier, Target, Text
from naravard.agreement.model.basics import ClauseId, Decimals, RequirementId, about, filled

Unit = Literal["per-cent", "index", "minutes", "days", "weeks", "per-100000", "persons"]
Direction = Literal["up", "down", "neither"]
Sex = Literal["all", "women", "men"]
Bound = Literal["exact", "about", "more-than", "less-than"]
Rise = Literal["relative", "points"]
Likeness = Literal["same", "changed", "new", "ended"]

NATION = "00"
"""The code of the whole country."""


class IndicatorSource(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where values were read."""

    id: Identifier
    name: Annotated[Text, about("Who published it, what it is called, and when.")]
    read: Annotated[datetime.date | None, about("The day when it was read; left out where it is not known.")] = None
    note: Text | None = None


class MeasuringMethod(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How values were measured. Values of different methods are never compared by the program."""

    id: Identifier
    name: Text
    kind: Annotated[
        Literal["register", "survey", "managers", "care-records", "statistics", "accounts"],
        about(
            "register: out of listings or other registers. survey: people were asked. managers: those who lead units "
            "were asked. care-records: computed from care records. statistics: official statistics. accounts: out of "
            "accounting."
        ),
    ]
    counts: Annotated[
        Identifier | None,
        about("What it is a share of, in one word, as population; left out where the source does not say."),
    ] = None
    denominator: Annotated[Text, about("What it is a share of, or computed over, in words.")]
    covers: Annotated[
        Text | None, about("What the values cover, where it is not said with each: which units, which persons.")
    ] = None
    perturbed: Annotated[
        bool, about("True where the source has changed small numbers, so that parts do not add up to the whole.")
    ] = False
    note: Text | None = None


class IndicatorValue(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One value, or why there is none."""

    period: Annotated[str, about("When: 2022, 2022-03, 2022-Q1, the day 2022-12-31, or the years 2012–2014.")]
    place: Annotated[str, about("Where: 00 for the country, a county's code, a municipality's code.")]
    sex: Annotated[Sex, about("all, women, men.")] = "all"
    age: Annotated[str, about('The age group, as "65–"; left out: all ages.')] = ""
    value: Annotated[Fraction | None, about("55 %, 0.32, 7/20.")] = None
    bound: Annotated[
        Bound, about("exact: as published. about: the source rounds. more-than, less-than: only that is published.")
    ] = "exact"
    to: Annotated[
        Fraction | None, about("The upper end, where a span between units is published and no single value.")
    ] = None
    numerator: Annotated[int | None, about("The number counted; left out where it is not published.")] = None
    denominator: Annotated[int | None, about("Of how many; left out where it is not published.")] = None
    coverage: Annotated[Fraction | None, about("How great a part of all who should be included is: 18/21, 80 %.")] = (
        None
    )
    method: Annotated[str, about("The id of one of the indicator's methods.")]
    source: Annotated[str, about("The id of one of the indicator's sources.")]
    missing: Annotated[Text | None, about("Why there is no value.")] = None
    note: Text | None = None

    @property
    def is_single(self) -> bool:
        """Whether it is one value, and no span between units."""
        return self.value is not None and self.to is None


class MeasuredGoal(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A goal of the agreement that the indicator measures, and how it is read where its text leaves that open."""

    goal: Annotated[str, about("The id of a goal of the agreement.")]
    rise: Annotated[Rise, about("How a rise is counted: relative (0.30 to 0.36 is 20 per cent) or in points.")] = (
        "relative"
    )
    base: Annotated[
        str | None,
        about("The period that a rise is counted from; left out: the latest before the agreement's first day."),
    ] = None
    least: Annotated[
        Fraction | None, about("How great a significant rise is; left out: not decided, and the goal is not known.")
    ] = None
    why: Annotated[Text | None, about("Why it is read so; must be there where the goal is a rise.")] = None


class OtherGoal(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A level that someone else has set: SKR, or a region in a decision of its own."""

    id: Identifier
    name: Text
    set_by: Annotated[Text, about("Who has set it, and where.")]
    target: Target
    counts: Annotated[Identifier | None, about("What it is a share of, in one word; left out: as the indicator.")] = (
        None
    )
    by: Annotated[datetime.date | None, about("By which day; left out where none is set.")] = None
    places: Annotated[tuple[str, ...], about("The codes of the places it is set for; left out: the country.")] = ()
    source: Annotated[str, about("The id of one of the indicator's sources.")]
    note: Text | None = None


class EarlierIndicator(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How this indicator answers to one of an earlier agreement, or to an earlier version of itself."""

    agreement: Annotated[str | None, about("The id of the earlier agreement; left out: this one.")] = None
    indicator: Annotated[str | None, about("The id there, where it is another; left out: the same.")] = None
    version: Annotated[int, about("The version there.")] = 1
    likeness: Annotated[
        Likeness,
        about("same, changed (a break in the series), new (not measured then), ended (not measured any longer)."),
    ]
    why: Annotated[Text, about("Why: what has changed in wording, definition or method, or that nothing has.")]


class Indicator(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something that is measured, in one version, with what has been published."""

    id: Identifier
    version: Annotated[int, about("1, 2, 3 …: another definition is a new version, in a file of its own.")] = 1
    name: Text
    definition: Annotated[Text, about("What is measured, so that someone else would measure the same.")]
    numerator: Annotated[Text, about("What is counted.")]
    denominator: Annotated[Text, about("Of what.")]
    counts: Annotated[Identifier, about("What it is a share of, in one word, as population: goals are held to it.")]
    unit: Annotated[Unit, about("per-cent, index (0 to 1), minutes, days, weeks, per-100000 (inhabitants), persons.")]
    decimals: Annotated[Decimals, about("With how many decimals it is shown.")] = 1
    direction: Annotated[Direction, about("up: more is better. down: less is better. neither.")]
    population: Annotated[Text, about("Who is included.")]
    valid_from: Annotated[datetime.date | None, about("From which day the definition holds; left out: not stated.")] = (
        None
    )
    clause: ClauseId
    requirements: Annotated[
        tuple[RequirementId, ...], about("The requirements of the agreement that serve it, or ask for it.")
    ] = ()
    goals: Annotated[tuple[MeasuredGoal, ...], about("The goals of the agreement that it measures.")] = ()
    other_goals: Annotated[tuple[OtherGoal, ...], about("Levels that others have set.")] = ()
    earlier: Annotated[
        tuple[EarlierIndicator, ...], about("How it answers to earlier agreements, and to its earlier versions.")
    ] = ()
    sources: Annotated[tuple[IndicatorSource, ...], about("Where values were read.")] = ()
    methods: Annotated[tuple[MeasuringMethod, ...], about("How values were measured.")] = ()
    values: Annotated[tuple[IndicatorValue, ...], about("The values that have been published.")] = ()
    values_file: Annotated[
        str | None, about("A CSV file of the folder with more values: a row each, a column for each field.")
    ] = None
    no_values: Annotated[Text | None, about("Why there are no values; must be there where there are none.")] = None
    note: Text | None = None
    file: Annotated[str, filled("The file that it was read from.")] = ""

    @property
    def key(self) -> tuple[str, int]:
        """Its identity: id and version."""
        return self.id, self.version

    @property
    def has_ended(self) -> bool:
        """Whether it is no longer measured."""
        return any(one.likeness == "ended" for one in self.earlier)

    @property
    def methods_by_id(self) -> Mapping[str, MeasuringMethod]:
        """Its methods by their ids."""
        return {method.id: method for method in self.methods}

    @property
    def sources_by_id(self) -> Mapping[str, IndicatorSource]:
        """Its sources by their ids."""
        return {source.id: source for source in self.sources}
