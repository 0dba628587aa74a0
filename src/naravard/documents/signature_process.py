"""The process that looks at an uploaded file: little time and memory, and no way out but its answer.

Run by :func:`naravard.documents.signatures.check` with the place of the package as its argument. It reads a question on
standard input and writes the answer on standard output; when it is stopped by its limits there is none.
"""

import sys

SECONDS = 25
MEMORY = 1536 * 1024 * 1024
"""Address space: the program itself maps some 400 MB."""


def main() -> None:
    """Answer one question."""
    _limit()
    sys.path.insert(0, sys.argv[1])
    import msgspec

    from naravard.documents.signature_examination import examine
    from naravard.documents.signatures import SignatureQuestion

    question = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=SignatureQuestion)
    sys.stdout.buffer.write(msgspec.msgpack.encode(examine(question)))


def _limit() -> None:
    try:
        import resource
    except ImportError:  # no such limits on this system; the one who asks still stops waiting
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    main()
