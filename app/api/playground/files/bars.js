// A list of names with figures and bars.

import { element } from "./dom.js";

/** Fill a list: `rows` have `name`, `value` and, as it is written, `label`. */
export function bars(list, rows) {
  const most = Math.max(...rows.map((row) => row.value), Number.MIN_VALUE);
  list.replaceChildren(
    ...rows.map(({ name, value, label }) => {
      const bar = element("span", { class: "bar" });
      bar.style.width = `${(100 * value) / most}%`;
      return element("li", {},
        element("span", { class: "name" }, name), element("span", { class: "value" }, label), element("span", {}, bar));
    }),
  );
}
