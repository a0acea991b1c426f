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
    out.addEventListener("click", () => leave(file));
    row.append(picture, out);
    return row;
  }));
  list.hidden = !files.length;
};

const enhanced = (box) => {
  const [camera, album] = box.querySelectorAll("input[type=file]");
  const list = box.querySelector("[data-photos-chosen]"), told = box.querySelector("[data-photos-said]");
  let files = [];
  const settle = () => {
    put(album, files);
    shown(list, files, (file) => {
      files = files.filter((other) => other !== file);
      told.textContent = "";
      settle();
      camera.focus();
    });
  };
  const took = async (input) => {
    const chosen = [...input.files];
    const room = MOST - Number(box.dataset.kept) - files.length;
    told.textContent = chosen.length > room ? `照片最多 ${MOST} 张，多出来的没有要。` : "";
    const fresh = chosen.slice(0, Math.max(0, room));
    files.push(...fresh);
    camera.value = "";
    settle();
    if (fresh.length) box.dispatchEvent(new CustomEvent("photos", {bubbles: true, detail: fresh}));
    for (const file of fresh) {
      const small = await shrunk(file);
      files = files.map((other) => other === file ? small : other);
    }
    settle();
  };
  for (const input of [camera, album]) input.addEventListener("change", () => took(input));
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

// 随手拍: the place is where the photo was taken, so it is asked for at that moment and not when it is sent.
const heads = document.querySelector("[data-heads]");
const where = document.querySelector("[data-where-said]");
if (heads && where) {
  const form = heads.form;
  const [lat, lon, taken] = ["lat", "lon", "taken"].map((name) => form.elements[name]);
  let asking = null;
  const place = () => new Promise((done, failed) => {
    if (!navigator.geolocation || !isSecureContext) failed();
    else navigator.geolocation.getCurrentPosition(done, failed, {enableHighAccuracy: true, timeout: 10000, maximumAge: 0});
  });
  const ask = async (shot) => {
    where.textContent = "正在记下地点……";
    try {
      const {coords} = await place();
      if (coords.accuracy > ACCURATE) throw new Error("inaccurate");
      [lat.value, lon.value, taken.value] = [coords.latitude.toFixed(6), coords.longitude.toFixed(6), String(shot)];
      heads.value = "";
      where.textContent = `地点记下了，误差约 ${Math.max(1, Math.round(coords.accuracy))} 米。`;
    } catch {
      where.textContent = "没有定到位置。照片里有位置就用照片的；没有的话，请自己选地方。";
    }
  };
  form.addEventListener("photos", ({detail}) => {
    if (lat.value) return;  // the first photo says where
    put(heads, detail.map((file) => new File([file.slice(0, HEAD)], "head.jpg", {type: "image/jpeg"})));
    const shot = Math.max(...detail.map((file) => file.lastModified));
    if (Date.now() - shot < A_MOMENT) asking = ask(shot).finally(() => (asking = null));
    else where.textContent = "这张照片不是刚拍的：用照片里的位置，没有的话请自己选地方。";
  });
  form.addEventListener("submit", (event) => {
    if (!asking || event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const {submitter} = event;
    asking.then(() => form.requestSubmit(submitter));
  }, {capture: true});
}
