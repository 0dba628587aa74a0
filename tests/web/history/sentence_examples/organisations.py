"""Organisations."""

from history_shared import ANNA

from naravard.agreement.model import Text
from naravard.web.history.told import Thing

ORGANISATIONS = Thing("reference-data", "organisations", Text("Organisationerna", "The organisations"))

GOTLAND = Thing("organisation", "region-09", Text("Region Gotland"))
PROVIDER = Thing("organisation", "utforare-5560360793", Text("Vårdbolaget AB"))

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
    "organisation-contact-changed": [
        (
            {
                "person": ANNA,
                "thing": GOTLAND,
                "before": {"address": "", "contact_phone": ""},
                "after": {"address": "Box 1", "contact_phone": "0498-26 90 00"},
            },
            "Anna Ek (ekonomichef) ändrade kontaktuppgifterna för Region Gotland: postadress och telefon med "
            "riktnummer.",
            "Anna Ek (chief financial officer) changed the contact details of Region Gotland: postal address and "
            "telephone with area code.",
        ),
    ],
    "organisation-payment-details-changed": [
        (
            {"person": ANNA, "thing": GOTLAND, "before": {"bankgiro": ""}, "after": {"bankgiro": "50501055"}},
            "Anna Ek (ekonomichef) ändrade uppgifterna för utbetalning för Region Gotland: bankgiro.",
            "Anna Ek (chief financial officer) changed the details for payment of Region Gotland: bankgiro.",
        ),
    ],
    "provider-added": [
        (
            {"person": ANNA, "thing": PROVIDER, "after": {"name": "Vårdbolaget AB"}},
            "Anna Ek (ekonomichef) la till den privata utföraren Vårdbolaget AB.",
            "Anna Ek (chief financial officer) added the private provider Vårdbolaget AB.",
        ),
    ],
    "provider-renamed": [
        (
            {
                "person": ANNA,
                "thing": PROVIDER,
                "before": {"name": "Vårdbolaget AB"},
                "after": {"name": "Omsorgen AB"},
            },
            "Anna Ek (ekonomichef) bytte namn på den privata utföraren Vårdbolaget AB till Omsorgen AB.",
            "Anna Ek (chief financial officer) renamed the private provider Vårdbolaget AB as Omsorgen AB.",
        ),
    ],
    "provider-ended": [
        (
            {
                "person": ANNA,
                "thing": PROVIDER,
                "before": {"last_day": None},
                "after": {"last_day": "2022-12-31"},
            },
            "Anna Ek (ekonomichef) avslutade den privata utföraren Vårdbolaget AB; sista dagen är 2022-12-31.",
            "Anna Ek (chief financial officer) ended the private provider Vårdbolaget AB; the last day is 2022-12-31.",
        ),
    ],
}
