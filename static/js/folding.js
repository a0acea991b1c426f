// A page of many sections is long on a telephone: all but the first fold behind their headings. A link to what is in
// one unfolds it; on paper all are open. After charts.js, which draws as broad as it finds its place.
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
