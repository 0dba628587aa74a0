"""Care records as people have them, read by one reader that counts what is wrong, and kept as clean Parquet.

Nothing else reads users' files: one engine stops at a day that does not exist, and another goes on with a wrong one.
"""
