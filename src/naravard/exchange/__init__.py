"""What goes to other programs in formats of theirs. Pure: no clock, no database, no web."""
