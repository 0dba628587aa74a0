"""Signing in: passwords, a second step, an identity provider, sessions and their end."""
