"""A program that asks the API with a key, in tests."""

import itertools
import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

from token_samples import made_token

REGION = "/api/organisations/region-09"
_numbers = itertools.count(1)


class Program:
    """A program with a key of an organisation."""

    def __init__(self, organisation_code: str = "region-09", *scopes: str, secret: str = "") -> None:
        self.secret = secret or made_token(organisation_code, *scopes).secret
        self.client = Client(headers={"authorization": f"Bearer {self.secret}"})

    def get(self, address: str, status: int = 200, **headers: str) -> Any:
        """Get an answer, with the status it should have."""
        return self._checked(self.client.get(address, headers=_named(headers)), status)

    def patch(self, address: str, sent: object, status: int = 200, **headers: str) -> Any:
        """Change something."""
        answer = self.client.patch(address, json.dumps(sent), content_type="application/json", headers=_named(headers))
        return self._checked(answer, status)

    def post(self, address: str, sent: object = None, status: int = 200, **headers: str) -> Any:
        """Do an act, with an idempotency key of its own unless one is given."""
        headers = {"idempotency_key": f"prov-{next(_numbers)}"} | headers
        body = json.dumps({} if sent is None else sent)
        return self._checked(
            self.client.post(address, body, content_type="application/json", headers=_named(headers)), status
        )

    @staticmethod
    def _checked(answer: HttpResponse, status: int) -> Any:
        assert answer.status_code == status, answer.content[:500]
        if answer.content:
            assert answer["Content-Type"] == "application/json; charset=utf-8"
            assert answer["Cache-Control"] == "private, no-store"
            assert "Authorization" in answer["Vary"]
        return answer


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
