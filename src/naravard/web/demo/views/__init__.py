"""The pages of the demonstration."""
