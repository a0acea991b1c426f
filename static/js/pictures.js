// Saves a chart as a picture that says of itself whose figures it shows, of which days, and when they were taken.
"use strict";

const EDGE = 16, SHARP = 2; // what is left white around the words; how many dots to a pixel
const SAID = [{ size: 18, weight: 700, high: 28 }, { size: 14, weight: 400, high: 22 }]; // the first line, all others

/** Of what the table is: as the server wrote it on what holds the table, or over the whole page. */
function about(table) {
  return (table.closest("[data-whose]") ?? document.querySelector("[data-whose]"))?.dataset ?? {};
}

/** What it is; of which days and cases; when it was taken: each on a line of its own. */
function saidOver(table, heading) {
  const { whose, days, only, taken } = about(table);
  const filled = (words) => words.filter(Boolean).join(" · ");
  return [filled([whose, heading]), filled([days, only && `只看 ${only}`]), filled([taken])].filter(Boolean);
}

/** 市北区_街道比较_本月: without what no file may be called. */
function calledLike(table, heading) {
  const { whose, only, called } = about(table);
  return [whose, only, heading, called].filter(Boolean).map((part) => part.replace(/\s/g, "").replace(/[\\/:*?"<>|]+/g, "-")).join("_");
}

/** `words` on as many lines as they need; a number or date stays whole. */
function broken(pen, words, room) {
  const found = [""];
  for (const part of words.match(/[!-~]+|./gu) ?? []) {
    if (found.at(-1) && pen.measureText(found.at(-1) + part).width > room) found.push("");
    if (found.at(-1) || part !== " ") found[found.length - 1] += part;
  }
  return found;
}

function pictureOf(chart, said, { family, ink }) {
  const drawn = chart.renderToCanvas({ pixelRatio: SHARP, backgroundColor: "#fff" });
  const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
  const written = ({ size, weight }) => `${weight} ${size}px ${family}`;
  const lines = said.flatMap((words, at) => {
    const letters = SAID[Math.min(at, 1)];
    pen.font = written(letters);
    return broken(pen, words, drawn.width / SHARP - 2 * EDGE).map((line) => ({ line, ...letters }));
  });
  const over = EDGE + lines.reduce((high, line) => high + line.high, 0);
  canvas.width = drawn.width;
  canvas.height = drawn.height + over * SHARP;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(drawn, 0, over * SHARP);
  pen.scale(SHARP, SHARP);
  pen.fillStyle = ink;
  pen.textBaseline = "middle";
  let top = EDGE / 2;
  for (const { line, high, ...letters } of lines) {
    pen.font = written(letters);
    pen.fillText(line, EDGE, top + high / 2);
    top += high;
  }
  return canvas;
}

function savesPicture(chart, table, heading, letters) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn save-picture";
  button.textContent = "存为图片";
  button.addEventListener("click", () => {
    const link = document.createElement("a");
    link.download = `${calledLike(table, heading)}.png`;
    link.href = pictureOf(chart, saidOver(table, heading), letters).toDataURL("image/png");
    link.click();
  });
  return button;
}
