"""What an amount of an account consists of: its parts, whose sum it is, and the clause that it rests on (decision 53).

A figure of all grants consists of the grants. One of a single grant consists of the facts that made it, or of the
figures that it is worked out from. Costs consist of costs. Each part leads on, and has its clause.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.urls import reverse

from naravard.agreement.duties import swedish_day
from naravard.agreement.model import Text
from naravard.documents import headings
from naravard.documents.table import TOTAL, Column, Table
from naravard.ledger import StatementEntry
from naravard.ledger.cost_items import CostItem, cost_items, itemised
from naravard.ledger.facts import (
    Fact,
    OnwardReturned,
    Paid,
    PaidOnward,
    Reclaimed,
    Repaid,
    Requisitioned,
    Sum,
    Used,
)
from naravard.ledger.forecast import Method, standing_costs
from naravard.ledger.statement import clause_of_facts
from naravard.web.activities.grants import area_name, earmark_name, grant_name
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import BINDING
from naravard.web.costs.models import BookedCost
from naravard.web.costs.months import month_costs
from naravard.web.costs.tables import GrantCosts, costs_of_use
from naravard.web.costs.words import SOURCES
from naravard.web.funds.amount_figures import (
    EARMARK_WORKED_OUT,
    EXPECTED,
    NAMES,
    SAYS,
    SHARE_WORKED_OUT,
    TO_REPAY,
    WORKED_OUT,
)
from naravard.web.funds.amount_parts import Amount, AmountPart, UnknownAmountError
from naravard.web.funds.links import Links, room_url
from naravard.web.funds.picture import Picture
from naravard.web.funds.spending import area_of_cost, costs_of, standing_costs_of
from naravard.web.funds.tables.follow_up import FollowedGrant, followed
from naravard.web.ledger.accounts import Money
from naravard.web.ledger.amount_links import AmountLinks, AskedAmount
from naravard.web.ledger.holders import UsableGrant, uses_of
from naravard.web.organisations.models import Organisation
from naravard.web.sharing.models import Proposal, Share
from naravard.web.tasks.words import month_name

_NOT_OF_IT = Text("Räknat av det som inte är öronmärkt", "Reckoned of what is not earmarked")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Accountant:
    """Says what amounts of an organisation consist of."""

    picture: Picture
    links: AmountLinks
    """Where parts lead."""
    is_own: bool
    """Whether the reader may use the organisation's own pages."""

    def account(self, asked: AskedAmount) -> Amount:
        """Return an amount with its parts.

        Raises:
            UnknownAmountError: when there is no such amount.
        """
        if asked.is_of_costs:
            return self._costs(asked)
        money = self._money(asked)
        if asked.fact:
            return self._fact(money, asked)
        if not asked.grant:
            return self._of_grants(money, asked)
        if not any(one.id == asked.grant for one in money.shown.agreement.grants):
            raise UnknownAmountError
        return Amount(
            NAMES[asked.figure],
            self._grant_words(money, asked),
            self._value(money, asked),
            tuple(self._parts(money, asked)),
            self._clause(money, asked),
            self._says(asked),
        )

    def until(self, fact_id: str) -> "Accountant":
        """Return the same as it was when a fact had been recorded; its parts lead to what they were then.

        Raises:
            KeyError: when the organisation's own account has no such fact.
        """
        links = replace(self.links, until_fact=fact_id)
        return replace(self, picture=self.picture.until(fact_id), links=links)

    def _money(self, asked: AskedAmount) -> Money:
        """Return the account that the amount stands in."""
        own = self.picture.own
        accounts: dict[str, Money] = {
            money.organisation.code: money for money in (*((own,) if own else ()), *self.picture.through)
        }
        found = accounts.get(asked.account or self.picture.organisation.code)
        if found is None:
            raise UnknownAmountError
        return found

    def _of_grants(self, money: Money, asked: AskedAmount) -> Amount:
        """Return a figure of all grants, or of an area's: its parts are the grants."""
        agreement = money.shown.agreement
        grants = [
            one for one in agreement.grants
            if asked.area in ("", one.area or "-") and (not asked.duty or _rests_on(money, one.id, asked.duty))
        ]  # fmt: skip
        parts = []
        for grant in grants:
            one = replace(asked, grant=grant.id)
            if amount := self._value(money, one):
                parts.append(AmountPart(grant.name, amount, grant.clause, url=self._url(money, one)))
        of = area_name(agreement, asked.area.removeprefix("-")) if asked.area else Text("", "")
        return Amount(
            NAMES[asked.figure], of, sum(part.kronor for part in parts), tuple(parts), self._clause(money, asked)
        )

    def _url(self, money: Money, asked: AskedAmount) -> str:
        """Return where an amount leads: what is allotted to its explanation, all else to its own page."""
        if asked.figure == "allotted":
            return Links(money, is_own=self.is_own).allotted(asked.grant, asked.earmark)
        return self.links.of(
            asked.figure,
            asked.grant,
            earmark=asked.earmark,
            account=asked.account,
            bearer=asked.bearer,
            method=asked.method,
        )

    def _value(self, money: Money, asked: AskedAmount) -> int:
        """Return one grant's figure, an earmark's, or that of one who holds a part of it."""
        if asked.figure == "planned" and asked.activity:
            return sum(one.budget for one in self._plans(asked))
        if asked.figure == "planned" or asked.figure in EXPECTED:
            row = self._followed(asked)
            return row.figures.get(asked.figure, 0) if row else 0
        balance = money.balance.grant(asked.grant)
        if asked.below:
            return sum(item.amount for item in self._small(money, asked))
        if asked.earmark:
            part = next((one for one in balance.earmarks if one.earmark == asked.earmark), None)
            if part is None:
                raise UnknownAmountError
            other = {"unused": part.paid - part.used, "requisitioned": self._requisitioned(money, asked)}
            return _named(other, part, asked.figure)
        if not asked.bearer:
            return _named({}, balance, asked.figure)
        share = balance.share(self._holder(money, asked))
        facts = self._onward(money, asked)
        moved: dict[str, int] = {
            "out": sum(fact.sum.amount for fact in facts if isinstance(fact, PaidOnward)),
            "back": sum(fact.sum.amount for fact in facts if isinstance(fact, OnwardReturned)),
            "uncovered": share.costs - share.used,
            "decided": sum(one.amount for one in self._decided(money, asked)),
        }
        costs = self._use(money, asked)
        if costs is not None:
            moved |= {"received": costs.received, "awaiting": costs.awaiting, "own": costs.own}
        return _named(moved, share, asked.figure)

    def _requisitioned(self, money: Money, asked: AskedAmount) -> int:
        return sum(_amount_of(fact, asked) for fact in _standing(money, (Requisitioned,)))

    def _holder(self, money: Money, asked: AskedAmount) -> str:
        return "" if asked.bearer == money.organisation.code else asked.bearer

    def _use(self, money: Money, asked: AskedAmount) -> GrantCosts | None:
        """Return what the costs of a grant come to for the one whose share it is; None if the grant is not for it."""
        holder = self._holder(money, asked)
        use = next(
            (
                use for use in uses_of(money.shown, asked.bearer)
                if (use.grant.id, use.recipient, use.holder) == (asked.grant, money.organisation.code, holder)
            ),
            None,
        )  # fmt: skip
        return costs_of_use(money, use) if isinstance(use, UsableGrant) else None

    def _followed(self, asked: AskedAmount) -> FollowedGrant | None:
        known = (asked.grant, asked.earmark)
        return next((row for row in self._every_followed(asked.method) if (row.grant, row.earmark) == known), None)

    def _every_followed(self, method: str) -> list[FollowedGrant]:
        return followed(self.picture, self._method(method))

    def _method(self, method: str) -> Method:
        return Method(method) if method in set(Method) else self.picture.method

    def _parts(self, money: Money, asked: AskedAmount) -> Iterator[AmountPart]:
        if asked.figure == "planned":
            yield from self._planned(money, asked)
        elif asked.figure in EXPECTED:
            yield from self._expected(money, asked)
        elif asked.figure == "allotted":
            yield from self._allotted(money, asked)
        elif asked.figure == "decided":
            yield from self._shared(money, asked)
        elif asked.figure == "costs":
            yield from self._booked(money, asked)
        elif asked.figure == "to_repay":
            balance = money.balance.grant(asked.grant)
            yield self._term(money, asked, next(one for one in TO_REPAY if getattr(balance, one) == balance.to_repay))
        elif asked.figure == "paid_above" and not money.balance.grant(asked.grant).paid_above:
            return
        elif asked.figure == "received" and self._holder(money, asked) == "":
            yield from self._own_received(money, asked)
        else:
            terms = self._terms(asked)
            if terms:
                yield from (part for term in terms if (part := self._term(money, asked, term)).kronor)
            else:
                yield from self._facts(money, asked)

    def _terms(self, asked: AskedAmount) -> tuple[str, ...]:
        if asked.earmark:
            return EARMARK_WORKED_OUT.get(asked.figure, ())
        return (SHARE_WORKED_OUT if asked.bearer else WORKED_OUT).get(asked.figure, ())

    def _term(self, money: Money, asked: AskedAmount, term: str) -> AmountPart:
        """Return another figure as a part of the one that is worked out from it."""
        figure, sign = term.removeprefix("-"), -1 if term.startswith("-") else 1
        one = replace(asked, figure=figure)
        clause = self._clause(money, one)
        return AmountPart(NAMES[figure], sign * self._value(money, one), clause, url=self._url(money, one))

    def _own_received(self, money: Money, asked: AskedAmount) -> Iterator[AmountPart]:
        """Give what one who received the grant itself has to use: the payment without what was passed on."""
        whole = replace(asked, bearer="")
        if money.balance.grant(asked.grant).share().received:
            yield from (part for term in ("paid", "-onward") if (part := self._term(money, whole, term)).kronor)
        else:
            yield self._term(money, whole, "allotted")

    def _facts(self, money: Money, asked: AskedAmount) -> Iterator[AmountPart]:
        """Give the facts that a figure is the sum of, the first first."""
        for fact in _standing(money, _kinds(asked.figure)):
            if asked.bearer and fact not in self._onward(money, asked):
                continue
            amount = _amount_of(fact, asked)
            if amount:
                entry = self._entries(money)[fact.id]
                sign = -1 if isinstance(fact, OnwardReturned) and asked.figure != "back" else 1
                name = entry.name
                if isinstance(fact, PaidOnward | OnwardReturned):
                    name = self._with(name, self._organisation(fact.to if isinstance(fact, PaidOnward) else fact.by))
                url = self.links.of("recorded", account=asked.account, fact=fact.id)
                yield AmountPart(name, sign * amount, entry.clause, entry.day, url)
        if asked.figure == "repaid" and asked.earmark:
            general = self._value(money, asked) - self._value(money, replace(asked, earmark=""))
            url = self._url(money, replace(asked, earmark=""))
            yield AmountPart(_NOT_OF_IT, general, self._clause(money, asked), url=url)
        if asked.figure == "used" and asked.earmark:
            clause = self._clause(money, asked)
            name = Text("Kostnader som öronmärkningen täcker", "Costs that the earmark covers")
            yield AmountPart(
                name, self._value(money, asked), clause, url=self._url(money, replace(asked, figure="costs"))
            )
        if asked.figure == "reclaim_open":
            balance = money.balance.grant(asked.grant)
            yield self._term(money, asked, "reclaimed")
            name, repaid = Text("Återbetalat på återkrav", "Repaid on reclaims"), replace(asked, figure="repaid")
            left_out = balance.reclaim_open - balance.reclaimed
            if left_out:
                yield AmountPart(name, left_out, self._clause(money, repaid), url=self._url(money, repaid))

    def _decided(self, money: Money, asked: AskedAmount) -> list[Share]:
        """Return what has been decided that one who holds a part of a grant is to get of it."""
        return list(
            Share.objects.filter(
                organisation=self._holder(money, asked), proposal__organisation=money.organisation,
                proposal__agreement_id=money.shown.agreement.id, proposal__grant=asked.grant,
                proposal__status=Proposal.DECIDED,
            ).select_related("proposal")
        )  # fmt: skip

    def _shared(self, money: Money, asked: AskedAmount) -> Iterator[AmountPart]:
        """Give the version that was decided, which explains what it gives."""
        room = "sharing:version" if money is self.picture.own else "sharing:county_version"
        for share in self._decided(money, asked):
            version = share.proposal
            name = Text(f"Delningen, version {version.number}", f"The sharing, version {version.number}")
            code = self.picture.organisation.code
            where = [code, money.shown.agreement.id, asked.grant, version.number]
            url = f"{reverse(f'{room}_explained', args=where)}?kommun={share.organisation_id.rpartition('-')[2]}"
            day = swedish_day(version.decided_at) if version.decided_at else None
            yield AmountPart(name, share.amount, self._clause(money, asked), day, url if self.is_own else "")

    def _allotted(self, money: Money, asked: AskedAmount) -> Iterator[AmountPart]:
        """Give the fixed allocation that a sum stands in, which explains it."""
        fixed = money.book.tally.allotted
        amount = self._value(money, asked)
        if fixed is not None and amount:
            name = Text(f"Fördelningen, version {fixed.version}", f"The allocation, version {fixed.version}")
            day = self._entries(money)[fixed.id].day
            yield AmountPart(name, amount, self._clause(money, asked), day, self._url(money, asked))

    def _onward(self, money: Money, asked: AskedAmount) -> list[PaidOnward | OnwardReturned]:
        """Return what has been passed on to one who holds a part of a grant, and has come back."""
        holder = self._holder(money, asked)
        return [
            fact for fact in _standing(money, (PaidOnward, OnwardReturned))
            if isinstance(fact, PaidOnward | OnwardReturned) and fact.sum.grant == asked.grant
            and (fact.to if isinstance(fact, PaidOnward) else fact.by) == holder
        ]  # fmt: skip

    def _small(self, money: Money, asked: AskedAmount) -> tuple[CostItem, ...]:
        """Return the items that a report adds up to one: those of a grant that are below a sum."""
        if asked.figure != "costs" or not asked.below.isdecimal():
            raise UnknownAmountError
        return itemised(cost_items(money.book), asked.grant, least=int(asked.below)).others

    def _small_parts(self, money: Money, asked: AskedAmount) -> Iterator[AmountPart]:
        for item in self._small(money, asked):
            name = self._organisation(item.holder) if item.holder else self._activity(item.activity)
            part = {"bearer": item.holder} if item.holder else {"activity": item.activity}
            url = self.links.of("costs", asked.grant, account=asked.account, **part)
            yield AmountPart(name, item.amount, self._clause(money, asked), url=url)

    def _booked(self, money: Money, asked: AskedAmount) -> Iterator[AmountPart]:
        """Give the costs of a grant, an earmark or a share, each with its activity."""
        if asked.below:
            yield from self._small_parts(money, asked)
            return
        whole = not asked.bearer
        wanted = [
            (cost, left) for cost, left in standing_costs(money.book)
            if cost.grant == asked.grant and asked.earmark in ("", cost.earmark)
            and (whole or cost.holder == self._holder(money, asked))
        ]  # fmt: skip
        yield from self._cost_parts(wanted)

    def _cost_parts(self, wanted: Iterable[tuple[Used, int]]) -> Iterator[AmountPart]:
        every = list(wanted)
        booked = {one.fact_id: one for one in BookedCost.objects.filter(fact_id__in=[cost.id for cost, _ in every])}
        for cost, left in every:
            row = booked.get(cost.id)
            bearer = cost.holder or cost.recipient
            is_ours = row is not None and self.is_own and bearer == self.picture.organisation.code
            url = reverse("costs:cost", args=[bearer, row.agreement_id, row.number]) if row and is_ours else ""
            name = self._activity(cost.activity)
            if bearer != self.picture.organisation.code:
                name = self._with(name, self._organisation(bearer))
            yield AmountPart(name, left, cost.clause, cost.day, url)

    def _costs(self, asked: AskedAmount) -> Amount:
        """Return costs of an activity, a month, a source: each with its activity, or by activity and month."""
        every = self._bearers(asked)
        clauses = {cost.activity: cost.clause for _money, cost, _left in every}
        if asked.month or asked.until or asked.source:
            mine = {cost.activity for _money, cost, _left in every}
            listed = [
                one for one in month_costs(self.picture.shown.agreement.id, standing_costs_of(self.picture))
                if one.activity in mine and asked.activity in ("", one.activity) and asked.month in ("", one.month)
                and (not asked.until or one.month <= asked.until) and asked.source in ("", one.source)
                and asked.bearer in ("", one.organisation)
            ]  # fmt: skip
            parts = [
                AmountPart(
                    self._with(self._activity(one.activity), _month(one.month), SOURCES[one.source]), one.amount,
                    clauses.get(one.activity, ""), url=self.links.of("costs", activity=one.activity),
                )
                for one in listed if one.amount
            ]  # fmt: skip
        else:
            parts = list(self._cost_parts((cost, left) for _money, cost, left in every))
        said = (
            self._activity(asked.activity) if asked.activity else None,
            area_name(self.picture.shown.agreement, asked.activity_area.removeprefix("-"))
            if asked.activity_area else None,
            SOURCES.get(asked.source),
            _month(asked.month) if asked.month else None,
            Text("Summa", "Total") if asked.until else None,
            _month(asked.until) if asked.until else None,
        )  # fmt: skip
        of = self._with(*(one for one in said if one is not None))
        clause = next(iter(clauses.values()), "")
        return Amount(NAMES["costs"], of, sum(part.kronor for part in parts), tuple(parts), clause)

    def _bearers(self, asked: AskedAmount) -> list[tuple[Money, Used, int]]:
        return [
            (money, cost, left) for money, cost, left in costs_of(self.picture)
            if asked.activity in ("", cost.activity) and asked.grant in ("", cost.grant)
            and asked.bearer in ("", cost.holder or cost.recipient)
            and asked.activity_area in ("", area_of_cost(self.picture, cost) or "-")
        ]  # fmt: skip

    def _planned(self, money: Money, asked: AskedAmount) -> Iterator[AmountPart]:
        """Give the budgets that are decided of a grant, or of an earmark of it."""
        clause = self._clause(money, asked)
        for one in self._plans(asked):
            ours = self.is_own and one.organisation_id == self.picture.organisation.code
            url = room_url("activities:activity", one.organisation_id, one.agreement_id, one.number) if ours else ""
            yield AmountPart(Text(one.name), one.budget, clause, one.from_day, url)

    def _plans(self, asked: AskedAmount) -> list[Activity]:
        """Return the activities that count among a grant's, or an earmark's; one of them if it is asked for."""
        return [
            one for one in self.picture.activities
            if one.grant == asked.grant and one.status in BINDING and asked.earmark in ("", one.earmark)
            and asked.activity in ("", one.code)
        ]  # fmt: skip

    def _expected(self, money: Money, asked: AskedAmount) -> Iterator[AmountPart]:
        """Give what a forecast adds to what is booked, or takes away of what there is."""
        row = self._followed(asked)
        if row is None:
            return
        clause = self._clause(money, asked)
        value, costs = self._value(money, asked), row.figures.get("expected_costs", 0)
        further = Text("Väntas till, enligt prognosen", "Expected to be added, by the forecast")
        expected = AmountPart(NAMES["expected_costs"], -costs, clause, url=self._url(money, _expected_costs(asked)))
        if asked.figure == "expected_costs":
            booked = self._term(money, asked, "used" if asked.earmark else "costs")
            yield from (part for part in (booked, AmountPart(further, value - booked.kronor, clause)) if part.kronor)
        elif asked.figure == "expected_left":
            there = Text("Medel som finns eller väntas", "Money that is there or expected")
            of = "paid" if self._value(money, replace(asked, figure="paid")) else "allotted"
            own = row.figures.get("expected_own", 0)
            repaid = self._value(money, replace(asked, figure="repaid"))
            yield AmountPart(
                there, value + costs - own + repaid, clause, url=self._url(money, replace(asked, figure=of))
            )
            yield expected
            others = ((NAMES["expected_own"], own, "expected_own"), (NAMES["repaid"], -repaid, "repaid"))
            for name, kronor, figure in others:
                if kronor:
                    yield AmountPart(name, kronor, clause, url=self._url(money, replace(asked, figure=figure)))
        else:
            yield replace(expected, kronor=costs)
            yield AmountPart(Text("Täcks av medlen", "Covered"), value - costs, clause)

    def _fact(self, money: Money, asked: AskedAmount) -> Amount:
        """Return one fact: its parts are the grants that it changes."""
        entry = self._entries(money).get(asked.fact)
        if entry is None:
            raise UnknownAmountError
        agreement = money.shown.agreement
        clauses = {grant.id: grant.clause for grant in agreement.grants}
        parts = tuple(
            AmountPart(grant_name(agreement, grant), amount, clauses.get(grant, entry.clause), entry.day,
                 self._url(money, replace(asked, figure="allotted", grant=grant, fact="")) if grant in clauses else "")
            for grant, amount in entry.kronor.items() if amount
        )  # fmt: skip
        day = entry.day.isoformat()
        return Amount(entry.name, Text(day, day), entry.total, parts, entry.clause)

    def _entries(self, money: Money) -> dict[str, StatementEntry]:
        return {entry.fact: entry for entry in money.entries}

    def _says(self, asked: AskedAmount) -> Text | None:
        if asked.figure in EXPECTED:
            return self._method(asked.method).explanation
        return SAYS.get(asked.figure)

    def _clause(self, money: Money, asked: AskedAmount) -> str:
        """Return the clause that a figure rests on: the step's own, or else the grant's."""
        facts = clause_of_facts(money.book, asked.figure, asked.grant)
        step = facts or next((line.clause for line in money.flow if line.step == asked.figure), "")
        grants = [one for one in money.shown.agreement.grants if asked.grant in ("", one.id)]
        granted = next((one.clause for one in grants if one.clause), "") or money.terms.clause
        return granted if asked.grant and asked.figure == "allotted" else step or granted

    def _grant_words(self, money: Money, asked: AskedAmount) -> Text:
        agreement = money.shown.agreement
        grant = agreement.grant(asked.grant)
        said = [grant.name]
        if asked.earmark:
            said.append(earmark_name(grant, asked.earmark))
        if asked.bearer and asked.bearer != self.picture.organisation.code:
            said.append(self._organisation(asked.bearer))
        return self._with(*said)

    def _activity(self, code: str) -> Text:
        return Text(next((one.name for one in self.picture.activities if one.code == code), code))

    def _organisation(self, code: str) -> Text:
        return self._organisations.get(code, Text(code))

    @cached_property
    def _organisations(self) -> dict[str, Text]:
        codes = {money.organisation.code for money in self.picture.through} | {self.picture.organisation.code}
        if self.picture.own:
            codes |= self.picture.own.terms.onward
        return {code: one.text for code, one in Organisation.objects.in_bulk(sorted(codes)).items()}

    @staticmethod
    def _with(*words: Text) -> Text:
        said = [one for one in words if one.sv]
        return Text(", ".join(one.sv for one in said), ", ".join(one.in_language("en") for one in said))


