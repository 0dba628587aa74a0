"""The demonstration: an imaginary year with invented people, a day that can be set, and a button to become anyone.

It is its own command, its own folder and its own database, and two locks that have nothing to do with one another keep
it from being switched on anywhere else (:mod:`.locks`).
"""
