"""A form as a Word document to fill in offline, and what is read out of it again."""
