"""Costs booked on activities, by hand or out of accounting files."""
