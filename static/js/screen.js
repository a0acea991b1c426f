// The wall screen turns through its places and asks for each what stands now; without this script the page loads anew.
"use strict";

const EVERY = 20_000, AGAIN = 5_000, LONGEST = 15_000; // milliseconds
const A_DAY = 86_400_000; // how old the page gets: what a new release or another tree brings comes with the next
const WAITS = 60_000; // for somebody with a keyboard, after their last touch: a wall is left as it was touched last
const $ = (id) => document.getElementById(id);
const stops = [...document.querySelectorAll("#stops a")];
const known = new Map(); // address → what was got: {mark, html, at}
let index = Number(document.body.dataset.index);
let held = document.body.dataset.held === "1";
const opened = { index, held, at: Date.now() };
let timer = 0;
let asked = 0; // how often: of two that overlap, as when somebody steps on, the later counts
let touched = 0; // when
let last = index; // of the stops below the first: where it was
let busy = []; // places below the first that have something, as the first says

known.set(stops[index].href, {
  mark: `"${document.body.dataset.mark}"`, html: $("now").innerHTML, at: $("clock").dateTime,
});

const learn = () => {
  if (index === 0) busy = ($("now").querySelector("[data-busy]")?.dataset.busy ?? "").split(" ").filter(Boolean);
  else last = index;
};
learn();

/** Every other stop is where it began; in between those below that have something, one after the other. */
function following() {
  if (held || looking()) return index;
  if (index !== 0) return 0;
  const order = [...stops.keys()];
  return [...order.slice(last + 1), ...order.slice(1, last + 1)].find((at) => busy.includes(stops[at].dataset.place)) ?? 0;
}

const hour = (at, seconds) => at.slice(11, seconds ? 19 : 16);

/** 11月27日 14:20: a wall that nobody looks after may have stood still for days. */
function when(at) {
  const [, month, day] = at.slice(0, 10).split("-").map(Number);
  return `${month}月${day}日 ${hour(at)}`;
}

function show(stop, got) {
  if ($("now").dataset.shown !== stop.href + got.mark) {
    $("now").innerHTML = got.html;
    $("now").dataset.shown = stop.href + got.mark;
    document.title = `${stop.textContent} · 大屏 · 哨到`;
  }
  const [year, month, day] = got.at.slice(0, 10).split("-").map(Number);
  const weekday = "日一二三四五六"[new Date(year, month - 1, day).getDay()];
  $("clock").dateTime = got.at;
  $("clock").textContent = `${month}月${day}日 星期${weekday} ${hour(got.at)}`;
  $("state").querySelector("time").textContent = hour(got.at, true);
  $("trouble").textContent = "";
}

/** What stands there now: the same as before where the server says so. Throws where it cannot be had. */
async function ask(stop) {
  const had = known.get(stop.href);
  const answer = await fetch(stop.href, {
    headers: had ? { "If-None-Match": had.mark } : {},
    redirect: "manual", credentials: "same-origin", signal: AbortSignal.timeout(LONGEST),
  });
  if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) return null;
  const at = answer.headers.get("X-Counted-At");
  if (answer.status === 304 && had) return { ...had, at };
  if (answer.status !== 200 || !at) throw new Error(String(answer.status));
  return { mark: answer.headers.get("ETag"), html: await answer.text(), at };
}

/** Only where it stands as it was opened, and the page has just been had: else a wall would hang as an error for days. */
async function renew() {
  const isDue = Date.now() - opened.at > A_DAY && index === opened.index && held === opened.held && !looking();
  if (isDue && (await fetch(location.href, { signal: AbortSignal.timeout(LONGEST) })).ok) location.reload();
}

/** Signed out, or no longer one's own: what was shown is not shown on, and asked for anew by who signs in again. */
function signedOut() {
  $("now").replaceChildren();
  delete $("now").dataset.shown;
  known.clear();
  const again = $("again").cloneNode(true);
  again.hidden = false;
  $("trouble").replaceChildren("登录已失效或者岗位变了，数字不再更新。", again);
}

async function turn(to) {
  clearTimeout(timer);
  const mine = (asked += 1);
  let next = EVERY;
  try {
    const got = await ask(stops[to]);
    if (mine !== asked) return;
    if (got === null) {
      signedOut();
    } else {
      index = to;
      known.set(stops[to].href, got);
      show(stops[to], got);
      learn();
      await renew();
    }
  } catch (error) {
    if (mine !== asked) return;
    console.warn(error); // what is wrong with the line, or with this script, is for whoever looks after the wall
    $("trouble").textContent = `连不上，数据停在 ${when($("clock").dateTime)}，正在重试`;
    next = AGAIN;
  }
  timer = setTimeout(() => turn(following()), next);
}

/** Somebody stands before it with a keyboard: it waits until they are done, or have gone. */
const looking = () => document.activeElement?.matches("a, button") && Date.now() - touched < WAITS;

function hold(still) {
  held = still;
  $("hold").textContent = held ? "继续轮播" : "停住";
  $("hold").setAttribute("aria-pressed", String(held));
}

if (stops.length > 1) {
  $("hold").hidden = false;
  hold(held);
  $("hold").addEventListener("click", () => hold(!held));
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("a, button")) return;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === " ") hold(!held);
    else if (step) turn((index + step + stops.length) % stops.length);
    else return;
    event.preventDefault();
  });
}
for (const touch of ["focusin", "keydown"]) document.addEventListener(touch, () => { touched = Date.now(); }, true);
document.addEventListener("visibilitychange", () => document.hidden || turn(index));
timer = setTimeout(() => turn(following()), EVERY);
