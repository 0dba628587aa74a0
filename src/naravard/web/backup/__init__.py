"""One file with every row of the database: made, verified, and restored into SQLite or PostgreSQL.

The file is an ordinary zip archive. Each table is a member with one JSON object a line, in the order of the primary
key; ``manifest.json`` says which tables, how many rows, their SHA-256, and which program and migrations they belong
to. The archive's comment, its last bytes, is the SHA-256 of all bytes before it, so that any changed byte is found
before anything is read. The secret key is no part of it, nor are sign-in sessions.
"""
