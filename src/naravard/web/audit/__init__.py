"""The audit on the web: what is signed against what is computed, and the text against the annexes."""
