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
    "bank_customer_id": Text("Kundnummer eller avtalsnummer hos banken", "Customer or agreement number at the bank"),
    "bank_customer_scheme": Text("Slag av nummer hos banken", "Kind of number at the bank"),
    "bank_bic": Text("Bankens BIC", "The bank's BIC"),
    "bank_iban": Text("IBAN för kontot som betalar", "IBAN of the account that pays"),
    "bank_charge_bearer": Text("Vem som betalar bankens avgifter", "Who bears the bank's charges"),
    "bank_bankgiro_clearing": Text("Clearingnummer för bankgiro", "Clearing number for bankgiro"),
    "bank_plusgiro_clearing": Text("Clearingnummer för plusgiro", "Clearing number for plusgiro"),
}
