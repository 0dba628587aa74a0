"""Activities that the money is used for."""
