"""What changes the stored agreements: each act one function, one transaction."""

import datetime

from naravard.agreement.duties import swedish_day
from naravard.agreement.files import AgreementFiles
from naravard.agreement.model import Amendment, Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import COMMON
from naravard.web.access.permissions import Permission
from naravard.web.agreements.models import AgreementSnapshot, CurrentSnapshot, pack
from naravard.web.history.content import SERVICE, Plain, Thing, Told
from naravard.web.history.kinds import AGREEMENT, event, example
from naravard.web.history.models import Event


def _taken_in(told: Told) -> Text:
    if told.before is None:
        return Text("{who} tog in överenskommelsen {thing:quoted}.", "{who} took in the agreement {thing:quoted}.")
    return Text(
        "{who} tog in en annan version av överenskommelsen {thing:quoted}.",
        "{who} took in another version of the agreement {thing:quoted}.",
    )


@act(
    Permission.TAKE_IN_REFERENCE_DATA,
    matter=COMMON,
    leaves=event(
        "agreement-taken-in",
        _taken_in,
        example(AGREEMENT, person=SERVICE, organisation=None),
        example(AGREEMENT, person=SERVICE, organisation=None, before={"digest": "a"}),
    ),
)
def take_in(
    *, actor: Actor, agreement_id: str, files: AgreementFiles, at: datetime.datetime, name: Text | None = None
) -> bool:
    """Store a snapshot of a checked folder and let the pages show it; return whether it was new.

    The same files again add nothing; files that were shown before and come back are shown again. Whatever changes what
    the pages show leaves the event ``agreement-taken-in``, under the agreement's name (its id, where none is given).
    """
    snapshot, is_new = AgreementSnapshot.objects.get_or_create(
        digest=files.digest,
        defaults={
            "agreement_id": agreement_id,
            "folder_name": files.name,
            "content": pack(files),
            "loaded_at": at,
        },
    )
    shown = CurrentSnapshot.objects.select_for_update(no_key=True).filter(agreement_id=agreement_id)
    before = AgreementSnapshot.objects.filter(pk__in=[current.snapshot_id for current in shown]).first()
    if before == snapshot:
        return is_new
    CurrentSnapshot.objects.update_or_create(agreement_id=agreement_id, defaults={"snapshot": snapshot})
    tell(
        actor=actor,
        organisation=None,
        thing=Thing("agreement", agreement_id, name or Text(agreement_id)),
        kind="agreement-taken-in",
        before=_told(before) if before else None,
        after=_told(snapshot),
        at=at,
    )
    return is_new


_AMENDMENT = Thing("amendment", "exempel/tillagg-1", Text("Tilläggsöverenskommelsen", "The supplementary agreement"))


@act(
    Permission.TAKE_IN_REFERENCE_DATA,
    matter=COMMON,
    leaves=event(
        "amendment-came-into-force",
        Text(
            "{who} antecknade att {thing:quoted} gäller från och med {first_day} och ändrar {agreement}.",
            "{who} noted that {thing:quoted} is in force from {first_day} and changes {agreement}.",
        ),
        example(
            _AMENDMENT,
            person=SERVICE,
            organisation=None,
            after={"first_day": "2028-12-01", "agreement": "Exempelöverenskommelsen"},
        ),
    ),
)
def tell_of_amendment(
    *, actor: Actor, agreement_id: str, name: Text, amendment: Amendment, at: datetime.datetime
) -> bool:
    """Leave the event of an amendment that has come into force, once; return whether it was left now.

    An amendment whose day has not come leaves none. What it changes for whom stands on the amendments' page.
    """
    list(CurrentSnapshot.objects.select_for_update(no_key=True).filter(agreement_id=agreement_id))
    thing = Thing("amendment", f"{agreement_id}/{amendment.id}", amendment.name)
    told = Event.objects.filter(thing_kind=thing.kind, thing_id=thing.id, kind="amendment-came-into-force")
    if amendment.from_ > swedish_day(at) or told.exists():
        return False
    tell(
        actor=actor,
        organisation=None,
        thing=thing,
        kind="amendment-came-into-force",
        before=None,
        after={"first_day": amendment.from_.isoformat(), "agreement": name.sv},
        at=at,
    )
    return True


def _told(snapshot: AgreementSnapshot) -> dict[str, Plain]:
    return {"digest": snapshot.digest, "folder": snapshot.folder_name}
