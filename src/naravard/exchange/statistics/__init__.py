"""Official statistics fetched from where they are published: Kolada v3 and SCB's PxWeb v2.

Null, a row that is missing, and 0 are three things and stay so. Nothing is added up, filled in or rounded: what is kept
is what was fetched, with the address and the moment.
"""
