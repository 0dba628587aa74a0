"""One form for several of the county's grants: those that the same is done with, each by its own act.

What is offered is named with the version that was seen, so that nothing that has changed since is done with the rest.
"""

from collections.abc import Iterable

from naravard.agreement.model import Text
from naravard.agreement.wording import kronor
from naravard.web.sharing.errors import SharingChangedError
from naravard.web.sharing.overview import GrantSharing
from naravard.web.site.forms import Choice, Field, Written

ALSO = "aven"
"""The name of the field."""


class Others:
    """The grants that the same can be done with, and which of them are chosen."""

    def __init__(self, some: Iterable[tuple[GrantSharing, int, int]], label: Text) -> None:
        """Take each grant with the version that is seen, and the kronor that are shared."""
        self._some = {f"{sharing.grant.id}|{seen}": (sharing, seen, amount) for sharing, seen, amount in some}
        self._label = label

    @property
    def fields(self) -> list[Field]:
        """The field that asks; none if there is no other grant."""
        choices = [Choice(key, one.grant.name, Text(kronor(amount))) for key, (one, _, amount) in self._some.items()]
        return [Field(name=ALSO, label=self._label, kind="several", choices=choices)] if choices else []

    def read(self, written: Written) -> list[tuple[GrantSharing, int]]:
        """Return the grants that are chosen, each with the version that was seen.

        Raises:
            SharingChangedError: when one of them has changed since it was shown.
        """
        chosen = [value for value in dict.fromkeys(written.all(ALSO)) if value]
        if any(value not in self._some for value in chosen):
            raise SharingChangedError
        return [(sharing, seen) for value in chosen for sharing, seen, _amount in [self._some[value]]]
