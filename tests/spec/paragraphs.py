"""What a paragraph of the specification is, whichever chapter it stands in.

Each chapter has a class ``Spec`` of its own, in its ``paragraph.py``, with what the chapter's paragraphs can try.
"""

from collections.abc import Sequence


class Paragraph:
    """Tries the examples of a paragraph and keeps them as Markdown."""

    def __init__(self) -> None:
        self.markdown: list[str] = []

    def says(self, text: str) -> None:
        """Add a sentence between the examples."""
        self.markdown.append(text)


def markdown_table(header: Sequence[str], rows: Sequence[Sequence[str]], *, words: bool = False) -> str:
    """Write a table; all columns but the first hold numbers, unless they hold ``words``."""
    marks = ["---", *(["---" if words else "---:"] * (len(header) - 1))]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (header, marks, *rows))
