"""What one person prepares and another decides: the next version of an allocation, a reclaim.

An act that prepares calls :func:`prepare`, and the act that decides :func:`require_prepared` with what it does and what
that rests on; both in their own transaction, with what they lock locked. What was prepared from something else than
what is now is void. The service decides without anyone having prepared.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.access.actor import Actor, NotAllowedError
from naravard.web.access.permissions import BY_CODE, Permission
from naravard.web.agreements.current import Shown
from naravard.web.handovers.handover import Asked, Handover
from naravard.web.handovers.overview import someone_elses
from naravard.web.history.content import Plain
from naravard.web.ledger.errors import MoneyRefusedError
from naravard.web.ledger.models import PreparedDecision
from naravard.web.people.four_eyes import first_hands, require_second_person
from naravard.web.people.names import names_of
from naravard.web.site.refusals import CHANGED

Values = Mapping[str, str | int]
_PREPARED = Text("förberett det", "prepared it")


@dataclass(frozen=True, slots=True)
class PreparedMatter:
    """What is prepared and decided: by which right, under which agreement, about what."""

    permission: Permission
    agreement_id: str
    about: str = ""

    def waiting(self) -> PreparedDecision | None:
        """Return what waits to be decided, or None."""
        found = PreparedDecision.objects.filter(
            permission=self.permission.value,
            agreement_id=self.agreement_id,
            about=self.about,
            state=PreparedDecision.WAITING,
        )
        return found.select_related("organisation").first()


def waiting_of(permission: Permission) -> dict[str, PreparedDecision]:
    """Return what waits to be decided by a right, by agreement id, where it is about nothing more."""
    found = PreparedDecision.objects.filter(permission=permission.value, about="", state=PreparedDecision.WAITING)
    return {one.agreement_id: one for one in found.select_related("organisation").order_by("pk")}


def prepare(
    matter: PreparedMatter, values: Values, *, seen: str, amount: int, actor: Actor, at: datetime.datetime
) -> PreparedDecision:
    """Keep what another is to decide on. What waits and is void gives way to it.

    Raises:
        MoneyRefusedError: when something waits that still holds.
        NotAllowedError: when it is the service.
    """
    if actor.organisation is None:
        message = "the service decides without anyone having prepared"
        raise NotAllowedError(message)
    before = matter.waiting()
    if before is not None and before.seen == seen:
        raise waits_already()
    settle(before, PreparedDecision.WITHDRAWN, actor, at)
    made: PreparedDecision = PreparedDecision.objects.create(
        permission=matter.permission.value,
        agreement_id=matter.agreement_id,
        about=matter.about,
        organisation=actor.organisation,
        values=dict(values),
        seen=seen,
        amount=amount,
        prepared_at=at,
        prepared_by=actor.who.code,
    )
    return made


def require_prepared(
    matter: PreparedMatter, values: Values, *, seen: str, actor: Actor, prepared: int | None = None
) -> PreparedDecision | None:
    """Return what waits to be decided just so, by another than who prepared it; the service needs nothing to wait.

    ``prepared`` is the row that the actor saw.

    Raises:
        MoneyRefusedError: when nothing waits, when it is something else, or when it is void.
        FourEyesProblem: when the actor prepared it, and may not do both alone.
    """
    found = matter.waiting()
    if actor.organisation is None:
        return found if found is not None and (found.seen, found.values) == (seen, dict(values)) else None
    if found is None:
        raise nothing_prepared()
    if found.seen != seen:
        raise void()
    if dict(values) != found.values or prepared not in (None, found.pk):
        raise _something_else()
    require_second_person(actor, matter.permission, than=found.prepared_by, what=_PREPARED)
    return found


def withdraw(matter: PreparedMatter, *, actor: Actor, at: datetime.datetime) -> PreparedDecision:
    """Take back what waits to be decided.

    Raises:
        MoneyRefusedError: when nothing waits.
    """
    found = matter.waiting()
    if found is None:
        raise nothing_prepared()
    settle(found, PreparedDecision.WITHDRAWN, actor, at)
    return found


def what_waited(prepared: PreparedDecision) -> dict[str, Plain]:
    """Return all that was prepared, as the event tells it that it was taken back: what it was is kept for all."""
    return {
        **prepared.values,
        "amount": prepared.amount,
        "prepared_by": prepared.prepared_by,
        "prepared_at": prepared.prepared_at.isoformat(),
    }


def settle(prepared: PreparedDecision | None, state: str, actor: Actor, at: datetime.datetime) -> None:
    """Keep what became of what was prepared, if anything was."""
    if prepared is not None:
        prepared.state, prepared.settled_at, prepared.settled_by = state, at, actor.who.code
        prepared.save(update_fields=["state", "settled_at", "settled_by"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPreparation:
    """What waits to be decided, as the room's page shows it."""

    heading: Text
    words: Text
    """Who prepared it, when, and the sum."""
    button: Text
    not_yours: Text | None
    """Why the reader does not decide now: it is void, or someone else is to. None if the reader may."""
    is_void: bool
    decide_url: str
    withdraw_url: str


