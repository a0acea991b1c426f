// Draws a table as a chart above it. The numbers are read out of the table, so that both can only say the same; where
// a bar or a place leads is where the table's link leads. Without this file there is the table alone.
"use strict";

const STILL = matchMedia("(prefers-reduced-motion: reduce)").matches;
const TOKENS = getComputedStyle(document.documentElement);
const token = (name) => TOKENS.getPropertyValue(`--${name}`).trim();
const RUNGS = [1, 2, 3, 4, 5].map((rung) => token(`rung-${rung}`));
const LINES = [token("act"), token("good"), token("rung-4")];
const SIZE = 14; // of all letters in a chart, but for the names on a map
const FONT = { fontFamily: getComputedStyle(document.body).fontFamily, color: token("ink"), fontSize: SIZE };
const UPRIGHT = 12; // more bars than these lie down, however short their names are
const ROW = 28, LINE = 18; // a bar that lies: how high, and each further line of its name
const TELEPHONE = matchMedia("(max-width: 860px)").matches;
const SHEET = 680; // how broad a chart is on a sheet of A4
const DENSE = Math.max(2, devicePixelRatio); // letters that can be read on paper too
const LATE = "late";
const GREY = echarts.color.lerp(0.3, [token("line"), token("line-strong")]); // on a map: nothing to be compared

/** A cell's number: as the server wrote it, not as it is shown; null where there is none. */
function number(cell) {
  const said = (cell.dataset.value ?? cell.textContent).replaceAll(",", "").trim();
  return said === "" || Number.isNaN(Number(said)) ? null : Number(said);
}

const grouped = (value) => (value === null || value === undefined ? "" : Number(value).toLocaleString("en-US"));

/** {rows: [{name, to, place, cells: [{value, text, to, few}]}], columns: [{name, code, at}]} of a table. A map has a
 *  shape for each place, so it draws those too that have nothing and stand folded in a table of their own. */
function read(table) {
  const heads = [...table.tHead.rows[0].cells];
  const folded = table.dataset.map && document.getElementById(table.dataset.more);
  const rows = [...table.tBodies[0].rows, ...(folded ? folded.tBodies[0].rows : [])].map((row) => ({
    name: (row.cells[0].querySelector("a") ?? row.cells[0]).textContent.trim(),
    to: row.cells[0].querySelector("a")?.href,
    place: row.dataset.place,
    cells: [...row.cells].slice(1).map((cell) => ({
      value: number(cell), text: cell.textContent.trim().replace(/\s+/g, " "), to: cell.querySelector("a")?.href,
      few: cell.querySelector(".few") !== null, unit: cell.dataset.unit, counts: cell.dataset.value !== undefined || number(cell) !== null,
    })),
  }));
  const columns = heads.slice(1).map((head, at) => ({ name: head.dataset.name ?? head.textContent.replace(/[▲▼]/g, "").trim(), code: head.dataset.code, at }));
  return { rows, columns: columns.filter(({ at }) => rows.some((row) => row.cells[at]?.counts)) };
}

const chosen = (table, { columns }) => columns.find(({ code }) => code && code === table.dataset.column) ?? columns[0];

/** What is drawn, as a picture of it is headed: with what the bars or colours are, unless the name says that. */
function headed(table, data) {
  const { name } = chosen(table, data), { name: said, chart } = table.dataset;
  return said.includes(name) || (chart === "line" && data.columns.length > 1) ? said : `${said}（${name}）`;
}

/** Rates end at 100, to which an axis would be rounded up past it; where all are low it ends before. */
function hundred(table, rows, columns, step) {
  const isOf = "hundred" in table.dataset || columns.every(({ at }) => rows.some((row) => row.cells[at].text.includes("%")));
  const most = Math.max(...rows.flatMap((row) => columns.map(({ at }) => row.cells[at].value ?? 0)));
  return isOf && most > 50 && most <= 100 ? { max: 100, interval: step } : {};
}

function common(extra) {
  return {
    animation: !STILL, textStyle: FONT, tooltip: { renderMode: "richText", confine: true, ...extra.tooltip },
    ...extra.option,
  };
}

