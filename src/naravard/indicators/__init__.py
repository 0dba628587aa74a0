"""Results as data: what is measured and how, what has been published, and what it says of a goal.

An indicator lies in the agreement's folder, in ``indicators/``. The room is pure: no clock, no database, no web.
"""
