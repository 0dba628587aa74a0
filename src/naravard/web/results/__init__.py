"""Results: what is measured, what has been published, and what it says of the goals."""
