// A page of many sections is long on a telephone: all but the first fold behind their headings, and of a table with
// data-short so many rows stand there, the others behind a button. A link to what is in a section unfolds it; on paper
// all are open (board.css hides rows on a screen alone). After charts.js, which draws as broad as it finds its place.
"use strict";

/** A section's heading stays, as what opens the rest. */
function foldSection(section) {
  const details = document.createElement("details"), summary = document.createElement("summary");
  const rest = document.createElement("div");
  details.className = "unfolds";
  rest.append(...[...section.childNodes].filter((node) => node.nodeName !== "H2"));
  summary.append(section.querySelector("h2"));
  details.append(summary, rest);
  section.append(details);
  return details;
}

/** The rows beyond the first of a long table; the button goes when it has been pressed. */
function shorten(table) {
  const rows = [...table.tBodies[0].rows], beyond = rows.slice(Number(table.dataset.short));
  if (beyond.length < 2) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn not-on-paper";
  button.textContent = `看全部 ${rows.length} 个`;
  for (const row of beyond) row.classList.add("beyond");
  button.addEventListener("click", () => {
    for (const row of beyond) row.classList.remove("beyond");
    button.remove();
    beyond[0].querySelector("a")?.focus();
  });
  table.after(button);
}

function unfoldTheTarget() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const details = target?.closest("details.unfolds");
  if (!details) return;
  details.open = true;
  target.scrollIntoView();
}

if (matchMedia("(max-width: 860px)").matches) {
  const folded = [...document.querySelectorAll(".sheet > section.card:has(> h2)")].slice(1).map(foldSection);
  let shut = [];
  document.querySelectorAll("table[data-short]").forEach(shorten);
  addEventListener("hashchange", unfoldTheTarget);
  addEventListener("beforeprint", () => {
    shut = folded.filter((details) => !details.open);
    for (const details of shut) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of shut) details.open = false;
  });
  unfoldTheTarget();
}
