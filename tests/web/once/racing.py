"""Run as a process of its own: two threads ask for the same thing at once, again and again, and tell what they got.

python racing.py both | fails
"""

import datetime
import json
import sys
import threading
from collections.abc import Callable

AT = datetime.datetime(2026, 6, 1, 12, 0, tzinfo=datetime.UTC)
ROUNDS = 25


def both() -> list[list[str]]:
    """Ask with the same key in both threads; each asking makes a person, unless it was made before."""
    from naravard.web.once.receipts import once
    from naravard.web.people.models import Person

    together, answers = threading.Barrier(2), [["", ""] for _ in range(ROUNDS)]

    def work(which: int) -> None:
        for number in range(ROUNDS):
            together.wait()
            made = once(f"nyckel-{number}", "anna", lambda: str(Person.objects.create(name="Anna").id), at=AT)
            answers[number][which] = made

    in_two_threads(work)
    return answers


def fails() -> list[list[str]]:
    """Fail in the one thread, when the key is taken; the other then finds the key free."""
    from naravard.web.once.receipts import once
    from naravard.web.people.models import Person

    taken, answers = threading.Event(), [["", ""]]

    def broken() -> str:
        Person.objects.create(name="Halva")
        taken.set()
        raise RuntimeError

    def work(which: int) -> None:
        if which == 0:
            try:
                once("nyckel", "anna", broken, at=AT)
            except RuntimeError:
                answers[0][0] = "failed"
        else:
            taken.wait()
            answers[0][1] = once("nyckel", "anna", lambda: str(Person.objects.create(name="Hel").id), at=AT)

    in_two_threads(work)
    return answers


def in_two_threads(work: Callable[[int], None]) -> None:
    """Run it with 0 and 1."""
    threads = [threading.Thread(target=work, args=(which,)) for which in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    from naravard.web.startup import start_django

    start_django()
    sys.stdout.write(json.dumps({"both": both, "fails": fails}[sys.argv[1]]()))
