"""Activity reports (verksamhetsrapporter) in words."""
