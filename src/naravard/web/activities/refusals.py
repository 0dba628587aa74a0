"""Why an activity was refused: each with a stable code, what was found, what was expected, and the way out."""

from naravard.agreement.model import Agreement, Text
from naravard.agreement.wording import kronor
from naravard.ledger.refusals import refuse
from naravard.web.activities.grants import area_name, grant_name
from naravard.web.activities.models import Activity
from naravard.web.activities.plan import AreaGrant
from naravard.web.ledger.errors import LedgerRefusedError, MoneyRefusedError
from naravard.web.organisations.kinds import Kind

_STATES = {
    Activity.PROPOSED: Text("föreslagen", "proposed"),
    Activity.DECIDED: Text("beslutad", "decided"),
    Activity.DECLINED: Text("avslagen", "declined"),
    Activity.ENDED: Text("avslutad", "ended"),
}


def state_words(status: str) -> Text:
    """Return an activity's state in a word."""
    return _STATES[status]


def above_area(agreement: Agreement, area: AreaGrant, kind: str) -> LedgerRefusedError:
    """Refuse activities that together cost more than their area has."""
    name, over = area_name(agreement, area.area), area.decided - area.frame
    ways = {
        True: (
            "Lägg ett lägre belopp, eller omfördela från en annan aktivitet i området. Mer pengar till området kan "
            "bara nämnden besluta om",
            "Set a lower amount, or reallocate from another activity in the area. Only the board can decide on more "
            "money for the area",
        ),
        False: (
            "Lägg ett lägre belopp, eller sänk en annan aktivitet först",
            "Set a lower amount, or lower another activity first",
        ),
    }
    return LedgerRefusedError(
        refuse(
            "above-area-frame",
            _area_clause(agreement, area.area),
            what=(
                f"Aktiviteterna i området {name.sv} skulle kosta mer än områdets ram.",
                f"The activities in the area {name.in_language('en')} would cost more than the area's frame.",
            ),
            found=(
                f"planerat {kronor(area.decided)}, {kronor(over)} för mycket",
                f"planned {kronor(area.decided)}, {kronor(over)} too much",
            ),
            expected=(f"högst ramen, {kronor(area.frame)}", f"at most the frame, {kronor(area.frame)}"),
            way_out=ways[kind == Kind.REGION],
        ),
        "budget",
    )


def above_grant(agreement: Agreement, cell: AreaGrant) -> LedgerRefusedError:
    """Refuse activities that cost more than there is of their grant in the area, though the area has room."""
    name, over = grant_name(agreement, cell.grant), cell.decided - cell.frame
    return LedgerRefusedError(
        refuse(
            "above-grant",
            _grant_clause(agreement, cell.grant),
            what=(
                f"Medlen {name.sv} räcker inte till aktiviteterna som ska betalas med dem.",
                f"The grant {name.in_language('en')} is not enough for the activities it is to pay for.",
            ),
            found=(
                f"planerat {kronor(cell.decided)}, {kronor(over)} för mycket",
                f"planned {kronor(cell.decided)}, {kronor(over)} too much",
            ),
            expected=(f"högst {kronor(cell.frame)}", f"at most {kronor(cell.frame)}"),
            way_out=(
                "Lägg ett lägre belopp, sänk en annan aktivitet som betalas med samma medel, eller välj andra medel "
                "vars ändamål aktiviteten tjänar",
                "Set a lower amount, lower another activity paid by the same grant, or choose another grant whose "
                "purpose the activity serves",
            ),
        ),
        "budget",
    )


