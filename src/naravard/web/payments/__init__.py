"""Kammarkollegiet's payments: requisitions received, checked, accepted and paid."""
