"""Numbers that are reported during the year, as placement weeks, and the money that is shared by them."""
