"""Why something about the region's decision was refused: each with a stable code, and the way out."""

from naravard.agreement.model import Agreement, Text
from naravard.agreement.status_words import DONE, UNDER_WAY, waiting_for
from naravard.agreement.wording import kronor, listed
from naravard.ledger.refusals import refuse
from naravard.web.activities.decisions.models import Decision
from naravard.web.activities.grants import area_name, grant_name
from naravard.web.activities.plan import AreaGrant
from naravard.web.ledger.errors import LedgerRefusedError, MoneyRefusedError

_STATES = {
    Decision.DRAFT: Text("utkast", "a draft"),
    Decision.PROPOSED: Text("lämnat till nämnden", "proposed to the board"),
    Decision.DECIDED: Text("beslutat", "decided"),
    Decision.WITHDRAWN: Text("återtaget", "withdrawn"),
}
_SHOWN = {
    Decision.DRAFT: UNDER_WAY,
    Decision.PROPOSED: waiting_for(Text("nämnden", "the board")),
    Decision.DECIDED: DONE,
    Decision.WITHDRAWN: Text("Återtaget", "Withdrawn"),
}


def state_words(state: str) -> Text:
    """Return a decision's state in words."""
    return _STATES[state]


def shown_status(state: str) -> Text:
    """Return how a decision stands as pages show it: one of the six words, or a label for one that was taken back."""
    return _SHOWN.get(state, state_words(state))


def _refused(code: str, sv: str, en: str, field: str = "") -> MoneyRefusedError:
    return MoneyRefusedError(code, Text(sv, en), field)


def wrong_state(decision: Decision) -> MoneyRefusedError:
    """Refuse what a decision's state does not allow."""
    state = state_words(decision.state)
    return _refused(
        "wrong-state",
        f"Beslut {decision.number} är {state.sv}, så det går inte nu. Inget har ändrats.",
        f"Decision {decision.number} is {state.in_language('en')}, so it is not possible now. Nothing was changed.",
    )


def one_is_prepared(number: int) -> MoneyRefusedError:
    """Refuse to begin a second version while one is being prepared."""
    return _refused(
        "one-is-prepared",
        f"Beslut {number} förbereds redan. Fortsätt med det, eller ta tillbaka det först.",
        f"Decision {number} is being prepared already. Go on with it, or withdraw it first.",
    )


def not_fixed() -> MoneyRefusedError:
    """Refuse a decision while there are no amounts."""
    return _refused(
        "not-fixed",
        "Överenskommelsens fördelning är inte fastställd än, så det finns inga belopp att besluta om.",
        "The agreement's allocation has not been fixed yet, so there are no amounts to decide on.",
    )


def no_reason() -> MoneyRefusedError:
    """Refuse what needs a reason and has none."""
    return _refused("no-reason", "Skälet saknas. Skriv varför.", "The reason is missing. Write why.", "reason")


def nothing_to_move() -> MoneyRefusedError:
    """Refuse a move that is none."""
    return _refused(
        "nothing-to-move",
        "Välj två olika områden, och ett belopp som är större än 0 kronor.",
        "Choose two different areas, and an amount above 0 kronor.",
        "amount",
    )


def more_than_there_is(agreement: Agreement, grant: str, area: str, there: int, asked: int) -> LedgerRefusedError:
    """Refuse to move more than an area has of a grant."""
    name, where = grant_name(agreement, grant), area_name(agreement, area)
    return LedgerRefusedError(
        refuse(
            "more-than-there-is",
            what=(
                f"Området {where.sv} har inte så mycket av medlen {name.sv}.",
                f"The area {where.in_language('en')} does not have that much of the grant {name.in_language('en')}.",
            ),
            found=(
                f"{kronor(asked)}, {kronor(asked - there)} för mycket",
                f"{kronor(asked)}, {kronor(asked - there)} too much",
            ),
            expected=(f"högst {kronor(there)}", f"at most {kronor(there)}"),
            way_out=("Flytta ett lägre belopp", "Move a lower amount"),
        ),
        "amount",
    )


