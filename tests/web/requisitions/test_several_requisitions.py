"""Two requisitions under one agreement: each with its own page, paper, receipt, review and payment."""

import datetime
import shutil
from pathlib import Path

import pytest
from lxml import html

from fixing_steps import taken_in_anew
from money_steps import money, swedish
from naravard.agreement.model import Duty
from naravard.agreement.wording import kronor
from naravard.web.agreements.current import shown_or_404
from naravard.web.agreements.intake import take_in_folder
from naravard.web.handovers.overview import waits_in
from naravard.web.ledger.next_version import COMPUTED, fix
from naravard.web.organisations.models import Organisation
from naravard.web.papers.models import HandedInPaper
from naravard.web.papers.signed_files import ON_PAPER
from naravard.web.payments import acts as payments
from naravard.web.payments.inbox import received_from
from naravard.web.requisitions.paper_kinds import REQUISITION
from naravard.web.tasks.models import DutyRecord
from people_samples import acting, member, signed_in_as
from requisition_steps import NUMBERS, WHOLE, preparer, signatory, with_details
from web_pages import main_of, words

REGION, FIRST, SECOND = "region-09", "rekvisition-var", "rekvisition-host"
BASE = f"/organisation/{REGION}/pengar/{WHOLE}/rekvisition"
SPRING, AUTUMN = swedish("2022-04-01 09:00"), swedish("2022-10-03 09:00")
INSTALMENTS = """
- id: rekvisition-var
  name: {sv: Rekvisition av första delen, en: Requisition of the first part}
  short: {sv: Rekvisition våren, en: Requisition in spring}
  about: requisition
  who: [regions, skr]
  to: kammarkollegiet
  share: 60 %
  due: 2022-05-31
  lapses: true
  requisitioned: once
  clause: "10.1"
- id: rekvisition-host
  name: {sv: Rekvisition av andra delen, en: Requisition of the second part}
  short: {sv: Rekvisition hösten, en: Requisition in autumn}
  about: requisition
  who: [regions, skr]
  to: kammarkollegiet
  share: 40 %
  due: 2022-12-01
  lapses: true
  requisitioned: once
  clause: "10.1"

"""


@pytest.fixture(autouse=True)
def _two_instalments(db: None, settings: object, tmp_path: Path) -> None:
    settings.NARAVARD_TODAY = SPRING.date().isoformat()
    folder = tmp_path / WHOLE
    shutil.copytree(Path(__file__).parents[3] / "agreements" / WHOLE, folder)
    text = (folder / "duties.yaml").read_text(encoding="utf-8")
    begins = text.index("- id: requisition-regions-skr")
    ends = text.index("\n- id: ", begins) + 1
    (folder / "duties.yaml").write_text(text[:begins] + INSTALMENTS.lstrip() + text[ends:], encoding="utf-8")
    take_in_folder(folder, swedish("2022-02-01 09:00"))
    fix(
        WHOLE, by=acting(member("regeringskansliet", "ministry-official"), day=SPRING.date()),
        at=swedish("2022-03-01 09:00"), basis=COMPUTED, reason="",
    )  # fmt: skip


def handed_in(duty_id: str, at: datetime.datetime) -> HandedInPaper:
    """Write, make ready and hand in the requisition of a duty: all that can be asked for."""
    organisation = with_details(REGION)
    given = {"organisation": organisation, "agreement_id": WHOLE, "duty_id": duty_id, "at": at}
    paper = REQUISITION.find(shown_or_404(WHOLE), organisation, at, duty_id)
    numbers = NUMBERS
    values = {one.name: str(one.allotted.amount) for one in paper.asked} | numbers
    values |= {name: str(most) for one in paper.asked for _earmark, name, most in one.earmarks}
    draft = REQUISITION.acts.write(actor=preparer(REGION, at), values=values, version=paper.draft.version, **given)
    draft = REQUISITION.acts.ready(actor=preparer(REGION, at), version=draft.version, **given)
    made: HandedInPaper = REQUISITION.acts.hand_in(
        actor=signatory(REGION, at), version=draft.version, way=ON_PAPER, **given
    )
    return made


def accepted(duty_id: str, at: datetime.datetime) -> None:
    payer = acting(member("kammarkollegiet", "payment-handler"), day=at.date())
    whose = Organisation.objects.get(pk=REGION)
    found = received_from(shown_or_404(WHOLE), whose, at, duty_id)
    assert found is not None
    assert found.standing is not None
    payments.accept_requisition(
        actor=payer, organisation=found.organisation, agreement_id=WHOLE, duty_id=duty_id,
        requisition=found.standing.id, at=at, reason="Uppgifterna är kontrollerade per telefon.",
    )  # fmt: skip


