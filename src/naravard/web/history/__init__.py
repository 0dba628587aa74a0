"""History: what has been done here, by whom and why, as events that are only ever added and hang together by hash."""
