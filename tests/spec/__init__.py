"""The specification that an official can read: folder = chapter, file = section, test = paragraph.

A test's docstring is the paragraph: its first line the title, the rest the text, in Swedish. What the test calls on
``spec`` is tried, and becomes the paragraph's tables in the handbook (``docs/handbok/``), generated from these files.
What can be called is the chapter's own: the class ``Spec`` in its ``paragraph.py``. A new chapter is a folder, and a
line in ``scripts/generate_docs.py``.
"""
