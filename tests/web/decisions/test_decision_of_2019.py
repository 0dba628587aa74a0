"""A decision as a region made one in 2019: one sum, three areas, and the activities approved as the basis has them.

Nothing but the agreement's data and what is written differs from 2022: the board decides on the activities itself, and
shares a grant that serves every area out on them.
"""

import datetime
import io

import docx
import pytest

from activities_steps import described_as
from decision_steps import BOARD_DAY, begun, entered, of, put_forward
from money_steps import fixed
from naravard.agreement.files import AgreementFiles
from naravard.web.access.actor import THE_SERVICE
from naravard.web.activities.acts import propose_activity
from naravard.web.activities.decisions.models import Decision, Reallocation
from naravard.web.activities.decisions.preparation import begin_decision, move_between_areas
from naravard.web.activities.decisions.reallocation import enter_board_reallocation, reallocate_within_area
from naravard.web.activities.models import Activity
from naravard.web.agreements.acts import take_in
from naravard.web.ledger.errors import LedgerRefusedError, MoneyRefusedError
from people_samples import member, signed_in_as
from web_pages import main_of, own_yes
from web_shared import LOADED_AT

pytestmark = pytest.mark.django_db
OLD = "nara-vard-2019"
SUM = 30_600_000
_DATA = """
format: 1
id: nara-vard-2019
name: God och nära vård
subtitle: En omställning av hälso- och sjukvården med fokus på primärvården
period: {from: 2022-01-01, to: 2022-12-31}
total: {amount: 30 600 000, clause: "1"}
mandates:
  - {does: fixes, who: regeringskansliet}
  - {does: extends, who: regeringskansliet}
  - {does: pays, who: kammarkollegiet}
  - {does: reclaims, who: regeringskansliet}
parties:
  - {id: skl, name: Sveriges Kommuner och Landsting, clause: "1"}
  - {id: staten, name: staten, clause: "1"}
clauses:
  - {id: "1", title: Pengar, text: Totalt 30 600 000 kronor.}
areas:
  - {id: omstallning, name: Omställning till god och nära vård, clause: "1", summary: Målbild och färdplan.}
  - {id: tillganglighet, name: Förbättra tillgängligheten i primärvården, clause: "1"}
  - {id: patientkontrakt, name: Patientkontrakt, clause: "1"}
recipients:
  - {id: en-region, name: Regionen, kind: region, only: ["09"]}
grants:
  - {id: medel, name: Medel, amount: 30 600 000, clause: "1", recipients: [en-region], rule: {kind: equal}}
"""


@pytest.fixture(autouse=True)
def _agreement(db: None) -> None:
    take_in(
        actor=THE_SERVICE,
        agreement_id=OLD,
        files=AgreementFiles({"agreement.yaml": _DATA.encode()}, name=OLD),
        at=LOADED_AT,
    )
    fixed(OLD)


def proposal(name: str, area: str, budget: int) -> Activity:
    values = described_as(name, grant="medel", area=area, budget=budget)
    return propose_activity(**of(agreement_id=OLD), values=values)


def shared_out() -> None:
    """Begin, share the sum out on the areas, and propose an activity in each."""
    begun(agreement_id=OLD, activities_by=Decision.BY_BOARD)
    for area, amount in (("omstallning", 20_000_000), ("tillganglighet", 6_600_000), ("patientkontrakt", 4_000_000)):
        move = {"grant": "medel", "from_area": "", "to_area": area, "amount": amount}
        move_between_areas(**of(agreement_id=OLD), number=1, **move)
        proposal(f"Aktivitet {area}", area, amount)


def test_one_sum_is_approved_as_the_basis_has_it() -> None:
    shared_out()
    put_forward(agreement_id=OLD)
    decision = entered(agreement_id=OLD)
    assert {one.status for one in Activity.objects.all()} == {Activity.DECIDED}
    assert not Reallocation.objects.exists()  # the first decision moves nothing: it shares out
    client = signed_in_as(member("region-09"))
    word = client.get(f"/organisation/region-09/pengar/{OLD}/beslut/{decision.number}/tjansteskrivelse.docx")
    document = docx.Document(io.BytesIO(word.content))
    words = [each.text.replace("\N{NO-BREAK SPACE}", " ") for each in document.paragraphs]
    assert "De medel som regionen tilldelas föreslås användas så här:" in words
    assert [line for line in words if line.endswith(": 4 000 000 kronor")] != []
    assert "Förslaget flyttar inga medel mellan utvecklingsområden." in words
    assert (
        "Fördelning av 30 600 000 kronor i överenskommelsen God och nära vård – En omställning av hälso- och "
        "sjukvården med fokus på primärvården enligt bilagt beslutsunderlag godkänns."
    ) in words
    assert not any("Regiondirektören får i uppdrag" in line for line in words)
    assert document.tables[0].rows[-1].cells[-1].text.replace("\N{NO-BREAK SPACE}", "") == str(SUM)


