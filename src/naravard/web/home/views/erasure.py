"""Asking to be erased, and erasing one who has asked: what goes and what stays is told before anything is done."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, oneself
from naravard.web.access.addresses import requires, signed_in
from naravard.web.access.permissions import Permission
from naravard.web.home.erasure import ask_for_erasure, erase_person, take_back_erasure, why_not_now
from naravard.web.home.own_data import STAYS_BY_LAW
from naravard.web.organisations.views.lookup import own
from naravard.web.people.models import Person
from naravard.web.people.overview import erasures_asked
from naravard.web.people.views.forms import REASON
from naravard.web.people.views.invitations import people_page
from naravard.web.people.views.people import SECTION
from naravard.web.site.clock import now, today
from naravard.web.site.crumbs import Crumb
from naravard.web.site.forms.step import OwnYes, Step, answer, read_nothing, within

_GOES = Text(
    "Namn, e-postadresser, telefonnummer och konto tas bort överallt där lagen inte kräver att de står kvar: ur "
    "historiken, listor, utkast, inbjudningar och mejl. Där står sedan ”Raderad person”. Det går inte att ångra.",
    "The name, e-mail addresses, telephone number and account are removed everywhere but where the law requires them "
    "to stay: from the history, lists, drafts, invitations and mails. There it then says “Raderad person” (Deleted "
    "person). It cannot be undone.",
)


@signed_in
def ask(request: HttpRequest, person: Person) -> HttpResponseBase:
    """Ask to be erased, having been told what goes and what stays; or take it back."""
    actor = oneself(person)
    asked = person.erasure_asked_at is not None

    def do(_nothing: None, _seen: int | None) -> str:
        done = take_back_erasure if asked else ask_for_erasure
        done(actor=actor, at=now())
        told = _("Du står kvar.") if asked else _("Du har bett om att raderas. Dina administratörer har fått mejl.")
        return f"{step.back}\n{told}"

    if asked:
        step: Step[None] = Step(
            title=Text("Ångra att du vill raderas", "Take back that you want to be erased"),
            question=Text("Vill du stå kvar?", "Do you want to stay?"),
            button=Text("Ja, jag vill stå kvar", "Yes, I want to stay"),
            fields=[],
            read=read_nothing,
            do=do,
            back=reverse("home:own_data"),
        )
    else:
        step = Step(
            title=Text("Be om att raderas", "Ask to be erased"),
            question=Text("Vill du raderas ur Naravard?", "Do you want to be erased from Naravard?"),
            explains=Text(
                "En administratör i din organisation raderar dig när dina roller har avslutats. Har du haft roller i "
                "flera organisationer, eller i ingen, gör den som driver tjänsten det. Du kan ångra dig tills dess.",
                "An administrator of your organisation erases you when your roles have ended. If you have had roles in "
                "several organisations, or in none, the operator of the service does it. You can take it back until "
                "then.",
            ),
            button=Text("Be om att raderas", "Ask to be erased"),
            fields=[],
            read=read_nothing,
            rows=lambda _nothing: [
                (Text("Det här tas bort", "This is removed"), _GOES),
                (Text("Det här står kvar", "This stays"), STAYS_BY_LAW),
            ],
            own_yes=[OwnYes(_GOES, Text("Ja, jag vill raderas", "Yes, I want to be erased"))],
            do=do,
            back=reverse("home:own_data"),
        )
    return answer(request, actor, within(_page, request, actor), step)


@requires(Permission.ADMINISTER_PEOPLE)
def erase(request: HttpRequest, actor: Actor, person_id: UUID) -> HttpResponseBase:
    """Erase one who has asked for it, having been told what goes and what stays."""
    organisation = own(actor)
    person = next((one for one in erasures_asked(organisation) if one.pk == person_id), None)
    if person is None:
        raise Http404
    name, problem = person.name, why_not_now(person, today())

    def do(reason: str, _seen: int | None) -> str:
        erase_person(actor=actor, organisation_code=organisation.code, person=person, reason=reason, at=now())
        return f"{step.back}\n{_('Personen är raderad.')}"

    step = Step(
        title=Text(f"Radera {name}", f"Erase {name}"),
        question=Text(f"Ska {name} raderas?", f"Is {name} to be erased?"),
        explains=Text(
            f"{name} har bett om att raderas. Nästa sida säger vad som tas bort och vad som står kvar.",
            f"{name} has asked to be erased. The next page says what is removed and what stays.",
        ),
        button=Text("Radera personen", "Erase the person"),
        fields=[REASON],
        read=lambda written: written.raw("reason"),
        rows=lambda reason: [
            (Text("Det här tas bort", "This is removed"), _GOES),
            (Text("Det här står kvar", "This stays"), STAYS_BY_LAW),
            (REASON.label, Text(reason)),
        ],
        own_yes=[OwnYes(_GOES, Text(f"Ja, radera {name}", f"Yes, erase {name}"))],
        closed=problem.says if problem is not None else None,
        do=do,
        back=reverse(SECTION, args=[organisation.code]),
    )
    return answer(request, actor, people_page(request, actor), step)


def _page(request: HttpRequest, template: str, _actor: Actor, *, status: int = 200, **values: object) -> HttpResponse:
    """Render a page below that of what is kept."""
    around = {"frame": "site/base.html", "crumbs": [Crumb(_("Personuppgifter om dig"), reverse("home:own_data"))]}
    return render(request, template, around | values, status=status)
