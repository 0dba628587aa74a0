"""A recipient's money on one page, and its follow-up during the year."""
