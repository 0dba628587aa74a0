"""A report's form in a real browser: it saves itself, merges, shows what meets, and keeps what could not be saved."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Locator, Page, expect

from browsing import faults, page_of, signed_in
from naravard.documents.word_forms.fields import PLACEHOLDER
from own_databases import Place
from real_service import prepared, serving
from web_shared import WHOLE

PROGRAM = Path(__file__).with_name("report_people.py")
REPORT = f"/organisation/region-09/pengar/{WHOLE}/slutredovisning"
CHOICE = "malbild-beslutad"
SAVED = re.compile(r"^Sparat kl\. \d\d\.\d\d\.$")
UNSAVED = "Inte sparat: ingen kontakt med tjänsten."
LEFT = "Det finns text här i webbläsaren som du skrev och som inte blev sparad."
PATIENCE = 30_000
"""Milliseconds before an answer that saves itself is given up; the page waits a second and a half before it sends."""


@dataclass(frozen=True)
class Form:
    """A part of the report in someone's browser. Each test writes in a part of its own, as they share the service."""

    page: Page
    address: str
    part: str

    def open(self) -> "Form":
        answer = self.page.goto(f"{self.address}{REPORT}/del/{self.part}/")
        assert answer is not None
        assert answer.status == 200
        return self

    def question(self, name: str) -> Locator:
        return self.page.locator(f"#fraga-{name}")

    @property
    def done(self) -> str:
        """The question of what has been done."""
        return f"{self.part}-insatser"

    @property
    def results(self) -> str:
        """The question of what came of it."""
        return f"{self.part}-resultat"

    def text(self, name: str = "") -> Locator:
        return self.page.locator(f"textarea[name='{name or self.done}']")

    def write(self, text: str, name: str = "") -> None:
        self.text(name).fill(text)

    def choose(self, place: int) -> None:
        self.question(CHOICE).locator("label.govuk-radios__label").nth(place).click()

    def chosen(self) -> list[bool]:
        return [radio.is_checked() for radio in self.question(CHOICE).locator("input[type=radio]").all()]

    def says(self, said: str | re.Pattern[str], name: str = "") -> None:
        """Wait until the question says so of itself."""
        expect(self.question(name or self.done).locator("[data-saved-at]")).to_contain_text(said, timeout=PATIENCE)

    def saves(self, act: Callable[[], None]) -> None:
        """Change something, and wait until the service has answered that it is saved."""
        with self.page.expect_response(lambda one: one.url.endswith("/svar/"), timeout=PATIENCE) as answered:
            act()
        assert answered.value.json()["state"] == "saved"

    def press(self, button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).click()

    def as_(self, cookie: str) -> "Form":
        """Be someone else at the same browser, in a tab of its own."""
        context = self.page.context
        context.clear_cookies()
        return Form(signed_in(context.new_page(), self.address, cookie), self.address, self.part)


@dataclass(frozen=True)
class Writers:
    """The service, and who writes there."""

    browser_of: Callable[[str, str], Form]
    cookies: dict[str, str]


