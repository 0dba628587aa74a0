"""The forms of the sharing, as the RSS and a municipality of its county fill them in."""

import re
from typing import Any

from django.test import Client
from lxml import html

from sharing_steps import GRANT, RSS
from web_pages import own_yes
from web_shared import WHOLE

BASE = f"/organisation/{RSS}/pengar/{WHOLE}/vidare"
ON = f"{BASE}/medel/{GRANT}"
BORGHOLM = f"/organisation/kommun-0885/pengar/{WHOLE}/lanets-fordelning"


def text(answer: Any) -> str:
    """Return a page's words."""
    found = html.fromstring(answer.content.decode()).get_element_by_id("innehall")
    return re.sub(r"\s+", " ", found.text_content()).replace("\N{NO-BREAK SPACE}", " ")


def fields(answer: Any, action: str = "") -> dict[str, str]:
    """Return the fields of the form that posts, as a browser would send them."""
    page = html.fromstring(answer.content.decode())
    form = next(one for one in page.forms if one.method.upper() == "POST" and one.get("action", "").startswith("/org"))
    return {name: value or "" for name, value in form.form_values()}


def check_and_do(client: Client, path: str, **written: str) -> Any:
    """Fill in a form, look at the checking page, and do it."""
    filled = fields(client.get(path)) | written
    checking = client.post(path, filled)
    assert checking.status_code == 200, text(checking)
    assert 'value="gor"' in checking.content.decode(), "the check that comes before it is done"
    page = html.fromstring(checking.content.decode())
    form = next(one for one in page.forms if one.get("action") == path)
    return client.post(
        path, {name: value or "" for name, value in form.form_values()} | own_yes(page) | {"steg": "gor"}
    )
