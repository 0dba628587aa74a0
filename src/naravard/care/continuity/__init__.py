"""The continuity index: one definition, several ways to run it, the same answer to the last digit."""
