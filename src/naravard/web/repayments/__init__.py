"""Money back: repayments and reclaims."""
