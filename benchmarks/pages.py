"""How long a page takes on the server: the whole request through Django, for each kind of page that a crawl finds."""

import html
import os
import re
import tempfile
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from benchmarks import api
from benchmarks.measurement import Measurement, measure

if TYPE_CHECKING:
    from django.test import Client

GOAL = 0.1
LINK = re.compile(r'<a\b[^>]*\bhref="([^"#]+)')


def measurements() -> Iterator[Measurement]:
    """Crawl the site from its start page and measure one page of each kind, in Swedish."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NARAVARD_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "naravard.web.settings"
        from naravard.web.serve import prepare, shipped_folders, take_in

        prepare()
        take_in(shipped_folders())

        from django.test import Client

        client = Client(headers={"host": "localhost"})
        for name, address in sorted(one_page_of_each_kind(client).items()):
            yield measure(f"page {name}: {address}", GOAL, partial(client.get, address), runs=5)
        yield from api.measurements(client)


def one_page_of_each_kind(client: "Client") -> dict[str, str]:
    """Return address by view name, for every kind of page that can be reached by links from the start page."""
    from django.urls import Resolver404, resolve

    waiting, found = ["/"], {}
    while waiting:
        address = waiting.pop(0)
        path = urlsplit(address).path
        try:
            name = resolve(path).view_name
        except Resolver404:
            continue
        if name in found or path.startswith("/en/"):
            continue
        response = client.get(address)
        if response.status_code != 200 or "text/html" not in response["Content-Type"]:
            continue
        found[name] = address
        for link in LINK.findall(response.content.decode()):
            target = urljoin(address, html.unescape(link))
            if not urlsplit(target).netloc:
                waiting.append(target)
    return found
