"""An organisation fills in its own details: what changes, who may, and the events."""

import datetime
from collections.abc import Mapping

from naravard.agreement.model import Text
from naravard.agreement.wording import listed
from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.acts import act, tell
from naravard.web.access.permissions import Permission
from naravard.web.history.content import Thing, Told
from naravard.web.history.kinds import event, example
from naravard.web.history.sentences import in_both
from naravard.web.organisations.details import CONTACT, PAYMENT, DetailGroup, read_details
from naravard.web.organisations.labels import LABELS
from naravard.web.organisations.models import Organisation
from naravard.web.site.conflict import ChangedMeanwhileError

_GOTLAND = Thing("organisation", "region-09", Text("Region Gotland"))


def _changed(told: Told) -> Text:
    """Return which details were changed, in the order of their labels; codes that have no label any more come last."""
    changed = told.after or {}
    names = [*(each for each in LABELS if each in changed), *(each for each in changed if each not in LABELS)]
    labels = [LABELS.get(each, Text(each)) for each in names]
    return in_both(lambda each: listed([label.in_language(each).lower() for label in labels], each))


@act(
    Permission.CHANGE_DETAILS,
    leaves=event(
        "organisation-contact-changed",
        Text(
            "{who} ändrade kontaktuppgifterna för {thing}: {changed}.",
            "{who} changed the contact details of {thing}: {changed}.",
        ),
        example(
            _GOTLAND,
            before={"address": "", "contact_phone": ""},
            after={"address": "Box 1", "contact_phone": "0498-26 90 00"},
        ),
        changed=_changed,
    ),
)
def change_contact(
    *,
    actor: Actor,
    organisation_code: str,
    details: Mapping[str, str],
    version: int,
    at: datetime.datetime,
    reason: str = "",
) -> Organisation:
    """Change an organisation's address and contact; a provider's own name too.

    ``details`` are as people write them, by the names of :data:`.labels.LABELS`; those not given stay as they are. The
    same values again change nothing and leave no event.

    Raises:
        DetailsError: when something written cannot be what it is to be.
        ChangedMeanwhileError: when the organisation has another version than ``version``.
    """
    return _change(CONTACT, "organisation-contact-changed", actor, organisation_code, details, version, at, reason)


@act(
    Permission.CHANGE_PAYMENT_DETAILS,
    leaves=event(
        "organisation-payment-details-changed",
        Text(
            "{who} ändrade betalningsuppgifterna för {thing}: {changed}.",
            "{who} changed the details for payment of {thing}: {changed}.",
        ),
        example(_GOTLAND, before={"bankgiro": ""}, after={"bankgiro": "50501055"}),
        changed=_changed,
    ),
)
def change_payment_details(
    *,
    actor: Actor,
    organisation_code: str,
    details: Mapping[str, str],
    version: int,
    at: datetime.datetime,
    reason: str = "",
) -> Organisation:
    """Change an organisation's number, bankgiro and plusgiro, with their check digits verified.

    As :func:`change_contact` otherwise.
    """
    return _change(
        PAYMENT, "organisation-payment-details-changed", actor, organisation_code, details, version, at, reason
    )


def locked(organisation_code: str) -> Organisation:
    """Return an organisation, locked so that no one else changes it until the transaction ends.

    Raises:
        NotAllowedError: when it does not exist.
    """
    organisation = Organisation.objects.select_for_update(no_key=True).filter(pk=organisation_code).first()
    if organisation is None:
        message = f"there is no {organisation_code}"
        raise NotAllowedError(message)
    return organisation


def _change(
    group: DetailGroup,
    kind: str,
    actor: Actor,
    organisation_code: str,
    details: Mapping[str, str],
    version: int,
    at: datetime.datetime,
    reason: str,
) -> Organisation:
    organisation = locked(organisation_code)
    wanted = read_details(group, organisation, details)
    before = {name: getattr(organisation, name) for name in wanted}
    changed = [name for name in wanted if wanted[name] != before[name]]
    if not changed:
        return organisation
    if version != organisation.version:
        raise ChangedMeanwhileError(asked=version, version=organisation.version, now=before)
    for name in changed:
        setattr(organisation, name, wanted[name])
    organisation.version += 1
    organisation.save(update_fields=[*changed, "version"])
    tell(
        actor=actor,
        organisation=organisation,
        thing=organisation.thing(),
        kind=kind,
        before={name: before[name] for name in changed},
        after={name: wanted[name] for name in changed},
        at=at,
        reason=reason,
    )
    return organisation
