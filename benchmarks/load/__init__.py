"""Many people at work at once: 100 on SQLite and 600 on PostgreSQL, who come 1, 10 and 100 a second.

``make load`` runs every case and writes a dated result file; ``python -m benchmarks.load sqlite:100:10`` runs one. The
people are Locust's (:mod:`.people`), the service is the real one in processes of its own, and both share the machine's
processors. Each person signs in with a password, looks at tasks and pages, and begins and puts back a duty, with some
seconds of reading between.
"""
