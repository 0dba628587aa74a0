"""The roles: each a class with its name, what it is for, where it can be held, and what it may do."""

from collections.abc import Mapping
from typing import ClassVar

from naravard.agreement.model import Text
from naravard.web.access.doings import Doing, doings_of
from naravard.web.access.permissions import GIVEN_BY_TWO, Permission
from naravard.web.history.content import Named
from naravard.web.organisations.kinds import Kind


class Role:
    """What a person is in an organisation. The classes are the roles; they are not made into objects."""

    code: ClassVar[str]
    name: ClassVar[Text]
    purpose: ClassVar[Text]
    """One sentence on what the role is for."""
    held_in: ClassVar[frozenset[Kind]] = frozenset()
    """The kinds of organisations where it can always be held."""
    of_those_who: ClassVar[frozenset[Doing]] = frozenset()
    """What an organisation of any other kind does, under some agreement, where it can be held too."""
    permissions: ClassVar[frozenset[Permission]]
    gets_reminders: ClassVar[bool] = True
    """Whether mail reminds those who hold the role of the organisation's days."""

    needs_two: ClassVar[bool]
    """Whether it signs or pays, or fixes what others get: two persons give it, and its holders get mail."""

    def __init_subclass__(cls) -> None:
        """Let what a role may do say how many give it."""
        cls.needs_two = not GIVEN_BY_TWO.isdisjoint(cls.permissions)

    @classmethod
    def named(cls) -> Named:
        """Return the role as events name it."""
        return Named(cls.code, cls.name)


_P = Permission
_ALL = frozenset(Kind)


class Official(Role):
    """Prepares what a region is to do, and reports."""

    code = "official"
    name = Text("tjänsteperson", "official")
    purpose = Text(
        "Förbereder det organisationen ska göra och lämnar redovisningar.",
        "Prepares what the organisation is to do and hands in reports.",
    )
    held_in = frozenset({Kind.REGION, Kind.PROVIDER})
    permissions = frozenset(
        {
            _P.SEE,
            _P.WORK_ON_DUTIES,
            _P.SUBMIT_REPORTS,
            _P.CHANGE_DETAILS,
            _P.ADD_PROVIDERS,
            _P.PREPARE_DECISIONS,
            _P.PROPOSE_ACTIVITIES,
            _P.BOOK_COSTS,
        }
    )


class AreaOfficer(Role):
    """Answers for a development area in a region."""

    code = "area-officer"
    name = Text("ansvarig tjänsteperson för utvecklingsområde", "area officer")
    purpose = Text(
        "Ansvarar för ett utvecklingsområde: föreslår aktiviteter och förbereder redovisningen av dem.",
        "Answers for a development area: proposes activities and prepares the report on them.",
    )
    held_in = frozenset({Kind.REGION})
    permissions = frozenset({_P.SEE, _P.WORK_ON_DUTIES, _P.PROPOSE_ACTIVITIES, _P.BOOK_COSTS})


class RegionDirector(Role):
    """Decides on activities in a region."""

    code = "region-director"
    name = Text("regiondirektör", "region director")
    purpose = Text(
        "Beslutar om aktiviteter och om omfördelning inom ett utvecklingsområde.",
        "Decides on activities and on reallocation within a development area.",
    )
    held_in = frozenset({Kind.REGION})
    permissions = frozenset({_P.SEE, _P.DECIDE_ON_ACTIVITIES})


class ChiefFinancialOfficer(Role):
    """Reviews and certifies the financial report."""

    code = "cfo"
    name = Text("ekonomichef", "chief financial officer")
    purpose = Text(
        "Granskar och intygar den ekonomiska redovisningen.",
        "Reviews and certifies the financial report.",
    )
    held_in = frozenset({Kind.REGION, Kind.RSS, Kind.SKR})
    of_those_who = frozenset({Doing.ACCOUNTS})
    permissions = frozenset({_P.SEE, _P.WORK_ON_DUTIES, _P.CERTIFY, _P.CHANGE_PAYMENT_DETAILS, _P.BOOK_COSTS})


