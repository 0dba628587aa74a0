"""What is done to a person: changing one's name, and finding that two persons are one."""

import datetime

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import ONESELF
from naravard.web.access.permissions import Permission
from naravard.web.history.content import Plain
from naravard.web.history.kinds import event
from naravard.web.organisations.models import Organisation
from naravard.web.people.entries import name_written, reason_written
from naravard.web.people.event_mail import concerned
from naravard.web.people.examples import of_cilla
from naravard.web.people.four_eyes import require_other_person
from naravard.web.people.merger import join
from naravard.web.people.models import Membership, Person
from naravard.web.people.problems import PeopleProblem
from naravard.web.people.row_locks import lock_organisations

_RENAMED = event(
    "person-renamed",
    Text("{before.name} bytte namn till {after.name}.", "{before.name} changed name to {after.name}."),
    of_cilla(before={"name": "Cilla Ås"}, after={"name": "Cilla Alm"}),
    mailed_to=(concerned,),
)
_NAMES: dict[str, dict[str, Plain]] = {"before": {"name": "Cilla Ås"}, "after": {"name": "Cilla Alm"}}


@act(
    Permission.OWN_MATTERS,
    matter=ONESELF,
    leaves=(
        _RENAMED,
        event(
            "name-proposed",
            Text(
                "{before.name} vill heta {after.name}. En administratör ska bekräfta det.",
                "{before.name} wants to be called {after.name}. An administrator is to confirm it.",
            ),
            of_cilla(**_NAMES),
            mailed_to=(concerned,),
        ),
    ),
)
def rename_person(*, actor: Actor, name: str, at: datetime.datetime) -> Person:
    """Change one's own name. Events from before keep the name that it was.

    Whoever has or has had a role keeps the old name until an administrator of one of the organisations has confirmed
    the new one (:func:`answer_name`). The name that one has takes back what waits.

    Raises:
        PeopleProblem: when the name cannot be used, or a colleague has it.
    """
    if actor.person_id is None:
        message = "only a person has a name to change"
        raise NotAllowedError(message)
    person = Person.objects.select_for_update(no_key=True).get(pk=actor.person_id)
    before, after = person.name, name_written(name)
    if before == after and person.proposed_name:
        person.proposed_name, person.proposed_name_at = "", None
        person.save(update_fields=["proposed_name", "proposed_name_at"])
    if after in (before, person.proposed_name):
        return person
    refuse_colleagues_name(person, after)
    waits = person.memberships.exists()
    if waits:
        person.proposed_name, person.proposed_name_at = after, at
    else:
        person.name = after
    person.save(update_fields=["name", "proposed_name", "proposed_name_at"])
    tell(
        actor=actor,
        organisation=None,
        thing=person.thing(),
        kind="name-proposed" if waits else "person-renamed",
        before={"name": before},
        after={"name": after},
        at=at,
    )
    return person


def refuse_colleagues_name(person: Person, name: str) -> None:
    """Refuse the name of someone who has a role in one of a person's organisations, however it is written.

    Raises:
        PeopleProblem: at the field of the name.
    """
    organisations = person.memberships.values("organisation_id")
    colleagues = Membership.objects.filter(organisation__in=organisations).exclude(person=person)
    names = colleagues.select_related("person", "organisation").order_by("organisation_id")
    for held in names:
        if held.person.name.casefold() == name.casefold():
            raise PeopleProblem(
                Text(
                    f"En kollega i {held.organisation.name} heter redan {held.person.name}.",
                    f"A colleague in {held.organisation.text.in_language('en')} is already called {held.person.name}.",
                ),
                Text(
                    "Skriv ett namn som skiljer er åt, till exempel med ett mellannamn.",
                    "Write a name that tells you apart, for example with a middle name.",
                ),
                field="name",
            )


