// Draws a table as a chart above it. The numbers are read out of the table, so that both can only say the same; where
// a bar or a place leads is where the table's link leads. Without this file there is the table alone.
"use strict";

const STILL = matchMedia("(prefers-reduced-motion: reduce)").matches;
const TOKENS = getComputedStyle(document.documentElement);
const token = (name) => TOKENS.getPropertyValue(`--${name}`).trim();
const RUNGS = [1, 2, 3, 4, 5].map((rung) => token(`rung-${rung}`));
const LINES = [token("act"), token("good"), token("rung-4")];
const FONT = { fontFamily: getComputedStyle(document.body).fontFamily, color: token("ink"), fontSize: 13 };
const UPRIGHT = { rows: 12, letters: 6 }; // more or longer names than these lie down
const LATE = "late";

/** A cell's number: as the server wrote it, not as it is shown; null where there is none. */
function number(cell) {
  const said = (cell.dataset.value ?? cell.textContent).replaceAll(",", "").trim();
  return said === "" || Number.isNaN(Number(said)) ? null : Number(said);
}

/** {rows: [{name, to, place, cells: [{value, text, to, few}]}], columns: [{name, code, at}]} of a table. */
function read(table) {
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...table.tBodies[0].rows].map((row) => ({
    name: (row.cells[0].querySelector("a") ?? row.cells[0]).textContent.trim(),
    to: row.cells[0].querySelector("a")?.href,
    place: row.dataset.place,
    cells: [...row.cells].slice(1).map((cell) => ({
      value: number(cell), text: cell.textContent.trim().replace(/\s+/g, " "), to: cell.querySelector("a")?.href,
      few: cell.querySelector(".few") !== null, counts: cell.dataset.value !== undefined || number(cell) !== null,
    })),
  }));
  const columns = heads.slice(1).map((head, at) => ({ name: head.dataset.name ?? head.textContent.replace(/[▲▼]/g, "").trim(), code: head.dataset.code, at }));
  return { rows, columns: columns.filter(({ at }) => rows.some((row) => row.cells[at]?.counts)) };
}

const chosen = (table, { columns }) => columns.find(({ code }) => code && code === table.dataset.column) ?? columns[0];

function common(extra) {
  return {
    animation: !STILL, textStyle: FONT, tooltip: { renderMode: "richText", confine: true, ...extra.tooltip },
    ...extra.option,
  };
}

const axis = (more) => ({
  axisTick: { show: false }, axisLine: { lineStyle: { color: token("line-strong") } },
  splitLine: { lineStyle: { color: token("line") } }, axisLabel: { color: token("ink-soft"), fontFamily: FONT.fontFamily }, ...more,
});

function bars(table, data) {
  const column = chosen(table, data);
  const { rows } = data;
  const isFunnel = table.dataset.chart === "funnel";
  const upright = isFunnel || (rows.length <= UPRIGHT.rows && rows.every(({ name }) => name.length <= UPRIGHT.letters));
  const names = axis({ type: "category", data: rows.map(({ name }) => name), inverse: !upright });
  const values = axis({ type: "value", minInterval: 1 });
  const shown = rows.map((row, at) => ({
    value: row.cells[column.at].value, name: row.name,
    itemStyle: { color: isFunnel ? RUNGS[at] : row.cells[column.at].few ? token("line-strong") : column.code === LATE ? token("whistle") : token("act") },
  }));
  return common({
    tooltip: { trigger: "item", formatter: ({ dataIndex }) => `${rows[dataIndex].name}  ${column.name} ${rows[dataIndex].cells[column.at].text}` },
    option: {
      grid: { left: 8, right: 40, top: 24, bottom: 4, containLabel: true },
      xAxis: upright ? names : values, yAxis: upright ? values : names,
      series: [{
        type: "bar", name: column.name, data: shown, barMaxWidth: upright ? 56 : 18,
        label: { show: true, position: upright ? "top" : "right", fontFamily: FONT.fontFamily, color: token("ink") },
      }],
    },
  });
}

