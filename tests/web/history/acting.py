"""Run as a process of its own: takes in agreements one after another, or by two threads at once, and tells of each.

python acting.py prepare | act FIRST LAST | threads | outside
"""

import datetime
import sys
import threading

import django

AT = datetime.datetime(2026, 6, 1, 12, 0, tzinfo=datetime.UTC)


def act(number: int) -> None:
    """Take in one agreement of which nothing is checked, and say so when it is done."""
    from naravard.agreement.files import AgreementFiles
    from naravard.web.agreements.acts import take_in

    files = AgreementFiles({"agreement.yaml": str(number).encode()}, name=f"mapp-{number}")
    take_in(agreement_id=f"prov-{number}", files=files, at=AT)
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def outside() -> None:
    """Try to record outside a transaction."""
    from history_shared import ANNA, CFO, KIND

    from naravard.agreement.model import Text
    from naravard.web.history.recording import NotInTransactionError, record
    from naravard.web.history.told import Thing

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


def main(what: str, *numbers: str) -> None:
    """Do what is asked."""
    django.setup()
    if what == "prepare":
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
    elif what == "act":
        for number in range(int(numbers[0]), int(numbers[1])):
            act(number)
    elif what == "threads":
        together = threading.Barrier(2)

        def work(first: int) -> None:
            together.wait()
            for number in range(first, first + 40):
                act(number)

        threads = [threading.Thread(target=work, args=(first,)) for first in (0, 1000)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    elif what == "outside":
        outside()


if __name__ == "__main__":
    main(*sys.argv[1:])
