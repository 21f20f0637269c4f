// Live figures: /metrics is asked every two seconds, and the last five minutes are kept and drawn here.

import { bars } from "./bars.js";
import { chart } from "./chart.js";
import { byId } from "./dom.js";
import { figures, percentile, rate } from "./figures.js";

const EVERY = 2000;
const KEPT = 150;
const WINDOW_SECONDS = 10; // rates and percentiles are those of so many seconds
const TOP = 10;

const number = (value) => value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 2 : 0 });
const milliseconds = (seconds) => `${number(seconds * 1000)} ms`;
const aSecond = (value) => `${number(value)}/s`;

const CHARTS = [
  { made: chart("Requests with documents", ["all"], aSecond), row: (was, is) => [rate(was, is, "requests")] },
  {
    made: chart("Errors", ["4xx", "5xx"], aSecond),
    row: (was, is) => [rate(was, is, "refused"), rate(was, is, "failed")],
  },
  {
    made: chart("Latency", ["p50", "p90", "p99"], milliseconds),
    row: (was, is) => [0.5, 0.9, 0.99].map((share) => percentile(was, is, share)),
  },
  { made: chart("Queue", ["waiting"], number), row: (_, is) => [is.waiting] },
  {
    made: chart("Workers", ["busy", "idle", "starting"], number),
    row: (_, is) => ["busy", "idle", "starting"].map((state) => is.workers.get(state) ?? 0),
  },
];

let history = [];
let first = null;
let paused = false;

byId("charts").append(...CHARTS.map(({ made }) => made.figure));

async function scrape() {
  const response = await fetch("metrics", { headers: { Accept: "text/plain" }, cache: "no-store" });
  if (!response.ok) throw new Error(`${response.status}`);
  return figures(await response.text(), performance.now() / 1000);
}

async function update() {
  try {
    const now = await scrape();
    const restarted = history.length > 0 && history.at(-1).started !== now.started;
    if (restarted || first === null) {
      history = [];
      first = now;
    }
    history = [...history, now].slice(-KEPT);
    byId("problem").hidden = true;
    draw(now);
  } catch {
    const panel = byId("problem");
    if (panel.hidden) panel.textContent = `/metrics does not answer since ${new Date().toLocaleTimeString("en-GB")}.`;
    panel.hidden = false;
  }
}

/** The moment that the figures of `index` are compared with: the first of its window, or the one before. */
function windowOf(index) {
  const earliest = history[index].at - WINDOW_SECONDS;
  const start = history.findIndex(({ at }) => at >= earliest);
  return history[Math.max(0, Math.min(start, index - 1))];
}

function draw(now) {
  for (const { made, row } of CHARTS) {
    made.draw(history.map((moment, index) => row(windowOf(index), moment)), KEPT);
  }
  byId("about").textContent =
    `Cleancopy ${now.version}, up for ${uptime(now.started)}, ${number(now.requests)} requests with documents, ` +
    `queue limit ${number(now.limit)}, ${number(now.restarts)} workers replaced`;
  const verdicts = most(now.verdicts, Infinity);
  bars(byId("verdicts"), verdicts.map(([name, value]) => ({ name, value, label: number(value) })));
  bars(byId("rules"), most(now.rules, TOP).map(([name, value]) => {
    const added = value - (first.rules.get(name) ?? 0);
    return { name, value, label: added > 0 ? `${number(value)} (+${number(added)})` : number(value) };
  }));
}

/** The entries with the largest values, without those at zero. */
function most(counts, limit) {
  return [...counts].filter(([, value]) => value > 0).sort((one, other) => other[1] - one[1]).slice(0, limit);
}

function uptime(started) {
  const minutes = Math.floor((Date.now() / 1000 - started) / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes < 2880 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} days`;
}

byId("pause").addEventListener("click", (event) => {
  paused = !paused;
  event.target.textContent = paused ? "Go on" : "Pause";
});

async function run() {
  if (!paused && !document.hidden) await update();
  setTimeout(run, EVERY);
}

run();
