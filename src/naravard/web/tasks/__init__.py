"""Duties of organisations: what has been done about them, how they stand, and who may do what next."""