function lines(table, { rows, columns }) {
  return common({
    tooltip: { trigger: "axis" },
    option: {
      color: LINES, legend: { show: columns.length > 1, top: 0, textStyle: FONT },
      grid: { left: 8, right: 24, top: columns.length > 1 ? 36 : 20, bottom: 4, containLabel: true },
      xAxis: axis({ type: "category", data: rows.map(({ name }) => name) }), yAxis: axis({ type: "value" }),
      series: columns.map(({ name, at }, number) => ({
        type: "line", name, data: rows.map((row) => row.cells[at].value), symbol: ["circle", "rect", "triangle"][number % 3],
        symbolSize: 7, lineStyle: { type: ["solid", "dashed", "dotted"][number % 3], width: 2 },
      })),
    },
  });
}

function map(table, data, name) {
  const column = chosen(table, data);
  const byPlace = new Map(data.rows.map((row) => [row.place, row]));
  const values = data.rows.map((row) => row.cells[column.at].value ?? 0);
  const said = (place) => byPlace.get(place)?.name ?? "";
  return common({
    tooltip: { trigger: "item", formatter: ({ name: place }) => (byPlace.has(place) ? `${said(place)}  ${column.name} ${byPlace.get(place).cells[column.at].text}` : "") },
    option: {
      visualMap: {
        min: Math.min(0, ...values), max: Math.max(1, ...values), calculable: false, left: 8, bottom: 8, text: ["多", "少"], textStyle: FONT, orient: "horizontal",
        inRange: { color: column.code === LATE ? [token("card"), token("whistle")] : [token("calm-bg"), token("act")] },
      },
      series: [{
        type: "map", name: column.name, map: name, nameProperty: "place", roam: false, aspectScale: 0.81, selectedMode: false,
        label: { show: true, formatter: ({ name: place }) => said(place), fontSize: 11, fontFamily: FONT.fontFamily, color: token("ink"), textBorderColor: token("card"), textBorderWidth: 2 },
        labelLayout: { hideOverlap: true },
        itemStyle: { borderColor: token("line-strong"), areaColor: token("paper") },
        emphasis: { itemStyle: { areaColor: token("soon-bg") } },
        data: data.rows.map((row) => ({
          name: row.place, value: row.cells[column.at].value,
          ...(row.cells[column.at].few ? { itemStyle: { areaColor: token("line") }, visualMap: false } : {}),
        })),
      }],
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

function savesPicture(chart, name) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn save-picture";
  button.textContent = "存为图片";
  button.addEventListener("click", () => {
    const link = document.createElement("a");
    link.download = `${name}.png`;
    link.href = chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: "#fff" });
    link.click();
  });
  return button;
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

function draw(table, data, option, kind) {
  const plot = plotFor(table, data, kind);
  const lying = kind === "bar" && option.yAxis?.type === "category";
  const chart = echarts.init(plot, null, lying ? { height: 40 + 28 * data.rows.length } : {});
  chart.setOption(option);
  const column = chosen(table, data);
  chart.on("click", ({ dataIndex, name }) => {
    const row = kind === "map" ? data.rows.find(({ place }) => place === name) : data.rows[dataIndex];
    const to = kind === "map" ? row?.to : target(row, column);
    if (to) location.assign(to);
  });
  plot.after(savesPicture(chart, table.dataset.name));
  new ResizeObserver(() => chart.resize({ height: lying ? 40 + 28 * data.rows.length : "auto" })).observe(plot);
  if (kind === "line" || "fold" in table.dataset) fold(table.closest(".chart"));
}

async function drawMap(table, data) {
  const answer = await fetch(table.dataset.map);
  if (!answer.ok) throw new Error(String(answer.status));
  const drawn = await answer.json();
  if (!drawn.features.length) return;
  echarts.registerMap(table.dataset.map, drawn);
  draw(table, data, map(table, data, table.dataset.map), "map");
}

for (const table of document.querySelectorAll("table[data-chart]")) {
  const data = read(table);
  if (!data.rows.length || !data.columns.length) continue;
  if (table.dataset.map) drawMap(table, data).catch(() => draw(table, data, bars(table, data), "bar"));
  else if (table.dataset.chart === "line") draw(table, data, lines(table, data), "line");
  else draw(table, data, bars(table, data), table.dataset.chart === "funnel" ? "funnel" : "bar");
}