def takes_of_earmarks(
    agreement: Agreement, grant_id: str, *, general: int, room: int, set_aside: int
) -> LedgerRefusedError:
    """Refuse activities of a grant's purpose at large that would take of what is set aside for its earmarks."""
    name = grant_name(agreement, grant_id)
    return LedgerRefusedError(
        refuse(
            "takes-of-earmark",
            _grant_clause(agreement, grant_id),
            what=(
                f"Av {name.sv} är {kronor(set_aside)} öronmärkt, och det får bara gå till sitt ändamål.",
                f"Of {name.in_language('en')}, {kronor(set_aside)} is set aside and may go only to its purpose.",
            ),
            found=(
                f"planerat {kronor(general)} utanför öronmärkningen, {kronor(general - room)} för mycket",
                f"planned {kronor(general)} outside what is set aside, {kronor(general - room)} too much",
            ),
            expected=(f"högst {kronor(room)}", f"at most {kronor(room)}"),
            way_out=(
                "Lägg ett lägre belopp, eller välj öronmärkningen om pengarna är öronmärkta för aktiviteten",
                "Set a lower amount, or choose the earmark if the activity serves its purpose",
            ),
        ),
        "budget",
    )


def not_fixed() -> MoneyRefusedError:
    """Refuse a budget while the agreement's allocation has not been fixed."""
    return MoneyRefusedError(
        "not-fixed",
        Text(
            "Fördelningen är inte fastställd än, så det finns inga belopp att planera inom. "
            "Till dess kan en aktivitet bara ha budgeten 0 kronor. Höj den när beloppen är fastställda.",
            "The allocation has not been fixed yet, so there are no amounts to plan within. "
            "Until then an activity can only have a budget of 0 kronor; raise it when the amounts have been fixed.",
        ),
        "budget",
    )


def no_board_decision() -> MoneyRefusedError:
    """Refuse a director's decision before the board has decided how the money is shared."""
    return MoneyRefusedError(
        "no-board-decision",
        Text(
            "Nämndens beslut om fördelningen är inte infört, så regiondirektören har inget uppdrag att besluta om "
            "aktiviteter. Den som förbereder beslut för in det under Beslut, med protokoll, paragraf och dag.",
            "The board's decision on the distribution has not been entered, so the region director has no mandate to "
            "decide on activities. Whoever prepares decisions enters it under Decisions, with minutes, paragraph and "
            "day.",
        ),
    )


def no_mandate() -> MoneyRefusedError:
    """Refuse a director's decision where the board decides on the activities itself."""
    return MoneyRefusedError(
        "no-mandate",
        Text(
            "I det beslut som gäller beslutar nämnden själv om aktiviteterna, enligt beslutsunderlaget. Ta upp "
            "ändringen i ett nytt beslut, eller låt nämnden ge regiondirektören uppdraget.",
            "By the decision that holds, the board itself decides on the activities, as the decision basis has them. "
            "Take the change up in a new decision, or let the board give the region director the mandate.",
        ),
    )


def cannot_now(activity: Activity, sv: str, en: str) -> MoneyRefusedError:
    """Refuse what an activity's state does not allow; ``sv`` and ``en`` say what it must be for that."""
    state = state_words(activity.status)
    return MoneyRefusedError(
        "wrong-state",
        Text(
            f"Aktiviteten är {state.sv}. {sv} Inget har ändrats.",
            f"The activity is {state.in_language('en')}. {en} Nothing has been changed.",
        ),
    )


def no_reason() -> MoneyRefusedError:
    """Refuse what needs a reason and has none."""
    return MoneyRefusedError(
        "no-reason", Text("Skälet saknas. Skriv varför.", "The reason is missing. Write why."), "reason"
    )


def wrong(field: str, sv: str, en: str) -> MoneyRefusedError:
    """Refuse a value that cannot be."""
    return MoneyRefusedError(f"wrong-{field.replace('_', '-')}", Text(sv, en), field)


def _area_clause(agreement: Agreement, area_id: str) -> str:
    return next((area.clause for area in agreement.areas if area.id == area_id), agreement.total.clause)


def _grant_clause(agreement: Agreement, grant_id: str) -> str:
    return next((grant.clause for grant in agreement.grants if grant.id == grant_id), agreement.total.clause)
