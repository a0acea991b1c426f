// Comfort only: every page works without this file.

// A form is sent once, however often it is tapped.
for (const form of document.querySelectorAll("form[data-once]")) {
  const buttons = [...form.querySelectorAll("button:not([type=button])")];
  const words = buttons.map((button) => button.textContent);
  form.addEventListener("submit", ({submitter}) => setTimeout(() => {
    for (const button of buttons) button.disabled = true;
    if (submitter) submitter.textContent = submitter.name ? "请稍候……" : "正在发送……";
  }));
  addEventListener("pageshow", () => buttons.forEach((button, index) => {
    button.disabled = false;
    button.textContent = words[index];
  }));
}

document.getElementById("problems")?.focus();

// Where am I? The coordinates stay visible, so that everybody sees what is sent.
const locate = document.querySelector("[data-locate]");
if (locate && navigator.geolocation && isSecureContext) {
  const [button, told] = [locate.querySelector("button"), locate.querySelector("[role=status]")];
  const why = {1: "手机没有允许定位。", 2: "现在定不到位。", 3: "等了太久，没有定到位。"};
  const found = ({coords}) => {
    document.getElementById("id_lat").value = coords.latitude.toFixed(6);
    document.getElementById("id_lon").value = coords.longitude.toFixed(6);
    document.querySelector(".coordinates").open = true;
    button.disabled = false;
    told.textContent = `位置已填好，误差约 ${Math.max(1, Math.round(coords.accuracy))} 米。事情不在这里的话，请清掉经纬度，改选社区。`;
  };
  const failed = (error) => {
    button.disabled = false;
    told.textContent = `${why[error.code] ?? ""}请选一下社区。`;
  };
  locate.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    told.textContent = "正在定位……";
    navigator.geolocation.getCurrentPosition(found, failed, {enableHighAccuracy: true, timeout: 10000, maximumAge: 60000});
  });
}

// Large photos are made small before they are sent; what cannot be read here is sent as it is.
const LONGEST = 1920;
const shrunk = async (file) => {
  if (!file.type.startsWith("image/") || file.size < 1e6) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = Object.assign(document.createElement("canvas"),
      {width: Math.round(picture.width * scale), height: Math.round(picture.height * scale)});
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", .85));
    return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, ".jpg"), {type: "image/jpeg"}) : file;
  } catch {
    return file;
  }
};
document.getElementById("id_photos")?.addEventListener("change", async ({target}) => {
  const chosen = [...target.files];
  const smaller = new DataTransfer();
  for (const file of chosen) smaller.items.add(await shrunk(file));
  if (chosen.every((file, index) => file === target.files[index])) target.files = smaller.files;
});

// 长辈版 reads a page out, where the telephone can.
const aloud = document.querySelector("[data-aloud]");
if (aloud && "speechSynthesis" in self) {
  const text = () => [...document.querySelectorAll("h1, main h2, main p, main label, main legend, main li, main dt, main dd")]
    .filter((part) => part.checkVisibility?.() ?? part.offsetParent)
    .map((part) => part.textContent.trim()).filter(Boolean).join("。");
  const words = aloud.textContent;
  const quiet = () => {
    speechSynthesis.cancel();
    aloud.textContent = words;
  };
  aloud.hidden = false;
  aloud.addEventListener("click", () => {
    if (speechSynthesis.speaking) return quiet();
    const said = Object.assign(new SpeechSynthesisUtterance(text()), {lang: "zh-CN", rate: .9});
    said.onend = said.onerror = quiet;
    aloud.textContent = "不读了";
    speechSynthesis.speak(said);
  });
  addEventListener("pagehide", quiet);
}
