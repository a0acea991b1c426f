// Comfort only: every page works without this file.

// The page without signal is kept from whenever it was got: it wears what the last page wore.
try {
  const {classList} = document.documentElement;
  if (document.querySelector("meta[name=shaodao-offline]")) classList.toggle("elder", localStorage.elder === "1");
  else localStorage.elder = classList.contains("elder") ? "1" : "";
} catch { /* nothing may be kept here */ }

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

// Without signal a form with photos stays where it is: the next page would lose them.
for (const form of document.querySelectorAll("form[data-stays]")) {
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const told = form.querySelector("[data-no-signal]");
    told.hidden = false;
    told.focus();
  }, {capture: true});
}

document.getElementById("problems")?.focus();

// Where am I? One plain sentence, whatever comes of it; the other ways stay.
const locate = document.querySelector("[data-locate]");
if (locate && navigator.geolocation && isSecureContext) {
  const ACCURATE = 200;
  const [button, told] = [locate.querySelector("button"), locate.querySelector("[role=status]")];
  const elsewhere = locate.querySelector("[data-elsewhere]");
  const otherwise = locate.dataset.otherwise ?? "请用下面的办法选地方。";
  const [lat, lon] = ["lat", "lon"].map((name) => document.getElementById(`id_${name}`));
  const why = {1: "手机没有允许定位。", 2: "现在定不到位。", 3: "等了太久，没有定到位。"};
  const say = (words, isFound) => {
    button.disabled = false;
    told.textContent = words;
    if (elsewhere) elsewhere.hidden = !isFound;
  };
  const failed = (error) => say(`${why[error.code] ?? ""}${otherwise}`, false);
  const found = ({coords}) => {
    const about = Math.max(1, Math.round(coords.accuracy));
    if (coords.accuracy > ACCURATE) return say(`定得不准，差了约 ${about} 米。${otherwise}`, false);
    lat.value = coords.latitude.toFixed(6);
    lon.value = coords.longitude.toFixed(6);
    say(`位置已填好，误差约 ${about} 米。`, true);
  };
  locate.hidden = false;
  document.querySelector(".coordinates:not([open])")?.setAttribute("hidden", "");  // for whoever has no such button
  elsewhere?.addEventListener("click", () => {
    lat.value = lon.value = "";
    say("清掉了。请用下面的办法选地方。", false);
  });
  button.addEventListener("click", () => {
    button.disabled = true;
    told.textContent = "正在定位……";
    navigator.geolocation.getCurrentPosition(found, failed, {enableHighAccuracy: true, timeout: 10000, maximumAge: 60000});
  });
  if (lat.value && elsewhere) say("位置已填好。", true);
}

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
