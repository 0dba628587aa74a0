"""A button pressed twice in a browser: the form is sent once, and can be sent again a moment later."""

from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "src" / "naravard" / "web" / "static" / "built" / "naravard.js"
_TOLD = """() => {
    window.told = [];
    window.addEventListener("submit", (event) => {
        window.told.push(event.defaultPrevented);
        event.preventDefault();  // stays on the page, to be asked
    });
}"""
_SEND = "(which) => document.getElementById(which).requestSubmit()"


def test_a_form_sent_twice_within_a_moment_is_sent_once(page: Page) -> None:
    page.clock.install()
    page.set_content('<form id="act" method="post"></form><form id="other" method="post"></form><form id="ask"></form>')
    page.add_script_tag(path=SCRIPT)
    page.evaluate(_TOLD)
    for which in ("act", "act", "other", "ask", "ask"):
        page.evaluate(_SEND, which)
    page.clock.run_for(1500)
    page.evaluate(_SEND, "act")
    assert page.evaluate("window.told") == [False, True, False, False, False, False]
