"""How passwords are kept: Argon2id with OWASP's numbers, so that many can sign in at once on a small machine."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """19 MiB, two rounds, one thread (OWASP Password Storage Cheat Sheet); Django itself takes five times that."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
