"""The handbook: the Markdown files of ``docs/handbook`` as searchable pages."""
