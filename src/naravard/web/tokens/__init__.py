"""Keys to the API: an organisation makes them, says what they may do and until when, and takes them back."""
