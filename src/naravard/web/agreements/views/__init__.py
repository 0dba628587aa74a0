"""Thin views: each asks for the agreement, arranges what its page shows, and renders it."""
