"""The acts on costs by hand, and on the mapping: book, correct, keep which codes mean which activity."""

import datetime

import msgspec

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.exchange.costs import CodeMapping
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.permissions import Permission
from naravard.web.agreements.current import shown_or_404
from naravard.web.costs.models import HAND, BookedCost, CostCorrection, CostMapping
from naravard.web.costs.places import mapping_of, use_for
from naravard.web.costs.row_locks import activity_named, locked_costs
from naravard.web.history.content import Plain, Thing
from naravard.web.history.kinds import event, example
from naravard.web.ledger.errors import MoneyChangedError, MoneyRefusedError
from naravard.web.organisations.models import Organisation

_COST = Thing("cost", "exempel/region-09-3", Text("Kostnad 3", "Cost 3"))
_MAPPING = Thing(
    "cost-mapping", "exempel/region-09", Text("Koppling av konton och koder", "Mapping of accounts and codes")
)


@act(
    Permission.BOOK_COSTS,
    leaves=event(
        "cost-booked",
        Text(
            "{who} bokförde {amount:kronor} på aktiviteten ”{activity_name}” för {whose}.",
            "{who} booked {amount:kronor} on the activity “{activity_name}” for {whose}.",
        ),
        example(_COST, after={"amount": 1_000, "activity_name": "Utbildning"}),
    ),
)
def book_cost(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    activity_number: int,
    amount: int,
    day: datetime.date,
    text: str,
    at: datetime.datetime,
) -> BookedCost:
    """Book a cost by hand on a decided activity. Above the grant it is allowed: it is then the organisation's own."""
    activity = activity_named(organisation, agreement_id, activity_number)
    use = use_for(shown_or_404(agreement_id), activity)
    held = locked_costs(organisation, agreement_id, by=actor, at=at, recipients={use.recipient})
    cost = held.book_cost(activity, amount=amount, day=day, source=HAND, text=text.strip())
    held.changed()
    tell(
        actor=actor,
        organisation=organisation,
        thing=cost.thing(),
        kind="cost-booked",
        at=at,
        before=None,
        after={
            "amount": amount,
            "day": day.isoformat(),
            "text": cost.text,
            "activity": activity.code,
            "activity_name": activity.name,
            "grant": activity.grant,
            "earmark": activity.earmark,
        },
    )
    return cost


@act(
    Permission.BOOK_COSTS,
    leaves=event(
        "cost-reversed",
        Text(
            "{who} rättade {thing} för {whose}: {amount:kronor} togs bort.",
            "{who} corrected {thing} for {whose}: {amount:kronor} was taken back.",
        ),
        example(_COST, before={"left": 1_250}, after={"left": 250, "amount": 1_000}),
    ),
)
def reverse_cost(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    cost_number: int,
    amount: int,
    reason: str,
    at: datetime.datetime,
    seen_left: int | None = None,
) -> CostCorrection:
    """Take a cost by hand back, in whole or in part, with a reason.

    ``seen_left`` is what remained of it on the page, ``None`` if that is not known.
    """
    cost = BookedCost.objects.filter(organisation=organisation, agreement_id=agreement_id, number=cost_number).first()
    if cost is None:
        raise MoneyRefusedError("no-such-cost", Text("Det finns ingen sådan kostnad.", "There is no such cost."))
    _refuse_from_file(cost)
    held = locked_costs(organisation, agreement_id, by=actor, at=at, recipients={cost.recipient})
    left = cost.left
    if seen_left is not None and left != seen_left:
        raise MoneyChangedError
    if not reason.strip():
        raise MoneyRefusedError(
            "reason-missing",
            Text("Skälet saknas. Skriv varför kostnaden rättas.", "The reason is missing. Write why it is corrected."),
            "reason",
        )
    correction = held.take_back(cost, amount=amount, day=swedish_day(at), reason=reason.strip())
    held.changed()
    tell(
        actor=actor,
        organisation=organisation,
        thing=cost.thing(),
        kind="cost-reversed",
        at=at,
        before={"left": left},
        after={"left": left - amount, "amount": amount, "activity": cost.activity.code},
        reason=reason.strip(),
    )
    return correction


@act(
    Permission.BOOK_COSTS,
    leaves=event(
        "cost-mapping-kept",
        Text(
            "{who} sparade kopplingen av konton och koder för {whose}, version {version}.",
            "{who} kept the mapping of accounts and codes for {whose}, version {version}.",
        ),
        example(_MAPPING, after={"version": 2}),
    ),
)
def keep_mapping(
    *,
    actor: Actor,
    organisation: Organisation,
    agreement_id: str,
    mapping: CodeMapping,
    at: datetime.datetime,
    seen_version: int | None = None,
) -> CostMapping:
    """Keep a new version of which codes mean which activity. Nothing is booked by it.

    ``seen_version`` is the version that was changed, 0 for none.
    """
    held = locked_costs(organisation, agreement_id, by=actor, at=at, recipients=set())
    before = mapping_of(organisation, agreement_id)
    version = before.version if before else 0
    if seen_version is not None and seen_version != version:
        raise MoneyChangedError
    for rule in mapping.rules:
        activity_named(organisation, agreement_id, rule.activity)
    if before is not None and before.mapping == mapping:
        raise MoneyRefusedError(
            "nothing-changes",
            Text("Kopplingen är redan så. Inget behöver sparas.", "The mapping is already so. Nothing needs saving."),
        )
    kept = CostMapping.objects.create(
        agreement_id=agreement_id,
        organisation=organisation,
        version=version + 1,
        content=msgspec.json.encode(mapping).decode(),
        made_at=at,
        made_by=actor.who.code,
    )
    held.changed()
    tell(
        actor=actor,
        organisation=organisation,
        thing=mapping_thing(organisation, agreement_id),
        kind="cost-mapping-kept",
        at=at,
        before=_told(before.mapping) | {"version": version} if before else None,
        after=_told(mapping) | {"version": kept.version},
    )
    return kept


def mapping_thing(organisation: Organisation, agreement_id: str) -> Thing:
    """Return an organisation's mapping as what an event is about."""
    name = Text("Koppling av konton och koder", "Mapping of accounts and codes")
    return Thing("cost-mapping", f"{agreement_id}/{organisation.code}", name)


def _told(mapping: CodeMapping) -> dict[str, Plain]:
    rules: list[str | int] = [
        f"{rule.dimension if rule.dimension is not None else '–'} {rule.code or '–'} {rule.accounts or '–'} "
        f"= {rule.activity}"
        for rule in mapping.rules
    ]
    return {"rules": rules, "accounts": mapping.listed if mapping.accounts == "listed" else mapping.accounts}


def _refuse_from_file(cost: BookedCost) -> None:
    if cost.source != HAND:
        raise MoneyRefusedError(
            "cost-from-file",
            Text(
                "Kostnaden kommer ur en fil. Rätta den i ekonomisystemet eller kalkylbladet, och läs in filen igen: "
                "då bokförs skillnaden.",
                "The cost comes from a file. Correct it in the accounting system or the sheet, and take the file in "
                "again: the difference is then booked.",
            ),
        )
