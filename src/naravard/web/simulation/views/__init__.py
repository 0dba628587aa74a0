"""The pages, one module per question."""
