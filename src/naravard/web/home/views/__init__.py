"""The pages that look at all the other rooms."""
