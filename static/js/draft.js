// What is being written stays in this telephone until its person sends it: never who they are, never by itself.
const NAMES = ["community", "address", "words", "category", "purpose", "lat", "lon"];
const form = document.querySelector("form[data-draft]");
const SENT = document.querySelector("[data-draft-sent], [data-draft-gone]");

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
const kept = () => inStore("readonly", (store) => store.get("report"));
const keep = (draft) => inStore("readwrite", (store) => store.put(draft, "report"));
const drop = () => inStore("readwrite", (store) => store.delete("report"));

const written = () => Object.fromEntries(NAMES.map((name) => [name, form.elements[name]?.value ?? ""]));
const isEmpty = ({words, address}) => !words.trim() && !address.trim();

const offerToGoOn = async () => {
  const draft = await kept();
  const offer = form.querySelector("[data-draft-offer]");
  if (!draft || isEmpty(draft) || !isEmpty(written())) return;
  offer.querySelector("[data-draft-words]").textContent = (draft.words || draft.address).slice(0, 40);
  offer.hidden = false;
  const [goOn, leave] = offer.querySelectorAll("button");
  goOn.addEventListener("click", () => {
    for (const name of NAMES) if (form.elements[name] && draft[name]) form.elements[name].value = draft[name];
    offer.hidden = true;
    form.elements.words.focus();
  });
  leave.addEventListener("click", async () => {
    await drop();
    offer.hidden = true;
  });
};

if (form && "indexedDB" in self) {
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => isEmpty(written()) || keep(written()).catch(() => {}), 400);
  });
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    keep(written()).catch(() => {});
    const told = form.querySelector("[data-draft-offline]");
    told.hidden = false;
    told.focus();
  }, {capture: true});
  offerToGoOn().catch(() => {});
}
if (SENT && "indexedDB" in self) drop().catch(() => {});
navigator.serviceWorker?.register("/sw.js").catch(() => {});
