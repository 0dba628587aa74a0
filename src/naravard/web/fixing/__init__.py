"""An agreement's allocation is fixed, in versions that never change."""
