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
