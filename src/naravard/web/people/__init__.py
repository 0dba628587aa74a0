"""People: who they are, the accounts they sign in with, the roles they hold, and who stands in for them."""
