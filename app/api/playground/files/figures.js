// From a scrape to the figures of one moment, and from two moments to rates and percentiles.

import { samples } from "./exposition.js";

const REQUESTS = "cleancopy_http_requests_total";
const SECONDS = "cleancopy_http_request_duration_seconds_bucket";
const VERDICTS = "cleancopy_verdicts_total";
const RULES = "cleancopy_rule_blocks_struck_total";
const DEPTH = "cleancopy_queue_depth";
const LIMIT = "cleancopy_queue_limit";
const WORKERS = "cleancopy_workers";
const RESTARTS = "cleancopy_worker_restarts_total";
const STARTED = "process_start_time_seconds";
const BUILD = "cleancopy_build_info";
const NAMES = [REQUESTS, SECONDS, VERDICTS, RULES, DEPTH, LIMIT, WORKERS, RESTARTS, STARTED, BUILD];

/** What a scrape says; `at` is in seconds of the page's own clock. Requests are those with documents. */
export function figures(text, at) {
  const found = samples(text, NAMES);
  const requests = found.get(REQUESTS).filter(cleaning);
  const total = (list) => list.reduce((sum, { value }) => sum + value, 0);
  const withStatus = (digit) => total(requests.filter(({ labels }) => labels.status.startsWith(digit)));
  return {
    at,
    requests: total(requests),
    refused: withStatus("4"),
    failed: withStatus("5"),
    buckets: summed(found.get(SECONDS).filter(cleaning), "le"),
    verdicts: summed(found.get(VERDICTS), "verdict"),
    rules: summed(found.get(RULES), "rule"),
    waiting: total(found.get(DEPTH)),
    limit: total(found.get(LIMIT)),
    workers: summed(found.get(WORKERS), "state"),
    restarts: total(found.get(RESTARTS)),
    started: total(found.get(STARTED)),
    version: found.get(BUILD)[0]?.labels.service ?? "",
  };
}

const cleaning = ({ labels }) => labels.route.startsWith("/clean");

/** The sum of the samples for each value of a label. */
function summed(list, label) {
  const sums = new Map();
  for (const { labels, value } of list) sums.set(labels[label], (sums.get(labels[label]) ?? 0) + value);
  return sums;
}

/** Events a second between two moments; null where they cannot be told apart, or the service started anew. */
export function rate(before, now, name) {
  const seconds = now.at - before.at;
  const events = now[name] - before[name];
  return seconds > 0 && events >= 0 ? events / seconds : null;
}

/**
 * A percentile of what took place between two moments, in seconds, linear within a bucket as Prometheus'
 * histogram_quantile has it; null if nothing took place.
 */
export function percentile(before, now, share) {
  const bounds = [...now.buckets.keys()].sort((one, other) => limit(one) - limit(other));
  const counts = bounds.map((bound) => now.buckets.get(bound) - (before.buckets.get(bound) ?? 0));
  const all = counts.at(-1) ?? 0;
  if (all <= 0) return null;
  const index = counts.findIndex((count) => count >= share * all);
  const lower = index === 0 ? 0 : limit(bounds[index - 1]);
  const upper = limit(bounds[index]);
  if (upper === Infinity) return lower;
  const below = index === 0 ? 0 : counts[index - 1];
  return lower + ((upper - lower) * (share * all - below)) / (counts[index] - below);
}

const limit = (bound) => Number(bound.replace("+Inf", "Infinity"));