class AuthorisedSignatory(Role):
    """Signs for the organisation."""

    code = "signatory"
    name = Text("behörig företrädare", "authorised signatory")
    purpose = Text(
        "Skriver under för organisationen: rekvisitionen och den ekonomiska redovisningen.",
        "Signs for the organisation: the requisition and the financial report.",
    )
    held_in = frozenset({Kind.REGION, Kind.RSS, Kind.SKR})
    of_those_who = frozenset({Doing.SIGNS})
    permissions = frozenset({_P.SEE, _P.WORK_ON_DUTIES, _P.SUBMIT_REPORTS, _P.SIGN})


class RssCoordinator(Role):
    """Does an RSS's work: requisition, sharing out, compilation."""

    code = "rss-coordinator"
    name = Text("RSS-samordnare", "RSS coordinator")
    purpose = Text(
        "Förbereder rekvisitionen av länets kommunala medel, samlar kommunernas svar och redovisar dem.",
        "Prepares the requisition of the county's municipal funds, gathers and reports the municipalities' answers.",
    )
    held_in = frozenset({Kind.RSS})
    permissions = frozenset(
        {
            _P.SEE,
            _P.WORK_ON_DUTIES,
            _P.SUBMIT_REPORTS,
            _P.CHANGE_DETAILS,
            _P.PROPOSE_ACTIVITIES,
            _P.BOOK_COSTS,
            _P.SHARE_OUT,
            _P.PAY_ONWARD,
        }
    )


class MunicipalOfficial(Role):
    """Does a municipality's part."""

    code = "municipal-official"
    name = Text("kommunal tjänsteperson", "municipal official")
    purpose = Text(
        "Svarar för kommunen: redovisar insatser, kostnader och de tal som efterfrågas.",
        "Answers for the municipality: reports measures, costs and the numbers asked for.",
    )
    held_in = frozenset({Kind.MUNICIPALITY})
    permissions = frozenset(
        {
            _P.SEE,
            _P.WORK_ON_DUTIES,
            _P.SUBMIT_REPORTS,
            _P.CHANGE_DETAILS,
            _P.PROPOSE_ACTIVITIES,
            _P.BOOK_COSTS,
            _P.ANSWER_SHARING,
        }
    )


class RecipientOfficial(Role):
    """Does the part of a recipient of another kind: a university, an association, an authority that gets money."""

    code = "recipient-official"
    name = Text("tjänsteperson hos mottagaren", "official of the recipient")
    purpose = Text(
        "Svarar för en mottagare som inte är region, RSS, kommun eller SKR: förbereder och redovisar.",
        "Answers for a recipient that is no region, RSS, municipality or SKR: prepares and reports.",
    )
    held_in = frozenset(
        {Kind.UNIVERSITY, Kind.ASSOCIATION, Kind.FOUNDATION, Kind.COMPANY, Kind.COORDINATION, Kind.OTHER}
    )
    of_those_who = frozenset({Doing.GETS_MONEY})
    permissions = frozenset(
        {_P.SEE, _P.WORK_ON_DUTIES, _P.SUBMIT_REPORTS, _P.CHANGE_DETAILS, _P.PROPOSE_ACTIVITIES, _P.BOOK_COSTS}
    )


class PaymentHandler(Role):
    """Receives requisitions and financial reports, pays, takes money back."""

    code = "payment-handler"
    name = Text("handläggare för utbetalning", "payment handler")
    purpose = Text(
        "Tar emot rekvisitioner och ekonomiska redovisningar, betalar ut och tar emot återbetalningar.",
        "Receives requisitions and financial reports, pays, and takes repayments.",
    )
    of_those_who = frozenset({Doing.PAYS})
    permissions = frozenset(
        {
            _P.SEE,
            _P.WORK_ON_DUTIES,
            _P.SUBMIT_REPORTS,
            _P.RECEIVE,
            _P.EXTEND,
            _P.WATCH_COUNTRY,
            _P.CHANGE_DETAILS,
            _P.PAY,
        }
    )


