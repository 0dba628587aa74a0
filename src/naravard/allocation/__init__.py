"""The allocation room: who gets what, to the krona, and why.

Pure: it knows the agreement's data model and the standard library, no clock, no database, no web. The other questions
have modules of their own: ``explanation`` (why an amount is what it is), ``second_level``, ``audit``, ``simulation``.
"""

from naravard.allocation.allocation import allocate
from naravard.allocation.errors import AllocationError
from naravard.allocation.model import Allocation, Cell, GrantAllocation, RuleStep

__all__ = ["Allocation", "AllocationError", "Cell", "GrantAllocation", "RuleStep", "allocate"]
