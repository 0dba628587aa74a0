"""The agreement's pages: overview, requirements, dates, goals, text, papers; and its stored snapshots."""
