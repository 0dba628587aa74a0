"""What is known of a person who signs papers electronically: what the identity provider and the account call them."""

from uuid import UUID

from allauth.socialaccount.models import SocialAccount

from naravard.documents.signer_identity import KnownPerson
from naravard.web.people.models import Account


def known_of(person_id: UUID | None) -> KnownPerson | None:
    """Return what is known of a person; None if no person acts."""
    if person_id is None:
        return None
    accounts = dict(Account.objects.filter(person_id=person_id, is_active=True).values_list("pk", "email"))
    connected = SocialAccount.objects.filter(user_id__in=accounts).order_by("pk")
    return KnownPerson(numbers=tuple(connected.values_list("uid", flat=True)), emails=tuple(accounts.values()))
