"""The financial report, certified by the chief financial officer."""
