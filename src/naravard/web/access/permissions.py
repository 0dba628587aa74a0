"""What one can be allowed to do in an organisation, each said in words."""

from collections.abc import Mapping
from enum import StrEnum

from naravard.agreement.model import Text


class Permission(StrEnum):
    """One thing that a role may do, within the organisation where the role is held unless the words say otherwise."""

    words: Text

    def __new__(cls, code: str, sv: str, en: str) -> "Permission":
        """Give each permission its code and its words."""
        made = str.__new__(cls, code)
        made._value_ = code
        made.words = Text(sv, en)
        return made

    SEE = (
        "see",
        "se det organisationen ska göra, dagar och historik",
        "see the organisation's tasks, days and history",
    )
    CHANGE_DETAILS = (
        "change-details",
        "ändra organisationens kontaktuppgifter",
        "change the organisation's contact details",
    )
    CHANGE_PAYMENT_DETAILS = (
        "change-payment-details",
        "ändra organisationsnummer, bankgiro och plusgiro",
        "change organisation number, bankgiro and plusgiro",
    )
    ADD_PROVIDERS = (
        "add-providers",
        "lägga till privata utförare under regionen",
        "add private providers under the region",
    )
    ADMINISTER_PEOPLE = (
        "administer-people",
        "bjuda in människor, ge och ta tillbaka roller",
        "invite people, give roles and take them back",
    )
    ADMINISTER_TOKENS = (
        "administer-tokens",
        "skapa och återkalla nycklar till API:et",
        "make and revoke keys to the API",
    )
    WORK_ON_DUTIES = (
        "work-on-duties",
        "påbörja och förbereda det organisationen ska göra",
        "begin and prepare what the organisation is to do",
    )
    SUBMIT_REPORTS = (
        "submit-reports",
        "lämna in redovisningar",
        "hand in reports",
    )
    SIGN = (
        "sign",
        "skriva under och lämna in det som binder organisationen: rekvisition och ekonomisk redovisning",
        "sign and hand in what binds the organisation: requisition and financial report",
    )
    CERTIFY = (
        "certify",
        "granska och intyga den ekonomiska redovisningen",
        "review and certify the financial report",
    )
    DECIDE_ON_ACTIVITIES = (
        "decide-on-activities",
        "besluta om aktiviteter och om omfördelning inom ett område",
        "decide on activities and on reallocation within an area",
    )
    FIX_ALLOCATION = (
        "fix-allocation",
        "fastställa en överenskommelses fördelning och ange diarienummer",
        "fix an agreement's allocation and state reference numbers",
    )
    DRAFT_AGREEMENTS = (
        "draft-agreements",
        "skriva utkast till överenskommelser",
        "write drafts of agreements",
    )
    SHARE_PLACEMENTS = (
        "share-placements",
        "fördela medel efter redovisade tal och fastställa fördelningen",
        "share money by the numbers reported and fix the allocation",
    )
    PAY = (
        "pay",
        "registrera utbetalningar och återbetalningar, och hämta betalfiler",
        "record payments and repayments, and fetch payment files",
    )
    RECLAIM = (
        "reclaim",
        "besluta om återkrav",
        "decide on a reclaim",
    )
    PREPARE_DECISIONS = (
        "prepare-decisions",
        "skriva tjänsteskrivelser, utse ansvariga för områden och föra in nämndens beslut",
        "write memoranda, appoint area officers and enter the board's decisions",
    )
    PROPOSE_ACTIVITIES = (
        "propose-activities",
        "föreslå och beskriva aktiviteter",
        "propose and describe activities",
    )
    BOOK_COSTS = (
        "book-costs",
        "bokföra kostnader på aktiviteter och läsa in ekonomisystemets filer",
        "book costs on activities and read files out of the accounting system",
    )
    SHARE_OUT = (
        "share-out",
        "dela länets medel mellan kommunerna",
        "share the county's money out to the municipalities",
    )
    PAY_ONWARD = (
        "pay-onward",
        "betala länets medel vidare till kommunerna",
        "pass the county's money on to the municipalities",
    )
    ANSWER_SHARING = (
        "answer-sharing",
        "godta eller lämna synpunkter på hur länets medel delas",
        "consent to or comment on how the county's money is shared",
    )
    RECEIVE = (
        "receive",
        "ta emot det andra lämnar till organisationen: godta det eller öppna det igen",
        "receive what others hand in to the organisation: accept it or reopen it",
    )
    EXTEND = (
        "extend",
        "förlänga tiden för en mottagare, där det är den egna organisationen som tar emot",
        "extend the time for a recipient, where one's own organisation receives",
    )
    EXTEND_RIGHTS = (
        "extend-rights",
        "förlänga tiden för en mottagare, även där en rätt förfaller",
        "extend the time for a recipient, also where a right lapses",
    )
    WATCH_COUNTRY = (
        "watch-country",
        "se hela landets läge: vem som har lämnat in och vem som inte har det",
        "see the state of the whole country: who has handed in and who has not",
    )
    TAKE_IN_REFERENCE_DATA = (
        "take-in-reference-data",
        "läsa in överenskommelser och organisationer (tjänsten själv)",
        "take in agreements and organisations (the service itself)",
    )
    SEND_REMINDERS = (
        "send-reminders",
        "skicka påminnelser (tjänsten själv)",
        "send reminders (the service itself)",
    )
    KEEP_ACCOUNTS = (
        "keep-accounts",
        "stänga och öppna konton, och ta bort ett andra steg som är förlorat (tjänsten själv)",
        "close and open accounts, and take away a second step that is lost (the service itself)",
    )
    OWN_MATTERS = (
        "own-matters",
        "ta emot en inbjudan till sig själv och ändra sitt eget namn (var och en)",
        "accept an invitation to oneself and change one's own name (everyone)",
    )


NEVER_LENT = frozenset({Permission.ADMINISTER_PEOPLE, Permission.ADMINISTER_TOKENS})
"""What no stand-in may do: it would turn rights that are lent for some days into rights of one's own."""
NEEDS_TWO = frozenset(
    {
        Permission.PAY,
        Permission.PAY_ONWARD,
        Permission.FIX_ALLOCATION,
        Permission.SHARE_PLACEMENTS,
        Permission.RECLAIM,
    }
)
"""What one person begins and another completes: money out, what everyone gets, and what is demanded back."""
GIVEN_BY_TWO = NEEDS_TWO | {Permission.SIGN, Permission.CERTIFY}
"""What only roles that two persons give may do; whoever else holds such a role gets mail."""
BY_CODE: Mapping[str, Permission] = {permission.value: permission for permission in Permission}
