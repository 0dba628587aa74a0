"""Whatever stands in an address or a form, no address breaks: it answers, refuses, or says that nothing is there."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import example, given, settings
from hypothesis import strategies as st
from walking import addresses

from people_samples import member, signed_in_as

ADDRESSES = addresses()
NAMES = [
    "sort", "q", "sok", "sida", "fran", "till", "fore", "efter", "sak", "hos", "lan", "kod", "limit", "offset",
    "language", "next", "s", "andring", "status", "code", "state", "since", "until", "before", "after",
]  # fmt: skip
"""Names that addresses here read, and some that none does."""
META = [
    "'", '"', "' OR '1'='1", "1; DROP TABLE history_event;--", "\\", "%", "_", "%00", "\x00", "../../etc/passwd",
    "<script>alert(1)</script>", "{{7*7}}", "{%debug%}", "${7*7}", "\ud7ff", "\U0010ffff", "-1", "99999999999999999999",
    "1e400", "NaN", "2022-02-30", "0000-00-00", "agreement:", ":", "[]", "null", "\r\nX: y", "٣", "a" * 3000,
]  # fmt: skip
WORDS = st.one_of(st.sampled_from(META), st.text(max_size=30))
QUERIES = st.lists(st.tuples(st.one_of(st.sampled_from(NAMES), st.text(max_size=8)), WORDS), max_size=4)
QUIET = settings(max_examples=60)  # each asks a page


def encoded(query: list[tuple[str, str]]) -> str:
    return urlencode(query, errors="surrogatepass")


@pytest.mark.django_db
@QUIET
@given(address=st.sampled_from(ADDRESSES), query=QUERIES)
@example(address="/historik/", query=[("fran", "\x00"), ("sak", "agreement:'")])
def test_odd_parameters_break_no_address(reader: Client, address: str, query: list[tuple[str, str]]) -> None:
    answer = reader.get(f"{address}?{encoded(query)}")
    assert answer.status_code < 500, (address, query)
    said = b"".join(answer).decode(errors="replace")
    assert "<script>alert" not in said, (address, query)


@pytest.mark.django_db
@QUIET
@given(address=st.sampled_from([a for a in ADDRESSES if "logga-ut" not in a]), query=QUERIES, posted=QUERIES)
def test_nor_for_someone_signed_in_with_odd_forms(
    address: str, query: list[tuple[str, str]], posted: list[tuple[str, str]]
) -> None:
    client = signed_in_as(member("region-09", "administrator"))
    asked = f"{address}?{encoded(query)}"
    assert client.get(asked).status_code < 500, asked
    answer = client.post(asked, encoded(posted), content_type="application/x-www-form-urlencoded")
    assert answer.status_code < 500, (asked, posted)
    assert "<script>alert" not in b"".join(answer).decode(errors="replace"), (asked, posted)


@pytest.mark.django_db
@pytest.mark.parametrize("address", [address for address in ADDRESSES if not address.startswith("/api/")])
def test_odd_parts_of_an_address_break_nothing(reader: Client, address: str) -> None:
    for odd in ("'", "%00", "..%2f%ff", "a" * 300):
        asked = f"{address.rstrip('/')}{odd}/"
        assert reader.get(asked).status_code < 500, asked


@pytest.mark.django_db
def test_odd_cookies_break_nothing(reader: Client) -> None:
    for value in ("x", "'", "\x7f", "a" * 3000, "..", "é"):
        sent = "; ".join(f"{name}={value}" for name in ("sessionid", "csrftoken", "messages", "django_language"))
        for path in ("/", "/konto/logga-in/"):
            reader.cookies.clear()
            assert reader.get(path, headers={"cookie": sent}).status_code == 200