def shown_preparation(
    waits: PreparedDecision | None,
    seen: str,
    *,
    actor: Actor,
    heading: Text,
    button: Text,
    does: Text,
    urls: tuple[str, str],
    day: datetime.date,
) -> ShownPreparation | None:
    """Return what waits as the room's page shows it, or None if nothing does; ``urls`` decide and withdraw."""
    if waits is None:
        return None
    return ShownPreparation(
        heading=heading,
        words=prepared_words(waits),
        button=button,
        not_yours=not_to_be_decided(waits, seen, actor=actor, does=does, day=day),
        is_void=waits.seen != seen,
        decide_url=urls[0],
        withdraw_url=urls[1],
    )


def not_to_be_decided(
    prepared: PreparedDecision | None, seen: str, *, actor: Actor, does: Text, day: datetime.date
) -> Text | None:
    """Return why the actor cannot decide now: nothing waits, it is void, or someone else is to; None if it is so."""
    if prepared is None:
        return nothing_prepared().says
    if prepared.seen != seen:
        return void().says
    return someone_elses(actor, BY_CODE[prepared.permission], than=prepared.prepared_by, does=does, day=day)


def prepared_words(prepared: PreparedDecision) -> Text:
    """Say who prepared it, when: ``Förberett av Anna Ek 2022-02-11: 6 123 000 000 kr.``."""
    name, day = names_of([prepared.prepared_by])[prepared.prepared_by], swedish_day(prepared.prepared_at)
    amount = kronor(prepared.amount)
    return Text(f"Förberett av {name} {day}: {amount}.", f"Prepared by {name} on {day}: {amount}.")


def prepared_handover(
    waits: PreparedDecision,
    asked: Asked,
    shown: Shown,
    *,
    seen: str,
    what: Text,
    where: tuple[str, str],
    more: tuple[str, ...] = (),
) -> Handover:
    """Return what is prepared as a handover: to decide, for others than who prepared it; void, for all who may.

    ``what`` is to be done, as an order. ``where`` names the page where it is decided, and the one where it is prepared;
    ``more`` are places of their addresses beside the organisation and the agreement.
    """
    whose, permission = asked.organisations[waits.organisation_id], BY_CODE[waits.permission]
    amount, words = kronor(waits.amount), prepared_words(waits)
    holds = waits.seen == seen
    return Handover(
        id="prepared" if holds else "prepared-void",
        organisation=whose,
        permission=permission,
        shown=shown,
        about=f"{waits.permission}-{waits.about}",
        since=waits.prepared_at,
        not_for=first_hands(whose, permission, waits.prepared_by) if holds else frozenset(),
        url=reverse(where[0] if holds else where[1], args=[whose.code, shown.agreement.id, *more]),
        what=Text(f"{what.sv}: {amount}", f"{what.in_language('en')}: {amount}")
        if holds
        else Text(
            f"Förbered på nytt eller ta tillbaka: ”{what.sv}”",
            f"Prepare again or take back: “{what.in_language('en')}”",
        ),
        why=words if holds else Text(f"{words.sv} {void().says.sv}", f"{words.en} {void().says.en}"),
    )


def nothing_prepared() -> MoneyRefusedError:
    """Say that nothing waits to be decided."""
    return MoneyRefusedError(
        "nothing-prepared",
        Text(
            "Inget väntar på beslut här. En person förbereder, och en annan beslutar.",
            "Nothing waits to be decided here. One person prepares, and another decides.",
        ),
        status=CHANGED,
    )


def waits_already() -> MoneyRefusedError:
    """Say that something else waits, which is decided or taken back first."""
    return MoneyRefusedError(
        "prepared-already",
        Text(
            "Något väntar redan på beslut här. Låt någon annan besluta om det, eller ta tillbaka det först.",
            "Something waits to be decided here already. Let someone else decide on it, or take it back first.",
        ),
        status=CHANGED,
    )


def void() -> MoneyRefusedError:
    """Say that what was prepared holds no longer, since what it rests on has changed."""
    return MoneyRefusedError(
        "prepared-from-other-things",
        Text(
            "Underlaget har ändrats sedan det förbereddes, så det gäller inte. Ta tillbaka eller förbered på nytt.",
            "What it rests on has changed since it was prepared, so it does not hold. Take it back, or prepare again.",
        ),
        status=CHANGED,
    )


def _something_else() -> MoneyRefusedError:
    return MoneyRefusedError(
        "prepared-differently",
        Text(
            "Det som väntar på beslut är något annat än det du såg. Inget har beslutats. Nu visas det som väntar.",
            "What waits to be decided is something else than what you saw. Nothing was decided. What waits is shown.",
        ),
        status=CHANGED,
    )
