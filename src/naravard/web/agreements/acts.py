"""What changes the stored agreements: each act one function, one transaction."""

import datetime

from naravard.agreement.files import AgreementFiles
from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import COMMON
from naravard.web.access.permissions import Permission
from naravard.web.agreements.models import AgreementSnapshot, CurrentSnapshot, pack
from naravard.web.history.content import SERVICE, Plain, Thing, Told
from naravard.web.history.kinds import AGREEMENT, event, example


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


def _told(snapshot: AgreementSnapshot) -> dict[str, Plain]:
    return {"digest": snapshot.digest, "folder": snapshot.folder_name}
