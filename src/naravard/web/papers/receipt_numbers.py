"""The number of a receipt: twelve letters and digits that are easy to read aloud and that no one guesses."""

import secrets

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without I, L, O and U, which are taken for others (Crockford's alphabet): 32 signs, 60 bits in twelve."""
_GROUPS, _IN_A_GROUP = 3, 4


def new_receipt_number() -> str:
    """Return a number that no one has: ``7K3M-92QX-4TRD``."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(_IN_A_GROUP)) for _ in range(_GROUPS))


def read_receipt_number(written: str) -> str:
    """Return a number as it is kept, however it is written: small letters, blanks, ``O`` for zero."""
    signs = written.upper().translate(str.maketrans("OIL", "011", "- "))
    return "-".join(signs[place : place + _IN_A_GROUP] for place in range(0, len(signs), _IN_A_GROUP))
