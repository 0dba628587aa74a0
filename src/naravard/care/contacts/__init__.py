"""Named contacts: who has one, of whom, on a day."""
