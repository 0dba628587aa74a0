"""Payments: requisitions received, checked, accepted and paid."""