@act(
    Permission.ADMINISTER_PEOPLE,
    leaves=(
        event(
            "name-confirmed",
            Text(
                "{who} bekräftade att {before.name} heter {after.name}.",
                "{who} confirmed that {before.name} is called {after.name}.",
            ),
            of_cilla(**_NAMES),
            mailed_to=(concerned,),
        ),
        event(
            "name-declined",
            Text(
                "{who} godtog inte att {before.name} heter {after.name}.",
                "{who} did not confirm that {before.name} is called {after.name}.",
            ),
            of_cilla(**_NAMES),
            mailed_to=(concerned,),
        ),
    ),
)
def answer_name(
    *, actor: Actor, organisation_code: str, person: Person, name: str, is_right: bool, at: datetime.datetime
) -> Person:
    """Confirm the name that a colleague wants to have, or decline it; ``name`` is the one that was seen.

    Raises:
        FourEyesProblem: when it is one's own.
        PeopleProblem: when that name does not wait any more.
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not person.memberships.filter(organisation=organisation_code).exists():
        message = f"{person.pk} does not belong to {organisation_code}"
        raise NotAllowedError(message)
    if actor.organisation is not None:
        require_other_person(actor, than=person.pk, what=Text("skrivit namnet", "written the name"))
    if not name or person.proposed_name != name:
        raise PeopleProblem(
            Text("Namnet väntar inte längre.", "The name does not wait any more."),
            Text("Se under Människor hur det står nu.", "See under People how it stands now."),
        )
    before, thing = person.name, person.thing()
    person.name = name if is_right else before
    person.proposed_name, person.proposed_name_at = "", None
    person.save(update_fields=["name", "proposed_name", "proposed_name_at"])
    tell(
        actor=actor,
        organisation=Organisation.objects.get(pk=organisation_code),
        thing=thing,
        kind="name-confirmed" if is_right else "name-declined",
        before={"name": before},
        after={"name": name},
        at=at,
    )
    return person


@act(
    Permission.ADMINISTER_PEOPLE,
    leaves=event(
        "persons-declared-same",
        Text(
            "{who} angav att {other_name} och {thing} är samma person.",
            "{who} declared that {other_name} and {thing} are the same person.",
        ),
        of_cilla(before={"other_name": "C. Ås"}),
        mailed_to=(concerned,),
    ),
)
def declare_same_person(
    *, actor: Actor, organisation_code: str | None, stays: Person, goes: Person, reason: str, at: datetime.datetime
) -> Person:
    """Say that two persons are one. Accounts, roles and stand-ins move to the one that stays; the other row is empty.

    An administrator may do it where both belong to their own organisation and to no other. Otherwise the accounts of
    the one would open the roles that the other has elsewhere, which is not for the one organisation to give; then the
    operator does it, for no organisation in particular: the event stands in the history of each where one
    of them has or has had a role, and without an organisation where there is none.

    Raises:
        PeopleProblem: when it cannot be so; the text says why.
    """
    organisations = lock_organisations(stays, goes)
    concerned = _concerned(actor, organisations, organisation_code)
    reason = reason_written(reason, required=True)
    kept, gone = _locked_persons(stays, goes)
    _refuse_not_two(kept, gone)
    _refuse_others_people(actor, organisations, (kept, gone))
    moved = join(kept, gone)
    for organisation in concerned:
        tell(
            actor=actor,
            organisation=organisation,
            thing=kept.thing(),
            kind="persons-declared-same",
            before={"other": gone.named().code, "other_name": gone.name},
            after={"accounts": moved.accounts, "roles": moved.roles, "stand_ins": moved.stand_ins},
            at=at,
            reason=reason,
        )
    return kept


def _concerned(actor: Actor, organisations: list[Organisation], code: str | None) -> "list[Organisation | None]":
    """Return the organisations in whose history it is told."""
    if code is None:
        if actor.organisation is not None or not actor.may(Permission.KEEP_ACCOUNTS):
            message = "an organisation's people act for their organisation"
            raise NotAllowedError(message)
        return [*organisations] or [None]
    organisation = next((held for held in organisations if held.code == code), None)
    if organisation is None:
        message = f"neither belongs to {code}"
        raise NotAllowedError(message)
    return [organisation]


def _locked_persons(*people: Person) -> list[Person]:
    """Return the people as they are now, locked, in the order given."""
    rows = {
        row.pk: row for row in Person.objects.select_for_update(no_key=True).filter(pk__in=[one.pk for one in people])
    }
    return [rows[one.pk] for one in people]


def _refuse_not_two(kept: Person, gone: Person) -> None:
    if kept.pk == gone.pk:
        raise PeopleProblem(
            Text("Det är samma person två gånger.", "It is the same person twice."),
            Text("Välj två olika rader.", "Choose two different rows."),
            field="goes",
        )
    for one, field in ((kept, "stays"), (gone, "goes")):
        if one.became_id is not None:
            raise PeopleProblem(
                Text(f"{one.name} har redan blivit en annan person.", f"{one.name} has already become another person."),
                Text("Välj den personen i stället.", "Choose that person instead."),
                field=field,
            )


def _refuse_others_people(actor: Actor, organisations: list[Organisation], people: tuple[Person, ...]) -> None:
    if actor.organisation is None:
        return
    if actor.person_id in {one.pk for one in people}:
        raise PeopleProblem(
            Text("Du är en av de två.", "You are one of the two."),
            Text(
                "Be en annan administratör, eller den som driver tjänsten.",
                "Ask another administrator, or the operator of the service.",
            ),
        )
    for one in people:
        if not Membership.objects.filter(person=one, organisation=actor.organisation).exists():
            message = f"{one.pk} does not belong to {actor.organisation.code}"
            raise NotAllowedError(message)
    if len(organisations) > 1:
        raise PeopleProblem(
            Text(
                "Någon av dem har eller har haft en roll i en annan organisation också.",
                "One of them has or has had a role in another organisation too.",
            ),
            Text(
                "Be den som driver tjänsten. En organisation kan inte ensam avgöra vem som når det en annan har.",
                "Ask the operator of the service. One organisation cannot decide alone who reaches another's tasks.",
            ),
        )