def parts_table(picture: Picture, amount: Amount) -> Table:
    """Return the parts of an amount, whose sum it is."""
    clauses = picture.shown.clauses
    columns: tuple[Column[AmountPart], ...] = (
        Column("part", Text("Del", "Part"), of=lambda part: part.name, total=TOTAL),
        Column("day", headings.DAY, "date", of=lambda part: part.day),
        Column("kronor", headings.KRONOR, "kronor", of=lambda part: part.kronor, total=sum, link=lambda part: part.url),
        Column(
            "clause", headings.SECTION, "code", of=lambda part: part.clause, link=lambda part: clauses.link(part.clause)
        ),
    )  # fmt: skip
    caption = Text("Vad beloppet består av", "What the amount consists of")
    return Table.of(amount.parts, columns, id="belopp", caption=caption)


def _rests_on(money: Money, grant_id: str, duty_id: str) -> bool:
    """Tell whether a grant is paid only if a duty is done: it is a condition, or the requisition that it needs."""
    terms = money.terms.grant(grant_id)
    if terms is None:
        return False
    needed = money.terms.requisitions if terms.needs_requisition else ()
    return any(duty.id == duty_id for duty in (*terms.conditions, *needed))


def _named(worked_out: Mapping[str, int], sums: object, figure: str) -> int:
    """Return a figure by its name; :class:`UnknownAmountError` where there is none."""
    found = worked_out.get(figure, getattr(sums, figure, None))
    if not isinstance(found, int):
        raise UnknownAmountError
    return found


