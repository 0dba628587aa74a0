"""What a person at work does: signs in, reads, begins a duty and puts it back. Run by Locust, one of us a user."""

import os
import random
from itertools import count

from locust import FastHttpUser, between, task
from lxml import html

from benchmarks.load.prepared import PASSWORD, address_of, organisation_of

THINKS = (5, 15)
"""Seconds of reading between two pages."""
AGREEMENT = "god-och-nara-vard-2022"
CHANGED_MEANWHILE = 409
PEOPLE = int(os.environ["NARAVARD_LOAD_PEOPLE"])
_numbers = count()


class SomeoneAtWork(FastHttpUser):
    """A person in an organisation of one's own."""

    wait_time = between(*THINKS)
    connection_timeout = network_timeout = 60.0

    def on_start(self) -> None:
        """Sign in with a password."""
        self.number = next(_numbers) % PEOPLE
        self.organisation, self.duty = organisation_of(self.number)
        self.headers = {"X-Forwarded-For": address_of(self.number), "Accept-Language": "sv"}
        self.chance = random.Random(self.number)  # noqa: S311 - what to read next, not a secret
        self.sign_in()

    def sign_in(self) -> None:
        """Fill in the form and land on Mina uppgifter."""
        page = self.get("/konto/logga-in/", "sign-in page")
        token = field(page, "csrfmiddlewaretoken")
        form = {"csrfmiddlewaretoken": token, "login": f"person-{self.number}@example.org", "password": PASSWORD}
        with self.client.post(
            "/konto/logga-in/", data=form, headers=self.headers, name="act: sign in", catch_response=True
        ) as answer:
            if "Logga ut" not in (answer.text or ""):
                answer.failure(f"not signed in: {answer.status_code}")

    @task(4)
    def read_tasks(self) -> None:
        """Look at one's tasks."""
        self.get("/mina-uppgifter/", "Mina uppgifter")

    @task(2)
    def read_organisation(self) -> None:
        """Look at one's organisation and its tasks."""
        page = self.chance.choice(["", "uppgifter/", "manniskor/", "historik/"])
        self.get(f"/organisation/{self.organisation}/{page}", f"organisation/{page}")

    @task(3)
    def read_agreement(self) -> None:
        """Read the agreement."""
        page = self.chance.choice(["", "medel/", "datum/", "krav/", "mottagare/", "text/"])
        self.get(f"/overenskommelser/{AGREEMENT}/{page}", f"overenskommelser/{page}")

    @task(2)
    def act(self) -> None:
        """Begin a duty, or put it back when it has been begun."""
        address = f"/organisation/{self.organisation}/uppgifter/{AGREEMENT}/{self.duty}/"
        page = html.fromstring(self.get(address, "a duty"))
        for form in page.xpath("//main//form[@method='post']"):
            values = {entry.get("name"): entry.get("value", "") for entry in form.xpath(".//input[@name]")}
            for button in form.xpath(".//button[@name]"):
                values[button.get("name")] = button.get("value", "")
                self.send(address, values)
                return

    def send(self, address: str, values: dict[str, str]) -> None:
        """Send a form. That a colleague came first (409) is an answer like another, not a failure."""
        with self.client.post(
            address, data=values, headers=self.headers, name="act: begin or put back", catch_response=True
        ) as answer:
            if answer.status_code == CHANGED_MEANWHILE:
                answer.success()

    def get(self, address: str, name: str) -> str:
        """Get a page and return it."""
        answer = self.client.get(address, headers=self.headers, name=name)
        return str(answer.text or "<html><body></body></html>")


def field(page: str, name: str) -> str:
    """Return the value of a field of a page's form."""
    found = html.fromstring(page).xpath(f"//main//input[@name='{name}']/@value")
    return str(found[0]) if found else ""
