"""What the tests in a real browser share: the one browser of a run, and all that is wrong with a page in it."""

import os
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
WIDTHS = (1280, 390)
"""Of a window, in pixels."""
_HEADING_WITHIN = {1280: 230, 390: 260}
"""How many pixels down the heading may begin at each width, where the page has no message and no error above it."""
_HEADING_AT = """document.querySelector('main .govuk-notification-banner, main .govuk-error-summary') ? 0
    : Math.round(document.querySelector('h1')?.getBoundingClientRect().top ?? 0)"""
_NARROWEST = 320
"""Pixels: no page may be wider than a window of so many (WCAG 1.4.10)."""
_OWNS_TOO_LITTLE = """(() => {
    const seen = (one) => one.checkVisibility() && one.getBoundingClientRect().height > 1
        && getComputedStyle(one).position !== 'absolute';
    const edged = (one) => { const style = getComputedStyle(one);
        return parseFloat(style.borderTopWidth) > 0 || style.backgroundColor !== 'rgba(0, 0, 0, 0)'; };
    const beside = (one, step) => {
        let other = one[step];
        while (other && !seen(other)) other = other[step];
        return other;
    };
    const headed = (one) => { while (one && !/^H[1-4]$/.test(one.tagName)) one = one.firstElementChild; return one; };
    const main = document.querySelector('main');
    const found = [];
    for (const heading of main.querySelectorAll('h2, h3, h4')) {
        if (!seen(heading) || heading.closest('summary, .govuk-error-summary, .govuk-notification-banner')) continue;
        const at = heading.getBoundingClientRect();
        let above = null, below = null;
        for (let one = heading; one !== main && above === null; one = one.parentElement) {
            const before = beside(one, 'previousElementSibling');
            if (before && before.getBoundingClientRect().bottom <= at.top + 1) {
                if (/^H[1-4]$/.test(before.tagName)) break;
                above = at.top - before.getBoundingClientRect().bottom;
            } else if (one.parentElement !== main && edged(one.parentElement)) {
                above = at.top - one.parentElement.getBoundingClientRect().top;
            }
        }
        const after = beside(heading, 'nextElementSibling');
        if (after && !headed(after)) below = after.getBoundingClientRect().top - at.bottom;
        if (above !== null && below !== null && below > 0 && above < 2 * below - 1)
            found.push(`“${heading.innerText.slice(0, 40)}” has ${above | 0} above and ${below | 0} below`);
    }
    return found;
})()"""
"""Headings that do not own their text: with less than twice the space above that they have below."""
_CLIPPED = """(() => {
    const range = document.createRange(), found = [];
    const hides = (one) => ['hidden', 'clip'].includes(getComputedStyle(one).overflowX);
    for (const cell of document.querySelectorAll('main td, main th')) {
        const around = [];
        for (let one = cell.parentElement; one.tagName !== 'MAIN'; one = one.parentElement)
            if (hides(one)) around.push(one.getBoundingClientRect());
        if (!cell.checkVisibility() || around.some((one) => one.width < 2)) continue;
        const box = cell.getBoundingClientRect();
        const right = Math.min(box.right, ...around.map((one) => one.right));
        const left = Math.max(box.left, ...around.map((one) => one.left));
        const words = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        while (words.nextNode()) {
            const word = words.currentNode;
            if (!word.data.trim() || word.parentElement.closest('.govuk-visually-hidden, select, svg')) continue;
            range.selectNodeContents(word);
            const drawn = range.getBoundingClientRect();
            if (drawn.width > 1 && (drawn.right > right + 1 || drawn.left < left - 1))
                found.push(`“${word.data.trim().slice(0, 40)}” is cut off`);
        }
    }
    return found;
})()"""
"""Words and figures in tables that go over their cell's edge, or are hidden by what stands around it."""
_SHOTS = os.environ.get("NARAVARD_SHOTS", "")
"""A folder to save pictures in, for someone who wants to look at the pages."""
_HEIGHT = 900
_PATIENCE = 60_000
"""Milliseconds before a page, or something on it, is given up: so many that a busy machine is not taken for a fault."""
_AXE = Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"
_RUN_AXE = """async (rules) => (await axe.run(document, {
    resultTypes: ['violations'], preload: false, rules: {'target-size': {enabled: true}},
    ...(rules ? {runOnly: {type: 'rule', values: rules}} : {}),
})).violations.map(
    found => `${found.id}: ${found.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`)"""