def test_activities_beyond_the_area_keep_the_board_s_decision_from_being_entered() -> None:
    shared_out()
    proposal("För mycket", "patientkontrakt", 1)
    put_forward(agreement_id=OLD)
    with pytest.raises(LedgerRefusedError) as refused:
        entered(agreement_id=OLD)
    assert refused.value.code == "above-area-frame"
    assert "Patientkontrakt" in refused.value.says.sv
    assert {one.status for one in Activity.objects.all()} == {Activity.PROPOSED}
    assert Decision.objects.get().state == Decision.PROPOSED


def test_what_is_given_to_no_area_can_be_shared_out_by_a_later_decision() -> None:
    begun(agreement_id=OLD, activities_by=Decision.BY_BOARD)
    put_forward(agreement_id=OLD)
    entered(agreement_id=OLD)
    begin_decision(**of(agreement_id=OLD), activities_by=Decision.BY_BOARD, reason="Områdena är klara")
    move = {"grant": "medel", "from_area": "", "to_area": "omstallning", "amount": SUM}
    move_between_areas(**of(agreement_id=OLD), number=2, **move)
    with pytest.raises(MoneyRefusedError) as refused:
        move_between_areas(**of(agreement_id=OLD), number=2, **move)
    assert refused.value.code == "more-than-there-is"
    put_forward(agreement_id=OLD, number=2)
    entered(agreement_id=OLD, number=2)
    lines = Reallocation.objects.get().lines.all()
    assert [(line.area, line.before, line.after) for line in lines] == [("", SUM, 0), ("omstallning", 0, SUM)]


def test_what_the_board_decides_itself_it_also_reallocates_within_an_area() -> None:
    """The region director has no mandate; the board's decision is entered with where it stands."""
    shared_out()
    put_forward(agreement_id=OLD)
    entered(agreement_id=OLD)
    made = {"from_number": 1, "to_number": 0, "amount": 500_000, "reason": "Blev billigare", "day": BOARD_DAY}
    with pytest.raises(MoneyRefusedError) as refused:
        reallocate_within_area(**of(agreement_id=OLD), **made)
    assert refused.value.code == "no-mandate"
    board = {"board": "Regionstyrelsen", "reference": "Protokoll 9, § 3", "today": BOARD_DAY}
    with pytest.raises(MoneyRefusedError) as no_place:
        enter_board_reallocation(**of(agreement_id=OLD), **made, **(board | {"reference": ""}))
    assert no_place.value.field == "reference"
    with pytest.raises(MoneyRefusedError) as too_early:
        enter_board_reallocation(
            **of(agreement_id=OLD), **made, **(board | {"today": BOARD_DAY - datetime.timedelta(days=1)})
        )
    assert too_early.value.field == "day"
    enter_board_reallocation(**of(agreement_id=OLD), **made, **board)
    kept = Reallocation.objects.get()
    assert (kept.decider, kept.reference) == ("Regionstyrelsen", "Protokoll 9, § 3")
    assert [(line.activity is None, line.before, line.after) for line in kept.lines.all()] == [
        (False, 20_000_000, 19_500_000),
        (True, 0, 500_000),
    ]


def test_the_board_s_reallocation_is_entered_by_a_form_of_its_own() -> None:
    shared_out()
    put_forward(agreement_id=OLD)
    entered(agreement_id=OLD)
    client = signed_in_as(member("region-09"))
    there = f"/organisation/region-09/pengar/{OLD}/beslut/namndens-omfordelning/?omrade=omstallning"
    sent = {"from": "1", "to": "0", "amount": "500 000", "reason": "Billigare", "board": "Regionstyrelsen"}
    answer = client.post(there, sent | {"reference": "", "day": "i våras"})
    assert answer.status_code == 422
    assert "Du skrev: i våras" in answer.content.decode()
    sent |= {"reference": "§ 3", "day": "2026-11-02"}
    client.post(there, sent)
    yes = own_yes(main_of(client, f"{there}&steg=kontrollera"))
    given = sent | {"steg": "gor", "once": "a" * 24} | yes
    assert client.post(there, given).status_code == 303
    assert Activity.objects.get(number=1).budget == 19_500_000
