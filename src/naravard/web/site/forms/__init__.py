"""Forms: fields as pages show them, and what was written read into values with words on mistakes.

A room says what a form asks, how it is read and what is done with it, in a :class:`~.step.Step`; ``step.answer`` does
the rest. A page that asks and does nothing (a filter, a payment advice) uses the fields and :class:`Written` alone.
"""

from naravard.web.site.forms.fields import Choice, Field, Kind, filled, reason
from naravard.web.site.forms.posted_values import LONGEST_LINE, LONGEST_TEXT, MOST_KRONOR, Written

__all__ = ["LONGEST_LINE", "LONGEST_TEXT", "MOST_KRONOR", "Choice", "Field", "Kind", "Written", "filled", "reason"]
