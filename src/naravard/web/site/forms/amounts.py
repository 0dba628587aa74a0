"""Several amounts of one form as a table: what each is out of, what is written, and the sum that adds itself.

A field that says what it is out of (:attr:`.Field.out_of`) stands in the table. The sum is worked out when the page is
made, of what can be read of it, and by a script while someone writes (``frontend/naravard.js``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from naravard.agreement.model import Text
from naravard.web.site.forms.fields import Field
from naravard.web.site.forms.posted_values import kronor_or_none


@dataclass(frozen=True, slots=True)
class AmountsTable:
    """The amounts of one form."""

    out_of: Text
    """The heading over what each is out of: ``Tilldelat``."""
    written: Text
    """The heading over the fields: ``Rekvireras``."""
    fields: Sequence[Field] = ()

    def of(self, fields: Iterable[Field]) -> "AmountsTable":
        """Return the table with those of a form's fields that stand in it."""
        return AmountsTable(self.out_of, self.written, [one for one in fields if one.out_of is not None])

    @property
    def counted(self) -> list[Field]:
        """The fields that the sum is made of: a part of another amount is counted with that."""
        return [field for field in self.fields if not field.is_part]

    @property
    def whole(self) -> int:
        """The sum of what each is out of."""
        return sum(field.out_of or 0 for field in self.counted)

    @property
    def total(self) -> int:
        """The sum of what is written, of what can be read of it."""
        return sum(kronor_or_none(field.value) or 0 for field in self.counted)
