"""The pages of an organisation: who it is, its details, and a region's private providers."""
