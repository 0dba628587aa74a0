"""Facts of recipients' money as the database keeps them, and fixed allocations."""