const axis = (more) => ({
  axisTick: { show: false }, axisLine: { lineStyle: { color: token("line-strong") } },
  splitLine: { lineStyle: { color: token("line") } }, ...more,
  axisLabel: { color: token("ink-soft"), fontFamily: FONT.fontFamily, fontSize: SIZE, hideOverlap: true, ...more.axisLabel },
});

/** Whether bars may stand: each name has room under its own. */
function stands({ rows }, width) {
  const longest = Math.max(...rows.map(({ name }) => name.length));
  return rows.length <= UPRIGHT && longest * SIZE + 8 <= (width - 64) / rows.length;
}

/** How broad the names beside lying bars may be, how high a bar with its name is, and all of them. */
function lying({ rows }, width) {
  const longest = Math.max(...rows.map(({ name }) => name.length));
  const names = Math.ceil(Math.min(longest * SIZE, width * 0.42));
  const high = ROW + LINE * (Math.ceil((longest * SIZE) / names) - 1);
  return { names, height: 48 + high * rows.length };
}

function bars(table, data, width) {
  const column = chosen(table, data);
  const { rows } = data;
  const isFunnel = table.dataset.chart === "funnel";
  const upright = stands(data, width);
  const named = { interval: 0, hideOverlap: false, color: token("ink"), ...(upright ? {} : { width: lying(data, width).names, overflow: "break", lineHeight: LINE }) };
  const names = axis({ type: "category", data: rows.map(({ name }) => name), inverse: !upright, axisLabel: named });
  const isRoomy = upright || width > 600;
  const values = axis({ type: "value", minInterval: 1, splitNumber: isRoomy ? 5 : 3, ...hundred(table, rows, [column], isRoomy ? 20 : 50) });
  const shown = rows.map((row, at) => ({
    value: row.cells[column.at].value, name: row.name,
    itemStyle: { color: isFunnel ? RUNGS[at] : row.cells[column.at].few ? token("line-strong") : column.code === LATE ? token("whistle") : token("act") },
  }));
  return common({
    tooltip: { trigger: "item", formatter: ({ dataIndex }) => `${rows[dataIndex].name}  ${column.name} ${rows[dataIndex].cells[column.at].text}` },
    option: {
      grid: { left: 8, right: upright ? 16 : 48, top: 24, bottom: 4, containLabel: true },
      xAxis: upright ? names : values, yAxis: upright ? values : names,
      series: [{
        type: "bar", name: column.name, data: shown, barMaxWidth: upright ? 56 : 18,
        label: { show: true, position: upright ? "top" : "right", formatter: ({ value }) => grouped(value), fontFamily: FONT.fontFamily, fontSize: SIZE, color: token("ink") },
      }],
    },
  });
}

/** A point of a line: of too few cases hollow and grey, as their bars and cells are grey. */
const point = ({ value, few }) => (few && value !== null ? { value, symbol: "emptyCircle", itemStyle: { color: token("line-strong") } } : value);

/** What such a point is, said in the chart itself, so that a picture of it says so too. */
const ofFew = () => ({
  type: "group", right: 24, top: 2, silent: true,
  children: [
    { type: "circle", shape: { cx: 6, cy: 8, r: 4 }, style: { fill: token("card"), stroke: token("line-strong"), lineWidth: 2 } },
    { type: "text", x: 18, style: { ...FONT, text: "空心灰点：样本少", fill: FONT.color } },
  ],
});

function lines(table, { rows, columns }) {
  const isSomeFew = columns.some(({ at }) => rows.some(({ cells }) => cells[at].few && cells[at].value !== null));
  return common({
    tooltip: { trigger: "axis" },
    option: {
      color: LINES, legend: { show: columns.length > 1, top: 0, textStyle: FONT }, graphic: isSomeFew ? [ofFew()] : [],
      grid: { left: 8, right: 24, top: columns.length > 1 || isSomeFew ? 36 : 20, bottom: 4, containLabel: true },
      xAxis: axis({ type: "category", data: rows.map(({ name }) => name) }), yAxis: axis({ type: "value", ...hundred(table, rows, columns, 20) }),
      series: columns.map(({ name, at }, number) => ({
        type: "line", name, data: rows.map((row) => point(row.cells[at])), symbol: ["circle", "rect", "triangle"][number % 3],
        symbolSize: 7, showAllSymbol: isSomeFew || "auto", lineStyle: { type: ["solid", "dashed", "dotted"][number % 3], width: 2 },
      })),
    },
  });
}

