"""How the rows stand is taken up into the history once, where the version before did not witness them."""

import datetime

from naravard.agreement.model import Text
from naravard.web.access.actor import Actor
from naravard.web.access.acts import act, tell
from naravard.web.access.matters import COMMON
from naravard.web.access.permissions import Permission
from naravard.web.history.content import SERVICE, Thing
from naravard.web.history.kinds import event, example
from naravard.web.history.sentences import counted
from naravard.web.history.state import SHAPE, TAKEN_UP, differences_now, taken_up_shape
from naravard.web.history.witness import note

_ROWS = Thing("rows", "all", Text("raderna i databasen", "the rows of the database"))


@act(
    Permission.TAKE_IN_REFERENCE_DATA,
    matter=COMMON,
    leaves=event(
        TAKEN_UP,
        Text(
            "{who} tog upp hur {rows} står i databasen, så att ändringar vid sidan av programmet hittas. Av dem sade "
            "{changed} något annat än historiken.",
            "{who} took up how {rows} of the database stand, so that changes past the program are found. Of them "
            "{changed} said something else than the history.",
        ),
        example(_ROWS, person=SERVICE, organisation=None, after={"shape": 1, "rows": 1204, "changed": 0}),
        rows=counted("rows", Text("1 rad", "1 row"), Text("{} rader", "{} rows")),
        changed=lambda told: Text(str((told.after or {}).get("changed", 0))),
    ),
)
def take_up_rows(*, actor: Actor, at: datetime.datetime) -> int:
    """Take up how the rows stand, where others are witnessed than those recorded; return how many.

    It happens once for each :data:`~naravard.web.history.state.SHAPE`, so that nothing changed later is taken up by a
    mere restart.
    """
    if taken_up_shape() >= SHAPE:
        return 0
    found = differences_now()
    for key, digest, _sequence in found:
        note(key, digest)
    changed = sum(1 for *_, sequence in found if sequence)
    after = {"shape": SHAPE, "rows": len(found), "changed": changed}
    tell(actor=actor, organisation=None, thing=_ROWS, kind=TAKEN_UP, before=None, after=after, at=at)
    return len(found)
