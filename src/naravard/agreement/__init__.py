"""The agreement room: an agreement folder as typed data, with its clauses, and a linter that finds what is wrong.

Pure: it reads files when asked to, and knows no clock, no database and no web. Start at
:mod:`naravard.agreement.library` (find and open an agreement) or :mod:`naravard.agreement.load` (load a folder or a
snapshot of one).
"""
