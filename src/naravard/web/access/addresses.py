"""Who may use an address: each view says it with one of these decorators, and a test lists them all.

What one may not see is answered as what does not exist: 404, in the same words. Someone who has not signed in is asked
to, whatever the address names, so that nothing is told by asking. A stand-in is told which rights are never lent. A
form that comes again leads where it led the first time (:mod:`naravard.web.once.replay`), on every address that these
decorators guard.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

from naravard.web.access.actor import (
    ActiveRole,
    LentRightsError,
    NotAllowedError,
    actor_as,
    refuse_lent,
    standing_with,
    standings,
)
from naravard.web.access.permissions import Permission
from naravard.web.once.replay import replaying
from naravard.web.people.models import Person
from naravard.web.site.clock import today

View = Callable[..., HttpResponseBase]
Open = TypeVar("Open", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use an address."""

    code: str
    """``everyone``, ``signed-in``, ``organisation`` (a permission in the organisation that the address names) or
    ``anywhere`` (a permission in any organisation)."""
    permission: Permission | None = None


EVERYONE = Access("everyone")
SIGNED_IN = Access("signed-in")


def open_to_everyone(view: Open) -> Open:
    """Say that anyone may use the address."""
    view.access = EVERYONE  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Say that anyone who has signed in may use the address. The view gets the person as its second argument."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = person_of(request)
        if person is None:
            return to_sign_in(request)
        return replaying(request, person.named().code, lambda: view(request, person, *args, **kwargs))

    answer.access = SIGNED_IN  # type: ignore[attr-defined]
    return answer


def requires(permission: Permission) -> Callable[[View], View]:
    """Say that the address needs a permission in the organisation that it names (``organisation_code``).

    The view gets the actor as its second argument; ``actor.organisation`` is the organisation.
    """
    return _guarded(Access("organisation", permission))


def requires_somewhere(permission: Permission) -> Callable[[View], View]:
    """Say that the address needs a permission in any organisation. The view gets the actor as its second argument."""
    return _guarded(Access("anywhere", permission))


def person_of(request: HttpRequest) -> Person | None:
    """Return who has signed in."""
    account = getattr(request, "user", None)
    return account.person if account is not None and account.is_authenticated else None


def standings_of(request: HttpRequest) -> list[ActiveRole]:
    """Return the roles of who has signed in, on the day it is; asked of the database once a request."""
    found: list[ActiveRole] | None = getattr(request, "standings", None)
    if found is None:
        person = person_of(request)
        found = standings(person, today()) if person else []
        request.standings = found  # type: ignore[attr-defined]
    return found


def to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Lead to the sign-in, and from there back to the page."""
    return redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else request.path)


def _guarded(access: Access) -> Callable[[View], View]:
    def guarded(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            person = person_of(request)
            if person is None:
                return to_sign_in(request)

            def acting() -> HttpResponseBase:
                assert access.permission is not None  # noqa: S101 - for the type checker; requires() always gives one
                there = kwargs.pop("organisation_code") if access.code == "organisation" else ""
                try:
                    standing = standing_with(standings_of(request), access.permission, there)
                    if standing is None:
                        refuse_lent(standings_of(request), access.permission, there)
                        raise Http404
                    return view(request, actor_as(person, standing), *args, **kwargs)
                except LentRightsError as refused:
                    return render(request, "people/lent.html", {"refused": refused}, status=refused.status)
                except NotAllowedError:
                    raise Http404 from None

            return replaying(request, person.named().code, acting)

        answer.access = access  # type: ignore[attr-defined]
        return answer

    return guarded