/** What somebody hears who does not see it: what it is, and where the same numbers are. */
function described(table, { rows, columns }) {
  const column = chosen(table, { columns });
  const some = rows.slice(0, 12).map((row) => `${row.name} ${row.cells[column.at].text}`).join("，");
  return `图：${table.dataset.name}，${column.name}。${some}${rows.length > 12 ? "，等等" : ""}。下面的表里有同样的数。`;
}

function target(row, column) {
  return row?.cells[column.at]?.to ?? row?.to;
}

/** A long table folds behind a summary once it has been drawn; links in it stay a tap away. */
function fold(box) {
  const details = document.createElement("details");
  details.className = "numbers";
  const summary = document.createElement("summary");
  summary.textContent = "看数字（表）";
  box.before(details);
  details.append(summary, box);
}

function plotFor(table, data, kind) {
  const plot = document.createElement("div");
  plot.className = `plot ${kind}`;
  plot.dataset.of = table.dataset.name;
  plot.setAttribute("role", "img");
  plot.setAttribute("aria-label", described(table, data));
  table.closest(".chart").before(plot);
  return plot;
}

/** For paper it is drawn as broad as the sheet, whatever the window is, and at once: nothing grows there any more. */
function printed(chart, fit, width) {
  addEventListener("beforeprint", () => {
    fit(SHEET);
    chart.setOption({ animation: false });
    chart.getZr().flush();
  });
  addEventListener("afterprint", () => fit(width()));
}

/** `make` gives the option for a width: what stands on a wide page lies on a narrow one. Gives the element drawn in. */
function draw(table, data, make, kind) {
  const plot = plotFor(table, data, kind);
  const height = (width) => (kind !== "bar" && kind !== "funnel" ? undefined : stands(data, width) ? 240 : lying(data, width).height);
  const chart = echarts.init(plot, null, { height: height(plot.clientWidth), devicePixelRatio: DENSE });
  chart.setOption(make(plot.clientWidth));
  const column = chosen(table, data);
  chart.on("click", ({ dataIndex, name }) => {
    const row = kind === "map" ? data.rows.find(({ place }) => place === name) : data.rows[dataIndex];
    const to = kind === "map" ? row?.to : target(row, column);
    if (to) location.assign(to);
  });
  plot.after(savesPicture(chart, table, headed(table, data), { family: FONT.fontFamily, ink: FONT.color }));
  let width = plot.clientWidth;
  const fit = (to) => {
    chart.resize({ width: to, height: height(to) ?? "auto" });
    chart.setOption(make(to), true);
  };
  new ResizeObserver(() => {
    if (plot.clientWidth === width || !plot.clientWidth) return;
    width = plot.clientWidth;
    fit(width);
  }).observe(plot);
  printed(chart, fit, () => width);
  if (table.dataset.fold !== "never" && (kind === "line" || TELEPHONE || "fold" in table.dataset)) fold(table.closest(".chart"));
  return plot;
}

/** Without outlines bars, and said so where they are there but could not be had. */
async function drawMap(table, data, drawBars) {
  const drawn = await outlines(table.dataset.map);
  if (drawn?.features.length) {
    echarts.registerMap(table.dataset.map, drawn);
    draw(table, data, () => map(table, data, table.dataset.map), "map");
    return;
  }
  const plot = drawBars();
  if (drawn) return;
  const said = document.createElement("p");
  said.className = "s soft";
  said.setAttribute("role", "status");
  said.textContent = "地图没有取到，先画成条形图；刷新页面再试。";
  plot.before(said);
}

for (const table of document.querySelectorAll("table[data-chart]")) {
  const data = read(table);
  if (!data.rows.length || !data.columns.length) continue;
  const drawBars = () => draw(table, data, (width) => bars(table, data, width), table.dataset.chart === "funnel" ? "funnel" : "bar");
  if (table.dataset.map) drawMap(table, data, drawBars);
  else if (table.dataset.chart === "line") draw(table, data, () => lines(table, data), "line");
  else drawBars();
}
