"""What an organisation's details are called, by their names in the database and in events."""

from collections.abc import Mapping

from naravard.agreement.model import Text

LABELS: Mapping[str, Text] = {
    "name": Text("Namn", "Name"),
    "address": Text("Postadress", "Postal address"),
    "postal_code": Text("Postnummer", "Postal code"),
    "city": Text("Postort", "Town"),
    "contact_name": Text("Kontaktperson", "Contact person"),
    "contact_email": Text("E-post", "E-mail"),
    "contact_phone": Text("Telefon med riktnummer", "Telephone with area code"),
    "organisation_number": Text("Organisationsnummer", "Organisation number"),
    "bankgiro": Text("Bankgiro", "Bankgiro"),
    "plusgiro": Text("Plusgiro", "Plusgiro"),
}
