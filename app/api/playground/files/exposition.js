// Prometheus' text format, as far as the status page needs it.

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;
const ESCAPES = { "\\n": "\n", '\\"': '"', "\\\\": "\\" };

/** The samples of the metrics that are named: for each an array of `{labels, value}`. */
export function samples(text, names) {
  const found = new Map(names.map((name) => [name, []]));
  for (const line of text.split("\n")) {
    const match = line.startsWith("#") ? null : SAMPLE.exec(line);
    const list = match && found.get(match[1]);
    if (list) list.push({ labels: labels(match[2] ?? ""), value: Number(match[3].replace("Inf", "Infinity")) });
  }
  return found;
}

function labels(text) {
  const pairs = text.matchAll(LABEL);
  return Object.fromEntries(Array.from(pairs, ([, name, value]) => [name, value.replace(/\\[n"\\]/g, (it) => ESCAPES[it])]));
}
