"""The handbook: the Markdown files of ``docs/handbok`` as searchable pages."""
