"""What looks at all the other rooms: one's own tasks, an organisation's first page, the history."""
