"""Reminders of one's days, in time: reminders by mail, each given once, and a calendar for each person."""
