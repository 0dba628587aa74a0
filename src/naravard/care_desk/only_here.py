"""Who may use it: the one who started it, told by the key in the address that was printed."""

import hmac
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect

from naravard.care_desk.desk import Here

COOKIE, NAME = "naravard-care", "nyckel"


class OnlyWithTheKey:
    """Let in who has the key, in the address the first time and then in a cookie; and let nothing be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or refuse."""
        given = request.GET.get(NAME, "")
        if given and hmac.compare_digest(given.encode(), Here.desk.key.encode()):
            answer: HttpResponse = HttpResponseRedirect("/")
            answer.set_cookie(COOKIE, Here.desk.key, httponly=True, samesite="Strict")
        elif hmac.compare_digest(request.COOKIES.get(COOKIE, "").encode(), Here.desk.key.encode()):
            answer = self.get_response(request)
        else:
            answer = HttpResponseForbidden(
                "Öppna adressen som kommandot naravard care skrev ut.\n"
                "Open the address that the command naravard care printed.\n",
                content_type="text/plain; charset=utf-8",
            )
        answer.headers["Cache-Control"] = "no-store"
        return answer
