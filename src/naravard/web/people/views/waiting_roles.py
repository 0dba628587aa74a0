"""Confirming a role that waits for a second person, and withdrawing it."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, acting, actor_as
from naravard.web.access.addresses import person_of, requires, standings_of
from naravard.web.access.permissions import Permission
from naravard.web.organisations.views.lookup import own
from naravard.web.people.acts.proposals import can_confirm, confirm_role, refuse_same, withdraw_proposed_role
from naravard.web.people.models import ProposedRole
from naravard.web.people.names import names_of
from naravard.web.people.problems import PeopleProblem
from naravard.web.people.row_locks import days_in_words
from naravard.web.people.views.forms import REASON
from naravard.web.people.views.invitations import people_page
from naravard.web.people.views.people import SECTION
from naravard.web.site.clock import now, today
from naravard.web.site.forms.step import Row, Step, answer, read_nothing

_ADMINISTRATORS = Text(
    "En annan administratör bekräftar rollen, eller någon som redan har den om den skriver under eller betalar. Finns "
    "ingen annan: be den som driver tjänsten att bjuda in.",
    "Another administrator confirms the role, or someone who holds it already if it signs or pays. If there is nobody "
    "else, ask the operator of the service to invite.",
)


@requires(Permission.SEE)
def confirm(request: HttpRequest, actor: Actor, proposed_id: int) -> HttpResponseBase:
    """Ask whether a role that waits is to hold; when it is, confirm it."""
    waiting = _waiting(actor, proposed_id)
    doer = _confirmer(request, actor, waiting)
    name, role = waiting.person.name, waiting.role_class.name

    def do(_values: None, _seen: int | None) -> str:
        confirm_role(actor=doer or actor, proposed_id=waiting.pk, at=now())
        return reverse(SECTION, args=[waiting.organisation_id])

    step = Step(
        title=Text(f"Bekräfta {name} som {role.sv}", f"Confirm {name} as {role.in_language('en')}"),
        explains=waiting.role_class.purpose,
        about=_about(waiting),
        button=Text("Bekräfta rollen", "Confirm the role"),
        read=read_nothing,
        do=do,
        done=Text(f"{name} är nu {role.sv}.", f"{name} is now {role.in_language('en')}."),
        closed=_closed(doer, waiting),
        back=reverse(SECTION, args=[waiting.organisation_id]),
    )
    return answer(request, doer or actor, people_page(request, actor), step)


@requires(Permission.ADMINISTER_PEOPLE)
def withdraw(request: HttpRequest, actor: Actor, proposed_id: int) -> HttpResponseBase:
    """Ask whether a role that waits is to be withdrawn; when it is, withdraw it."""
    waiting = _waiting(actor, proposed_id)
    name, role = waiting.person.name, waiting.role_class.name

    def do(reason: str, _seen: int | None) -> str:
        withdraw_proposed_role(actor=actor, proposed_id=waiting.pk, at=now(), reason=reason)
        return reverse(SECTION, args=[waiting.organisation_id])

    step = Step(
        title=Text(f"Återkalla rollen {role.sv} för {name}", f"Withdraw the role {role.in_language('en')} for {name}"),
        about=_about(waiting),
        button=Text("Återkalla rollen", "Withdraw the role"),
        fields=[REASON],
        read=lambda written: written.raw("reason"),
        do=do,
        done=Text("Rollen är återkallad.", "The role is withdrawn."),
        back=reverse(SECTION, args=[waiting.organisation_id]),
    )
    return answer(request, actor, people_page(request, actor), step)


def _waiting(actor: Actor, proposed_id: int) -> ProposedRole:
    found = ProposedRole.objects.filter(pk=proposed_id, organisation=own(actor))
    waiting = found.select_related("person", "organisation").first()
    if waiting is None:
        raise Http404
    return waiting


def _confirmer(request: HttpRequest, actor: Actor, waiting: ProposedRole) -> Actor | None:
    """Return the reader as the role that confirms; None if no role of the reader's does."""
    person = person_of(request)
    if person is None:
        return None
    administrator = acting(person, own(actor).code, Permission.ADMINISTER_PEOPLE, today())
    own_roles = [
        actor_as(person, one) for one in standings_of(request) if one.organisation.code == waiting.organisation_id
    ]
    return administrator or next((one for one in own_roles if can_confirm(one, waiting)), None)


def _closed(doer: Actor | None, waiting: ProposedRole) -> Text | None:
    """Return why the reader cannot confirm it; None if it is possible, or has been done."""
    if doer is None:
        return _ADMINISTRATORS
    try:
        refuse_same(doer, waiting)
    except PeopleProblem as problem:
        return Text(
            f"{problem.what.sv} {_ADMINISTRATORS.sv}",
            f"{problem.what.in_language('en')} {_ADMINISTRATORS.in_language('en')}",
        )
    return None


def _about(waiting: ProposedRole) -> list[Row]:
    by = names_of([waiting.made_by])[waiting.made_by]
    rows: list[Row] = [
        (Text("Person", "Person"), Text(waiting.person.name)),
        (Text("Adresser", "Addresses"), Text(", ".join(waiting.person.accounts.values_list("email", flat=True)))),
        (Text("Dagar", "Days"), days_in_words(waiting.from_day, waiting.to_day)),
        (Text("Given av", "Given by"), Text(by)),
    ]
    if waiting.invited_as:
        rows.append((Text("Inbjudan skickades till", "The invitation was sent to"), Text(waiting.invited_as)))
    return rows
