"""Template filters of papers."""
