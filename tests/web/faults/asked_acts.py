"""A thousand different acts that are asked for over HTTP, and what each leaves in the database.

Four acts for each of 250 municipalities: a duty begun, another submitted, and two details changed by themselves. The
number of an act stands in what it changes, so that it can be told from all others afterwards.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from queue import SimpleQueue
from threading import Thread

from own_databases import Place
from real_service import Answer, RealService
from web_shared import WHOLE

KINDS = ("begin", "submit", "address", "contact_name")
BEGUN, SUBMITTED = "at-st-report-back", "vfu-report"
CLIENTS = 8
STALE = 412

LEFT = f"""
SELECT 'begin' AS kind, 'facts' AS part, organisation_id AS code, '' AS said
    FROM tasks_dutyrecord WHERE duty_id = '{BEGUN}' AND begun_at IS NOT NULL
UNION ALL SELECT 'begin', 'event', organisation_code, '' FROM history_event WHERE kind = 'duty-begun'
UNION ALL SELECT 'begin', 'answer', '', key FROM once_givenanswer WHERE answer LIKE '%{BEGUN}%'
UNION ALL SELECT 'submit', 'facts', organisation_id, reference_number
    FROM tasks_dutyrecord WHERE duty_id = '{SUBMITTED}' AND submitted_at IS NOT NULL
UNION ALL SELECT 'submit', 'event', organisation_code, content FROM history_event WHERE kind = 'duty-submitted'
UNION ALL SELECT 'submit', 'answer', '', key FROM once_givenanswer WHERE answer LIKE '%{SUBMITTED}%'
UNION ALL SELECT 'address', 'facts', code, address FROM organisations_organisation WHERE address <> ''
UNION ALL SELECT 'address', 'event', organisation_code, content
    FROM history_event WHERE kind = 'organisation-contact-changed' AND content LIKE '%"after":{{"address":%'
UNION ALL SELECT 'contact_name', 'facts', code, contact_name FROM organisations_organisation WHERE contact_name <> ''
UNION ALL SELECT 'contact_name', 'event', organisation_code, content
    FROM history_event WHERE kind = 'organisation-contact-changed' AND content LIKE '%"after":{{"contact_name":%'
"""  # noqa: S608 - the names are written here
"""All that the acts leave, in one question, so that all that it tells is of one moment."""
NUMBER = re.compile(r"(?:Nr |prov-)(\d+)")


@dataclass(frozen=True)
class Plan:
    """Which act each number is: the organisations with their keys, in order."""

    keys: Mapping[str, str]

    @property
    def count(self) -> int:
        return len(KINDS) * len(self.keys)

    def act(self, number: int) -> tuple[str, str]:
        """Return which kind of act a number is, and whose."""
        return KINDS[number % len(KINDS)], list(self.keys)[number // len(KINDS)]

    def number(self, kind: str, code: str) -> int:
        """Return the number of an act."""
        return list(self.keys).index(code) * len(KINDS) + KINDS.index(kind)


class Clients:
    """Programs that ask a service for acts at the same time, each for one after the other (a :class:`.Running`)."""

    def __init__(self, service: RealService, plan: Plan, numbers: Sequence[int]) -> None:
        self.service, self.plan = service, plan
        self.cut_off: list[int] = []
        """The acts that were asked for and got no answer."""
        self.again: list[int] = []
        """The acts that were answered as done before: killed after they were done and before they were answered."""
        self._is_killed = False
        self._asked: SimpleQueue[int] = SimpleQueue()
        for number in numbers:
            self._asked.put(number)
        for _ in range(CLIENTS):
            self._asked.put(-1)
        self._answered: SimpleQueue[int | Exception | None] = SimpleQueue()
        self._threads = [Thread(target=self._work) for _ in range(CLIENTS)]
        for thread in self._threads:
            thread.start()

    def answered(self) -> Iterator[int]:
        working = CLIENTS
        while working:
            answer = self._answered.get()
            if isinstance(answer, Exception):
                raise answer
            if answer is None:
                working -= 1
            else:
                yield answer

    def kill(self) -> None:
        self._is_killed = True
        self.service.kill()

    def _work(self) -> None:
        try:
            while (number := self._asked.get()) >= 0:
                try:
                    self._do(number)
                except (OSError, HTTPException):
                    if not self._is_killed:
                        raise
                    self.cut_off.append(number)
                    break
                self._answered.put(number)
        except Exception as error:
            self._answered.put(error)
        self._answered.put(None)

    def _do(self, number: int) -> None:
        kind, code = self.plan.act(number)
        address = f"/api/organisations/{code}"
        if kind in {"begin", "submit"}:
            said = {"reference_number": f"Nr {number}", "text": "Elva veckor."}
            duty, sent = (BEGUN, {}) if kind == "begin" else (SUBMITTED, said)
            path = f"{address}/duties/{WHOLE}/{duty}/{kind}"
            answer = self._sent("POST", path, code, sent, {"Idempotency-Key": f"prov-{number}"})
            if answer.headers["Idempotency-Replayed"] == "true":
                self.again.append(number)
        else:
            answer = self._change(address, code, {kind: f"Nr {number}"})
        told = f"{number} {kind}: {answer.status} {answer.text[:500]} {self.service.complaints[-3000:]}"
        assert answer.status == 200, told

    def _change(self, address: str, code: str, said: Mapping[str, str]) -> Answer:
        """Change a detail of the version that is there; when another client came first, of the next."""
        tag = "*"
        while (answer := self._sent("PATCH", address, code, said, {"If-Match": tag})).status == STALE:
            tag = answer.headers["ETag"]
        return answer

    def _sent(
        self,
        method: str,
        path: str,
        code: str,
        said: Mapping[str, str],
        headers: Mapping[str, str],
    ) -> Answer:
        key = {"Authorization": f"Bearer {self.plan.keys[code]}", "Content-Type": "application/json"}
        return self.service.ask(method, path, json.dumps(said), {**key, **headers})


def parts_left(place: Place, plan: Plan) -> dict[str, dict[str, list[int]]]:
    """Return the numbers of the acts that are done, by their kind, as each part that they leave tells."""
    parts: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in place.ask(LEFT):
        kind, part, code, said = (str(row[name]) for name in ("kind", "part", "code", "said"))
        number = NUMBER.search(said)
        parts[kind][part].append(int(number[1]) if number else plan.number(kind, code))
    return {kind: dict(found) for kind, found in parts.items()}
