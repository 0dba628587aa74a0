"""Saying who does alone what two otherwise do with money, and that two do it again."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.addresses import requires
from naravard.web.access.permissions import Permission
from naravard.web.organisations.views.lookup import own
from naravard.web.people.acts.lone_work import done_by_two, end_lone_work, state_lone_work
from naravard.web.people.four_eyes import lone_works
from naravard.web.people.models import Membership, Person
from naravard.web.people.views.forms import EMPTY, chosen
from naravard.web.people.views.invitations import people_page
from naravard.web.people.views.people import SECTION
from naravard.web.site.clock import now, today
from naravard.web.site.forms import Choice, Field, Written, reason
from naravard.web.site.forms.step import OwnYes, Step, answer, read_nothing


@requires(Permission.ADMINISTER_PEOPLE)
def state(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Ask who does alone what two otherwise do with money, and why; when it is answered, keep it."""
    organisation = own(actor)
    works = done_by_two(organisation)
    if not works:
        raise Http404
    held = Membership.objects.on(today()).filter(organisation=organisation).select_related("person")
    able = [one for one in held.order_by("person__name") if not one.role_class.permissions.isdisjoint(works)]
    people: dict[str, Person] = {str(one.person_id): one.person for one in able}
    what = Field(
        name="permission",
        label=Text("Vad görs ensamt?", "What is done alone?"),
        kind="radio",
        choices=[Choice(one.value, _begun(one.words)) for one in works],
    )
    who = Field(
        name="person",
        label=Text("Vem gör det?", "Who does it?"),
        kind="select",
        choices=[EMPTY, *(Choice(key, Text(person.name)) for key, person in people.items())],
    )

    def read(written: Written) -> tuple[str, str, str]:
        return (
            written.chosen("permission", what.choices),
            chosen(written, who, "Ingen är vald. Välj en person i listan.", "Nobody is chosen. Choose a person."),
            written.reason(),
        )

    def do(given: tuple[str, str, str], _seen: int | None) -> str:
        permission, person, because = given
        state_lone_work(
            actor=actor, organisation_code=organisation.code, permission=permission, person=people[person],
            reason=because, at=now(),
        )  # fmt: skip
        return reverse(SECTION, args=[organisation.code])

    step = Step(
        title=Text("Någon arbetar ensam", "Someone works alone"),
        question=Text("Är ni för få för att vara två?", "Are you too few to be two?"),
        explains=Text(
            "Pengar ut, fastställande och återkrav görs annars av två personer. Du kan inte ange dig själv: är du "
            "den enda administratören, be den som driver tjänsten. Alla administratörer och alla i rollen får mejl.",
            "Money out, fixing and reclaims are otherwise done by two persons. You cannot name yourself: if you are "
            "the only administrator, ask the operator. All administrators and all who hold the role get a mail.",
        ),
        button=Text("Spara", "Save"),
        fields=[what, who, reason(Text("Varför är ni inte två?", "Why are you not two?"))],
        read=read,
        do=do,
        done=Text("Det är angivet.", "It is stated."),
        back=reverse(SECTION, args=[organisation.code]),
        own_yes=[
            OwnYes(
                Text(
                    "Ingen annan hos er ser pengarna innan de går ut. Skälet står i historiken.",
                    "Nobody else with you sees the money before it leaves. The reason stands in the history.",
                ),
                Text("Ja, en person får göra båda delarna", "Yes, one person may do both parts"),
            )
        ],
        is_warning=True,
    )
    return answer(request, actor, people_page(request, actor), step)


def _begun(words: Text) -> Text:
    sv, en = words.sv, words.in_language("en")
    return Text(f"{sv[0].upper()}{sv[1:]}", f"{en[0].upper()}{en[1:]}")


@requires(Permission.ADMINISTER_PEOPLE)
def end(request: HttpRequest, actor: Actor, lone_work_id: int) -> HttpResponseBase:
    """Ask whether two persons are to do it again; when they are, keep it."""
    organisation = own(actor)
    stands = lone_works(organisation).filter(pk=lone_work_id).first()
    if stands is None:
        raise Http404

    def do(_values: None, _seen: int | None) -> str:
        end_lone_work(actor=actor, lone_work_id=stands.pk, at=now())
        return reverse(SECTION, args=[organisation.code])

    step = Step(
        title=Text("Kräv två personer igen", "Ask for two persons again"),
        about=[
            (Text("Person", "Person"), Text(stands.person.name)),
            (Text("Får ensam", "May alone"), stands.does),
            (Text("Skäl", "Reason"), Text(stands.reason)),
        ],
        button=Text("Kräv två personer", "Ask for two persons"),
        read=read_nothing,
        do=do,
        done=Text("Nu krävs två personer.", "Two persons are needed now."),
        back=reverse(SECTION, args=[organisation.code]),
    )
    return answer(request, actor, people_page(request, actor), step)
