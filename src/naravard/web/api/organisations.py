"""The organisation that a key belongs to: what it is, its details, and changing those that are its own to change."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from msgspec import UNSET, Meta, Struct, UnsetType
from msgspec.structs import asdict
from ninja import P, PathEx, Query, Router

from naravard.agreement.model import Text
from naravard.agreement.model.basics import about
from naravard.web.access.permissions import Permission
from naravard.web.api.addresses import organisation_address
from naravard.web.api.bodies import PLAIN, body_of, wrong_field
from naravard.web.api.description import changing, with_key
from naravard.web.api.errors import ErrorBody
from naravard.web.api.keys import needs, own
from naravard.web.api.parameters import Parameters
from naravard.web.api.preconditions import changed_meanwhile, version_required, versioned
from naravard.web.organisations.acts import change_contact
from naravard.web.organisations.details import CONTACT, DetailsError
from naravard.web.organisations.labels import LABELS
from naravard.web.organisations.models import Organisation
from naravard.web.site.clock import now
from naravard.web.site.conflict import ChangedMeanwhileError

router = Router(tags=["Organisations"])

OrganisationCode = PathEx[
    str,
    P(description="The organisation's code: region-09, rss-09, kommun-0980, skr. A key knows its own (`/api/key`)."),
]
Line = Annotated[str, Meta(max_length=1000, pattern=PLAIN)]


class OwnOrganisation(Struct, frozen=True, kw_only=True):
    """The organisation that the key belongs to."""

    code: Annotated[str, about("The organisation's code, which never changes.")]
    kind: Annotated[str, about("region, rss, municipality, skr, ministry, agency, provider or another kind.")]
    name: Annotated[Text, about("The name now; names change.")]
    recipient_code: Annotated[str, about("The code that agreements name it by where it receives money; or empty.")]
    organisation_number: Annotated[str, about("Ten digits, or empty. Only people change it.")]
    address: str
    postal_code: Annotated[str, about("Five digits, or empty.")]
    city: str
    contact_name: str
    contact_email: str
    contact_phone: str
    bankgiro: Annotated[str, about("Digits only, or empty. Only people change it.")]
    plusgiro: Annotated[str, about("Digits only, or empty. Only people change it.")]
    version: Annotated[int, about("Grows with every change.")]
    duties: Annotated[str, about("The address of what the organisation is to do.")]
    history: Annotated[str, about("The address of what has been done.")]
    page: Annotated[str, about("The page for people, in the language asked for.")]


class ContactChange(Struct, kw_only=True, forbid_unknown_fields=True):
    """New contact details, however people write them. What is left out stays as it is; an empty text takes it away."""

    name: Annotated[
        Line | UnsetType, about("A private provider's own name; others are named by the reference data.")
    ] = UNSET
    address: Line | UnsetType = UNSET
    postal_code: Annotated[Line | UnsetType, about("Five digits, with or without a blank.")] = UNSET
    city: Line | UnsetType = UNSET
    contact_name: Line | UnsetType = UNSET
    contact_email: Line | UnsetType = UNSET
    contact_phone: Annotated[Line | UnsetType, about("With its area code.")] = UNSET


class StaleOrganisation(Struct, frozen=True, kw_only=True):
    """There is a newer version than the one that the change was made for; nothing was changed."""

    error: ErrorBody
    present: Annotated[OwnOrganisation, about("How it is now.")]


@router.get(
    "/organisations/{organisation_code}",
    summary="One's own organisation",
    operation_id="organisation",
    openapi_extra=with_key(OwnOrganisation, 404, is_versioned=True),
)
@needs(Permission.SEE)
def organisation(request: HttpRequest, organisation_code: OrganisationCode, asked: Query[Parameters]) -> HttpResponse:
    """What the organisation is and what it has filled in about itself. Others than one's own do not exist."""
    _, found = own(request, organisation_code)
    return versioned(_told(found), found.version)


@router.patch(
    "/organisations/{organisation_code}",
    summary="Change contact details",
    operation_id="change-contact",
    openapi_extra=changing(OwnOrganisation, ContactChange, StaleOrganisation, 428),
)
@needs(Permission.CHANGE_DETAILS)
def change(request: HttpRequest, organisation_code: OrganisationCode, asked: Query[Parameters]) -> HttpResponse:
    """Change the address and contact details that are sent, and leave the others.

    `If-Match` says which version the change was made for, so that no one's change is lost: when there is a newer one,
    the answer is 412 with how it is now.
    """
    actor, found = own(request, organisation_code)
    sent = body_of(request, ContactChange)
    version = version_required(request, found.version)
    details = {name: value for name, value in asdict(sent).items() if value is not UNSET}
    its_own = {detail.name for detail in CONTACT.details_of(found)}
    for name in details.keys() - its_own:
        raise wrong_field(
            name,
            Text(f"{name} är inte organisationens eget att ändra.", f"{name} is not the organisation's own to change."),
        )
    try:
        changed = change_contact(actor=actor, organisation_code=found.code, details=details, version=version, at=now())
    except DetailsError as error:
        raise _wrong_details(error) from None
    except ChangedMeanwhileError:
        return _stale(found.code)
    return versioned(_told(changed), changed.version)


def _stale(code: str) -> HttpResponse:
    present = Organisation.objects.get(pk=code)
    message = Text(
        "Organisationens kontaktuppgifter har ändrats sedan dess. Inget av det som skickades har sparats.",
        "The organisation's details have changed since then. Nothing of what was sent has been saved.",
    )
    answer = StaleOrganisation(error=changed_meanwhile(message), present=_told(present))
    return versioned(answer, present.version, 412)


def _wrong_details(error: DetailsError) -> Exception:
    names = list(error.problems)
    said = [(LABELS[name], words) for name, words in error.problems.items()]
    return wrong_field(
        ", ".join(names),
        Text(
            " ".join(f"{label.sv}: {words.sv}" for label, words in said),
            " ".join(f"{label.en}: {words.in_language('en')}" for label, words in said),
        ),
    )


def _told(found: Organisation) -> OwnOrganisation:
    return OwnOrganisation(
        code=found.code,
        kind=found.kind,
        name=found.text,
        recipient_code=found.recipient_code,
        organisation_number=found.organisation_number,
        address=found.address,
        postal_code=found.postal_code,
        city=found.city,
        contact_name=found.contact_name,
        contact_email=found.contact_email,
        contact_phone=found.contact_phone,
        bankgiro=found.bankgiro,
        plusgiro=found.plusgiro,
        version=found.version,
        duties=organisation_address(found.code, "duties"),
        history=organisation_address(found.code, "history"),
        page=reverse("home:organisation", args=[found.code]),
    )
