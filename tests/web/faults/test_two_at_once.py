"""Two do the same at the same moment, over HTTP and signed in: it happens once, or the second is told of the first.

Each test is a few rounds, every round in a region of its own, where both requests leave at the same moment.
"""

import json
import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import pytest
from django.conf import settings
from lxml import html

from own_databases import Place, place_on, remove
from real_service import Answer, Browser, RealService, form_on, prepared, started
from web_shared import WHOLE

PEOPLE = Path(__file__).with_name("fault_people.py")
ROUNDS = 4
AT_ONCE = 16
REPORT, REQUISITION = "vfu-report", "requisition-regions-skr"
"""The general acts hand both in here, where no allocation is fixed; reports in words have forms even so."""
SAVED, CHANGED, SPENT, REFUSED = 303, 409, 410, 422
OTHERS_WERE_FIRST = {
    "Någon hann före": CHANGED,
    "Någon annan har ändrat medan du skrev": CHANGED,
    "Bara det som är påbörjat och aldrig har lämnats in kan ångras.": REFUSED,
}
"""What is said of something that another did in the meantime, and its answer."""
Found = TypeVar("Found")
HANDED_IN = {"gor": "lamna-in", "text": "Två mobila team finns i hela länet."}
"""Handing in, with what is handed in."""


@dataclass(frozen=True)
class Region:
    """A region where nobody has done anything yet, and its people with their browsers."""

    code: str
    service: RealService
    cookie: str
    told: dict[str, Any]

    def browser(self, who: str) -> Browser:
        """Return a new browser of one of its people."""
        return Browser(self.service, {self.cookie: self.told["cookies"][who]})

    def address(self, rest: str) -> str:
        return f"/organisation/{self.code}/{rest}"

    def duty(self, duty_id: str) -> str:
        return self.address(f"uppgifter/{WHOLE}/{duty_id}/")


@dataclass(frozen=True)
class Running:
    """The service on a database of its own, with regions that have not been used."""

    service: RealService
    place: Place
    regions: Iterator[Region]

    def events(self, region: Region, *kinds: str) -> list[Any]:
        """Return what has been told of a region, of some kinds."""
        asked = f"SELECT content FROM history_event WHERE organisation_code = '{region.code}' ORDER BY sequence"  # noqa: S608
        told = [json.loads(str(row["content"])) for row in self.place.ask(asked)]
        return [event for event in told if event["kind"] in kinds]

    def people(self, region: Region) -> list[Any]:
        """Return the people of a region."""
        held = f"SELECT person_id FROM people_membership WHERE organisation_id = '{region.code}'"  # noqa: S608
        return self.place.ask(f"SELECT id, name FROM people_person WHERE id IN ({held})")  # noqa: S608

    def record(self, region: Region, duty_id: str) -> dict[str, object]:
        """Return the facts of a duty."""
        where = f"organisation_id = '{region.code}' AND duty_id = '{duty_id}'"
        return self.place.ask(f"SELECT * FROM tasks_dutyrecord WHERE {where}")[0]  # noqa: S608


