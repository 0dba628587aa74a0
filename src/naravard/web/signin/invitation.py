"""Those who answer an invitation: its secret lies in the session from the page of the invitation on."""

from django.http import HttpRequest

from naravard.web.people.acts.acceptance import SOMEONE_INVITED, Joined, accept_as_new_person, find_invitation
from naravard.web.people.models import Account, Invitation
from naravard.web.people.problems import PeopleProblem
from naravard.web.site.clock import now

SECRET = "invitation_secret"  # noqa: S105 - the name it lies under
"""Where the page of the invitation puts the secret in the session."""


def invitation_of(request: HttpRequest) -> Invitation | None:
    """Return the invitation that the reader is answering, if it can still be accepted."""
    secret = request.session.get(SECRET)
    if not secret:
        return None
    try:
        return find_invitation(secret, at=now())
    except PeopleProblem:
        return None


def join_as_new(request: HttpRequest, *, name: str) -> Joined | None:
    """Make and return the account of one who is new here; None if there is no invitation to answer.

    Without a name it is the one that the invitation was made out to.
    """
    invitation = invitation_of(request)
    if invitation is None or Account.objects.filter(email=invitation.email).exists():
        return None
    joined = accept_as_new_person(
        actor=SOMEONE_INVITED, secret=request.session[SECRET], name=name or invitation.name, at=now()
    )
    del request.session[SECRET]
    return joined
