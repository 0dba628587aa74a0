"""The pages of people: an organisation's, one's own, an invitation's, and the roles there are."""
