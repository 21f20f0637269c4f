// A small line chart: a figure with a caption, a drawing and a key that says the newest values.

import { element } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 300;
const HEIGHT = 80;

function svg(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}

/** A chart with a title; `names` are those of its lines, `write` makes a text of a value. */
export function chart(title, names, write) {
  const drawing = svg("svg", {
    class: "chart", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": title,
  });
  const lines = names.map((_, index) => svg("polyline", { class: `series-${index}` }));
  drawing.append(...lines);
  const values = names.map(() => element("b", {}, "–"));
  const key = element("ul", { class: "key" },
    ...names.map((name, index) => element("li", { class: `series-${index}` }, `${name} `, values[index])));
  const top = element("span", { class: "hint" });
  const figure = element("figure", { class: "panel" }, element("figcaption", {}, title, " ", top), drawing, key);

  /** Draw `rows`: for each moment one value a line, or null. The newest is at the right end of `places`. */
  function draw(rows, places) {
    const most = Math.max(...rows.flat().filter((value) => value !== null), Number.MIN_VALUE);
    const step = WIDTH / (places - 1);
    lines.forEach((line, index) => {
      const points = rows.flatMap((row, place) => {
        const x = WIDTH - (rows.length - 1 - place) * step;
        return row[index] === null ? [] : [`${x.toFixed(1)},${(HEIGHT - 2 - ((HEIGHT - 6) * row[index]) / most).toFixed(1)}`];
      });
      line.setAttribute("points", points.join(" "));
    });
    const newest = rows.at(-1);
    newest.forEach((value, index) => (values[index].textContent = value === null ? "–" : write(value)));
    top.textContent = most > Number.MIN_VALUE ? `up to ${write(most)}` : "";
    const said = names.map((name, index) => `${name} ${values[index].textContent}`).join(", ");
    drawing.setAttribute("aria-label", `${title}: ${said}`);
  }

  return { figure, draw };
}
