"""What a reader sees in the figures, in sentences made from them: never more than they bear.

Two values of one method are a difference, never a trend. Values of different methods are counted and not compared.
Regions are compared only where the method says what its shares are of.
"""

from collections.abc import Sequence
from fractions import Fraction

from naravard.agreement import reference
from naravard.agreement.model import Text
from naravard.indicators.figures import approximately, shown_value
from naravard.indicators.model import NATION, Indicator, IndicatorValue, MeasuringMethod
from naravard.indicators.periods import period_words
from naravard.indicators.series import Series

HUNDRED = 100


def about_methods(indicator: Indicator) -> Text | None:
    """Say that values of the country were measured in several ways; None if they were not."""
    methods = {value.method for value in indicator.values if value.place == NATION and value.value is not None}
    if len(methods) < 2:
        return None
    count = len(methods)
    return Text(
        f"Landet har mätts på {count} sätt. De mäter olika saker, så skillnaden mellan dem säger inget om vården.",
        f"The country has been measured in {count} ways. They measure different things, so the difference between them "
        "says nothing of the care.",
    )


def about_change(indicator: Indicator, series: Series) -> Text | None:
    """Say how the first and the last exact value of one method differ; None if there are not two."""
    known = [value for value in series.values if value.is_single and value.bound == "exact"]
    if len(known) < 2:
        return None
    first, last = known[0], known[-1]
    if first.value is None or last.value is None:
        return None
    difference = last.value - first.value
    start, end = shown_value(indicator, first), shown_value(indicator, last)
    then, now = period_words(first.period), period_words(last.period)
    lead = Text(
        f"Från {start.sv} ({then.sv}) till {end.sv} ({now.sv})",
        f"From {start.en} ({then.in_language('en')}) to {end.en} ({now.in_language('en')})",
    )
    if difference == 0:
        return Text(f"{lead.sv}: ingen skillnad.", f"{lead.en}: no difference.")
    size = _difference(indicator, abs(difference))
    more = Text("mer", "more") if difference > 0 else Text("mindre", "less")
    better = (difference > 0) == (indicator.direction == "up")
    side = Text("", "")
    if indicator.direction != "neither":
        side = Text(" Det är åt rätt håll.", " It is in the right direction.") if better else Text(
            " Det är åt fel håll.", " It is in the wrong direction."
        )  # fmt: skip
    return Text(f"{lead.sv}: {size.sv} {more.sv}.{side.sv}", f"{lead.en}: {size.en} {more.en}.{side.en}")


def about_regions(method: MeasuringMethod, values: Sequence[IndicatorValue]) -> Text:
    """Say how many of the regions one method has values of, which are missing, and whether they can be compared."""
    regions = {region.code: region.name for region in reference.regions()}
    known = {value.place for value in values if value.value is not None and value.place in regions}
    missing = [regions[value.place] for value in values if value.missing is not None and value.place in regions]
    untold = len(regions) - len(known) - len(missing)
    swedish = [f"{len(known)} av {len(regions)} regioner har ett publicerat värde."]
    english = [f"{len(known)} of {len(regions)} regions have a published value."]
    if missing:
        swedish.append(f"{len(missing)} saknas: {', '.join(missing)}.")
        english.append(f"{len(missing)} are missing: {', '.join(missing)}.")
    if untold:
        swedish.append(f"För {untold} är inget publicerat.")
        english.append(f"For {untold} nothing is published.")
    if method.counts is None and len(known) > 1:
        swedish.append("Källan säger inte vad andelarna är av, så regionerna kan inte jämföras med varandra.")
        english.append("The source does not say what the shares are of, so the regions cannot be compared.")
    return Text(" ".join(swedish), " ".join(english))


def about_sexes(indicator: Indicator, women: IndicatorValue, men: IndicatorValue) -> Text | None:
    """Say how women's and men's values differ; None if one of them is not exact."""
    if women.value is None or men.value is None or women.bound != "exact" or men.bound != "exact":
        return None
    one, other = shown_value(indicator, women), shown_value(indicator, men)
    when = period_words(women.period)
    if women.value == men.value:
        return Text(
            f"{when.sv}: {one.sv} för både kvinnor och män.",
            f"{when.in_language('en')}: {one.en} for both women and men.",
        )
    size = _difference(indicator, abs(women.value - men.value))
    more = Text("mer för kvinnor", "more for women") if women.value > men.value else Text("mer för män", "more for men")
    return Text(
        f"{when.sv}: kvinnor {one.sv}, män {other.sv}. Det är {size.sv} {more.sv}.",
        f"{when.in_language('en')}: women {one.en}, men {other.en}. That is {size.en} {more.en}.",
    )


def _difference(indicator: Indicator, size: Fraction) -> Text:
    if indicator.unit == "per-cent":
        written = approximately(size * HUNDRED)
        return Text(f"{written.sv} procentenheter", f"{written.en} percentage points")
    return approximately(size)
