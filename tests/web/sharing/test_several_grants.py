"""Several of a county's grants proposed, sent, answered and decided at once, and amounts pasted from a spreadsheet."""

from typing import Any

import pytest
from django.test import Client
from lxml import html

from naravard.web.history.models import Event
from naravard.web.sharing.models import Answer, Proposal
from sharing_forms import BORGHOLM, ON, fields, text
from sharing_steps import AT, GRANT, allotted, amounts, decided, drafted, paid, stands
from web_pages import own_yes

pytestmark = pytest.mark.django_db


def boxes(client: Client, path: str) -> list[str]:
    """Return the other grants that a form can be done with too."""
    page = html.fromstring(client.get(path).content.decode())
    return list(page.xpath("//input[@type='checkbox'][@name='aven']/@value"))


def done_with_all(client: Client, path: str, **written: str) -> Any:
    """Fill in a form for all of the county's grants at once, look at the checking page, and do it."""
    checking = client.post(path, fields(client.get(path)) | written | {"aven": boxes(client, path)})
    page = html.fromstring(checking.content.decode())
    form = next(one for one in page.forms if one.get("action") == path)
    sent_on: dict[str, Any] = {}
    for name, value in form.form_values():
        sent_on.setdefault(name, []).append(value or "")
    return client.post(path, sent_on | own_yes(page) | {"steg": "gor"})


def test_several_grants_are_proposed_sent_answered_and_decided_at_once_each_with_its_own_event(
    rss: Client, borgholm: Client, day: Any
) -> None:
    paid(at=AT)
    others = boxes(rss, f"{ON}/forslag/")
    assert len(others) == 2
    written = fields(rss.get(f"{ON}/forslag/")) | {
        "sharing": "equal", "kept": "341 515", "kept_reason": "Projektledare", "motivation": "Lika.", "aven": others
    }  # fmt: skip
    assert rss.post(f"{ON}/forslag/", written).status_code == 303
    grants = [GRANT, *(one.split("|")[0] for one in others)]
    proposals = {one.grant: one for one in Proposal.objects.all()}
    assert sorted(proposals) == sorted(grants)
    assert [proposals[one].kept for one in grants] == [341_515, *(proposals[one].kept_by_rule for one in grants[1:])]
    assert not boxes(rss, f"{ON}/forslag/"), "nobody's draft is written over"
    assert done_with_all(rss, f"{ON}/skicka/", answer_by="2022-10-24", message="Hej").status_code == 303
    assert {one.status for one in Proposal.objects.all()} == {Proposal.SENT}
    answering = f"{BORGHOLM}/medel/{GRANT}/svara/"
    assert done_with_all(borgholm, answering, stance="comments", text="Mer till öarna.").status_code == 303
    assert sorted(one.proposal.grant for one in Answer.objects.all()) == sorted(grants)
    day("2022-10-25")
    assert done_with_all(rss, f"{ON}/besluta/", account="Vi har hört Borgholm.").status_code == 303
    assert {one.status for one in Proposal.objects.all()} == {Proposal.DECIDED}
    for kind in ("drafted", "sent", "answered", "decided"):
        assert Event.objects.filter(kind=f"sharing-{kind}").count() == 3, kind


def test_a_grant_that_another_has_changed_meanwhile_stops_all_of_them(rss: Client) -> None:
    allotted()
    drafted()
    other = next(one for one in stands().grants if one.grant.id != GRANT).grant.id
    drafted(grant=other)
    path = f"{ON}/skicka/"
    (box,) = boxes(rss, path)
    drafted(grant=other)
    answer = rss.post(path, fields(rss.get(path)) | {"answer_by": "2022-10-24", "message": "Hej", "aven": [box]})
    assert "Inget av det du skickade har gjorts" in text(answer)
    assert {one.status for one in Proposal.objects.all()} == {Proposal.DRAFT}
    assert 'value="2022-10-24"' in answer.content.decode()


def test_amounts_are_pasted_from_a_spreadsheet_with_one_reason_and_what_is_wrong_row_by_row(rss: Client) -> None:
    allotted()
    drafted()
    path = f"{ON}/belopp/"
    shown = fields(rss.get(path))
    before = amounts(Proposal.objects.get())
    numbers = [code.rpartition("-")[2] for code in before]
    changed = [
        amount + (100 if place == 0 else -100 if place == 1 else 0) for place, amount in enumerate(before.values())
    ]
    wrong = rss.post(path, shown | {"klistra": "0885\t2 166 766,50\nNågonstans\t5", "skal-alla": "Avtal"})
    assert wrong.status_code == 422
    assert "rad 1" in text(wrong)
    assert "rad 2" in text(wrong)
    assert "Någonstans\t5" in wrong.content.decode(), "what was pasted is kept"
    rows = "\n".join(f"{number};{amount},00" for number, amount in zip(numbers, changed, strict=True))
    done = rss.post(path, shown | {"klistra": rows, "skal-alla": "Avtal i länet"})
    assert done.status_code == 303, text(done)
    proposal = Proposal.objects.get()
    assert list(amounts(proposal).values()) == changed
    assert {share.reason for share in proposal.shares.all() if share.change} == {"Avtal i länet"}
    assert {share.reason for share in proposal.shares.all() if not share.change} == {""}


def test_payments_onward_are_pasted_from_a_spreadsheet(rss: Client) -> None:
    paid(at=AT)
    given_to = amounts(decided())
    path = f"{ON}/betala/"
    when = {"day": "2022-10-03", "reference": "B 9"}
    rows = "\n".join(f"{code.rpartition('-')[2]}\t{amount}" for code, amount in given_to.items())
    checking = rss.post(path, fields(rss.get(path)) | when | {"klistra": rows})
    assert f"{sum(given_to.values()):,}".replace(",", " ") in text(checking)
    wrong = rss.post(path, fields(rss.get(path)) | when | {"klistra": "Borgholm\ttusen"})
    assert "rad 1" in text(wrong)
