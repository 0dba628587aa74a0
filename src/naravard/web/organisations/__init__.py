"""The organisations that keep an agreement: regions, RSS, municipalities, SKR, authorities and others."""
