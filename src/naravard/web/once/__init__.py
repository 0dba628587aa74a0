"""The same act sent twice happens once: what was answered is remembered under the key that came with it."""
