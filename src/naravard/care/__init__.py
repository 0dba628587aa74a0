"""What a care provider works out from its own care records, where they lie: only aggregates leave.

The web of the agreement knows nothing of these rooms, and an import contract keeps it so.
"""
