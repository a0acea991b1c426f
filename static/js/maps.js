// A table of places as a map of their outlines, for charts.js, which draws: letters, colours and tokens are its own.
"use strict";

const ON_MAP = 12; // the size of the names
const KEY = 22; // how high a line is that says what one colour is

/** Names as they fit on a map: without what all of them begin with (the community's name) or end in (街道). */
function shortened(names) {
  if (names.length < 2) return names;
  const alike = (from) => {
    let many = 0;
    while (many < Math.min(...names.map((name) => name.length)) && names.every((name) => from(name, many) === from(names[0], many))) many += 1;
    return many;
  };
  const head = alike((name, at) => name[at]), tail = alike((name, at) => name[name.length - 1 - at]);
  const numbered = names[0].slice(0, head).lastIndexOf("第"); // 第1网格 and 第12网格 share the 1
  const before = head > 2 ? (numbered < 0 ? head : numbered) : 0;
  return names.map((name) => {
    const short = name.slice(before, before ? undefined : name.length - tail);
    return short.length > 1 ? short : name;
  });
}

/** Black or white, whichever is farther from this colour. */
function inkOn(colour) {
  // White and black are equally far from a luminance of 0.179, and each 4.58:1 from it: no colour lies nearer to both.
  const [red, green, blue] = echarts.color.parse(colour).map((part) => ((part / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000" : "#fff";
}

/** Which colour a cell has on the map, and both ends of the colours as they are said: of a rate the lowest and the
 *  highest, of a number of cases nothing and the highest. Without a number, or with too few cases for one: grey, and
 *  nothing is written under the name. Where there is nothing between two ends, or nothing anywhere, one line says so. */
function scale(column, cells) {
  const colours = column.code === LATE ? [token("card"), token("whistle")] : [token("calm-bg"), token("act")];
  const isBlank = ({ value, few }) => few || value === null;
  const told = cells.filter((cell) => !isBlank(cell)).sort((one, other) => one.value - other.value);
  const unit = told[0]?.unit ?? "", isRate = unit === "%", none = { value: 0, text: "0" };
  const low = isRate ? told[0] : none, high = told.at(-1) ?? none;
  const said = ({ text }) => (text.endsWith(unit) ? text : `${text} ${unit}`);
  const isNothing = told.length > 0 && !isRate && high.value === 0;
  const isGraded = told.length > 0 && high.value > low.value;
  const alike = isNothing
    ? { colour: colours[0], text: column.code === LATE ? "现在没有超期的" : "这段时间没有" }
    : { colour: colours[1], text: said(high) };
  return {
    colours, least: low.value, most: high.value, isGraded, ends: [said(high), said(low)],
    keys: [
      ...(cells.some(isBlank) ? [{ colour: GREY, text: "灰色：没有数或者样本少" }] : []),
      ...(told.length && !isGraded ? [alike] : []),
    ],
    told: (cell) => (isBlank(cell) ? "" : cell.text),
    fill: (cell) => {
      if (isBlank(cell)) return GREY;
      return isGraded ? echarts.color.lerp((cell.value - low.value) / (high.value - low.value), colours) : alike.colour;
    },
  };
}

/** A colour and what it says, on a line of its own; the first is the lowest. */
const key = ({ colour, text }, at) => ({
  type: "group", left: 13, bottom: 8 + KEY * at, silent: true,
  children: [
    { type: "rect", shape: { width: 24, height: SIZE }, style: { fill: colour, stroke: token("line-strong") } },
    { type: "text", x: 32, style: { ...FONT, text, fill: FONT.color } },
  ],
});

/** A name is often broader than its shape: around its letters its own colour goes on, over the neighbours. */
const halo = (colour) => ({ textBorderColor: colour, textBorderWidth: 3 });

function map(table, data, name) {
  const column = chosen(table, data);
  const byPlace = new Map(data.rows.map((row) => [row.place, row]));
  const { colours, least, most, isGraded, ends, keys, told, fill } = scale(column, data.rows.map((row) => row.cells[column.at]));
  const said = (place) => byPlace.get(place)?.name ?? "";
  const short = shortened(data.rows.map((row) => row.name));
  return common({
    tooltip: { trigger: "item", formatter: ({ name: place }) => (byPlace.has(place) ? `${said(place)}  ${column.name} ${byPlace.get(place).cells[column.at].text}` : "") },
    option: {
      visualMap: {
        show: isGraded, min: least, max: most, calculable: false, left: 8, bottom: 8 + KEY * keys.length, text: ends,
        textStyle: FONT, orient: "horizontal", inRange: { color: colours },
      },
      graphic: keys.map(key),
      series: [{
        type: "map", name: column.name, map: name, nameProperty: "place", roam: false, aspectScale: 0.81, selectedMode: false,
        layoutCenter: ["50%", "46%"], layoutSize: "90%",
        label: { show: true, fontSize: ON_MAP, fontFamily: FONT.fontFamily, lineHeight: ON_MAP + 2 },
        labelLayout: { hideOverlap: true },
        itemStyle: { borderColor: token("line-strong"), areaColor: GREY },
        emphasis: { itemStyle: { areaColor: token("soon-bg") }, label: { color: token("ink") } },
        data: data.rows.map((row, at) => {
          const cell = row.cells[column.at], colour = fill(cell);
          return {
            name: row.place, value: cell.value,
            label: { formatter: () => [short[at], told(cell)].filter(Boolean).join("\n"), color: inkOn(colour), ...halo(colour) }, // as words they would be read for {b} and the like
            itemStyle: { color: colour, areaColor: colour }, visualMap: false, // which would give a colour to a place without a number
          };
        }),
      }],
    },
  });
}

/** The outlines of the places in the table; null where they cannot be had. */
async function outlines(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null; // no line
  }
}
