// 扫一扫: the camera's picture in the page, read in the page; nothing of it is sent. Every page works without this file:
// the code can be typed, and the telephone's own camera reads it too.
const SIDE = 720, PAUSE = 100; // of the middle of the picture that is read, in pixels; between two looks, in ms
const SIZES = [900, 1800, 450]; // a photo is read at each: a large code is found in few pixels, a small one in many
const WANTED = {video: {facingMode: {ideal: "environment"}, width: {ideal: 1280}, height: {ideal: 720}}, audio: false};
const NO_CAMERA = {
  NotAllowedError: "这里没有允许用相机。",
  NotFoundError: "没有找到相机。",
  NotReadableError: "相机正被别的程序用着。",
};
const canvas = document.createElement("canvas");

/** What stands in the code in this part of a picture; "" where there is none: the decoder says so by an error. */
const read = (decode, source, [x, y, width, height], longest) => {
  const scale = Math.min(1, longest / Math.max(width, height));
  const [w, h] = [width, height].map((side) => Math.max(1, Math.round(side * scale)));
  Object.assign(canvas, {width: w, height: h});
  const drawn = canvas.getContext("2d", {willReadFrequently: true});
  drawn.drawImage(source, x, y, width, height, 0, 0, w, h);
  const pixels = drawn.getImageData(0, 0, w, h);
  try {
    return decode(pixels);
  } catch {
    return "";
  }
};
const middle = (width, height) => {
  const side = Math.min(width, height);
  return [(width - side) / 2, (height - side) / 2, side, side];
};
const wait = (time) => new Promise((done) => setTimeout(done, time));

/** Only with the first tap: it is larger than everything else on the page. Asked for again where it did not come. */
const decoder = async () => {
  try {
    return (await import("../vendor/qr/decode.js")).decodeQR;
  } catch {
    throw Object.assign(new Error(), {words: "认码的程序没有下载下来，请看看有没有网，刷新一下再试。"});
  }
};
const camera = () => {
  if (navigator.mediaDevices?.getUserMedia) return navigator.mediaDevices.getUserMedia(WANTED);
  const words = isSecureContext ? "这个浏览器打不开相机。" : "网址不是 https 开头的，浏览器不让用相机。";
  throw Object.assign(new Error(), {words});
};

/** What to do with what was read: an address of ours is opened, a code goes into its field. Null: it is neither. */
const meant = ({address, code, into}, text) => {
  if (address) {
    const [before, after] = address.split("TOKEN");
    const {origin, pathname} = parsed(text);
    const token = pathname.slice(before.length, pathname.length - after.length);
    const isOurs = origin === location.origin && pathname === before + token + after && /^[\w:.%-]+$/.test(token);
    return isOurs ? () => location.assign(pathname) : null;
  }
  if (!new RegExp(`^(?:${code})$`).test(text.trim())) return null;
  return () => {
    const field = document.getElementById(into);
    field.value = text.trim();
    field.form.requestSubmit();
  };
};
const parsed = (text) => {
  try {
    return new URL(text);
  } catch {
    return {origin: "", pathname: ""}; // no address at all
  }
};

const enhanced = (box) => {
  const dialog = box.querySelector("dialog"), picture = box.querySelector("[data-scan-picture]");
  const video = picture.querySelector("video"), told = box.querySelector("[role=status]");
  const take = box.querySelector("[data-scan-take]"), {what, aim, otherwise} = box.dataset;
  let stream = null, rests = false;
  let turn = 0; // each opening and each closing is one: whatever was begun in an earlier one comes to nothing

  const say = (words) => {
    if (told.textContent !== words) told.textContent = words; // else it would be read out with every look
  };
  const stop = () => {
    turn += 1;
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = video.srcObject = null;
  };
  const found = (text) => {
    const act = meant(box.dataset, text);
    if (!act) return say(`这不是${what}。请对准${aim}。`);
    stop();
    say("认出来了，正在打开……");
    act();
  };
  /** The photo takes the camera's place, or its own: what is said of it would else be said over by the camera's coming. */
  const byPhoto = () => {
    stop();
    rests = false;
    picture.hidden = true;
    take.hidden = false;
  };
  const failed = (error) => {
    byPhoto();
    say(`${error.words ?? NO_CAMERA[error.name] ?? "相机打不开。"}可以给${aim}拍张照片，或者点“关掉”，${otherwise}。`);
  };
  const look = async (decode, mine) => {
    for (; mine === turn; await wait(PAUSE)) {
      const {videoWidth: width, videoHeight: height, readyState} = video;
      const text = readyState >= video.HAVE_CURRENT_DATA && read(decode, video, middle(width, height), SIDE);
      if (text) found(text);
    }
  };
  const start = async () => {
    stop();
    const mine = turn;
    picture.hidden = false;
    take.hidden = true;
    say("正在打开相机……");
    try {
      const coming = decoder();
      coming.catch(() => {}); // told below, when the camera has come
      const got = await camera();
      if (mine !== turn) return got.getTracks().forEach((track) => track.stop());
      stream = got;
      got.getTracks().forEach((track) => track.addEventListener("ended", () => mine === turn && failed({})));
      video.srcObject = got;
      await video.play();
      const decode = await coming;
      if (mine !== turn) return;
      say(`把${aim}放进框里。`);
      await look(decode, mine);
    } catch (error) {
      if (mine === turn) failed(error);
    }
  };
  const inPhoto = async (file) => {
    byPhoto();
    say("正在认照片……");
    const mine = turn;
    try {
      const decode = await decoder(), photo = await createImageBitmap(file);
      const whole = [0, 0, photo.width, photo.height];
      for (const part of [whole, middle(photo.width, photo.height)]) {
        for (const size of SIZES) {
          await wait(); // so that what is said is seen
          if (mine !== turn) return; // closed
          const text = read(decode, photo, part, size);
          if (text) return found(text);
        }
      }
      say(`照片里没有认出${what}。请靠近一点、拍清楚，再试一次。`);
    } catch (error) {
      say(error.words ?? "这张照片打不开，请换一张。");
    }
  };

  const open = box.querySelector("[data-scan-open]");
  open.addEventListener("click", () => {
    dialog.showModal();
    start();
  });
  open.disabled = false;
  box.querySelector("[data-scan-close]").addEventListener("click", () => {
    stop();
    dialog.close();
  });
  dialog.addEventListener("close", stop); // by Esc
  for (const input of box.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", async () => {
      const [file] = input.files;
      if (file) await inPhoto(file);
      input.value = ""; // the same one may be chosen again
    });
  }
  // Nobody is filmed behind their back; whoever comes back goes on.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      rests = stream !== null;
      stop();
    } else if (rests && dialog.open) start();
  });
  addEventListener("pagehide", stop);
  addEventListener("pageshow", ({persisted}) => persisted && dialog.close());
};

for (const box of document.querySelectorAll("[data-scan]")) if (box.querySelector("dialog").showModal) enhanced(box);
