"""A new kind of paper is data and one registration: the page of the documentation is read, and its paper goes its
whole way."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from lxml import html
from ruamel.yaml import YAML

from naravard.agreement.files import AgreementFiles
from naravard.agreement.library import folders
from naravard.agreement.load import load
from naravard.web import urls
from naravard.web.access.actor import THE_SERVICE
from naravard.web.access.acts import ACTS
from naravard.web.agreements.acts import take_in
from naravard.web.history.kinds import kinds as kinds_of_events
from naravard.web.history.kinds import sentence
from naravard.web.history.models import Event
from naravard.web.papers import paper_kinds
from naravard.web.papers.kinds import PaperKind
from naravard.web.papers.models import HandedInPaper, PaperDraft
from naravard.web.papers.proof import proof_of
from naravard.web.tasks.carriers import CARRIERS
from paper_pages import form_of, main_in
from people_samples import also, member, signed_in_as
from requisition_steps import NUMBERS, fixed_for, with_details
from web_pages import heading, main_of, words
from web_shared import LOADED_AT, WHOLE

REPOSITORY = Path(__file__).resolve().parents[3]
PAGE = (REPOSITORY / "docs" / "a-new-paper.md").read_text(encoding="utf-8")
DUTY_DATA, *DATA = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
CODE = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
REGION, RECEIVER, DUTY = "region-09", "socialstyrelsen", "interim-report-regions"
MOST_LINES, MOST_FILES = 60, 3
REGISTRIES: tuple[Any, ...] = (CARRIERS, ACTS, kinds_of_events())
pytestmark = pytest.mark.django_db


@pytest.fixture
def kind(db: None, settings: Any) -> Iterator[PaperKind]:
    """The paper of the page, registered and taken in; when the test ends nothing is left of it."""
    kept = [(registry, dict(registry)) for registry in REGISTRIES]
    space = dict(vars(paper_kinds))
    try:
        _as_if_the_program_did_not_have_it()
        for code in CODE:
            exec(compile(code, "docs/a-new-paper.md", "exec"), space)  # noqa: S102 - the code of the documentation
        settings.ROOT_URLCONF = _urls_read_again()
        take_in(actor=THE_SERVICE, agreement_id=WHOLE, files=_with_the_paper(), at=LOADED_AT)
        settings.NARAVARD_TODAY = "2022-09-20"
        fixed_for(REGION)
        with_details(REGION)
        yield space["INTERIM_REPORT"]
    finally:
        for registry, was in kept:
            registry.clear()
            registry.update(was)


def _as_if_the_program_did_not_have_it() -> None:
    """Take the reports' own registration of the page's example away."""
    CARRIERS.pop("interim-report")
    for registry in REGISTRIES[1:]:
        for name in [name for name in registry if "interim_report" in name or "interim-report" in name]:
            registry.pop(name)


def _urls_read_again() -> ModuleType:
    """Read the site's addresses once more, as the program does when it starts with the new paper."""
    spec = importlib.util.spec_from_file_location("urls_with_the_new_paper", urls.__file__)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def _with_the_paper() -> AgreementFiles:
    """Return the agreement's folder with the data of the page at the end of its papers."""
    folder = next(folder for folder in folders() if folder.name == WHOLE)
    files = dict(AgreementFiles.from_folder(folder))
    files["papers.yaml"] += b"\n" + "\n".join(DATA).encode()
    return AgreementFiles(files, name=WHOLE)


def room(rest: str = "") -> str:
    return f"/organisation/{REGION}/pengar/{WHOLE}/delredovisning/{rest}"


def test_it_is_at_most_sixty_lines_in_three_files() -> None:
    assert len(DATA) + len(CODE) <= MOST_FILES
    assert len("".join([*DATA, *CODE]).splitlines()) <= MOST_LINES


def test_the_duty_of_the_page_stands_in_the_agreements_folder() -> None:
    (shown,) = YAML(typ="safe").load(DUTY_DATA)
    duties = {duty["id"]: duty for duty in YAML(typ="safe").load(_without()["duties.yaml"])}
    assert shown == {name: duties[DUTY].get(name) for name in shown}


def test_the_folder_with_the_paper_has_no_faults() -> None:
    assert load(_with_the_paper()).findings == load(_without()).findings


