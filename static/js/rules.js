// The page of rules is long: on a telephone its parts are folded, and a link to what is in one unfolds it.
"use strict";

const folds = [...document.querySelectorAll("details.fold")];

function unfoldTheTarget() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  (target.closest("details.fold") ?? target.querySelector("details.fold"))?.setAttribute("open", "");
  target.scrollIntoView();
}

if (matchMedia("(max-width: 860px)").matches) {
  const asked = new URLSearchParams(location.search);
  for (const fold of folds) fold.open = fold.closest("#part-steps") !== null && (asked.has("state") || asked.has("who"));
}
addEventListener("hashchange", unfoldTheTarget);
addEventListener("beforeprint", () => folds.forEach((fold) => (fold.open = true)));
unfoldTheTarget();
