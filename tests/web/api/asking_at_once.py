"""Run as a process of its own: two programs ask the API at the same time, again and again, and tell what they got.

python asking_at_once.py changes | acts
"""

import json
import sys
import threading
from typing import Any

ROUNDS = 12
REGION = "/api/organisations/region-09"
REPORT = f"{REGION}/duties/god-och-nara-vard-2022/at-st-report-back"
JSON = "application/json"


def changes(clients: list[Any]) -> list[list[int]]:
    """Change the same detail from the same version in two threads: one of them is first."""
    together, answers, tags = threading.Barrier(2), [[0, 0] for _ in range(ROUNDS)], [""]

    def work(which: int) -> None:
        for number in range(ROUNDS):
            if which == 0:
                tags[0] = clients[0].get(REGION)["ETag"]
            together.wait()
            sent = json.dumps({"city": f"{number} {which}"})
            answer = clients[which].patch(REGION, sent, content_type=JSON, headers={"if-match": tags[0]})
            answers[number][which] = answer.status_code
            together.wait()

    in_two_threads(work)
    return answers


def acts(clients: list[Any]) -> list[list[str]]:
    """Send the same act with the same idempotency key in two threads: it is done once and both get the answer."""
    together, answers = threading.Barrier(2), [["", ""] for _ in range(ROUNDS)]

    def work(which: int) -> None:
        for number in range(ROUNDS):
            for act in ("begin", "put-back"):
                together.wait()
                answer = clients[which].post(
                    f"{REPORT}/{act}", "{}", content_type=JSON, headers={"idempotency-key": f"{act}-{number}"}
                )
                if act == "begin":
                    answers[number][which] = (
                        f"{answer.status_code} {answer.get('Idempotency-Replayed')} {answer['ETag']}"
                    )
            together.wait()

    in_two_threads(work)
    return answers


def in_two_threads(work: Any) -> None:
    """Run it with 0 and 1, each with a connection of its own."""
    threads = [threading.Thread(target=work, args=(which,)) for which in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def prepared() -> list[Any]:
    """Take in what there is to ask for, and return two clients with one key."""
    import datetime

    from django.test import Client

    from naravard.agreement.library import folders
    from naravard.web.access.actor import THE_SERVICE
    from naravard.web.agreements.intake import take_in_folders
    from naravard.web.organisations.intake import take_in_organisations
    from naravard.web.organisations.models import Organisation
    from naravard.web.site.clock import now
    from naravard.web.tokens.acts import make_token

    take_in_organisations(actor=THE_SERVICE, at=now())
    take_in_folders(folders(), now())
    made = make_token(
        actor=THE_SERVICE,
        organisation=Organisation.objects.get(pk="region-09"),
        name="Program",
        scopes=["read", "details", "duties"],
        to_day=now().date() + datetime.timedelta(days=1),
        at=now(),
    )
    return [Client(headers={"authorization": f"Bearer {made.secret}", "host": "localhost"}) for _ in range(2)]


if __name__ == "__main__":
    from naravard.web.startup import start_django

    start_django()
    sys.stdout.write(json.dumps({"changes": changes, "acts": acts}[sys.argv[1]](prepared())))
