"""A grant's second level as a command asks for it: by the agreement's rule, or by numbers that the user brings."""

from pathlib import Path
from typing import TYPE_CHECKING

from naravard.agreement.model import Text
from naravard.cli.refusal import CommandRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from naravard.allocation.keys import Numbers
    from naravard.allocation.model import Allocation, SecondLevel

_BROUGHT = "egna-tal"
"""The name of the key whose numbers the user brings."""


def shared_onward(
    allocation: "Allocation", grant: str, by: Path | None, keys: "Mapping[str, Numbers]"
) -> "SecondLevel":
    """Return the grant shared among the municipalities; refuse when no rule says how and no numbers are brought."""
    from naravard.agreement.model import Onward, Proportional
    from naravard.allocation.second_level import share_onward
    from naravard.cli.keyfiles import read_numbers

    if by is not None:
        brought = Onward(recipients="municipalities", rule=Proportional(key=_BROUGHT))
        return share_onward(allocation, grant, onward=brought, keys={**keys, _BROUGHT: read_numbers(by)})
    if allocation.agreement.grant(grant).onward is None:
        raise CommandRefused(
            Text(
                f"Överenskommelsen säger inte hur {grant} fördelas vidare. Ta med egna tal: --by FIL.csv.",
                f"The agreement does not say how {grant} is shared onward. Bring numbers of your own: --by FILE.csv.",
            )
        )
    return share_onward(allocation, grant, keys=keys)
