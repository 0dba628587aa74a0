"""Reports in words: the agreement's forms filled in by many, checked, signed and handed in as papers."""
