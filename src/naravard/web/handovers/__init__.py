"""What waits for someone: everything that another person, or a date, has handed over, told to those who can do it."""