def test_each_instalment_has_its_own_paper_and_they_come_to_what_is_allotted() -> None:
    first = handed_in(FIRST, SPRING)
    accepted(FIRST, swedish("2022-04-02 09:00"))
    second = handed_in(SECOND, AUTUMN)
    accepted(SECOND, swedish("2022-10-04 09:00"))
    assert [(one.duty_id, one.edition, one.name_sv) for one in (first, second)] == [
        (FIRST, 1, "Rekvisition våren"),
        (SECOND, 1, "Rekvisition hösten"),
    ]
    account = money(REGION, at=swedish("2022-10-05 09:00"))
    asked = [one for one in account.terms.grants if one.needs_requisition]
    for one in asked:
        balance = account.balance.grant(one.grant.id)
        assert balance.requisitioned == balance.allotted
    parts = [sum(part.amount for part in one.sums) for one in account.book.requisitions.values()]
    assert sum(parts) == sum(account.balance.grant(one.grant.id).allotted for one in asked)
    assert {record.duty_id for record in DutyRecord.objects.filter(done_at__isnull=False)} >= {FIRST, SECOND}


def test_each_has_its_page_and_the_first_keeps_the_address_of_the_kind() -> None:
    handed_in(FIRST, SPRING)
    reader = signed_in_as(member(REGION, "official"))
    addresses = {f"{BASE}/": "Rekvisition våren", f"{BASE}/uppgift/{SECOND}/": "Rekvisition hösten"}
    first, second = (words(main_of(reader, url)) for url in addresses)
    assert " är inlämnad" in first
    assert "Rekvirera " in second
    for url, name in addresses.items():
        menu = html.fromstring(reader.get(url).content.decode()).find_class("nv-subnav")[0]
        assert set(addresses.values()) <= set(menu.xpath(".//a/text()"))
        assert menu.xpath(".//a[@aria-current]/text()") == [name]
    assert reader.get(f"{BASE}/uppgift/finns-inte/").status_code == 404


def test_the_payer_sees_which_requisition_is_which() -> None:
    handed_in(FIRST, SPRING)
    reader = signed_in_as(member("kammarkollegiet", "payment-handler"))
    listed = words(main_of(reader, f"/organisation/kammarkollegiet/pengar/{WHOLE}/rekvisitioner/?lage=alla&sida=alla"))
    assert "Rekvisition våren" in listed
    assert "Rekvisition hösten" in listed
    one = f"/organisation/kammarkollegiet/pengar/{WHOLE}/rekvisitioner/mottagare/{REGION}"
    assert reader.get(f"{one}/").status_code == 200
    assert reader.get(f"{one}/uppgift/{SECOND}/").status_code == 200


def test_what_a_later_version_adds_is_asked_for_once_more_and_the_region_is_told() -> None:
    handed_in(FIRST, SPRING)
    accepted(FIRST, swedish("2022-04-02 09:00"))
    before = money(REGION, at=SPRING).balance.total.requisitioned
    taken_in_anew(
        WHOLE,
        ("grants.yaml", "  amount: 85 000 000\n", "  amount: 106 000 000\n"),
        ("agreement.yaml", "    amount: 85 000 000\n", "    amount: 106 000 000\n"),
        ("agreement.yaml", "  amount: 6 373 000 000\n", "  amount: 6 394 000 000\n"),
    )
    at = swedish("2022-04-10 09:00")
    fix(
        WHOLE, by=acting(member("regeringskansliet", "ministry-official", "Siv Ek"), day=at.date()), at=at,
        basis=COMPUTED, reason="Ändringsbudgeten höjde ambulanssjukvården",
    )  # fmt: skip
    record = DutyRecord.objects.get(organisation=REGION, duty_id=FIRST)
    left = sum(part.amount for part in money(REGION, at=at).available(_duty(FIRST)))
    assert left > 0
    assert record.submitted_at is None
    assert record.reopened_because.startswith(f"Fördelningens version 2 ger mer: {kronor(left)} kan rekvireras.")
    assert "Ändringsbudgeten höjde ambulanssjukvården" in record.reopened_because
    found = [one.what.sv for one, _ in waits_in(Organisation.objects.get(pk=REGION), at) if one.duty == FIRST]
    assert found == ["Lämna in en gång till: Rekvisition av första delen"]
    page = words(main_of(signed_in_as(member(REGION, "official", "Liv Ny")), f"{BASE}/"))
    assert "Fördelningens version 2 ger mer" in page
    assert handed_in(FIRST, swedish("2022-04-11 09:00")).edition == 2
    assert money(REGION, at=at).balance.total.requisitioned == before + left
    accepted(FIRST, swedish("2022-04-12 09:00"))
    assert not any(part.amount for part in money(REGION, at=swedish("2022-04-13 09:00")).available(_duty(FIRST)))


def test_where_a_version_adds_nothing_the_requisition_stays_done() -> None:
    handed_in(FIRST, SPRING)
    accepted(FIRST, swedish("2022-04-02 09:00"))
    assert DutyRecord.objects.get(organisation=REGION, duty_id=FIRST).done_at is not None


def _duty(duty_id: str) -> Duty:
    return next(duty for duty in shown_or_404(WHOLE).agreement.duties if duty.id == duty_id)
