"""The simulation on the web: change an agreement's allocation in a form, and see before, after and difference.

Nothing is stored. What the reader has changed stands in the page's address, or in a variant file that the reader
keeps.
"""