@pytest.fixture(scope="module")
def running(module_database: Place) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of the service, and the cookies of those who write there."""
    cookies = prepared(module_database, PROGRAM)
    with serving(module_database, NARAVARD_TODAY="2023-03-20") as service:
        yield service.address, cookies


@pytest.fixture
def writers(running: tuple[str, dict[str, str]], browser: Chromium) -> Iterator[Writers]:
    """Give each who writes a browser of their own, with a part of the form open in it."""
    address, cookies = running
    opened = []

    def browser_of(who: str, part: str) -> Form:
        pages = page_of(browser)
        opened.append(pages)
        form = Form(signed_in(next(pages), address, cookies[who]), address, part)
        return form.open() if part else form

    yield Writers(browser_of, cookies)
    for pages in opened:
        list(pages)


def test_an_answer_saves_itself_and_says_when(writers: Writers) -> None:
    bo = writers.browser_of("bo", "halsoframjande")
    bo.write("Tre mobila team har startat.")
    bo.says(SAVED)
    bo.open()
    expect(bo.text()).to_have_value("Tre mobila team har startat.")
    bo.says("Senast ändrad av Bo Al")
    assert faults(bo.page, "report-part") == []
    bo.page.set_viewport_size({"width": 1280, "height": 900})
    bo.write("a\x07b", bo.results)
    bo.says("går inte att skriva ut", bo.results)
    bo.open()
    expect(bo.text(bo.results)).to_have_value("")


def test_texts_of_two_browsers_become_one_where_they_do_not_meet(writers: Writers) -> None:
    bo = writers.browser_of("bo", "resurser")
    bo.saves(lambda: bo.write("Ett.\n\nTvå."))
    kim = writers.browser_of("kim", "resurser")
    bo.saves(lambda: bo.write("Ett!\n\nTvå."))
    kim.write("Ett.\n\nTvå.\n\nTre.")
    kim.says("Sparat tillsammans med en ändring som en kollega gjorde samtidigt.")
    expect(kim.text()).to_have_value("Ett!\n\nTvå.\n\nTre.")
    expect(bo.open().text()).to_have_value("Ett!\n\nTvå.\n\nTre.")


def test_the_second_of_two_who_choose_otherwise_sees_both_and_chooses(writers: Writers) -> None:
    bo, kim = writers.browser_of("bo", "malbild"), writers.browser_of("kim", "malbild")
    words = bo.question(CHOICE).locator("label.govuk-radios__label").all_inner_texts()
    bo.choose(0)
    bo.says(SAVED, CHOICE)
    kim.choose(1)
    box = kim.question(CHOICE).locator(".nv-differs")
    expect(box).to_contain_text("Bo Al har ändrat samma svar.", timeout=PATIENCE)
    expect(box.locator("blockquote").first).to_have_text(words[0])
    assert kim.chosen()[:2] == [False, True]
    assert faults(kim.page, "report-conflict") == []
    assert bo.open().chosen()[:2] == [True, False]
    kim.saves(lambda: kim.press("Spara mitt svar i stället"))
    kim.says(SAVED, CHOICE)
    assert bo.open().chosen()[:2] == [False, True]

    kim.saves(lambda: kim.choose(0))
    bo.choose(2)
    expect(bo.question(CHOICE).locator(".nv-differs")).to_contain_text("Kim Ek", timeout=PATIENCE)
    bo.press("Behåll det som är sparat")
    assert bo.chosen()[:2] == [True, False]
    assert kim.open().chosen()[:2] == [True, False]


def test_what_is_written_without_contact_stays_and_is_saved_when_contact_is_back(writers: Writers) -> None:
    bo = writers.browser_of("bo", "privata")
    bo.page.context.set_offline(True)
    bo.write("Skrivet på tåget.")
    bo.says(UNSAVED)
    expect(bo.text()).to_have_value("Skrivet på tåget.")
    bo.page.context.set_offline(False)
    bo.says(SAVED)
    expect(bo.open().text()).to_have_value("Skrivet på tåget.")
    assert LEFT not in bo.page.inner_text("body")


def test_what_was_left_is_offered_to_the_same_person_and_shown_to_nobody_else(writers: Writers) -> None:
    bo = writers.browser_of("bo", "slutenvard")
    context = bo.page.context
    context.set_offline(True)
    bo.write("Bara Bo har läst det här.", bo.results)
    bo.says(UNSAVED, bo.results)
    kim = bo.as_(writers.cookies["kim"])
    bo.page.close()
    context.set_offline(False)
    kim.open()
    expect(kim.page.locator("[data-saved-at]").first).to_be_attached()
    assert kim.page.locator(".nv-left").count() == 0
    assert "Bara Bo" not in kim.page.content()
    expect(kim.text(kim.results)).to_have_value("")

    again = kim.as_(writers.cookies["bo"]).open()
    left = again.question(again.results).locator(".nv-left")
    expect(left).to_contain_text(LEFT)
    expect(left.locator("blockquote")).to_have_text("Bara Bo har läst det här.")
    expect(again.text(again.results)).to_have_value("")
    assert faults(again.page, "report-left") == []
    again.saves(lambda: again.press("Ta tillbaka texten"))
    again.says(SAVED, again.results)
    expect(again.open().text(again.results)).to_have_value("Bara Bo har läst det här.")
    assert again.page.locator(".nv-left").count() == 0


def test_the_form_goes_to_word_and_what_comes_back_is_compared(writers: Writers) -> None:
    bo = writers.browser_of("bo", "ovrigt")
    bo.saves(lambda: bo.write("Det som står.", "ovrigt-region"))
    sent = bo.page.request.get(f"{bo.address}{REPORT}/formular.docx").body()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sent)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            part = source.read(name).decode() if name == "word/document.xml" else source.read(name)
            if isinstance(part, str):
                part = part.replace("Det som står.", "Det i filen.").replace(PLACEHOLDER, "Nytt i filen.", 1)
            target.writestr(name, part)
    bo.page.goto(f"{bo.address}{REPORT}/word/")
    assert faults(bo.page, "report-word") == []
    file = {"name": "svar.docx", "mimeType": "application/octet-stream", "buffer": made.getvalue()}
    bo.page.locator("input[type=file]").set_input_files(files=[file])  # type: ignore[list-item]
    bo.press("Läs filen")
    expect(bo.page.locator("h1")).to_contain_text("i filen skiljer sig från det som står")
    assert faults(bo.page, "report-word-compared") == []
    bo.press("Ta in de valda svaren")
    expect(bo.open().text("ovrigt-region")).to_have_value("Det som står.")


def test_a_report_is_returned_with_a_question_and_answered(writers: Writers) -> None:
    eva, ann = writers.browser_of("eva", ""), writers.browser_of("ann", "")
    receipt = f"{eva.address}/organisation/socialstyrelsen/kvitto/{writers.cookies['receipt']}"
    eva.page.goto(f"{receipt}/lamna-tillbaka/")
    assert faults(eva.page, "report-give-back") == []
    eva.page.locator("textarea[name=reason]").fill("Ett svar är oklart.")
    eva.page.locator("textarea[name='fraga--nara-vard-genomfort']").fill("Hur många gäller det?")
    eva.page.get_by_label("ska lämna in igen").check()
    eva.press("Lämna tillbaka")
    expect(eva.page.locator("h1")).to_have_text("1 fråga från mottagaren")
    assert faults(eva.page, "report-asked-again") == []

    own = f"{ann.address}/organisation/region-08/pengar/{WHOLE}/delredovisning"
    ann.page.goto(f"{own}/del/nara-vard/")
    assert faults(ann.page, "report-part-returned") == []
    ann.saves(lambda: ann.text("nara-vard-genomfort").fill("Fast läkarkontakt erbjuds på tolv vårdcentraler."))
    ann.page.goto(f"{ann.address}/organisation/region-08/kvitto/{writers.cookies['receipt']}/fragor/")
    expect(ann.page.locator("ins")).to_have_text(["tolv"])
    assert faults(ann.page, "report-asked-again-changed") == []
    ann.page.goto(f"{own}/kommentarer/?fraga=nara-vard-genomfort")
    ann.page.locator("textarea[name=text]").fill("Stämmer siffran?")
    ann.press("Spara kommentaren")
    expect(ann.page.locator("h1")).to_have_text("1 öppen kommentar")
    assert faults(ann.page, "report-comments") == []

    final = f"{ann.address}/organisation/region-08/pengar/{WHOLE}/slutredovisning"
    ann.page.goto(f"{final}/del/jamstalldhet/")
    take = ann.page.locator("#fraga-jamstalld-halsa details").first
    take.locator("summary").click()
    take.get_by_role("link").click()
    assert faults(ann.page, "report-take-over") == []
    ann.press("Ta över svaret")
    expect(ann.text("jamstalld-halsa")).not_to_have_value("")
