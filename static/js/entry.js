// What is typed while somebody is on the telephone must not be lost. The page works without this file.
"use strict";

const entry = document.querySelector("form.entry");

// No network, or signed out: what stands beside the form then stays as it was. The window goes nowhere.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  entry?.addEventListener(failure, (event) => event.stopPropagation());
}
entry?.addEventListener("htmx:beforeOnLoad", (event) => {
  if (event.detail.xhr.getResponseHeader("HX-Refresh")) event.preventDefault();
});

// Typed before the page's scripts were there, or kept by the browser: asked for now.
document.body.addEventListener("htmx:load", () => {
  for (const field of [entry?.elements.words, entry?.elements.address]) {
    if (field && field.value !== field.defaultValue) htmx.trigger(field, "late");
  }
}, {once: true});

// It is sent once, however often it is tapped.
const send = entry?.querySelector(".send button");
entry?.addEventListener("submit", (event) => setTimeout(() => {
  if (event.submitter !== send) return;
  send.disabled = true;
  send.textContent = "正在登记……";
}));
addEventListener("pageshow", () => {
  if (!send) return;
  send.disabled = false;
  send.textContent = "登记";
});

// Rows for more residents, without asking the server.
const MOST_ROWS = 30;
entry?.querySelector("[data-more-rows]")?.addEventListener("click", (event) => {
  event.preventDefault();
  const people = entry.querySelector(".people");
  const row = people.lastElementChild.cloneNode(true);
  const number = people.children.length + 1;
  row.querySelectorAll(".error").forEach((error) => error.remove());
  for (const field of row.querySelectorAll("input")) {
    field.name = field.name.replace(/\d+$/, number);
    field.id = `id_${field.name}`;
    field.value = "";
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
  for (const label of row.querySelectorAll("label")) {
    label.htmlFor = label.htmlFor.replace(/\d+$/, number);
    label.textContent = label.textContent.replace(/\d+/, number);
  }
  people.append(row);
  entry.elements.rows.value = number;
  event.currentTarget.hidden = number >= MOST_ROWS;
  row.querySelector("input").focus();
});