def test_the_new_paper_goes_from_draft_to_received(kind: PaperKind) -> None:
    writer = signed_in_as(member(REGION, "official", "Bo Al"))
    page = main_of(writer, room())
    assert heading(page) == "Vad ska delredovisningen berätta?"
    assert "Genomförda och planerade insatser" in words(page)
    assert "30 september 2022 – om 10 dagar" in words(page)

    sent = form_of(writer, room("skriv/")) | NUMBERS | {"insatser": "Fast läkarkontakt."}
    answer = writer.post(room("skriv/"), sent)
    assert (answer.status_code, answer.headers["Location"]) == (303, room("kontrollera/"))
    assert "”Identifierade utmaningar för det fortsatta arbetet” är inte skrivet." in words(
        main_of(writer, room("kontrollera/"))
    )
    writer.post(room("skriv/"), form_of(writer, room("skriv/")) | {"utmaningar": "Kompetensförsörjning."})
    assert writer.post(room("kontrollera/"), form_of(writer, room("kontrollera/"))).status_code == 303
    assert heading(main_of(writer, room())) == "Delredovisningen väntar på underskrift"

    signer = signed_in_as(member(REGION, "signatory", "Siv Ek"))
    sent = form_of(signer, room("skriv-under/")) | {"way": "paper", "declares": "ja"}
    first, second = signer.post(room("skriv-under/"), sent), signer.post(room("skriv-under/"), sent)
    paper = HandedInPaper.objects.get()
    receipt = f"/organisation/{REGION}/kvitto/{paper.receipt_number}/"
    assert [(one.status_code, one.headers["Location"]) for one in (first, second)] == [(303, receipt)] * 2
    assert "Genomförda och planerade insatser Fast läkarkontakt." in words(main_of(signer, receipt))
    assert all(point.holds for point in proof_of(paper))

    _accepted_by_its_receiver()
    told = [sentence(event.told).sv for event in Event.objects.filter(thing_id__endswith=DUTY).order_by("sequence")]
    assert told == [
        "Bo Al (tjänsteperson) skrev i delredovisningen för Region Gotland.",
        "Bo Al (tjänsteperson) skrev i delredovisningen för Region Gotland.",
        "Bo Al (tjänsteperson) gjorde delredovisningen för Region Gotland klar för underskrift.",
        "Siv Ek (behörig företrädare) skrev under och lämnade in delredovisningen för Region Gotland, kvitto "
        f"{paper.receipt_number}.",
        "Li Ek (utredare som tar emot redovisningar) godtog ”Delredovisning från regionerna” från Region Gotland.",
    ]


def _accepted_by_its_receiver() -> None:
    receiver = signed_in_as(member(RECEIVER, "report-analyst", "Li Ek"))
    page = f"/landet/lage/{WHOLE}/{DUTY}/{REGION}/"
    sent = form_of(receiver, page, 0)
    assert receiver.post(page, {"gor": "godta", "version": sent["version"], "once": sent["once"]}).status_code == 303


def test_whoever_prepared_does_not_sign(kind: PaperKind) -> None:
    person = member(REGION, "official", "Bo Al")
    also(person, REGION, "signatory")
    client = signed_in_as(person)
    client.post(room("skriv/"), form_of(client, room("skriv/")) | NUMBERS | {"insatser": "A", "utmaningar": "B"})
    client.post(room("kontrollera/"), form_of(client, room("kontrollera/")))
    draft = PaperDraft.objects.get()
    answer = client.post(room("skriv-under/"), {"way": "paper", "declares": "ja", "version": draft.version})
    assert answer.status_code == 422
    assert f"Du har själv förberett {kind.the.sv}" in words(main_in(answer))


def test_it_stands_among_the_rooms_and_the_years_papers_of_those_who_have_the_duty(kind: PaperKind) -> None:
    page = html.fromstring(signed_in_as(member(REGION)).get(f"/organisation/{REGION}/pengar/{WHOLE}/").content.decode())
    assert page.xpath(f".//nav[@class='nv-subnav']//a[@href='{room()}']")
    assert page.xpath(f".//a[@href='{room()}'][contains(., 'Delredovisning från regionerna')]")
    fixed_for("skr")
    other = main_of(signed_in_as(member("skr", "skr-official")), f"/organisation/skr/pengar/{WHOLE}/")
    assert not other.xpath(".//a[contains(@href, '/pengar/') and contains(@href, 'delredovisning')]")


def test_in_an_agreement_that_does_not_describe_it_the_duty_is_handed_in_as_before(kind: PaperKind) -> None:
    take_in(actor=THE_SERVICE, agreement_id=WHOLE, files=_without(), at=LOADED_AT)
    page = main_of(signed_in_as(member(REGION)), f"/organisation/{REGION}/uppgifter/{WHOLE}/{DUTY}/")
    assert page.xpath(".//*[@value='lamna-in'] | .//a[contains(@href, 'lamna-in')]")


def _without() -> AgreementFiles:
    return AgreementFiles.from_folder(next(folder for folder in folders() if folder.name == WHOLE))
