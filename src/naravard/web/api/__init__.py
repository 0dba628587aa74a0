"""The JSON API under ``/api/``: everything that the pages show, as data. Open reads; nothing here changes anything."""