def earmark_stays(agreement: Agreement, grant: str, kept: int, room: int) -> LedgerRefusedError:
    """Refuse to move what is set aside for an earmark out of its area."""
    name = grant_name(agreement, grant)
    return LedgerRefusedError(
        refuse(
            "earmark-stays",
            agreement.grant(grant).clause,
            what=(
                f"Av {name.sv} är {kronor(kept)} öronmärkt och stannar i sitt område.",
                f"Of {name.in_language('en')}, {kronor(kept)} is set aside and stays in its area.",
            ),
            found=("mer än det som inte är öronmärkt", "more than what is not set aside"),
            expected=(f"högst {kronor(max(0, room))}", f"at most {kronor(max(0, room))}"),
            way_out=("Flytta ett lägre belopp", "Move a lower amount"),
        ),
        "amount",
    )


def below_decided(agreement: Agreement, cell: AreaGrant, frame: int) -> LedgerRefusedError:
    """Refuse frames that the activities already decided on do not fit in."""
    name, grant = area_name(agreement, cell.area), grant_name(agreement, cell.grant)
    over = cell.decided - frame
    return LedgerRefusedError(
        refuse(
            "below-decided",
            what=(
                f"Området {name.sv} skulle få en lägre ram av {grant.sv} än vad som redan är beslutat.",
                f"The area {name.in_language('en')} would get a lower frame of {grant.in_language('en')} than what is "
                "already decided on.",
            ),
            found=(
                f"beslutat {kronor(cell.decided)}, ram {kronor(frame)}, {kronor(over)} för mycket",
                f"decided {kronor(cell.decided)}, frame {kronor(frame)}, {kronor(over)} too much",
            ),
            expected=("en ram som rymmer det som är beslutat", "a frame that holds what is decided on"),
            way_out=(
                "Ta tillbaka beslutet till utkast och flytta mindre, eller låt regiondirektören först sänka "
                "aktiviteter i området",
                "Take the decision back to a draft and move less, or let the region director lower activities in the "
                "area first",
            ),
        )
    )


def other_amounts(rests_on: int, version: int) -> MoneyRefusedError:
    """Refuse to propose amounts other than those allotted now."""
    return _refused(
        "other-amounts",
        f"Beloppen är från version {rests_on} av den fastställda fördelningen, och nu gäller version {version}. "
        "Hämta de nya beloppen under Belopp per område, och läs igenom dem.",
        f"The amounts are from version {rests_on} of the fixed allocation, and version {version} holds now. Take in "
        "the new amounts under Amounts by area, and read them through.",
    )


def lacking(what: list[Text]) -> MoneyRefusedError:
    """Refuse to propose a memorandum in which something is missing."""
    return _refused(
        "lacking",
        f"Tjänsteskrivelsen saknar {listed([one.sv for one in what])}. Fyll i det och försök igen.",
        f"The memorandum has no {listed([one.in_language('en') for one in what], 'en')}. Fill it in and try again.",
    )


def not_written(field: str, sv: str, en: str) -> MoneyRefusedError:
    """Refuse a value that cannot be."""
    return _refused(f"wrong-{field.replace('_', '-')}", sv, en, field)


def other_area() -> MoneyRefusedError:
    """Refuse a director's reallocation between areas."""
    return _refused(
        "between-areas",
        "Aktiviteterna hör till olika områden. Regiondirektören omfördelar bara inom ett område. Mellan områden "
        "beslutar nämnden. Förbered ett nytt beslut där medlen flyttas.",
        "The activities belong to different areas. The region director reallocates only within an area; between areas "
        "the board decides. Prepare a new decision in which the money is moved.",
        "to",
    )


def more_than_left(found: int, asked: int) -> LedgerRefusedError:
    """Refuse to take more from an activity, or from what is not planned, than there is."""
    over = kronor(asked - found)
    return LedgerRefusedError(
        refuse(
            "more-than-left",
            what=("Så mycket finns inte att ta av.", "There is not that much to take of."),
            found=(f"{kronor(asked)}, {over} för mycket", f"{kronor(asked)}, {over} too much"),
            expected=(f"högst {kronor(found)}", f"at most {kronor(found)}"),
            way_out=(
                "Omfördela ett lägre belopp, eller ta från en annan aktivitet",
                "Reallocate a lower amount, or take from another activity",
            ),
        ),
        "amount",
    )


def not_decided_activity() -> MoneyRefusedError:
    """Refuse to give money to an activity that is not decided on."""
    return _refused(
        "not-decided",
        "Pengar kan bara omfördelas till en beslutad aktivitet, och från en beslutad eller avslutad.",
        "Money can only be reallocated to an activity that is decided on, and from one decided on or ended.",
        "to",
    )