_VISIBLE = """[...document.querySelectorAll(':not(.nv-header *, .nv-breadcrumbs, .nv-breadcrumbs *)')].map(
    each => Number(each.checkVisibility({visibilityProperty: true, opacityProperty: true}))).join('')"""
_OF_WIDTH = [
    "color-contrast",  # what lies behind a word
    "link-in-text-block",
    "scrollable-region-focusable",  # what scrolls
    "target-size",  # how large what is pressed is, and how far from the next
    # What stands outside the window is hidden from the eye, and where that is depends on the width.
    "aria-hidden-focus",
    "autocomplete-valid",
    "label",
    "select-name",
    "skip-link",
    # Axe takes something for a table by how wide it is drawn and by the lines around its cells.
    "empty-table-header",
    "scope-attr-valid",
    "table-duplicate-name",
    "td-headers-attr",
    "th-has-data-cells",
]
"""The rules that can answer otherwise at another width, for as long as the same elements are visible: the others ask
what an element is and is called. The header, which every page has, is another at another width: a test of its own tries
every rule on it."""


def launched(chromium: str) -> Iterator[Browser]:
    """Give a browser. Playwright can be started once in a process, so all modules share the one of the run."""
    # Playwright marks its loop as running in this thread for as long as the browser is open, and Django then refuses
    # the database to every test that comes after. Nothing here is asynchronous: the loop rests between its calls.
    with patch.dict(os.environ, DJANGO_ALLOW_ASYNC_UNSAFE="1"), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


def page_of(browser: Browser, *, scripts: bool = True) -> Iterator[Page]:
    """Give a page with nothing remembered from others, with scripts or without."""
    context = browser.new_context(java_script_enabled=scripts)
    context.set_default_timeout(_PATIENCE)
    context.add_init_script(path=_AXE)
    yield context.new_page()
    context.close()


def signed_in(page: Page, address: str, session: str) -> Page:
    """Return the page of someone who has signed in at a service, by the session's key."""
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    return page


def axe(page: Page) -> list[str]:
    """Return what axe finds on the page as it is, by every rule."""
    found: list[str] = page.evaluate(_RUN_AXE, None)
    return found


def faults(page: Page, name: str = "") -> list[str]:
    """Return all that is wrong with the page at hand at both widths: for axe, in its headings, and sideways scrolling.

    That nothing scrolls sideways is held in the narrowest window too.

    Every rule is tried in the wide window. In the narrow one those are that depend on the width; and every rule again
    when another element is visible there.

    Args:
        page: one of :func:`page_of`.
        name: what the page is called in what is found, and in the names of the pictures; its address if none.
    """
    name = name or page.url
    found = []
    if len(headings := page.locator("h1").all_inner_texts()) != 1:
        found.append(f"{name}: not one heading of the first level but {headings}")
    visible = None
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": _HEIGHT})
        before, visible = visible, page.evaluate(_VISIBLE)
        rules = _OF_WIDTH if visible == before else None
        found += [f"{name} at {width}: {violation}" for violation in page.evaluate(_RUN_AXE, rules)]
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            found.append(f"{name} at {width}: scrolls sideways, {wide} wide")
        found += [f"{name} at {width}: {said}" for look in (_OWNS_TOO_LITTLE, _CLIPPED) for said in page.evaluate(look)]
        if (top := page.evaluate(_HEADING_AT)) > _HEADING_WITHIN[width]:
            found.append(f"{name} at {width}: the heading begins {top} pixels down")
        if _SHOTS:
            file = name.strip("/").replace("/", "_").replace("?", "_")[-80:]
            page.screenshot(path=Path(_SHOTS) / f"{file}-{width}.png", full_page=True)
    page.set_viewport_size({"width": _NARROWEST, "height": _HEIGHT})
    if (wide := page.evaluate("document.documentElement.scrollWidth")) > _NARROWEST:
        found.append(f"{name} at {_NARROWEST}: scrolls sideways, {wide} wide")
    return found