@pytest.fixture(scope="module")
def running(migrated_database: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Start the service on a database of its own; in all that the tests do it has nothing to complain about."""
    place = place_on(
        settings.DATABASES["default"]["ENGINE"], tmp_path_factory.mktemp("at_once"), like=migrated_database
    )
    told = prepared(place, PEOPLE, "people")
    service = started(place)
    regions = [Region(code, service, told["name"], each) for code, each in told["organisations"].items()]
    yield Running(service, place, iter(regions))
    service.stop()
    verified = place.program("history", "verify")
    remove(place)
    assert service.complaints == ""
    assert verified.returncode == 0, verified.stdout + verified.stderr


def side_by_side(work: Callable[[int], Found], count: int) -> list[Found]:
    """Let so many threads begin at the same moment, each with its number; return what they found, in order."""
    together = threading.Barrier(count)

    def begin(number: int) -> Found:
        together.wait()
        return work(number)

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(begin, range(count)))


def at_once(*requests: Callable[[], Answer]) -> list[Answer]:
    """Let each be sent at the same moment, and return the answers in the same order."""
    return side_by_side(lambda number: requests[number](), len(requests))


def pressed_twice(browser: Browser, path: str, form: dict[str, str]) -> list[Answer]:
    """Press the button twice at once, and once more when the answers have come."""
    answers = at_once(*[partial(browser.send, path, form)] * 2)
    return [*answers, browser.send(path, form)]


def statuses(answers: list[Answer]) -> list[int]:
    assert not [answer for answer in answers if answer.status >= 500]
    return sorted(answer.status for answer in answers)


def leads_to(answers: list[Answer]) -> set[str]:
    assert statuses(answers) == [SAVED] * len(answers), [answer.text[:2000] for answer in answers]
    return {answer.headers["Location"] for answer in answers}


def parted(answers: list[Answer]) -> tuple[list[Answer], dict[str, list[Answer]], list[Answer]]:
    """Return the answers that lead on at once, those that say that another was first by what they say, and the rest."""
    saved, shown = [], []
    for answer in answers:
        (saved if "Location" in answer.headers else shown).append(answer)
    late = {said: [answer for answer in shown if said in answer.text] for said in OTHERS_WERE_FIRST}
    rest = [answer for answer in shown if not any(said in answer.text for said in OTHERS_WERE_FIRST)]
    return saved, late, rest


def test_a_form_sent_twice_at_once_happens_once_and_both_answers_lead_to_the_same_page(running: Running) -> None:
    for region in (next(running.regions) for _ in range(ROUNDS)):
        anna, page = region.browser("first"), region.duty(REPORT)
        assert leads_to(pressed_twice(anna, page, anna.form(page) | {"gor": "paborja"})) == {page}
        form = anna.form(f"{page}?gor=lamna-in") | HANDED_IN | {"reference_number": "SOC 1", "note": "Klart."}
        assert leads_to(pressed_twice(anna, page, form)) == {page}
        contact = region.address("uppgifter-om/kontakt/")
        written = anna.form(contact) | {"city": "Visby"}
        assert leads_to(pressed_twice(anna, contact, written)) == {region.address("uppgifter-om/")}
        kinds = ("duty-begun", "duty-submitted", "organisation-contact-changed")
        assert [event["kind"] for event in running.events(region, *kinds)] == list(kinds)


def test_an_invitation_sent_and_accepted_by_double_clicks_is_one(running: Running) -> None:
    for region in (next(running.regions) for _ in range(ROUNDS)):
        ada, page = region.browser("administrator"), region.address("manniskor/bjud-in/")
        written = {"name": "Bo Al", "email": "bo.al@example.org", "role": "reader"}
        assert leads_to(pressed_twice(ada, page, ada.form(page) | written)) == {region.address("manniskor/")}
        anna = region.browser("first")
        assert anna.get(f"/inbjudan/{region.told['invitation']}/").headers["Location"] == "/inbjudan/"
        assert leads_to(pressed_twice(anna, "/inbjudan/", anna.form("/inbjudan/"))) == {"/mitt/"}
        told = running.events(region, "person-invited", "invitation-accepted-waits")
        assert [event["kind"] for event in told] == ["person-invited", "person-invited", "invitation-accepted-waits"]


def test_two_persons_made_one_by_a_double_click_are_one_and_the_second_press_is_no_mistake(running: Running) -> None:
    region = next(running.regions)
    ada, page = region.browser("administrator"), region.address("manniskor/samma-person/")
    people = {str(row["name"]): str(UUID(str(row["id"]))) for row in running.people(region)}
    written = {"stays": people["Prov First"], "goes": people["Prov Second"], "reason": "Samma anställningsnummer."}
    checked = ada.send(page, ada.form(page) | written)
    (yes,) = html.fromstring(checked.text).xpath("//input[@name='medger']/@value")
    sent = form_on(checked, "once") | {"steg": "gor", "medger": str(yes)}
    assert leads_to(pressed_twice(ada, page, sent)) == {region.address("manniskor/")}


def test_of_two_who_accept_one_invitation_at_once_one_is_told_that_it_is_used(running: Running) -> None:
    region = next(running.regions)
    both = [region.browser("first"), region.browser("signatory")]
    for browser in both:
        browser.get(f"/inbjudan/{region.told['invitation']}/")
    forms = [browser.form("/inbjudan/") for browser in both]
    answers = at_once(*(partial(browser.send, "/inbjudan/", form) for browser, form in zip(both, forms, strict=True)))
    assert statuses(answers) == [SAVED, SPENT]
    assert "Inbjudan är redan använd." in max(answers, key=lambda answer: answer.status).text
    assert len(running.events(region, "invitation-accepted-waits")) == 1


def test_of_two_who_change_the_same_details_the_second_sees_both_versions_and_chooses(running: Running) -> None:
    for region in (next(running.regions) for _ in range(2)):
        page = region.address("uppgifter-om/kontakt/")
        both = {"Box 111": region.browser("first"), "Box 222": region.browser("second")}
        forms = {said: browser.form(page) | {"address": said} for said, browser in both.items()}
        answers = at_once(*(partial(browser.send, page, forms[said]) for said, browser in both.items()))
        assert statuses(answers) == [SAVED, CHANGED]
        (first, second) = both if answers[0].status == SAVED else reversed(both)
        shown = next(answer for answer in answers if answer.status == CHANGED)
        assert "Box 111" in shown.text
        assert "Box 222" in shown.text
        chosen = form_on(shown) | {"choice-address": "mine"}
        assert leads_to([both[second].send(page, chosen)]) == {region.address("uppgifter-om/")}
        told = running.events(region, "organisation-contact-changed")
        assert [(event["before"]["address"], event["after"]["address"]) for event in told] == [
            ("", first),
            (first, second),
        ]


def test_of_two_who_begin_and_submit_the_same_duty_at_once_one_does_and_the_other_is_told_who(running: Running) -> None:
    region = next(running.regions)
    page = region.duty(REPORT)
    both = [region.browser("first"), region.browser("second")]
    for slug, kind in (("paborja", "duty-begun"), ("lamna-in", "duty-submitted")):
        address = page if slug == "paborja" else f"{page}?gor={slug}"
        forms = [browser.form(address) | (HANDED_IN if slug == "lamna-in" else {"gor": slug}) for browser in both]
        answers = at_once(*(partial(browser.send, page, form) for browser, form in zip(both, forms, strict=True)))
        assert statuses(answers) == [SAVED, CHANGED]
        assert "Någon hann före" in next(answer.text for answer in answers if answer.status == CHANGED)
        assert len(running.events(region, kind)) == 1


def test_what_is_signed_while_its_beginning_is_undone_is_one_of_the_two(running: Running) -> None:
    for region in (next(running.regions) for _ in range(2)):
        page = region.duty(REQUISITION)
        preparer, signatory = region.browser("first"), region.browser("signatory")
        preparer.send(page, preparer.form(page) | {"gor": "paborja"})
        undo = preparer.form(f"{page}?gor=angra") | {"gor": "angra"}
        sign = signatory.form(f"{page}?gor=lamna-in") | HANDED_IN
        answers = at_once(partial(preparer.send, page, undo), partial(signatory.send, page, sign))
        assert statuses(answers) == [SAVED, CHANGED]
        is_undone = answers[0].status == SAVED
        left = running.record(region, REQUISITION)
        assert (left["begun_at"] is None) == (left["submitted_at"] is None) == is_undone
        told = running.events(region, "duty-signed", "duty-put-back")
        assert [event["kind"] for event in told] == ["duty-put-back" if is_undone else "duty-signed"]


def test_many_at_once_in_one_organisation_are_all_answered(running: Running) -> None:
    """Sixteen who read, begin, undo and change details: each is told that it is saved, or that others came first.

    Eight are the same person: if one has done a form when another is to be told that it was too late, that page leads
    on to what was done.
    """
    region = next(running.regions)
    page, contact = region.duty(REPORT), region.address("uppgifter-om/kontakt/")
    orders = [random.Random(random.random()) for _ in range(AT_ONCE)]  # noqa: S311 - the run's seed says what is done

    def work(number: int) -> tuple[list[Answer], list[Answer]]:
        browser, chance = region.browser(("first", "second")[number % 2]), orders[number]
        read, sent = [], []
        for turn in range(4):
            if chance.random() < 0.5:
                read.append(browser.get(page))
                slug = "angra" if "?gor=angra" in read[-1].text else "paborja"
                if slug == "angra":
                    read.append(browser.get(f"{page}?gor=angra"))
                if "once" in read[-1].text:
                    sent.append(browser.send(page, form_on(read[-1]) | {"gor": slug}))
            else:
                read.append(browser.get(contact))
                sent.append(browser.send(contact, form_on(read[-1]) | {"city": f"Ort {number} {turn}"}))
        return read, sent

    both = side_by_side(work, AT_ONCE)
    read = [answer for each, _ in both for answer in each]
    assert statuses(read) == [200] * len(read)
    saved, late, led_on = parted([answer for _, each in both for answer in each])
    assert statuses(led_on) == [200] * len(led_on)
    for said, answers in late.items():
        assert statuses(answers) == [OTHERS_WERE_FIRST[said]] * len(answers), said
    told = running.events(region, "organisation-contact-changed", "duty-begun", "duty-put-back")
    assert statuses(saved) == [SAVED] * len(told)
    changes = running.events(region, "organisation-contact-changed")
    assert all(one["after"] == two["before"] for one, two in pairwise(changes)), "one was lost"
    kinds = [event["kind"] for event in running.events(region, "duty-begun", "duty-put-back")]
    assert kinds == [("duty-begun", "duty-put-back")[number % 2] for number in range(len(kinds))]
