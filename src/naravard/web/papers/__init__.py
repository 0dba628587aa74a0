"""Papers that are handed in: what stands in them, their PDF, signatures and receipts."""
