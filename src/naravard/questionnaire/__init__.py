"""Reports in words: their forms as data, the answers, what is missing in them, and what a county's answers come to.

A form lies in the agreement's folder, in ``questionnaires/``. The room is pure: no clock, no database, no web.
"""