def _kinds(figure: str) -> tuple[type, ...]:
    return {
        "requisitioned": (Requisitioned,),
        "paid": (Paid,),
        "onward": (PaidOnward, OnwardReturned),
        "received": (PaidOnward, OnwardReturned),
        "out": (PaidOnward,),
        "back": (OnwardReturned,),
        "repaid": (Repaid,),
        "reclaimed": (Reclaimed,),
    }.get(figure, ())


def _standing(money: Money, kinds: tuple[type, ...]) -> Iterator[Fact]:
    """Give the facts of some kinds that hold."""
    return (fact for fact in money.book.standing_facts() if isinstance(fact, kinds))


def _amount_of(fact: Fact, asked: AskedAmount) -> int:
    """Return what a fact moves of a grant, or of an earmark of it."""
    if isinstance(fact, Requisitioned | Paid):
        return sum(_of_sum(part, asked) for part in fact.sums)
    if isinstance(fact, PaidOnward | OnwardReturned):
        return _of_sum(fact.sum, asked)
    if isinstance(fact, Repaid | Reclaimed):
        return fact.amount if fact.grant == asked.grant else 0
    return 0


def _of_sum(part: Sum, asked: AskedAmount) -> int:
    if part.grant != asked.grant:
        return 0
    return part.earmarks.get(asked.earmark, 0) if asked.earmark else part.amount


def _expected_costs(asked: AskedAmount) -> AskedAmount:
    return replace(asked, figure="expected_costs")


def _month(month: str) -> Text:
    if not _MONTH.fullmatch(month):
        raise UnknownAmountError
    year, number = month.split("-")
    name = month_name(int(number))
    return Text(f"{name.sv} {year}", f"{name.in_language('en')} {year}")
