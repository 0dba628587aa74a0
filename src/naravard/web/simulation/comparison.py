"""Several scenarios in one address, each packed whole."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from naravard.agreement import wording
from naravard.web.simulation.address import LONGEST, packed
from naravard.web.simulation.scenario import Scenario
from naravard.web.site.forms.problems import EntryError, Problem

VARIANT = "variant"
VARIANTS_FIELD = "varianter"
MOST_VARIANTS = 6


def compare_query(scenarios: Sequence[Scenario]) -> str:
    """Return the query that holds some scenarios.

    Raises:
        EntryError: it would be too long.
    """
    text = urlencode([(VARIANT, packed(urlencode(scenario.pairs()))) for scenario in scenarios])
    if len(text) > LONGEST or len(scenarios) > MOST_VARIANTS:
        size = wording.whole(len(text))
        raise EntryError(
            Problem(
                what=_("Så många eller så stora varianter går inte att jämföra på en gång."),
                field=VARIANTS_FIELD,
                found=_("%(count)s varianter, %(size)s tecken") % {"count": len(scenarios), "size": size},
                expected=_("högst %(count)s varianter, %(size)s tecken")
                % {"count": MOST_VARIANTS, "size": wording.whole(LONGEST)},
                way_out=_("Välj färre, eller jämför dem i terminalen med naravard simulate --variant."),
            )
        )
    return text
