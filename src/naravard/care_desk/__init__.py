"""The rooms of care records with pages, for someone without a terminal: on their own machine, for one person at a time.

It shares the agreement service's frame, forms and tables (``naravard.web.site``) and nothing else with it: no database,
no accounts, and no page of it is served there.
"""
