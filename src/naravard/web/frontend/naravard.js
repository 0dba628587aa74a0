// What scripts add to the pages. Every page is whole without them.

// Filters answer as soon as something is chosen, so their button is needed only without scripts.
for (const button of document.querySelectorAll("[data-without-scripts]")) {
  button.hidden = true;
}

// Escape closes the clause that is open around the place where the reader stands.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = event.target.closest?.("details[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary")?.focus();
});

// A menu of the header closes when the reader does something else.
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll(".nv-place[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

// A button that is pressed twice sends its form once. Should the form come twice all the same, the server does it once; but an
// answer that is given only once, such as a new key's secret, would be lost to the second press.
const TWICE = 1000; // milliseconds
const sent = new WeakMap();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  const now = performance.now();
  if (now - (sent.get(form) ?? -Infinity) < TWICE) event.preventDefault();
  else sent.set(form, now);
});

// The sum of a table of amounts follows what is written. The server has written it once, and adds it again when the form is sent.
const NO_BREAK_SPACE = "\u00a0";
const IS_ENGLISH = document.documentElement.lang === "en";
for (const table of document.querySelectorAll("[data-amounts]")) {
  const total = table.querySelector("[data-total]");
  table.addEventListener("input", () => {
    let sum = 0;
    for (const entry of table.querySelectorAll("[data-counted] input")) {
      const digits = entry.value.replace(/\s|kr/g, "");
      if (/^\d+$/.test(digits)) sum += Number(digits);
    }
    const parted = String(sum).replace(/\B(?=(\d{3})+$)/g, IS_ENGLISH ? "," : NO_BREAK_SPACE);
    total.value = IS_ENGLISH ? `SEK${NO_BREAK_SPACE}${parted}` : `${parted}${NO_BREAK_SPACE}kr`;
  });
}

// A table that is wider than its box says so in words beneath; its edge is drawn without scripts.
const boxes = document.querySelectorAll(".nv-table-box");
const said = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const box = target.closest(".nv-table-box");
    const words = box?.nextElementSibling;
    if (words?.matches(".nv-table-wider")) words.toggleAttribute("data-shown", box.scrollWidth > box.clientWidth + 1);
  }
});
for (const box of boxes) {
  said.observe(box);
  if (box.firstElementChild) said.observe(box.firstElementChild);
}
