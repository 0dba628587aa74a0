"""Organisations."""

from naravard.agreement.model import Text
from naravard.web.history.told import Thing

ORGANISATIONS = Thing("reference-data", "organisations", Text("Organisationerna", "The organisations"))

EXAMPLES = {
    "organisations-taken-in": [
        (
            {"thing": ORGANISATIONS, "after": {"added": ["region-09", "rss-09"]}},
            "Naravard la till 2 organisationer.",
            "Naravard added 2 organisations.",
        ),
        (
            {
                "thing": ORGANISATIONS,
                "before": {"region-09": "Gotlands kommun"},
                "after": {"region-09": "Region Gotland", "added": ["skr"]},
            },
            "Naravard la till 1 organisation och bytte namn på 1.",
            "Naravard added 1 organisation and renamed 1.",
        ),
    ],
}
