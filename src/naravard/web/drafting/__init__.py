"""Drafts of agreements: begun from one that there is, written on pages, checked, and fetched as a folder."""
