"""What goes to and comes from other programs in formats of theirs. Pure: no clock, no database, no web."""
