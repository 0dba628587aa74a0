"""The imaginary year: invented people, and what they do when. All of it follows from the code; nothing is drawn."""
