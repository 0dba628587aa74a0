"""An organisation's details: what they are, how each is read and shown, and who may change which.

They are those that a requisition and a financial report ask for about the recipient: contact details, and where the
money is to be paid (the agreement's annex 2 for the shipped agreement).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from naravard.agreement.model import Text
from naravard.web.access.doings import Doing, doings_of
from naravard.web.access.permissions import Permission
from naravard.web.organisations.bank_terms import (
    BEARERS,
    NONE,
    SCHEMES,
    one_of,
    read_bic,
    read_clearing,
    read_customer_id,
    read_iban,
    shown_iban,
)
from naravard.web.organisations.contact_values import (
    read_email,
    read_line,
    read_phone,
    read_postal_code,
    shown_postal_code,
)
from naravard.web.organisations.kinds import Kind
from naravard.web.organisations.labels import LABELS
from naravard.web.organisations.models import Organisation
from naravard.web.organisations.numbers import (
    BANKGIRO,
    ORGANISATION_NUMBER,
    PLUSGIRO,
    NumberForm,
    WrittenWrongError,
    read_number,
    shown_number,
)
from naravard.web.site.refusals import Refused

_NONE = Text("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One detail: its name, how it is read, and how it is shown."""

    name: str
    read: Callable[[str], str]
    shown: Callable[[str], str] = str
    hint: Text = _NONE
    type: Literal["text", "email", "tel"] = "text"
    """The type of the form's field."""
    width: int = 20
    is_number: bool = False
    must_be: bool = False
    """Whether it may not be taken away."""
    only_for: Doing | None = None
    """What an organisation does that fills it in; None if all do."""

    @property
    def label(self) -> Text:
        """What it is called."""
        return LABELS[self.name]


class DetailsError(Refused):
    """Some details cannot be what was written; ``problems`` say why, by the detail's name."""

    def __init__(self, problems: Mapping[str, Text]) -> None:
        name, words = next(iter(problems.items()))
        super().__init__("details-wrong", words, name, problems=problems)


@dataclass(frozen=True, slots=True)
class DetailGroup:
    """Details that the same people may change."""

    code: str
    heading: Text
    permission: Permission
    every: tuple[Detail, ...]

    def details_of(self, organisation: Organisation) -> tuple[Detail, ...]:
        """Return the details that the organisation itself fills in.

        The names of the reference data are not its own to change; a provider's name is, but not its organisation
        number, which is its identity. What a bank asks for is filled in by those who pay.
        """
        not_its_own = "organisation_number" if organisation.kind == Kind.PROVIDER else "name"
        does = doings_of(organisation.code) if any(one.only_for for one in self.every) else frozenset[Doing]()
        return tuple(
            detail
            for detail in self.every
            if detail.name != not_its_own and (detail.only_for is None or detail.only_for in does)
        )


def _line(longest: int) -> Callable[[str], str]:
    return partial(read_line, longest=longest)


def _number(name: str, form: NumberForm, hint: Text) -> Detail:
    return Detail(
        name=name,
        read=partial(read_number, form),
        shown=partial(shown_number, form),
        hint=hint,
        width=10,
        is_number=True,
    )


