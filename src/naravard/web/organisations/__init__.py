"""The organisations that keep an agreement: regions, RSS, municipalities, SKR, the ministry and the agencies."""
