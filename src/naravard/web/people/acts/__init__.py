"""What can be done to people and their roles: each act one function, one transaction, one event."""