CONTACT = DetailGroup(
    "contact",
    Text("Kontaktuppgifter", "Contact details"),
    Permission.CHANGE_DETAILS,
    (
        Detail(name="name", read=_line(200), must_be=True, width=30),
        Detail(
            name="address",
            read=_line(200),
            width=30,
            hint=Text("Gata eller box, som i Box 1.", "Street or box, as in Box 1."),
        ),
        Detail(
            name="postal_code",
            read=read_postal_code,
            shown=shown_postal_code,
            width=5,
            is_number=True,
            hint=Text("Fem siffror, som i 621 81.", "Five digits, as in 621 81."),
        ),
        Detail(name="city", read=_line(100)),
        Detail(
            name="contact_name",
            read=_line(200),
            width=30,
            hint=Text(
                "Den som svarar på frågor om det organisationen lämnar in.",
                "The one who answers questions on what the organisation hands in.",
            ),
        ),
        Detail(
            name="contact_email",
            read=read_email,
            type="email",
            width=30,
            hint=Text(
                "Helst en gemensam adress, som gäller även när någon slutar.",
                "Preferably a shared address, which holds also when someone leaves.",
            ),
        ),
        Detail(
            name="contact_phone",
            read=read_phone,
            type="tel",
            hint=Text("Som i 0498-26 90 00.", "As in 0498-26 90 00."),
        ),
    ),
)
PAYMENT = DetailGroup(
    "payment",
    Text("Betalningsuppgifter", "Details for payment"),
    Permission.CHANGE_PAYMENT_DETAILS,
    (
        _number(
            "organisation_number",
            ORGANISATION_NUMBER,
            Text("Tio siffror, som i 212000-0142.", "Ten digits, as in 212000-0142."),
        ),
        _number(
            "bankgiro",
            BANKGIRO,
            Text(
                "Sju eller åtta siffror, som i 5050-1055. Bankgiro eller plusgiro räcker.",
                "Seven or eight digits, as in 5050-1055. Bankgiro or plusgiro is enough.",
            ),
        ),
        _number(
            "plusgiro",
            PLUSGIRO,
            Text("Två till åtta siffror, som i 90 20 01-7.", "Two to eight digits, as in 90 20 01-7."),
        ),
        Detail(
            name="bank_customer_id",
            read=read_customer_id,
            only_for=Doing.PAYS,
            hint=Text(
                "Det nummer som banken har gett er för betalfiler. Tomt om banken inte vill ha något.",
                "The number that the bank has given you for payment files. Empty if the bank wants none.",
            ),
        ),
        Detail(
            name="bank_customer_scheme",
            read=one_of(SCHEMES),
            only_for=Doing.PAYS,
            width=5,
            hint=Text(
                "BANK om banken har gett numret ett eget slag (så vill Swedbank ha det), CUST om det är ett "
                "kundnummer. Tomt är BANK.",
                "BANK if the number is of the bank's own kind (as Swedbank wants it), CUST if it is a customer number. "
                "Empty is BANK.",
            ),
        ),
        Detail(
            name="bank_bic",
            read=read_bic,
            only_for=Doing.PAYS,
            width=10,
            hint=Text(
                "Åtta eller elva tecken, som SWEDSESS. Tomt om banken nöjer sig med girots clearingnummer.",
                "Eight or eleven signs, as SWEDSESS. Empty if the clearing number of the giro is enough for the bank.",
            ),
        ),
        Detail(
            name="bank_iban",
            read=read_iban,
            shown=shown_iban,
            only_for=Doing.PAYS,
            width=30,
            hint=Text(
                "Bara om banken vill ha kontot som IBAN i stället för som bankgiro eller plusgiro.",
                "Only if the bank wants the account as IBAN instead of as bankgiro or plusgiro.",
            ),
        ),
        Detail(
            name="bank_charge_bearer",
            read=one_of(BEARERS),
            only_for=Doing.PAYS,
            width=5,
            hint=Text(
                "SLEV (enligt avtal), SHAR (var och en betalar sin banks) eller DEBT (den som betalar). Tomt om banken "
                "inte frågar.",
                "SLEV (by agreement), SHAR (each bears its own bank's) or DEBT (the payer). Empty if the bank does not "
                "ask.",
            ),
        ),
        Detail(
            name="bank_bankgiro_clearing",
            read=read_clearing,
            only_for=Doing.PAYS,
            width=5,
            hint=Text(
                f"För mottagare med bankgiro. Tomt är 9900. Skriv ”{NONE}” om banken inte vill ha något.",
                f"For recipients with bankgiro. Empty is 9900. Write “{NONE}” if the bank wants none.",
            ),
        ),
        Detail(
            name="bank_plusgiro_clearing",
            read=read_clearing,
            only_for=Doing.PAYS,
            width=5,
            hint=Text(
                f"För mottagare med plusgiro. Tomt är 9500. Några banker vill ha 9960. Skriv ”{NONE}” om banken inte "
                "vill ha något.",
                f"For recipients with plusgiro. Empty is 9500. Some banks want 9960. Write “{NONE}” if the bank wants "
                "none.",
            ),
        ),
    ),
)
GROUPS: tuple[DetailGroup, ...] = (CONTACT, PAYMENT)


def stored(group: DetailGroup, organisation: Organisation) -> dict[str, str]:
    """Return a group's details as they are stored."""
    return {detail.name: getattr(organisation, detail.name) for detail in group.details_of(organisation)}


def shown(group: DetailGroup, organisation: Organisation) -> dict[str, str]:
    """Return a group's details as people write them."""
    return {detail.name: detail.shown(getattr(organisation, detail.name)) for detail in group.details_of(organisation)}


def read_details(group: DetailGroup, organisation: Organisation, written: Mapping[str, str]) -> dict[str, str]:
    """Return details as they are stored, however they are written; those that are not given are left out.

    Raises:
        DetailsError: when some of them cannot be read, with all that is wrong.
        KeyError: when one is given that is not the organisation's own to fill in.
    """
    details = {detail.name: detail for detail in group.details_of(organisation)}
    values, problems = {}, {}
    for name, value in written.items():
        detail = details[name]
        try:
            values[name] = detail.read(value) if read_line(value, len(value)) else ""
            if detail.must_be and not values[name]:
                problems[name] = Text("Det här kan inte lämnas tomt.", "This cannot be left empty.")
        except WrittenWrongError as error:
            problems[name] = error.words
    if problems:
        raise DetailsError(problems)
    return values