class ReportAnalyst(Role):
    """Receives the reports and follows the country."""

    code = "report-analyst"
    name = Text("utredare som tar emot redovisningar", "analyst who receives reports")
    purpose = Text(
        "Tar emot redovisningarna och följer upp hela landet.",
        "Receives the reports and follows up the whole country.",
    )
    of_those_who = frozenset({Doing.RECEIVES, Doing.SHARES})
    permissions = frozenset(
        {
            _P.SEE,
            _P.WORK_ON_DUTIES,
            _P.SUBMIT_REPORTS,
            _P.RECEIVE,
            _P.EXTEND,
            _P.WATCH_COUNTRY,
            _P.CHANGE_DETAILS,
            _P.SHARE_PLACEMENTS,
        }
    )


class SkrOfficial(Role):
    """SKR: its own duties, and the country's state."""

    code = "skr-official"
    name = Text("tjänsteperson på SKR", "official at SKR")
    purpose = Text(
        "Gör det SKR ska enligt överenskommelsen, och följer hela landets läge.",
        "Does what SKR is to do under the agreement, and follows the state of the whole country.",
    )
    held_in = frozenset({Kind.SKR})
    permissions = frozenset(
        {
            _P.SEE,
            _P.WORK_ON_DUTIES,
            _P.SUBMIT_REPORTS,
            _P.CHANGE_DETAILS,
            _P.WATCH_COUNTRY,
            _P.PROPOSE_ACTIVITIES,
            _P.BOOK_COSTS,
        }
    )


class MinistryOfficial(Role):
    """Fixes the allocation, watches the whole, extends time, decides on demands for money back."""

    code = "ministry-official"
    name = Text("handläggare för överenskommelsen", "official for the agreement")
    purpose = Text(
        "Fastställer fördelningen, följer hela landets läge och kan förlänga tiden för en mottagare, där "
        "överenskommelsen ger organisationen det.",
        "Fixes the allocation, follows the state of the whole country and can extend the time for a recipient, where "
        "the agreement gives that to the organisation.",
    )
    held_in = frozenset({Kind.MINISTRY})
    of_those_who = frozenset({Doing.FIXES, Doing.EXTENDS, Doing.RECLAIMS})
    permissions = frozenset(
        {
            _P.SEE,
            _P.WORK_ON_DUTIES,
            _P.SUBMIT_REPORTS,
            _P.RECEIVE,
            _P.EXTEND,
            _P.EXTEND_RIGHTS,
            _P.WATCH_COUNTRY,
            _P.CHANGE_DETAILS,
            _P.FIX_ALLOCATION,
            _P.DRAFT_AGREEMENTS,
            _P.RECLAIM,
        }
    )


class Reader(Role):
    """Sees, and does nothing."""

    code = "reader"
    name = Text("läsare", "reader")
    purpose = Text(
        "Ser det organisationen ska göra men ändrar inget.", "Sees the organisation's tasks, changes nothing."
    )
    held_in = _ALL
    permissions = frozenset({_P.SEE})
    gets_reminders = False


class Administrator(Role):
    """Administers the organisation's own people."""

    code = "administrator"
    name = Text("administratör", "administrator")
    purpose = Text(
        "Bjuder in organisationens människor, ger dem roller och håller organisationens kontaktuppgifter aktuella.",
        "Invites the organisation's people, gives them roles and keeps the organisation's details up to date.",
    )
    held_in = _ALL
    permissions = frozenset(
        {
            _P.SEE,
            _P.ADMINISTER_PEOPLE,
            _P.ADMINISTER_TOKENS,
            _P.CHANGE_DETAILS,
            _P.CHANGE_PAYMENT_DETAILS,
            _P.ADD_PROVIDERS,
        }
    )
    gets_reminders = False


ROLES: tuple[type[Role], ...] = (
    Official,
    AreaOfficer,
    RegionDirector,
    ChiefFinancialOfficer,
    AuthorisedSignatory,
    RssCoordinator,
    MunicipalOfficial,
    RecipientOfficial,
    PaymentHandler,
    ReportAnalyst,
    SkrOfficial,
    MinistryOfficial,
    Administrator,
    Reader,
)
"""Every role, in the order in which one that holds several acts."""

BY_CODE: Mapping[str, type[Role]] = {role.code: role for role in ROLES}


def roles_in(kind: str, organisation_code: str) -> list[type[Role]]:
    """Return the roles that can be held in an organisation."""
    does = doings_of(organisation_code)
    return [role for role in ROLES if kind in role.held_in or not role.of_those_who.isdisjoint(does)]
