"""The commands, one module each: ``ABOUT`` says what the help shows, ``run`` does it."""
