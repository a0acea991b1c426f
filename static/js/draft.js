// What is being written stays in this telephone until its person sends it: the words, never who they are, never by itself.
import {shownWith} from "./back.js";

const NAMES = ["key", "community", "place", "address", "words", "category", "purpose", "lat", "lon"];
const A_DAY = 24 * 3600e3, KEPT_FOR = 3 * A_DAY;
const form = document.querySelector("form[data-draft]");
const OVER = document.querySelector("[data-draft-sent], [data-draft-gone]");

const opened = () => new Promise((done, failed) => {
  const asked = indexedDB.open("shaodao", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("drafts");
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});
const inStore = async (mode, deed) => {
  const base = await opened();
  return new Promise((done, failed) => {
    const asked = deed(base.transaction("drafts", mode).objectStore("drafts"));
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
};
const keep = (draft) => inStore("readwrite", (store) => store.put(draft, "report"));
const drop = () => inStore("readwrite", (store) => store.delete("report"));

/** Three days old it is gone, on whatever page that is noticed; where its person stood, after one. */
const kept = async () => {
  const draft = await inStore("readonly", (store) => store.get("report"));
  if (!draft) return null;
  const age = Date.now() - (draft.at ?? 0);
  if (age > KEPT_FOR) return drop().then(() => null);
  if (age <= A_DAY || !draft.lat) return draft;
  const placeless = {...draft, lat: "", lon: ""};
  await keep(placeless);
  return placeless;
};

const written = () => ({...Object.fromEntries(NAMES.map((name) => [name, form.elements[name]?.value ?? ""])), at: Date.now()});
const isEmpty = ({words, address}) => !words.trim() && !address.trim();

let isFree = false;  // an older draft is not written over before its person has said what becomes of it
const keepWritten = async () => isFree && !isEmpty(written()) && keep(written());

const goOn = async (draft) => {
  const now = written();
  const answers = Object.fromEntries(NAMES.map((name) => [name, now[name] || draft[name] || ""]));
  answers.words = [draft.words, now.words].filter((said) => said.trim()).join("\n");
  await keep({...answers, at: Date.now()});
  if (answers.place) return shownWith(Object.entries({...Object.fromEntries(new FormData(form)), ...answers})
    .filter(([name, said]) => typeof said === "string" && name !== "csrfmiddlewaretoken"));
  for (const name of NAMES) if (form.elements[name]) form.elements[name].value = answers[name];
  form.elements.words.focus();
};
const offerToGoOn = async () => {
  const draft = await kept();
  const offer = form.querySelector("[data-draft-offer]");
  const isMine = draft && (draft.key === form.elements.key.value || draft.words === form.elements.words.value);
  if (!draft || isEmpty(draft) || isMine) {
    isFree = true;
    return keepWritten();
  }
  offer.querySelector("[data-draft-words]").textContent = (draft.words || draft.address).slice(0, 40);
  offer.hidden = false;
  const [again, leave] = offer.querySelectorAll("button");
  again.addEventListener("click", () => {
    isFree = true;
    offer.hidden = true;
    goOn(draft);
  });
  leave.addEventListener("click", async () => {
    await drop();
    isFree = true;
    offer.hidden = true;
    await keepWritten();
  });
};

if (form && "indexedDB" in self) {
  let waiting;
  form.querySelector("[data-draft-says]").hidden = false;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => keepWritten().catch(() => {}), 400);
  });
  addEventListener("submit", () => keepWritten().catch(() => {}), {capture: true});  // before anything stops it
  addEventListener("pageshow", () => offerToGoOn().catch(() => (isFree = true)));  // after back.js
}
if ("indexedDB" in self) (OVER ? drop() : form ? null : kept())?.catch(() => {});
navigator.serviceWorker?.register("/sw.js").catch(() => {});
