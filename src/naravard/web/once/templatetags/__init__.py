"""Tags that are built in, so that no template loads them."""
