// Back, forward and reload lose nothing. The pages of one filling-in answer a POST, and a browser does not bring those
// back: it shows an error, or an empty form. So each stands in the history as an ordinary page with what was typed
// beside it (in this tab, gone with it), and what is come back to is asked for again, photos and all.
const form = document.querySelector("form[data-filling]");
const NOT_TYPED = ["csrfmiddlewaretoken", "step", "drop", "chosen"];
const key = () => form.elements.key.value;
const pictures = () => form.querySelector("[data-photos] input[name=photos]:not([capture])")?.files.length ?? 0;
const note = () => history.replaceState({
  filling: [...new FormData(form)].filter(([name, said]) => typeof said === "string" && !NOT_TYPED.includes(name)),
  pictures: pictures(), at: Date.now(),
}, "");

/** The form with these answers, as the server shows it: the place by its name, and the photos that wait there. */
export const shownWith = (answers) => {
  const sent = Object.assign(document.createElement("form"), {method: "post", action: location.pathname, hidden: true});
  const csrf = form.elements.csrfmiddlewaretoken.value;
  for (const [name, value] of [...answers, ["csrfmiddlewaretoken", csrf], ["chosen", ""]]) {
    sent.append(Object.assign(document.createElement("input"), {type: "hidden", name, value}));
  }
  document.body.append(sent);
  sent.submit();
};

/** It has not come to the server: the photos as far as the browser remembers them, the rest as we do. */
const writtenAgain = (answers, many) => {
  for (const [name, value] of answers) {
    const field = form.elements[name];
    if (!field) form.append(Object.assign(document.createElement("input"), {type: "hidden", name, value}));
    else if (field.type === "checkbox") field.checked = true;
    else field.value = value;
  }
  const told = form.querySelector("[data-photos-said]");
  if (told && pictures() < many) setTimeout(() => (told.textContent = "照片没有留下，请再拍一次，或者再选一次。"));
};
const cameBack = () => {
  const {filling, pictures: many, at} = history.state ?? {};
  if (!filling || performance.getEntriesByType("navigation")[0]?.type === "navigate") return;  // asked for anew
  const was = Object.fromEntries(filling).key;
  if (sessionStorage.sent === was || at <= Number(sessionStorage.gone ?? 0)) {
    history.replaceState(null, "");
    form.reset();
  } else if (sessionStorage.pending === was) writtenAgain(filling, many);
  else shownWith(filling);
};

if (form) {
  const isAnswer = form.dataset.filling === "answer";
  if (isAnswer) {
    sessionStorage.removeItem("pending");
    note();
  }
  form.addEventListener("submit", () => {
    sessionStorage.pending = key();
    note();
  });
  addEventListener("pageshow", ({persisted}) => {
    if (persisted && history.state?.filling) location.reload();
    else if (!isAnswer) cameBack();
  });
}
if (document.querySelector("[data-draft-sent]") && sessionStorage.pending) {
  sessionStorage.sent = sessionStorage.pending;
  sessionStorage.removeItem("pending");
}
if (document.querySelector("[data-draft-gone]")) sessionStorage.gone = Date.now();
