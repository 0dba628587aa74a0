"""Two persons made one: what the one has moves to the other."""

from dataclasses import dataclass

from naravard.web.people.models import Account, LoneWork, Membership, Person, ProposedRole, StandIn


@dataclass(frozen=True, slots=True)
class MovedRows:
    """How much moved."""

    accounts: int
    roles: int
    stand_ins: int


def join(kept: Person, gone: Person) -> MovedRows:
    """Move accounts, roles and stand-ins, and let the empty row name the person it became."""
    accounts = Account.objects.filter(person=gone).update(person=kept)
    ProposedRole.objects.filter(person=gone).update(person=kept)
    LoneWork.objects.filter(person=gone).update(person=kept)
    stand_ins = StandIn.objects.filter(person=gone).update(person=kept)
    roles = [_moved(held, kept) for held in Membership.objects.filter(person=gone)]
    _remove_standing_in_for_oneself(kept)
    Person.objects.filter(became=gone).update(became=kept)
    gone.became = kept
    gone.save(update_fields=["became"])
    return MovedRows(accounts, len(roles), stand_ins)


def _moved(held: Membership, kept: Person) -> Membership:
    """Move a role; where the person has the same role on days that overlap, the two become one."""
    same = Membership.objects.filter(person=kept, organisation=held.organisation, role=held.role)
    own: Membership | None = same.between(held.from_day, held.to_day).first()
    if own is None:
        held.person = kept
        held.save(update_fields=["person"])
        return held
    own.from_day = min(own.from_day, held.from_day)
    own.to_day = max(own.to_day, held.to_day) if own.to_day and held.to_day else None
    own.save(update_fields=["from_day", "to_day"])
    StandIn.objects.filter(membership=held).update(membership=own)
    held.delete()
    return own


def _remove_standing_in_for_oneself(person: Person) -> None:
    """Take away stand-ins between the two, which are one's own now; the events about them remain."""
    StandIn.objects.filter(person=person, membership__person=person).delete()
