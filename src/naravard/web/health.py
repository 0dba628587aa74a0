"""Whether the service and its database work, for those who watch over it."""

import logging

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from naravard.web.access.addresses import open_to_everyone

PLAIN = "text/plain; charset=utf-8"
LOG = logging.getLogger("naravard.health")


@open_to_everyone
@never_cache
def health(_request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers, 503 with words otherwise; why it does not stands in the log only."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM agreements_currentsnapshot LIMIT 1")
            cursor.fetchall()
    except DatabaseError as error:
        LOG.warning("the database does not answer: %s", error)
        words = "Tjänsten är i gång, men databasen svarar inte. Varför står i loggen.\n"
        return HttpResponse(words, status=503, content_type=PLAIN)
    return HttpResponse("Tjänsten och databasen fungerar.\n", content_type=PLAIN)
