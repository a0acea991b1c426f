// What the keyboard adds to the desk. Every page works without it.
"use strict";

const rows = () => [...document.querySelectorAll("a.lrow, .loads a")];
const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;

/** j and k walk the list from the row in focus, else from the one that is shown. */
function walk(step) {
  const all = rows();
  const at = all.findIndex((row) => row === document.activeElement);
  const from = at >= 0 ? at : all.findIndex((row) => row.classList.contains("sel"));
  const next = all[Math.min(all.length - 1, Math.max(0, from + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/** x ticks the row in focus, else the one that is shown, and goes on to the next. */
function tick() {
  const row = document.activeElement?.closest("a.lrow, .pick") ?? document.querySelector("a.lrow.sel");
  const box = row?.closest(".pick")?.querySelector("input[type=checkbox]");
  if (!box) return;
  box.checked = !box.checked;
  if (document.activeElement === box || !row.matches("a")) row.closest(".pick").querySelector("a.lrow").focus();
  walk(1);
}

const KEYS = {
  x: tick,
  j: () => walk(1),
  k: () => walk(-1),
  "/": () => document.querySelector("#words")?.select(),
  "?": () => document.querySelector("#keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const move = document.querySelector(`:is(.moves, .sieve, .bulk) [data-key="${CSS.escape(event.key)}"]`);
  const deed = KEYS[event.key] ?? (move && (() => move.click()));
  if (!deed) return;
  event.preventDefault();
  deed();
});

// A row's case came into the pane: mark the row as the page would have drawn it.
document.addEventListener("htmx:afterSwap", () => {
  const shown = new URLSearchParams(location.search).get("case");
  for (const row of rows()) {
    const is = new URL(row.href).searchParams.get("case") === shown;
    row.classList.toggle("sel", is);
    row.toggleAttribute("aria-current", is);
  }
});

// What the pane cannot show (not found, no post, no network) the whole window shows.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, (event) => location.assign(event.detail.pathInfo.requestPath));
}

/** A box above a long list of units that leaves only those whose name holds the letters. */
function findable(select) {
  const all = [...select.options].filter((option) => option.value);
  if (all.length < 8) return;
  const box = Object.assign(document.createElement("input"), { type: "search", placeholder: select.dataset.find });
  box.setAttribute("aria-label", select.dataset.find);
  box.addEventListener("input", () => {
    const hits = all.filter((option) => option.text.includes(box.value.trim()));
    for (const option of all) option.hidden = option.disabled = !hits.includes(option);
    select.value = box.value.trim() && hits.length ? hits[0].value : "";
  });
  box.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  select.before(box);
}

document.querySelectorAll("select[data-find]").forEach(findable);

/** A tap on a phrase puts it where the cursor stands. */
function insertable(list) {
  const box = document.getElementById(list.dataset.phrases);
  for (const row of box ? list.querySelectorAll("[data-words]") : []) {
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.append(...row.childNodes);
    button.addEventListener("click", () => {
      box.setRangeText(row.dataset.words, box.selectionStart, box.selectionEnd, "end");
      list.open = false;
      box.focus();
    });
    row.append(button);
  }
}

document.querySelectorAll("[data-phrases]").forEach(insertable);

// What is sent once is sent once, however often it is tapped; the versions that travel along see to the rest.
for (const form of document.querySelectorAll("form[data-once]:not(.entry)")) {
  const button = form.querySelector(".moves button");
  form.addEventListener("submit", () => setTimeout(() => (button.disabled = true)));
  addEventListener("pageshow", () => (button.disabled = false));
}

document.querySelector("footer.keys")?.removeAttribute("hidden");
document.querySelector(".errors, .refusal")?.focus();
