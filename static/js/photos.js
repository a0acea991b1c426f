// Photos: small before they are sent, seen before they are sent, taken out again. Every page works without this file.
const LONGEST = 1920, MOST = 6, HEAD = 128 * 1024, A_MOMENT = 5 * 60e3, ACCURATE = 200;

// What cannot be read here (an iPhone's HEIC, elsewhere) is sent as it is.
const shrunk = async (file) => {
  if ((file.type && !file.type.startsWith("image/")) || file.size < 1e6) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = Object.assign(document.createElement("canvas"),
      {width: Math.round(picture.width * scale), height: Math.round(picture.height * scale)});
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", .85));
    return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", {type: "image/jpeg"}) : file;
  } catch {
    return file;
  }
};
const put = (input, files) => {
  const all = new DataTransfer();
  for (const file of files) all.items.add(file);
  input.files = all.files;
};

/** What was chosen, as a row of small pictures, each with a way out. */
const shown = (list, files, leave) => {
  list.querySelectorAll("img").forEach((picture) => URL.revokeObjectURL(picture.src));
  list.replaceChildren(...files.map((file, index) => {
    const row = document.createElement("li");
    const picture = Object.assign(document.createElement("img"), {src: URL.createObjectURL(file), alt: `刚选的第 ${index + 1} 张照片`});
    picture.addEventListener("error", () => picture.replaceWith(
      Object.assign(document.createElement("p"), {className: "tile", textContent: `第 ${index + 1} 张，这里显示不了，照样能发`})));
    const out = Object.assign(document.createElement("button"), {type: "button", className: "btn", textContent: "不要"});
    out.setAttribute("aria-label", `不要刚选的第 ${index + 1} 张`);
    out.addEventListener("click", () => leave(index));
    row.append(picture, out);
    return row;
  }));
  list.hidden = !files.length;
};

/** A photo is a {file}, the same one also when its file has been made small. The page hears of each coming and going. */
const enhanced = (box) => {
  const [camera, album] = box.querySelectorAll("input[type=file]");
  const list = box.querySelector("[data-photos-chosen]"), told = box.querySelector("[data-photos-said]");
  let photos = [];
  const say = (fresh) => box.dispatchEvent(new CustomEvent("photos", {bubbles: true, detail: {fresh, all: photos}}));
  const settle = () => {
    put(album, photos.map(({file}) => file));
    shown(list, photos.map(({file}) => file), (index) => {
      photos = photos.filter((_, other) => other !== index);
      told.textContent = "";
      settle();
      say([]);
      camera.focus();
    });
  };
  const took = async (input) => {
    // What came to either input before this file ran, or what the browser remembers, has not been seen yet: it is now.
    const chosen = photos.length ? [...input.files] : [...album.files, ...camera.files];
    const room = MOST - Number(box.dataset.kept) - photos.length;
    told.textContent = chosen.length > room ? `照片最多 ${MOST} 张，多出来的没有要。` : "";
    const fresh = chosen.slice(0, Math.max(0, room)).map((file) => ({file}));
    photos = [...photos, ...fresh];
    camera.value = "";
    settle();
    if (fresh.length) say(fresh);
    for (const photo of fresh) photo.file = await shrunk(photo.file);
    settle();
  };
  for (const input of [camera, album]) input.addEventListener("change", () => took(input));
  addEventListener("pageshow", () => {
    if (!photos.length && album.files.length + camera.files.length) took(album);
  });
  box.classList.add("ready");
};

const boxes = document.querySelectorAll("[data-photos]");
try {
  new DataTransfer().items.add(new File([], "x"));
  boxes.forEach(enhanced);
} catch { /* an old browser: the plain inputs do */ }

// Where there is one plain input, photos are made small all the same.
for (const input of boxes.length ? [] : document.querySelectorAll("input[type=file][name=photos]")) {
  input.addEventListener("change", async () => {
    const chosen = [...input.files];
    const smaller = [];
    for (const file of chosen) smaller.push(await shrunk(file));
    if (chosen.every((file, index) => file === input.files[index])) put(input, smaller);
  });
}

// 随手拍: the place is where the photo was taken, so it is asked for at that moment and not when it is sent. The first
// photo says where; when it is thrown away, its place goes with it and the next one speaks.
const heads = document.querySelector("[data-heads]");
const where = document.querySelector("[data-where-said]");
if (heads && where) {
  const form = heads.form;
  const fields = ["lat", "lon", "taken"].map((name) => form.elements[name]);
  const kept = [...form.querySelectorAll("[name=drop]")];
  const write = (place) => fields.forEach((field, index) => (field.value = place[index]));
  const NOWHERE = ["", "", ""];
  let photos = [];
  const waiting = {isThere: () => kept.some((box) => !box.checked), place: fields.map((field) => field.value), heads: [], said: ""};
  let shots = kept.length ? [waiting] : [], speaking = shots[0];
  const place = () => new Promise((done, failed) => {
    if (!navigator.geolocation || !isSecureContext) failed();
    else navigator.geolocation.getCurrentPosition(done, failed, {enableHighAccuracy: true, timeout: 10000, maximumAge: 0});
  });
  const speak = () => {
    if (speaking === waiting) waiting.place = fields.map((field) => field.value);  // it may have been asked for by hand
    speaking = shots.find((shot) => shot.isThere());
    write(speaking?.place ?? NOWHERE);
    put(heads, speaking?.place[0] ? [] : speaking?.heads ?? []);
    where.textContent = speaking?.said ?? "地点：拍照时自动记下。";
  };
  const ask = async (shot, moment) => {
    shot.said = "正在记下地点……";
    speak();
    try {
      const {coords} = await place();
      if (coords.accuracy > ACCURATE) throw new Error("inaccurate");
      shot.place = [coords.latitude.toFixed(6), coords.longitude.toFixed(6), String(moment)];
      shot.said = `地点记下了，误差约 ${Math.max(1, Math.round(coords.accuracy))} 米。`;
    } catch {
      shot.said = "没有定到位置。照片里有位置就用照片的；没有的话，请自己选地方。";
    }
    shot.asking = null;
    speak();
  };
  form.addEventListener("photos", ({detail: {fresh, all}}) => {
    photos = all;
    if (fresh.length) {
      const known = shots.length ? NOWHERE : fields.map((field) => field.value);  // come back to (back.js)
      const shot = {isThere: () => fresh.some((photo) => photos.includes(photo)), place: known,
        heads: fresh.map(({file}) => new File([file.slice(0, HEAD)], "head.jpg", {type: "image/jpeg"})),
        said: "这张照片不是刚拍的：用照片里的位置，没有的话请自己选地方。"};
      shots.push(shot);
      const moment = Math.max(...fresh.map(({file}) => file.lastModified));
      if (known[0]) shot.said = "地点记下了。";
      else if (Date.now() - moment < A_MOMENT) shot.asking = ask(shot, moment);
    }
    shots = shots.filter((shot) => shot === waiting || shot.isThere());
    speak();
  });
  for (const box of kept) box.addEventListener("change", speak);
  if (!kept.length) speak();
  form.addEventListener("submit", (event) => {
    if (!speaking?.asking || event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const {submitter} = event;
    speaking.asking.then(() => form.requestSubmit(submitter));
  }, {capture: true});
}
