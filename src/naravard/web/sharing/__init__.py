"""An RSS shares its county's money out to the municipalities."""
