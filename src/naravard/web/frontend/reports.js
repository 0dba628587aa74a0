// A report's answers save themselves: each question some seconds after the last sign, one by one. Without scripts the button does it.

const WAIT = 1500; // milliseconds after the last sign
const AGAIN = 10000; // milliseconds before another try when there is no contact

const about = document.querySelector("[data-report]");
const form = about?.closest("main, body").querySelector("form.nv-form");
if (about && form) begin();

function begin() {
  const words = about.dataset;
  const version = form.elements.namedItem("version");
  const questions = [...form.querySelectorAll("[data-question]")];
  const timers = new WeakMap();
  const saving = new Map();

  for (const question of questions) {
    question.addEventListener("input", () => changed(question));
    question.addEventListener("change", () => changed(question));
    offerWhatWasLeft(question);
  }
  window.addEventListener("online", () => questions.filter(differs).forEach(save));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") questions.filter(differs).forEach(save);
  });

  function changed(question) {
    keepHere(question);
    clearTimeout(timers.get(question));
    timers.set(question, setTimeout(() => save(question), WAIT));
  }

  // A question is sent again only when its answer has come.
  async function save(question) {
    if (saving.has(question)) return void saving.set(question, true);
    if (!differs(question)) return;
    saving.set(question, false);
    say(question, words.saving);
    const sent = values(question);
    const outcome = await send(question, sent);
    const again = saving.get(question);
    saving.delete(question);
    if (outcome === "lost") timers.set(question, setTimeout(() => save(question), AGAIN));
    else if (outcome === "saved" && (again || differs(question))) save(question);
  }

  async function send(question, sent) {
    const body = new URLSearchParams({ question: question.dataset.question, version: version.value });
    body.set("csrfmiddlewaretoken", form.elements.namedItem("csrfmiddlewaretoken").value);
    for (const [name, value] of Object.entries(sent)) {
      body.set(name, value);
      body.set(`was-${name}`, was(name).value);
    }
    let answer;
    try {
      answer = await fetch(words.report, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
    } catch {
      say(question, words.unsaved, true);
      return "lost";
    }
    if (!answer.headers.get("content-type")?.includes("json")) {
      say(question, answer.status < 500 ? words.signedOut : words.unsaved, true);
      return answer.status < 500 ? "out" : "lost";
    }
    const said = await answer.json();
    if (said.state === "saved") return saved(question, sent, said);
    if (said.state === "differs") return choose(question, said);
    say(question, said.says ?? Object.values(said.problems).join(" "), true);
    return "wrong";
  }

  function saved(question, sent, said) {
    version.value = said.version;
    let merged = false;
    for (const [name, value] of Object.entries(said.now)) {
      if (value === sent[name]) {
        was(name).value = value;
        continue;
      }
      merged = true;
      if (values(question)[name] === sent[name]) {
        set(question, name, value);
        was(name).value = value;
      }
    }
    if (!differs(question)) forgetHere(question);
    say(question, `${words.saved} ${said.at}.${merged ? ` ${words.merged}` : ""}`);
    return "saved";
  }

  // The second of two who have changed the same thing sees both, and chooses.
  function choose(question, said) {
    version.value = said.version;
    question.querySelector(".nv-differs")?.remove();
    const box = document.createElement("div");
    box.className = "govuk-inset-text nv-differs";
    const lead = document.createElement("p");
    lead.className = "govuk-body";
    lead.textContent = `${said.by} ${words.differs} ${words.theirs}`;
    box.append(lead);
    for (const value of Object.values(said.shown).filter(Boolean)) {
      const theirs = document.createElement("blockquote");
      theirs.className = "nv-quote";
      theirs.textContent = value;
      box.append(theirs);
    }
    box.append(
      button(words.keepMine, () => {
        for (const [name, value] of Object.entries(said.theirs)) was(name).value = value;
        box.remove();
        save(question);
      }),
      button(words.keepTheirs, () => {
        for (const [name, value] of Object.entries(said.theirs)) {
          set(question, name, value);
          was(name).value = value;
        }
        box.remove();
        forgetHere(question);
        say(question, "");
      }),
    );
    question.append(box);
    say(question, "");
    return "differs";
  }

  // What could not be saved stays in this browser, bound to person, organisation, report and question. It is offered to the
  // same person, and never sent by itself.
  function place(question) {
    return `naravard:${words.who}:${words.about}:${question.dataset.question}`;
  }

  function keepHere(question) {
    try {
      localStorage.setItem(place(question), JSON.stringify(values(question)));
    } catch {
      // A browser that keeps nothing: what is written is still on the page.
    }
  }

  function forgetHere(question) {
    localStorage.removeItem(place(question));
  }

  function offerWhatWasLeft(question) {
    const left = localStorage.getItem(place(question));
    if (left === null || left === JSON.stringify(values(question))) return forgetHere(question);
    const kept = JSON.parse(left);
    const box = document.createElement("div");
    box.className = "govuk-inset-text nv-left";
    const lead = document.createElement("p");
    lead.className = "govuk-body";
    lead.textContent = words.left;
    box.append(lead);
    for (const [name, value] of Object.entries(kept)) {
      if (!value || value === was(name)?.value) continue;
      const text = document.createElement("blockquote");
      text.className = "nv-quote";
      text.textContent = value;
      box.append(text);
    }
    box.append(
      button(words.take, () => {
        for (const [name, value] of Object.entries(kept)) set(question, name, value);
        box.remove();
        changed(question);
      }),
      button(words.throw, () => {
        forgetHere(question);
        box.remove();
      }),
    );
    question.querySelector("legend").after(box);
  }

  function button(label, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "govuk-button govuk-button--secondary";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  }

  function was(name) {
    return form.elements.namedItem(`was-${name}`);
  }

  function controls(question) {
    return [...question.querySelectorAll("input, textarea, select")].filter((one) => one.name);
  }

  function values(question) {
    const found = {};
    for (const one of controls(question)) {
      if (one.type === "radio") found[one.name] = one.checked ? one.value : (found[one.name] ?? "");
      else if (one.type === "checkbox") found[one.name] = one.checked ? one.value : "";
      else found[one.name] = one.value;
    }
    return found;
  }

  function set(question, name, value) {
    for (const one of controls(question).filter((control) => control.name === name)) {
      if (one.type === "radio") one.checked = one.value === value;
      else if (one.type === "checkbox") one.checked = Boolean(value);
      else one.value = value;
    }
  }

  function differs(question) {
    return Object.entries(values(question)).some(([name, value]) => value !== was(name)?.value);
  }

  function say(question, text, isWrong = false) {
    const place = question.querySelector("[data-saved-at]");
    place.textContent = text;
    place.classList.toggle("nv-saved--not", isWrong);
  }
}
