"""The views: each finds what its page needs and hands it to the template, or answers with the table as a file."""
