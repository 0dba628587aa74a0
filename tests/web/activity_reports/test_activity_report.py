"""SKR's activity report: the agreement's own headings, special reasons instead, signed by another, and the receipt."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from activity_report_steps import (
    REPORT_SIGNED_AT,
    REPORT_WRITTEN_AT,
    TEXTS,
    handed_in_report,
    ready_report,
    written_report,
)
from money_steps import swedish
from naravard.web.organisations.models import Organisation
from naravard.web.papers.errors import PaperRefusedError
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.papers.paper_kinds import ACTIVITY_REPORT
from naravard.web.papers.proof import proof_of
from naravard.web.papers.signed_files import ON_PAPER
from naravard.web.people.problems import FourEyesProblem
from naravard.web.tasks import changes
from naravard.web.tasks.errors import DutyRefusedError
from paper_pages import form_of, main_in, pressed_twice
from people_samples import acting, also, member, signed_in_as
from requisition_steps import fixed_for, preparer, requisitioned, signatory
from web_pages import facts, heading, main_of, own_yes, words
from web_shared import WHOLE

pytestmark = pytest.mark.django_db
ROOM = f"/organisation/skr/pengar/{WHOLE}/verksamhetsrapport/"


@pytest.fixture(autouse=True)
def _day(settings: object) -> None:
    settings.NARAVARD_TODAY = "2023-03-15"  # type: ignore[attr-defined]


def skr(role: str = "skr-official", name: str = "Bo Al") -> Any:
    return signed_in_as(member("skr", role, name))


def test_the_page_asks_for_what_section_10_2_says() -> None:
    fixed_for("skr")
    main = main_of(skr(), ROOM)
    text = words(main)
    assert heading(main) == "Vad ska verksamhetsrapporten berätta?"
    for asked in (
        "Den verksamhet som har bedrivits",
        "Resultatet av denna under 2022 med stöd av bidraget",
        "Särskilda skäl mot detta",
        "Hur insatserna bidragit till det jämställdhetspolitiska delmålet jämställd hälsa",
        "Omfattning och finansiering av respektive område",
    ):
        assert asked in text
    assert "31 mars 2023" in text


def test_the_whole_way_leads_to_a_receipt_that_the_ministry_sees_too(tmp_path: Path) -> None:
    fixed_for("skr")
    writer = skr()
    sent = form_of(writer, f"{ROOM}skriv/") | TEXTS
    answer = writer.post(f"{ROOM}skriv/", sent)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{ROOM}kontrollera/")
    assert "Nätverk har mötts varje månad." in words(main_of(writer, f"{ROOM}kontrollera/"))
    assert writer.post(f"{ROOM}kontrollera/", form_of(writer, f"{ROOM}kontrollera/")).status_code == 303
    signer = skr("signatory", "Siv Ek")
    sent = form_of(signer, f"{ROOM}skriv-under/") | {"way": "paper", "declares": "ja"}
    answer = signer.post(f"{ROOM}skriv-under/", sent)
    paper = HandedInPaper.objects.get()
    assert answer.headers["Location"] == f"/organisation/skr/kvitto/{paper.receipt_number}/"
    assert all(point.holds for point in proof_of(paper))
    ministry = signed_in_as(member("regeringskansliet", "ministry-official"))
    told = facts(main_of(ministry, f"/organisation/regeringskansliet/kvitto/{paper.receipt_number}/"))
    assert told["Från"] == "Sveriges Kommuner och Regioner"
    file = tmp_path / "rapport.pdf"
    file.write_bytes(
        ministry.get(f"/organisation/regeringskansliet/kvitto/{paper.receipt_number}/handling.pdf").content
    )
    printed = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout.decode()
    assert "Verksamhetsrapport" in printed
    assert "S2022/00472" in printed
    assert "Utvecklingen av den nära vården med primärvården som nav" in " ".join(printed.split())


def test_each_of_its_buttons_pressed_twice_leads_to_the_same_place_and_does_it_once() -> None:
    fixed_for("skr")
    writer, signer = skr(), skr("signatory", "Siv Ek")

    assert pressed_twice(writer, f"{ROOM}skriv/", **TEXTS) == f"{ROOM}kontrollera/"
    assert pressed_twice(writer, f"{ROOM}kontrollera/") == ROOM
    assert pressed_twice(writer, f"{ROOM}oppna/", **own_yes(main_of(writer, f"{ROOM}oppna/"))) == f"{ROOM}skriv/"
    assert pressed_twice(writer, f"{ROOM}kontrollera/") == ROOM
    receipt = pressed_twice(signer, f"{ROOM}skriv-under/", way="paper", declares="ja")
    assert receipt == f"/organisation/skr/kvitto/{HandedInPaper.objects.get().receipt_number}/"


def test_special_reasons_stand_instead_of_the_equality_perspective() -> None:
    draft = written_report(jamstalldhet="")
    given = {"organisation": draft.organisation, "agreement_id": WHOLE, "version": draft.version}
    with pytest.raises(PaperRefusedError) as refused:
        ACTIVITY_REPORT.acts.ready(actor=preparer("skr"), **given, at=REPORT_WRITTEN_AT)
    assert "Varken ”Jämställdhetsperspektivet” eller ”Särskilda skäl mot detta” är skrivet." in refused.value.says.sv
    draft = ready_report(jamstalldhet="", **{"sarskilda-skal": "Insatserna rör bara tekniska standarder."})
    labels = [entry["label"] for entry in draft.content]
    assert "Särskilda skäl mot detta" in labels
    assert "Jämställdhetsperspektivet" not in labels


def test_the_areas_may_be_left_empty_and_nothing_else() -> None:
    draft = written_report(resultat="", **{"omraden--nara-vard": "", "diarienummer-utbetalningsbeslutet": ""})
    given = {"organisation": draft.organisation, "agreement_id": WHOLE, "version": draft.version}
    with pytest.raises(PaperRefusedError) as refused:
        ACTIVITY_REPORT.acts.ready(actor=preparer("skr"), **given, at=REPORT_WRITTEN_AT)
    said = refused.value.says.sv
    assert "”Resultatet av denna under 2022 med stöd av bidraget” är inte skrivet." in said
    assert "diarienummer för regeringsbeslutet om utbetalning saknas" in said
    assert "respektive område" not in said


def test_whoever_prepared_does_not_sign() -> None:
    writer = member("skr", "skr-official", "Bo Al")
    draft = ready_report(acting(writer, day=REPORT_WRITTEN_AT.date()))
    also(writer, "skr", "signatory")
    with pytest.raises(FourEyesProblem) as refused:
        ACTIVITY_REPORT.acts.hand_in(
            actor=acting(writer, "signatory", day=REPORT_SIGNED_AT.date()),
            organisation=draft.organisation,
            agreement_id=WHOLE,
            version=draft.version,
            way=ON_PAPER,
            at=REPORT_SIGNED_AT,
        )
    assert "förberett verksamhetsrapporten" in refused.value.says.sv


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        ("2023-03-30 12:00:00", False),
        ("2023-03-31 23:59:59", False),
        ("2023-04-01 00:00:00", True),
    ],
)
def test_after_the_last_day_it_can_be_handed_in_and_is_late(moment: str, late: bool) -> None:  # noqa: FBT001 - expected
    paper = handed_in_report(at=swedish(moment))
    assert (paper.was_late, str(paper.last_day)) == (late, "2023-03-31")


def test_it_is_handed_in_once_and_opened_again_by_the_ministry() -> None:
    handed_in_report()
    with pytest.raises(DutyRefusedError):
        written_report(at=REPORT_SIGNED_AT)
    organisation = Organisation.objects.get(pk="skr")
    from naravard.web.durable import durably

    with durably():
        duty = changes.locked_duty(organisation, WHOLE, "skr-activity-report", at=REPORT_SIGNED_AT, seen_version=None)
        changes.reopen(duty, because="Resultatet saknas för ett område.")
    main = main_of(skr(), ROOM)
    assert "Återlämnad av mottagaren: Resultatet saknas för ett område." in words(main)
    second = handed_in_report(at=swedish("2023-04-10 10:00"))
    assert (second.edition, second.was_late) == (2, False)


def test_a_text_that_is_too_long_is_refused_and_nothing_is_lost() -> None:
    fixed_for("skr")
    client = skr()
    sent = form_of(client, f"{ROOM}skriv/") | TEXTS | {"verksamhet": "x" * 30_001}
    answer = client.post(f"{ROOM}skriv/", sent)
    assert answer.status_code == 422
    assert "Texten är för lång: 30001 tecken." in words(main_in(answer))
    assert "Alla regioner har deltagit." in words(main_in(answer))
    assert not PaperDraft.objects.exists()


def test_skr_walks_through_its_requisition_too() -> None:
    paper = requisitioned("skr")
    assert [entry["value"] for entry in paper.content if entry["id"] == "belopp"] == ["53\u00a0000\u00a0000\u00a0kr"]
    assert signatory("skr").organisation is not None


def test_others_have_no_activity_report() -> None:
    fixed_for("region-09")
    client = signed_in_as(member("region-09"))
    assert client.get(f"/organisation/region-09/pengar/{WHOLE}/verksamhetsrapport/").status_code == 404
