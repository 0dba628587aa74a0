"""Run as a process of its own: acts by two processes or two threads at once, and answers each act when it is done.

python acting.py do ACT < NUMBERS | threads ACT | outside

Another act is one more entry of ``ACTS``; ``tests/killing.py`` says how it is found in the database afterwards.
"""

import datetime
import multiprocessing
import sys
import threading
from collections.abc import Callable, Iterable

import django

AT = datetime.datetime(2026, 6, 1, 12, 0, tzinfo=datetime.UTC)


def take_in(number: int) -> None:
    """Take in one agreement of which nothing is checked."""
    from naravard.agreement.files import AgreementFiles
    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.agreements import acts

    files = AgreementFiles({"agreement.yaml": str(number).encode()}, name=f"mapp-{number}")
    acts.take_in(
        actor=THE_SERVICE, agreement_id=str(number), files=files, at=AT + number * datetime.timedelta(minutes=1)
    )


ACTS: dict[str, Callable[[int], None]] = {"take-in": take_in}


def do(act: Callable[[int], None], numbers: Iterable[int]) -> None:
    """Act by each number, and answer with it when the act has returned; a line is written in one piece."""
    for number in numbers:
        act(number)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def by_two_processes(act: Callable[[int], None], numbers: list[int]) -> None:
    """Let two processes share the acts, as the service's own do; they begin with no connection to the database."""
    forking = multiprocessing.get_context("fork")
    processes = [forking.Process(target=do, args=(act, numbers[first::2])) for first in (0, 1)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        sys.exit(1)


def by_two_threads(act: Callable[[int], None]) -> None:
    """Let two threads begin at the same moment, with forty acts each."""
    together = threading.Barrier(2)

    def work(first: int) -> None:
        together.wait()
        do(act, range(first, first + 40))

    threads = [threading.Thread(target=work, args=(first,)) for first in (0, 1000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def outside() -> None:
    """Try to record outside a transaction."""
    from history_shared import ANNA, CFO, KIND

    from naravard.agreement.model import Text
    from naravard.web.history.content import Thing
    from naravard.web.history.record import NotInTransactionError, record

    try:
        record(
            actor=ANNA,
            role=CFO,
            for_whom=None,
            organisation=None,
            thing=Thing("agreement", "a", Text("A")),
            kind=KIND,
            reason="",
            before=None,
            after=None,
            at=AT,
        )
    except NotInTransactionError:
        sys.stdout.write("refused\n")


def main(what: str, act: str = "take-in") -> None:
    """Do what is asked."""
    django.setup()
    if what == "do":
        by_two_processes(ACTS[act], [int(line) for line in sys.stdin])
    elif what == "threads":
        by_two_threads(ACTS[act])
    elif what == "outside":
        outside()


if __name__ == "__main__":
    main(*sys.argv[1:])
